"""What a reading came to, in a few lines that say what to do next."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.commands.demonstrating import Demonstration
from sayso.commands.reading import Tally
from sayso.ledger import Fault, Ledger
from sayso.terminal.tables import print_table, who, words
from sayso.terminal.visible import one_line


def print_reading(output: Console, errors: Console, tally: Tally, ledger: Ledger) -> None:
    """Print what a reading came to, what went wrong (to `errors`), and what the ledger now holds."""
    _print_failures(errors, tally)
    parts = [f"{_number(tally.read, 'document')} read"]
    parts += [f"{tally.unchanged} unchanged"] if tally.unchanged else []
    parts += [f"{tally.failed} failed"] if tally.failed else []
    output.print(", ".join(parts), soft_wrap=True)
    counts = ledger.counts()
    held = [_number(counts.get(kind, 0), kind) for kind in ("document", "statement", "finding")]
    output.print(f"the ledger holds {', '.join(held)}", soft_wrap=True)
    if tally.outdated:
        were = "document was" if tally.outdated == 1 else "documents were"
        output.print(f"{tally.outdated:,} {were} read by older rules; read them again to renew their records", soft_wrap=True)
    output.print("next: sayso show statements, sayso report --output report.html", soft_wrap=True)


def _print_failures(errors: Console, tally: Tally) -> None:
    for failure in tally.failures:
        errors.print(Text(f"{one_line(failure.path)}: {one_line(failure.reason)}"), soft_wrap=True)
    if tally.remarks > len(tally.failures):
        errors.print(f"and {tally.remarks - len(tally.failures):,} more: sayso show failures --limit 0", soft_wrap=True)


def print_faults(output: Console, faults: Iterable[Fault]) -> int:
    """Print what `verify` found, a line each; return how many faults there were."""
    count = 0
    for fault in faults:
        count += 1
        output.print(Text(f"{one_line(fault.where)}: {one_line(fault.what)}"), soft_wrap=True)
    output.print("the ledger is whole" if not count else f"{_number(count, 'fault')} found", soft_wrap=True)
    return count


def print_demo(output: Console, made: Demonstration) -> None:
    """Print what the demonstration found: documents, who says what, chains, where accounts differ, and what to try next."""
    with Ledger.open(made.ledger) as ledger:
        _print_documents(output, ledger)
        _print_speakers(output, ledger)
        _print_chains(output, ledger)
        _print_findings(output, ledger)
    _print_failures(output, made.tally)
    _print_next(output, made)


def _heading(output: Console, text: str) -> None:
    output.print()
    output.print(Text(text, style="bold"))


def _print_documents(output: Console, ledger: Ledger) -> None:
    documents = sorted(ledger.documents(), key=lambda d: (d["published"] or "9999", d["identity"]))
    output.print(Text(f"An invented conflict: {_number(len(documents), 'document')} by several hands.", style="bold"))
    print_table(output, "document", documents)


def _print_speakers(output: Console, ledger: Ledger) -> None:
    names: Counter[str] = Counter()
    example: dict[str, str] = {}
    for record in ledger.records("statement"):
        name = record["speaker"]["name"]
        if name:
            names[name] += 1
            example.setdefault(name, words(record, 90))
    _heading(output, f"Who says what: {_number(sum(names.values()), 'statement')} with a named speaker; the most quoted:")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for name, count in sorted(names.items(), key=lambda item: (-item[1], item[0]))[:8]:
        table.add_row(Text(str(count)), Text(one_line(name)), Text(f"e.g. {example[name]}"))
    output.print(table)


def _print_chains(output: Console, ledger: Ledger) -> None:
    nested = sorted((r for r in ledger.records("statement") if r["parent"]), key=lambda r: (-len(r["links"]), r["id"]))
    if nested:
        _heading(output, "On whose say-so: the longest chains of sources:")
    for record in islice(nested, 4):
        output.print(Text(f"- {who(record)}: {words(record, 120)}"))


def _print_findings(output: Console, ledger: Ledger) -> None:
    findings = list(ledger.records("finding"))
    _heading(output, f"What differs: {_number(len(findings), 'finding')}.")
    for record in findings:
        output.print(Text(f"- {record['rule']}: {one_line(record['working'])}"))


def _print_next(output: Console, made: Demonstration) -> None:
    ledger = shlex.quote(str(made.ledger))
    sayso = _command()
    _heading(output, f"The report is {made.report}: open it in a browser. Then try:")
    for line in (
        f"{sayso} show statements --ledger {ledger}",
        f'{sayso} find "ceasefire" --ledger {ledger}',
        f"{sayso} verify --ledger {ledger}",
        f"{sayso} read YOUR-FOLDER && {sayso} report --output report.html",
    ):
        output.print(Text(f"  {line}"), soft_wrap=True)


def _command() -> str:
    """Return how sayso is called here: the plain name where the shell would find it, else the path it was started by."""
    return "sayso" if shutil.which("sayso") else shlex.quote(str(Path(sys.argv[0])))


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
