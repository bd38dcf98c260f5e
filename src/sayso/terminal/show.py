"""`sayso show` and `sayso find`: records as tables, in full, or as JSON lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from rich.console import Console
from rich.text import Text

from sayso.commands.selecting import Selection, selected, singular
from sayso.ledger import Hit, Ledger
from sayso.model.records import Record, encode
from sayso.publish.phrasing import chain_sentence, judgement_sentence
from sayso.terminal.tables import print_record, print_table, short_id
from sayso.terminal.visible import one_line, visible


def print_shown(console: Console, ledger: Ledger, selection: Selection, *, as_json: bool) -> None:
    """Print what was asked for: one record in full where an id was given, else a table."""
    if selection.identifier:
        _print_one(console, ledger, ledger.get(singular(selection.kind), selection.identifier), as_json=as_json)
    elif as_json:
        _print_json(selected(ledger, selection))
    else:
        _print_many(console, ledger, selection)


def print_hits(console: Console, ledger: Ledger, hits: Iterable[Hit], *, as_json: bool) -> None:
    """Print what a search found: statements with who says them, then paragraphs with the document they stand in."""
    if as_json:
        _print_json({"kind": hit.kind, "id": hit.id, "document": hit.document, "start": hit.span.start, "text": hit.text} for hit in hits)
        return
    none = True
    for hit in hits:
        none = False
        console.print(_found(ledger, hit))
        console.print()
    if none:
        console.print("nothing has these words")


def _print_one(console: Console, ledger: Ledger, record: Record, *, as_json: bool) -> None:
    if as_json:
        _print_json([record])
        return
    if record["kind"] == "statement":
        console.print(Text(f"{one_line(chain_sentence(record['links'], record['cue_kind']))}:", style="bold"))
    print_record(console, record)
    for judgement in ledger.verdicts(record["id"]):
        console.print(Text(f"{one_line(judgement_sentence(judgement))}"))
    if record["kind"] == "document":
        console.print()
        console.print(Text(visible(record["text"])), soft_wrap=True)


def _print_many(console: Console, ledger: Ledger, selection: Selection) -> None:
    kind = singular(selection.kind)
    records = selected(ledger, Selection(selection.kind, None, selection.document, selection.speaker))
    shown = print_table(console, kind, islice(records, selection.limit or None))
    more = sum(1 for _ in records)
    if not shown:
        console.print(f"no {kind}s")
    elif more:
        console.print(f"and {more:,} more: --limit 0 shows all", style="dim")


def _found(ledger: Ledger, hit: Hit) -> Text:
    """Return a hit as lines: where it is, and its words with the ones searched for in bold."""
    title = _statement_title(ledger, hit) if hit.kind == "statement" else _document_title(ledger, hit.document)
    line = Text(f"{hit.kind} {short_id(hit.id)}  {one_line(title)}\n", style="")
    at = 0
    for start, end in hit.marks:
        line.append(_plain(hit.text[at:start]))
        line.append(_plain(hit.text[start:end]), style="bold reverse")
        at = end
    line.append(_plain(hit.text[at:]))
    return line


def _plain(text: str) -> str:
    return visible(text.replace("\n", " "))


def _statement_title(ledger: Ledger, hit: Hit) -> str:
    record = ledger.get("statement", hit.id)
    return chain_sentence(record["links"], record["cue_kind"])


def _document_title(ledger: Ledger, document: str) -> str:
    record = ledger.get("document", document)
    return str(record["title"] or record["path"])


def _print_json(records: Iterable[Record]) -> None:
    for line in _lines(records):
        sys.stdout.write(line)


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield f"{encode(record)}\n"
