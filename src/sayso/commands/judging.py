"""From what a person types after `sayso judge` to decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import JudgementError
from sayso.ledger import Addition, Decision, Ledger
from sayso.model.records import Record

_SINGLE = ("accept", "reject", "correct")
_PAIR = ("same", "not-same")


@dataclass(frozen=True, slots=True)
class Words:
    """For `judge add`: where the words stand, as an id (or its beginning) and code points, and who says them."""

    document: str | None = None
    start: int | None = None
    end: int | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed: `arguments` are the targets and then the verdict, or `add` and a kind."""

    arguments: tuple[str, ...]
    by: str | None
    field: str | None = None
    value: str | None = None
    note: str | None = None
    words: Words = Words()


def decide(ledger: Ledger, request: Request) -> list[Record]:
    """Keep what was decided and return the judgements, one for each target (one for a pair). Raises JudgementError, RecordError."""
    return [ledger.judge(decision) for decision in list(_decisions(request))]


def _decisions(request: Request) -> Iterator[Decision]:
    first, *rest = request.arguments
    if first == "add":
        yield Decision("add", request.by or "", addition=_addition(rest, request.words), note=request.note)
        return
    *targets, verdict = request.arguments
    if verdict in _PAIR:
        yield Decision(verdict.replace("-", "_"), request.by or "", tuple(targets), note=request.note)
    elif verdict not in _SINGLE:
        msg = f"the last word must be a verdict, not {verdict!r}; there are: {', '.join((*_SINGLE, *_PAIR))}; or begin with: add statement"
        raise JudgementError(msg)
    elif not targets:
        msg = f"{verdict} needs the id of a record; see `sayso show statements`"
        raise JudgementError(msg)
    for target in targets if verdict in _SINGLE else ():
        yield Decision(verdict, request.by or "", (target,), request.field, _parsed(request.value), note=request.note)


def _addition(kinds: list[str], words: Words) -> Addition:
    if len(kinds) != 1 or words.document is None or words.start is None or words.end is None:
        msg = "add needs a kind, --document, --start and --end, for example: add statement --document 3fa2b1 --start 120 --end 180"
        raise JudgementError(msg)
    fields = {"speaker": words.speaker} if words.speaker else {}
    return Addition(kinds[0], words.document, words.start, words.end, fields)


def _parsed(value: str | None) -> object:
    """Return `value` as JSON where it is JSON, else as the words that they are."""
    try:
        return json.loads(value) if value is not None else None
    except json.JSONDecodeError:
        return value
