"""`sayso/1`: the records as JSON lines, as docs/records.md describes them; the same ledger gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from sayso.model.records import KINDS, Record, encode
from sayso.model.view import View


def write(view: View, file: TextIO) -> None:
    """Write the header and then every record, sorted by kind, document, span and id; one document's text in memory at a time."""
    _line(file, view.header())
    for kind in KINDS:
        for record in _records(view, kind):
            _line(file, record)


def _records(view: View, kind: str) -> Iterable[Record]:
    if kind == "document":
        return ({**record, "text": view.text(record["id"])} for record in view.documents())
    if kind == "judgement":
        return sorted(view.judgements(), key=_place)  # as many as people make: they fit
    return view.records(kind)


def _place(judgement: Record) -> tuple[str, int, int, str]:
    """Return what a judgement is sorted by: the place of its first target."""
    target = judgement["targets"][0]
    span = target["span"] or {"start": -1, "end": -1}
    return target["document"] or "", span["start"], span["end"], judgement["id"]


def _line(file: TextIO, record: Record) -> None:
    file.write(encode(record))
    file.write("\n")
