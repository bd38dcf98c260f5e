"""In which work a statement stands: named beside the cue, behind the source, or the source itself.

    "the minister's diary says ..."             the minister speaks, and the diary is the medium
    "Harbour Light (no. 12, 3 May) reports ..."  the newspaper speaks, in that issue
    "the envoy, in a letter of 3 May, asks ..."  the envoy speaks, and the letter is the medium
    "a cable in which the consul relays ..."     the consul speaks, and the cable is the medium

A work without a named author or issuer speaks itself, as a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.annotated import Passage
from sayso.model.span import Span
from sayso.model.statement import Attribution, Medium, Speaker
from sayso.resolve.cast.scene import Scene
from sayso.resolve.media import Carrier, carrier, closed, issue, numbered
from sayso.resolve.names.nouns import noun_phrase
from sayso.resolve.names.phrases import Phrase
from sayso.resolve.tables import role_nouns, singular
from sayso.resolve.who.walk import Resolution, place
from sayso.resolve.works.beside import beside as beside_it
from sayso.resolve.works.fronted import dated, fronted, numbered_source
from sayso.resolve.works.pieces import piece
from sayso.resolve.works.relatives import relative_verb

#: ", in its reply of 6 June": a work named behind the source, up to the comma or the cue.
_BEHIND = re.compile(
    r"(?:,\s*|\s(?=in\s+(?:its|his|her|their)\b))in\s+((?:(?:an?|the|his|her|its|their|our|my|this|that)\s+|(?=\w+\s+(?:[Nn]o|№)))(?:[^,;:.()“”\"]|(?<=[Nn]o)\.){2,80}(?:\([^()]{1,60}\))?)"
    r"(?:,\s*\w+ed\b[^,;:()“”\"]{1,60})?\s*,?\s*$"
)
#: A title of somebody's own behind a source or a cue: ", in his Winter Roads (1931),", "in the second edition of her Recollections".
_OWN_TITLE = re.compile(
    r"\b(?:in|of)\s+(?:his|her|their)\s+(?:own\s+)?"
    r"([A-Z][\w’'-]*(?: (?:(?:of|the|a|an|and|in|on|for|to|from) )*[A-Z][\w’'-]*)*)\s*(\([^()]{2,40}\))?\s*(?:,|$)"
)
#: A work behind the noun of a claim: "its allegation, made in its note No. 17 of 2 August, that ...".
_MADE_IN = re.compile(
    r",?\s*(?:made|contained|repeated|voiced|raised|expressed|published|printed|set out)\s+in\s+"
    r"((?:[^,;:().“”\"]|(?<=[Nn]o)\.){3,80}(?:\([^()]{1,60}\))?)"
)
#: What tells the issue behind a name: "(no. 17)", ", no. 9 of that year".
_ISSUE_BEHIND = re.compile(
    r"[”\"»]?(?:\s*\(|,\s*)((?:(?:no|nos|vol|number|issue)\b\.?|№|\d{4}\b"
    r"|(?:updated|issued|dated|published|printed|signed|released|posted)\b)[^();]{0,60})",
    re.IGNORECASE,
)
#: A titled and dated work beside the cue: "argues in The Quiet Border (1987) that".
_TITLED = re.compile(
    r"\bin [“\"]?((?:[A-Z][\w’'-]*)(?:,? (?:of|the|a|an|and|in|on|for|to|from|[A-Z0-9][\w’'-]*))*)[”\"]?\s*(\((?=[^()]*\d)[^()]{2,60}\))"
)
#: The title of a book behind its author in a citation: "(quoted in Maurer, The Emptied Valley, p. 88)".
_BOOK_BEHIND = re.compile(r",\s*[“\"]?((?:[A-Z][^,()“”\"]{1,80}))[”\"]?(?:,[^()]{0,60})?\)")
#: Words of a cue by which a speaker goes on in the same work.
_GOING_ON = frozenset({"add", "adds", "added", "adding", "on", "continues", "continued", "concludes", "concluded"})
_RELATIVE = frozenset({"same", "that", "this"})  # words of a date that only lead back to another
_FAR = 160  # characters from a source to its cue
_WORDS = 5  # of a work's name among which its noun stands


def work(scene: Scene, attribution: Attribution, found: Resolution) -> Carrier | None:
    """Return the work in which an attribution's words stand, None where none is named."""
    beside = carrier(attribution.medium, scene.text) or _behind(scene, attribution)
    front = fronted(scene, attribution)
    if beside is not None and front is not None and any(s.overlaps(front.medium.spans[0]) for s in beside.medium.spans):
        beside = None  # the same, cut short
    return (
        (dated(beside, scene.text) if beside is not None else None)
        or front
        or numbered_source(scene, attribution)
        or (_cited_book(scene, attribution) if found.speaker.type == "person" else None)
        or _titled(scene, attribution)
        or _made_in(scene, attribution)
        or _issue(scene, attribution, found)
        or beside_it(scene, attribution, found)
        or _in_which(scene, attribution)
        or piece(scene, attribution)
    )


