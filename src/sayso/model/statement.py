"""Who says what, on whose say-so: one act of saying by one source."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.span import Span

MODES = ("direct", "indirect", "mixed")
SPEAKER_TYPES = ("person", "organisation", "group", "document", "unknown")
POLARITIES = ("affirmed", "denied")

#: What kind of saying the cue names; `unknown` where no cue is written.
CUE_KINDS = (
    "says",
    "writes",
    "claims",
    "accuses",
    "denies",
    "admits",
    "asks",
    "demands",
    "promises",
    "warns",
    "thinks",
    "shows",
    "quotes",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class By:
    """Which rule or model made a record, and how sure it is: `score` in [0, 1], None where it makes no sense."""

    rule: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `name` as best known in the document (None: unknown), `entity` the id of the entity record once there is one."""

    name: str | None
    type: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Medium:
    """In what it was said: a newspaper with number and date, a memoir, a letter. Each part as written, None where not said."""

    title: str | None
    number: str | None
    date: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Uttered:
    """The words that tell when and where something was said, each None where the text does not tell."""

    time: Span | None
    place: Span | None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain, outermost first; `statement` is the id of the statement by which it speaks (None: the document itself)."""

    name: str | None
    type: str
    entity: str | None = None
    statement: str | None = None
    medium: Medium | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement as found in the words alone, before anybody asked who "he" is.

    `content` are the spans of what is said, marks excluded, in text order; `source` the words that name the speaker (empty: none);
    `cue` the word that tells that somebody speaks; `medium` the words that name what it was said in; `on_behalf_of` the words that
    name for whom; `uttered` those that tell when and where; `parent` is the index, in the same tuple, of the attribution in whose
    content this one stands.
    `carried` tells that no words name the source here and that it is the speaker of the attribution just before.
    """

    mode: str
    content: tuple[Span, ...]
    cue: Span | None
    cue_kind: str
    source: tuple[Span, ...]
    by: By
    medium: tuple[Span, ...] = ()
    uttered: Uttered | None = None
    on_behalf_of: tuple[Span, ...] = ()
    polarity: str = "affirmed"
    hedged: bool = False
    parent: int | None = None
    carried: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The record `statement` of docs/records.md: an attribution with its speaker and chain resolved.

    `parent` is a statement's id; `said` the id of a time record; `chain` the names of `links` (`unknown` for an unnamed one).
    """

    id: str
    document: str
    mode: str
    content: tuple[Span, ...]
    cue: Span | None
    cue_kind: str
    source: tuple[Span, ...]
    speaker: Speaker
    on_behalf_of: Speaker | None
    parent: str | None
    links: tuple[Link, ...]
    chain: tuple[str, ...]
    said: str | None
    uttered: Uttered | None
    medium: Medium | None
    polarity: str
    hedged: bool
    by: By
