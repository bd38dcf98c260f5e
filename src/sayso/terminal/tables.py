"""Records as tables for a person, fitted to the width of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.model.records import Record
from sayso.publish.phrasing import chain_sentence
from sayso.terminal.visible import one_line, shortened

#: Digits of an id in a table: enough to be unique among some millions of records, and to be typed.
DIGITS = 10

_BATCH = 200  # rows laid out at once, so that a long list streams


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (0: as wide as `least`), its least width, and what it shows of a record."""

    heading: str
    share: int
    least: int
    show: Callable[[Record], str]


def short_id(identifier: str) -> str:
    """Return the digits of an id that tables show and that commands take."""
    return identifier.rpartition("-")[2][:DIGITS]


def print_table(console: Console, kind: str, records: Iterable[Record]) -> int:
    """Print `records` of `kind` as a table, a batch at a time; return how many there were."""
    columns = COLUMNS.get(kind, DEFAULT)
    widths = _widths(columns, console.width)
    source = iter(records)
    count = 0
    while batch := list(islice(source, _BATCH)):
        console.print(_table(columns, widths, batch, heading=count == 0))
        count += len(batch)
    return count


def _table(columns: tuple[Column, ...], widths: list[int], records: list[Record], *, heading: bool) -> Table:
    table = Table(box=None, show_header=heading, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column.heading, width=width, overflow="fold")
    for record in records:
        table.add_row(*(Text(column.show(record)) for column in columns))
    return table


def _widths(columns: tuple[Column, ...], total: int) -> list[int]:
    """Return the column widths: the least ones, and what is left over shared out."""
    room = total - 2 * len(columns) - sum(c.least for c in columns)
    shares = sum(c.share for c in columns) or 1
    return [c.least + max(room, 0) * c.share // shares for c in columns]


def who(record: Record) -> str:
    """Return the chain of a statement as a person would say it."""
    return one_line(chain_sentence(record["links"]))


def words(record: Record, width: int = 240) -> str:
    """Return what a statement says, in its own words, cut after `width` code points."""
    return shortened(one_line(" … ".join(span["text"] for span in record["content"])), width)


def _saying(record: Record) -> str:
    marks = [record["cue_kind"], record["mode"]]
    marks += ["denied"] if record["polarity"] == "denied" else []
    marks += ["hedged"] if record["hedged"] else []
    return ", ".join(marks)


def _what(record: Record) -> str:
    said = words(record)
    return f"“{said}”" if record["mode"] == "direct" else said


def _title(record: Record) -> str:
    return one_line(record["title"] or record["path"])


def _published(record: Record) -> str:
    return record["published"] or "unknown"


def _target(record: Record) -> str:
    spans = (target["span"] for target in record["targets"])
    return " / ".join(shortened(one_line(span["text"]), 80) for span in spans if span)


def _decision(record: Record) -> str:
    field = f" {record['field']} → {record['value']}" if record["field"] else ""
    return one_line(record["verdict"] + field)


_ID = Column("id", 0, DIGITS, lambda r: short_id(r["id"]))
COLUMNS: dict[str, tuple[Column, ...]] = {
    "document": (
        _ID,
        Column("published", 0, 10, _published),
        Column("publisher", 2, 12, lambda r: one_line(r["publisher"] or "unknown")),
        Column("title", 4, 20, _title),
    ),
    "statement": (_ID, Column("who says", 2, 16, who), Column("how", 0, 10, _saying), Column("what", 4, 20, _what)),
    "finding": (
        _ID,
        Column("verdict", 0, 8, lambda r: r["verdict"]),
        Column("rule", 0, 17, lambda r: r["rule"]),
        Column("working", 4, 20, lambda r: one_line(r["working"])),
    ),
    "failure": (
        Column("what", 0, 6, lambda r: r["severity"]),
        Column("source", 2, 20, lambda r: one_line(r["path"])),
        Column("reason", 4, 20, lambda r: one_line(r["reason"])),
    ),
    "judgement": (
        _ID,
        Column("by", 1, 8, lambda r: one_line(r["by"])),
        Column("verdict", 1, 8, _decision),
        Column("words", 4, 20, _target),
    ),
}
DEFAULT: tuple[Column, ...] = (_ID, Column("record", 4, 20, lambda r: shortened(one_line(str(r)), 200)))


def print_record(console: Console, record: Record) -> None:
    """Print one record in full, a field a line, with the words of its spans."""
    for key, value in record.items():
        if key != "text" or record.get("kind") != "document":
            for line in _lines(key, value):
                console.print(Text(line))


def _lines(key: str, value: object) -> Iterator[str]:
    """Yield the lines of one field: one for each of its values, spans with their place, parts of a value beside each other."""
    values = value if isinstance(value, list) and any(isinstance(part, dict) for part in value) else [value]
    for part in values:
        yield f"{key:<14} {_part(part)}"


def _part(value: object) -> str:
    if not isinstance(value, dict):
        return _scalar(value)
    return _span(value) if {"start", "end", "text"} <= value.keys() else _parts(value)


def _span(span: Record) -> str:
    context = f" in {short_id(span['document'])}" if "document" in span else ""
    return f"“{one_line(span['text'])}” ({span['start']}-{span['end']}{_pages(span)}{context})"


def _parts(value: Record) -> str:
    """Return the parts of a value that are known, each with its name."""
    known = [f"{key} {_parts(part) if isinstance(part, dict) else _scalar(part)}" for key, part in value.items() if part not in (None, [])]
    return ", ".join(known) or "-"


def _pages(span: Record) -> str:
    pages = sorted({place["page"] for place in span.get("at", [])})
    return f", page {', '.join(map(str, pages))}" if pages else ""


def _scalar(value: object) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " > ".join(one_line(str(part)) for part in value)
    return one_line(str(value))