def issued(found: Resolution, told: Speaker | None, text: str) -> tuple[Resolution, Medium | None]:
    """Return who speaks in a work: its author or issuer `told` where one is named, with the work as medium; else the work itself."""
    if found.speaker.type != "document" or told is None or found.speaker.name is None:
        return found, None
    spans = (numbered(found.phrase.noun.span, text),) if found.phrase is not None and found.phrase.noun is not None else ()
    words = " ".join(" ".join(s.of(text) for s in spans).split()) or found.speaker.name
    medium = issue(words, spans)
    return replace(found, speaker=told), (dated(Carrier(medium, quotes=False, type="document"), text).medium if spans else medium)


def continued(attributions: Sequence[Attribution], carriers: list[Carrier | None], found: Sequence[Resolution], text: str) -> None:
    """Let a work hold for what its speaker adds, and for one report alone where its words stand before two.

    "In his memoirs Cast relates that ... Cast *adds* that ..."; "In the protocol the parties note that the envoy *denies* it": the
    protocol is not the envoy's.
    """
    last = -1
    for i in sorted(range(len(attributions)), key=lambda k: place(attributions[k])):
        around, before = attributions[i].parent, carriers[last] if last >= 0 else None
        if _is_of_another(attributions, carriers, i):
            carriers[i] = None
        elif carriers[i] is None and around is None and found[i].entry is not None and found[i].entry is found[last].entry:
            near = last >= 0 and place(attributions[i]) - attributions[last].content[-1].end < _FAR
            if near and (_goes_on(attributions[i], text) or attributions[i].source == attributions[last].source):
                carriers[i] = before
        mine = carriers[i]
        if mine is not None and not mine.quotes:
            last = i
        elif around is None:
            last = -1


def _is_of_another(attributions: Sequence[Attribution], carriers: Sequence[Carrier | None], i: int) -> bool:
    """Tell whether the work of attribution `i` is that of the report around it, or no work but that report's cue."""
    mine, around = carriers[i], attributions[i].parent
    if mine is None or mine.quotes or around is None or around == i or not 0 <= around < len(carriers):
        return False
    above, cue = carriers[around], attributions[around].cue
    if above is not None and mine.medium.spans == above.medium.spans:
        return True
    return cue is not None and any(cue.overlaps(span) for span in mine.medium.spans)


def _goes_on(attribution: Attribution, text: str) -> bool:
    cue = attribution.cue.of(text).lower().split() if attribution.cue is not None else []
    return not attribution.source or bool(_GOING_ON & set(cue))


