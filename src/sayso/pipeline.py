"""The order of the stages, and nothing else.

discover → load → read → annotate → extract → resolve → (check) │ ledger
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.engine import Died, Engine, Ready
from sayso.errors import SourceError
from sayso.ledger import Ledger
from sayso.model.analysis import Analysis, pack
from sayso.model.document import Document
from sayso.model.identity import sha256
from sayso.model.records import Record, finding_record, statement_record
from sayso.model.source import Failure, Source
from sayso.read import load
from sayso.versions import recipe, versions


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to one source; `failures` are the lines for a person.

    `outcome` is read, unchanged (in the ledger already), failed, or noted (not a report, but something to be said of it).
    """

    source: Source
    outcome: str
    failures: tuple[Failure, ...] = ()


#: What comes back from an engine: an analysis to write, a failure to keep, or a step that needed no work.
Outcome = Analysis | Failure | Step


def analyse(source: Source) -> Outcome:
    """Turn one source into its document and records: pure but for reading the file, picklable, the same on every engine."""
    try:
        data = load(source)
        document = _read(source, data)
        blocks = tuple(pack(_records(document)))
    except SourceError as error:
        return Failure(source.identity, source.path, "failed", error.reason)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not lose the others
        reason = f"sayso failed on it ({type(error).__name__}: {error}); please report this"
        return Failure(source.identity, source.path, "failed", " ".join(reason.split()))
    remarks = (Failure(source.identity, source.path, "partly", remark) for remark in document.remarks)
    return Analysis(document, data, blocks, tuple(remarks))


def read_into(ledger: Ledger, found: Iterable[Source | Failure], engine: Engine[Source, Outcome]) -> Iterator[Step]:
    """Analyse what was found and write it, a transaction for each document; yield a step for each as it is done.

    What the ledger holds already, made by the same rules from the same bytes and metadata, is left alone: so a killed run resumes.
    """
    ledger.describe(versions())
    under_way: dict[str, Source] = {}
    for outcome in engine(analyse, _tasks(ledger, found, under_way)):
        yield outcome if isinstance(outcome, Step) else _written(ledger, outcome, under_way)


def collate(ledger: Ledger) -> None:
    """Lay the documents side by side and keep what the checks across documents find."""
    from sayso.check.quotations import quotations
    from sayso.collate.quotations import shared_quotations

    ledger.derive("finding", quotations(shared_quotations(ledger.records("statement")), _Shelf(ledger)))


class _Shelf:
    """What checks across documents look up."""

    def __init__(self, ledger: Ledger) -> None:
        self._labels = {d["id"]: d["publisher"] or d["author"] or d["path"] for d in ledger.documents()}
        self.text = ledger.text

    def label(self, document: str) -> str:
        """Return who published the document, else who wrote it, else where it lies."""
        return str(self._labels[document])


def _tasks(ledger: Ledger, found: Iterable[Source | Failure], under_way: dict[str, Source]) -> Iterator[Source | Ready[Outcome]]:
    """Yield the sources that need work, and a step for all else."""
    failed = {failure.identity for failure in ledger.failures() if failure.severity == "failed"}
    for item in found:
        if isinstance(item, Failure):
            ledger.fail(item)
            outcome = "failed" if item.severity == "failed" else "noted"
            yield Ready(Step(Source(item.identity, item.path, ""), outcome, (item,)))
        elif _is_known(ledger, item):
            if item.identity in failed:
                ledger.clear(item.identity)  # it could not be read in between, and now it can be again
            yield Ready(Step(item, "unchanged"))
        else:
            under_way[item.identity] = item
            yield item


def _is_known(ledger: Ledger, source: Source) -> bool:
    try:
        digest = sha256(load(source))
    except SourceError:
        return False
    return ledger.known(source.identity, digest) == recipe(source.given, source.listed)


def _written(ledger: Ledger, outcome: Analysis | Failure | Died[Source], under_way: dict[str, Source]) -> Step:
    if isinstance(outcome, Died):
        source = outcome.item
        outcome = Failure(source.identity, source.path, "failed", "the process reading it was ended, most likely for want of memory")
    if isinstance(outcome, Failure):
        ledger.fail(outcome)
        return Step(under_way.pop(outcome.identity), "failed", (outcome,))
    source = under_way.pop(outcome.document.identity)
    ledger.write(outcome, recipe(source.given, source.listed))
    return Step(source, "read", outcome.failures)


def _read(source: Source, data: bytes) -> Document:
    from sayso.read import read  # the readers' libraries load where the work is done

    return read(source, data)


def _records(document: Document) -> Iterator[Record]:
    from sayso.annotate import annotate
    from sayso.check.publication import publication
    from sayso.extract import statements
    from sayso.resolve import Cast, resolve

    cast = Cast()
    for annotated in annotate(document):
        found, cast = resolve(annotated, statements(annotated), cast)
        for statement in found:
            yield statement_record(statement, document)
    for finding in publication(document):
        yield finding_record(finding, {document.id: document})
