"""The statements of one document, as cards for the list and as layers for its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.records import Record
from sayso.model.span import Span
from sayso.model.view import View
from sayso.publish.phrasing import chain_sentence, judgement_sentence, medium_name, speaker_name, uttered_words
from sayso.publish.report.choosing import speaker_key
from sayso.publish.report.marking import Layer
from sayso.publish.report.markup import Label
from sayso.publish.report.pages import Card

#: A card shows this many code points of a statement at most; the rest is read in the text, where all of it is marked.
WORDS = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """One statement ready to show: `key` tells its speaker from others, `type` what the speaker is."""

    key: str
    type: str
    card: Card
    layers: tuple[Layer, ...]
    label: Label


@dataclass(frozen=True, slots=True)
class Where:
    """The document the statements stand in: its number, its label, how many code points of it are shown, how many numbers are taken."""

    document: str
    number: int
    label: str
    shown: int
    taken: int


def told(view: View, where: Where, *, judged: bool) -> Iterator[Told]:
    """Yield the statements of a document that begin in the part shown; `judged` tells that the ledger holds judgements at all."""
    records = list(_shown(view, where))
    numbers = {record["id"]: where.taken + position for position, record in enumerate(records, 1)}
    modes = {record["id"]: record["mode"] for record in records}
    for record in records:
        verdicts = list(view.verdicts(record["id"])) if judged else []
        card = _card(record, where, numbers, modes, verdicts)
        yield Told(speaker_key(record), record["speaker"]["type"], card, tuple(_layers(record, card.number)), _label(card))


def _shown(view: View, where: Where) -> Iterator[Record]:
    for record in view.records("statement", where.document):
        if record["content"] and record["content"][0]["start"] < where.shown:
            yield record


def _card(record: Record, where: Where, numbers: dict[str, int], modes: dict[str, str], verdicts: Sequence[Record]) -> Card:
    whole = sum(len(span["text"]) for span in record["content"])
    on_behalf_of, medium = record["on_behalf_of"], record["medium"]
    return Card(
        number=numbers[record["id"]],
        id=record["id"],
        document=where.number,
        place=where.label,
        mode=record["mode"],
        cue_kind=record["cue_kind"],
        words=tuple(_cut(span["text"] for span in record["content"])),
        cut=whole if whole > WORDS else None,
        chain=chain_sentence(record["links"], record["cue_kind"], modes=modes),
        speaker=speaker_name(record["speaker"]),
        written=" … ".join(span["text"] for span in record["source"]),
        cue=record["cue"]["text"] if record["cue"] else "",
        on_behalf_of=speaker_name(on_behalf_of) if on_behalf_of else None,
        medium=medium_name(medium) if medium else "",
        uttered=uttered_words(record),
        denied=record["polarity"] == "denied",
        hedged=record["hedged"],
        parent=numbers.get(record["parent"]),
        page=_pages(record["content"]),
        rule=record["by"]["rule"],
        score=record["by"]["score"],
        judgements=tuple(judgement_sentence(verdict) for verdict in verdicts),
        rejected=any(verdict["verdict"] == "reject" for verdict in verdicts),
    )


def _cut(parts: Iterator[str]) -> Iterator[str]:
    room = WORDS
    for part in parts:
        if room > 0:
            yield part if len(part) <= room else part[:room].rstrip() + " …"
        room -= len(part)


def _pages(spans: Sequence[Record]) -> str:
    pages = sorted({place["page"] for span in spans for place in span.get("at", ())})
    if not pages:
        return ""
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"


def _layers(record: Record, number: int) -> Iterator[Layer]:
    for position, span in enumerate(record["content"]):
        yield Layer(Span(span["start"], span["end"]), "content", number, "" if position else f"t{number}")
    for span in record["source"]:
        yield Layer(Span(span["start"], span["end"]), "source", number)
    if record["cue"]:
        yield Layer(Span(record["cue"]["start"], record["cue"]["end"]), "cue", number)


def _label(card: Card) -> Label:
    marks = [card.mode] + ["denied"] * card.denied + ["hedged"] * card.hedged + ["rejected"] * card.rejected
    return Label(" ".join(marks), f"Statement {card.number}: {card.speaker}, {', '.join(marks)}")
