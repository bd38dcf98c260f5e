"""Chains, sources and judgements as a person would say them.

Pure functions from records (docs/records.md) to plain text. The words of documents pass through unchanged: whoever shows the
result makes it safe for the page or the terminal. Nothing is said that the record does not say: a source without a name is
"an unnamed source", and "quoting" is used where the record does not say that the words were put differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model.records import Record

UNNAMED = "an unnamed source"

#: Kinds of statement of which "quoting" would tell the wrong thing: what was denied, asked or demanded was not asserted.
_ON_WHAT = {
    kind: (f"on what {{}} {one}", f"on what {{}} {several}")
    for kind, one, several in (
        ("thinks", "thinks", "think"),
        ("shows", "shows", "show"),
        ("denies", "denies", "deny"),
        ("asks", "asks", "ask"),
        ("demands", "demands", "demand"),
        ("promises", "promises", "promise"),
    )
}

#: Words that begin a description and need no article before it.
_DETERMINERS = frozenset(
    {
        *("the", "a", "an", "this", "that", "these", "those", "some", "any", "many", "most", "several", "both", "all", "each", "no"),
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "others", "another"),
        *("my", "your", "his", "her", "its", "our", "their"),
    }
)

_VERDICTS = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "same": "judged the same",
    "not_same": "judged not the same",
}


def chain_sentence(links: Sequence[Record], cue_kind: str = "says", *, modes: Mapping[str, str] | None = None) -> str:
    """Return a chain as one phrase, outermost first: "Kessan Courier, quoting Ilen Varo, quoting a witness".

    `links` are those of the record; the leading ones without a statement are the document's own voice (publisher, then author).
    `cue_kind` is that of the last link's statement; `modes` gives the mode of statements by id, where known: an indirect one is
    cited, not quoted.
    """
    voices, sources = _parted(links)
    if not voices and not sources:
        return UNNAMED
    known = modes or {}
    steps = [_voice(voices)] if voices else []
    for position, link in enumerate(sources):
        name = link_name(link)
        outermost = not steps
        last = position == len(sources) - 1
        if last and cue_kind in _ON_WHAT and not outermost:
            steps.append(_on_what(cue_kind, name, link))
        else:
            steps.append(name if outermost else f"{_verb(link, known)} {name}")
    return ", ".join(steps)


def link_name(link: Record) -> str:
    """Return who one link is, and in what he speaks where the record says so: "Ilen Varo in Line Gazette (No. 12, 3 May)"."""
    name = _with_article(link) or UNNAMED
    medium = link.get("medium")
    where = medium_name(medium) if medium and medium["title"] != link["name"] else ""
    return f"{name} in {where}" if where else name


def _with_article(link: Record) -> str:
    """Return the name of a link; a bare description of one ("spokesman") with its article, as one would say it."""
    name = link["name"] or ""
    first = name.split(" ", 1)[0]
    bare = name[:1].islower() and first not in _DETERMINERS and link["type"] in {"person", "organisation", "document"}
    return f"the {name}" if bare and "'s " not in name and "’s " not in name else name


def _on_what(cue_kind: str, name: str, link: Record) -> str:
    """Return how a source's attitude, question or demand is told: "on what the mayor demands", "on what residents fear"."""
    told = _ON_WHAT[cue_kind]
    return told[1 if link["type"] == "group" else 0].format(name)


def uttered_words(statement: Record) -> str:
    """Return the words that tell when and where it was said: "on Wednesday, at the rally"; empty where the text does not tell."""
    uttered = statement["uttered"] or {}
    return ", ".join(uttered[part]["text"] for part in ("time", "place") if uttered.get(part))


def medium_name(medium: Record) -> str:
    """Return a medium with its number and date as written: "Line Gazette (No. 12, 3 May)"; empty where it has none of them."""
    details = ", ".join(part for part in (medium["number"], medium["date"]) if part)
    title = medium["title"] or ""
    if title and details:
        return f"{title} ({details})"
    return title or details


def speaker_name(speaker: Record | None) -> str:
    """Return the name of a statement's speaker, or that there is none."""
    return (speaker["name"] if speaker else None) or UNNAMED


def judgement_sentence(judgement: Record) -> str:
    """Return a judgement as one phrase: "corrected by R. Tan on 2031-05-04: speaker is Ilen Varo (note: see the video)"."""
    verdict = _VERDICTS.get(judgement["verdict"], judgement["verdict"])
    at = f" on {judgement['at'][:10]}" if judgement["at"] else ""
    value = f": {judgement['field']} is {_value(judgement['value'])}" if judgement["field"] else ""
    note = f" (note: {judgement['note']})" if judgement["note"] else ""
    return f"{verdict} by {judgement['by']}{at}{value}{note}"


def _parted(links: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Part the links into the document's own voices, which come first and have no statement, and the sources it reports."""
    count = 0
    if links and links[0]["statement"] is None:
        count = 2 if len(links) > 1 and links[1]["statement"] is None and links[1]["type"] == "person" else 1
    return list(links[:count]), list(links[count:])


def _voice(voices: Sequence[Record]) -> str:
    names = [link_name(voice) for voice in voices]
    return names[0] if len(names) == 1 else f"{names[1]} (published by {names[0]})"


def _verb(link: Record, modes: Mapping[str, str]) -> str:
    return "citing" if modes.get(link["statement"] or "") == "indirect" else "quoting"


def _value(value: object) -> str:
    if value is None:
        return "unknown"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