def _behind(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work named between a source and its cue, or at the end of the source's words."""
    if not attribution.source:
        return None
    start, end = attribution.source[0].start, attribution.source[-1].end
    if attribution.cue is not None and end <= attribution.cue.start < end + _FAR:
        end = attribution.cue.start
    own = _OWN_TITLE.search(scene.text, start, end)
    if own is not None and own.start() > attribution.source[0].start + 1:
        span = Span(own.start(1), own.end(2) if own.group(2) else own.end(1))
        return Carrier(replace(issue(own.group(2) or "", (span,)), title=own.group(1)), quotes=False, type="document")
    named = _BEHIND.search(scene.text, start, end)
    if named is None or not any(_is_work(word) for word in named.group(1).split()[:_WORDS]):
        return None
    return carrier((Span(*named.span(1)),), scene.text)


def _made_in(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work in which a claim is said to have been made, right behind the noun for it."""
    named = _MADE_IN.match(scene.text, attribution.cue.end) if attribution.cue is not None else None
    if named is None or not any(_is_work(word) for word in named.group(1).split()[:_WORDS]):
        return None
    return carrier((Span(*named.span(1)),), scene.text)


def _issue(scene: Scene, attribution: Attribution, found: Resolution) -> Carrier | None:
    """Return the number and date of the periodical or document that speaks itself."""
    if not attribution.source or found.speaker.type not in {"organisation", "document"} or found.phrase is None:
        return None
    end = attribution.source[-1].end
    more = _ISSUE_BEHIND.match(scene.text, end)
    span = numbered(closed(Span(attribution.source[0].start, more.end(1) if more is not None else end), scene.text), scene.text)
    medium = issue(span.of(scene.text), (span,))
    if found.speaker.type == "document" and _RELATIVE & set((medium.date or "").split()):
        medium = replace(medium, date=None)  # no date of its own: "a report of the same evening"
    if not (medium.number or medium.date) or (found.speaker.type == "organisation" and not _is_periodical(found.phrase, medium)):
        return None
    own = found.phrase.name.text if found.phrase.name is not None else None
    return Carrier(replace(medium, title=own or medium.title), quotes=False, type=found.speaker.type)


def _cited_book(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the book behind its author's name in a citation in brackets."""
    if attribution.cue_kind != "quotes" or not attribution.source or attribution.content[-1].end > attribution.source[0].start:
        return None
    book = _BOOK_BEHIND.match(scene.text, attribution.source[-1].end)
    if book is None or "(" not in scene.text[attribution.content[-1].end : attribution.source[0].start]:
        return None
    span = Span(*book.span(1))
    return Carrier(replace(issue(span.of(scene.text), (span,)), title=span.of(scene.text).strip()), quotes=False, type="document")


def _titled(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the titled work with its year or number in brackets between a cue and what is said."""
    cue = attribution.cue
    if cue is None or not cue.end <= attribution.content[0].start <= cue.end + _FAR:
        return None
    found = _TITLED.search(scene.text, cue.end, attribution.content[0].start)
    if found is None:
        return None
    span = Span(found.start(1), found.end(2))
    return Carrier(replace(issue(found.group(2), (span,)), title=found.group(1)), quotes=False, type="document")


def _is_periodical(found: Phrase, medium: Medium) -> bool:
    """Tell whether a body has issues: it is named with a number, or bare with a date ("the Telegraph of Friday")."""
    if medium.number:
        return True
    name = found.name
    return name is not None and name.title == () and (found.noun is None or not found.noun.noun) and name.last - name.first <= _WORDS


def _in_which(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work that a clause describes: "a telegram in which the commander relayed an order"."""
    clause = relative_verb(scene, attribution.cue)
    if clause is None or not _has_in_which(clause[0], clause[1].index):
        return None
    passage, head = clause[0], clause[0].tokens[clause[1].head]
    if head.dep == "pobj" and not _is_work(head.lemma):  # "an order of the day in which"
        head = passage.tokens[passage.tokens[head.head].head]
    phrase = noun_phrase(passage, head.index, scene.text)
    return carrier((phrase.span,), scene.text) if phrase.type == "document" or _is_work(head.lemma) else None


def _has_in_which(passage: Passage, verb: int) -> bool:
    preps = [c for c in passage.children[verb] if passage.tokens[c].dep == "prep" and passage.tokens[c].lower in {"in", "by"}]
    return any(passage.tokens[k].lower == "which" for c in preps for k in passage.children[c])


def _is_work(word: str) -> bool:
    noun = singular(word.lower().strip(".,()"), word.lower())
    return noun is not None and role_nouns()[noun].type == "document"
