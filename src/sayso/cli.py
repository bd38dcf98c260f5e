"""The commands: one function for each, which reads its options, calls one piece of sayso and prints what it returns.

Exit status: 0 done, 1 some documents failed (or, for `verify`, something was altered), 2 wrong use or a ledger or output that cannot be
used, 130 and 143 stopped by Ctrl-C and by `kill`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="sayso",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

LedgerOption = Annotated[Path, typer.Option("--ledger", envvar="SAYSO_LEDGER", help="The ledger file.", metavar="FILE")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print records as JSON lines.")]
HERE = Path("sayso.db")


def main() -> None:
    """Run the command line; a user's mistake ends in one line and status 2, never in a traceback."""
    from sayso.errors import OutputError, SaysoError
    from sayso.terminal.ending import Stopped, muted, opened, stoppable

    opened()
    try:
        with stoppable():
            app()
    except SaysoError as error:
        _end(str(error), 2)
    except Stopped as stopped:
        muted(sys.stdout)
        _end("stopped; what was read is kept, the same command goes on from here", stopped.status)
    except OSError as error:  # what belongs to a document or a ledger has been told by now: this is the standard output
        muted(sys.stdout)
        _end(str(OutputError(str(error.filename or "standard output"), error.strerror or str(error))), 2)


def _end(line: str, status: int) -> NoReturn:
    typer.echo(f"sayso: {line}", err=True)
    sys.exit(status)


def _version(wanted: bool) -> None:  # noqa: FBT001 - called by the command line
    if wanted:
        from sayso import __version__

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,  # noqa: FBT002
) -> None:
    """Who says what happened, on whose say-so, and where the accounts differ. It never decides who is right."""


@app.command()
def demo(folder: Annotated[Path | None, typer.Argument(help="A new folder to make [default: sayso-demo].")] = None) -> None:
    """Read the invented conflict that comes with sayso into a fresh ledger, and write its report."""
    from sayso.commands.demonstrating import demonstrate
    from sayso.terminal.console import output, progress_on
    from sayso.terminal.summary import print_demo

    print_demo(output(), demonstrate(folder, progress_on))


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, tables of articles (csv, jsonl), or - for the standard input.")],
    published: Annotated[str | None, typer.Option(help="Publication date of what is read: YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published; also its identity across readings.")] = None,
    side: Annotated[str | None, typer.Option(help="Your own label for the side it speaks for.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes to use [default: one, or one a core for much work].")] = None,
    ledger: LedgerOption = HERE,
) -> None:
    """Read reports into the ledger. Reading again changes nothing; a changed file becomes a new version."""
    from sayso.commands.reading import Request, read_paths
    from sayso.ledger import Ledger
    from sayso.model.source import Metadata
    from sayso.terminal.console import errors, output, progress_on
    from sayso.terminal.summary import print_reading

    given = Metadata(published=published, publisher=publisher, author=author, title=title, url=url, side=side)
    with Ledger.open(ledger, create=True) as opened:
        tally = read_paths(opened, Request(tuple(paths), given, jobs, sys.stdin.buffer if sys.stdin else None), progress_on)
        print_reading(output(), errors(), tally, opened)
    raise typer.Exit(1 if tally.failed else 0)


@app.command()
def show(
    kind: Annotated[str, typer.Argument(help="documents, statements, findings, failures or judgements.")],
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="One record in full, by any unique beginning of its id.")] = None,
    document: Annotated[str | None, typer.Option(help="Only of this document (id).")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only where this name stands in the chain.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all.")] = 50,
    as_json: JsonOption = False,  # noqa: FBT002 - an option of the command line
    ledger: LedgerOption = HERE,
) -> None:
    """Show the records of one kind as a table, or one record in full."""
    from sayso.commands.looking import looked_at
    from sayso.commands.selecting import Selection
    from sayso.terminal.console import output
    from sayso.terminal.show import print_shown

    with looked_at(ledger) as opened:
        print_shown(output(), opened, Selection(kind, identifier, document, speaker, limit), as_json=as_json)


@app.command()
def find(
    words: Annotated[str, typer.Argument(help='Words to look for; "in quotation marks" for a phrase, word* for a beginning.')],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    as_json: JsonOption = False,  # noqa: FBT002 - an option of the command line
    ledger: LedgerOption = HERE,
) -> None:
    """Search the words of statements and documents."""
    from sayso.commands.looking import looked_at
    from sayso.terminal.console import output
    from sayso.terminal.show import print_hits

    with looked_at(ledger) as opened:
        print_hits(output(), opened, opened.find(words, limit), as_json=as_json)


@app.command()
def judge(
    arguments: Annotated[
        list[str], typer.Argument(metavar="TARGET... VERDICT", help="Ids, then accept, reject, correct, same or not-same; or: add KIND.")
    ],
    field: Annotated[str | None, typer.Option(help="With correct: the field.")] = None,
    value: Annotated[str | None, typer.Option(help="With correct: its value (JSON or plain words).")] = None,
    document: Annotated[str | None, typer.Option(help="With add: the document's id.")] = None,
    start: Annotated[int | None, typer.Option(help="With add: first code point of the words.")] = None,
    end: Annotated[int | None, typer.Option(help="With add: the code point after the last.")] = None,
    speaker: Annotated[str | None, typer.Option(help="With add: who says it.")] = None,
    note: Annotated[str | None, typer.Option(help="Why, for whoever reads it later.")] = None,
    by: Annotated[str | None, typer.Option("--by", envvar="SAYSO_USER", help="Your name.")] = None,
    ledger: LedgerOption = HERE,
) -> None:
    """Record what you decide about a record: appended, never overwritten."""
    from sayso.commands.judging import Request, Words, decide
    from sayso.ledger import Ledger
    from sayso.terminal.console import output
    from sayso.terminal.tables import print_table

    request = Request(tuple(arguments), by, field, value, note, Words(document, start, end, speaker))
    with Ledger.open(ledger) as opened:
        print_table(output(), "judgement", decide(opened, request))


@app.command()
def report(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to [default: standard output].")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many documents, the earliest first.")] = 1000,
    ledger: LedgerOption = HERE,
) -> None:
    """Write one HTML file that anybody can read without a server."""
    from sayso.commands.looking import looked_at
    from sayso.publish.formats import publish

    with looked_at(ledger) as opened:
        publish(opened, "report", output, name=ledger.name, limit=limit)


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to [default: standard output].")] = None,
    ledger: LedgerOption = HERE,
) -> None:
    """Write the whole ledger in a format that other tools read."""
    from sayso.commands.looking import looked_at
    from sayso.publish.formats import publish

    with looked_at(ledger) as opened:
        publish(opened, form, output)


@app.command()
def verify(ledger: LedgerOption = HERE) -> None:
    """Recompute every hash and every slice: status 0 if the ledger is whole, 1 if not, and what and where."""
    from sayso.commands.looking import looked_at
    from sayso.terminal.console import output
    from sayso.terminal.summary import print_faults

    with looked_at(ledger) as opened:
        faults = print_faults(output(), opened.verify())
    raise typer.Exit(1 if faults else 0)
