"""The order of the stages, and nothing else.

    discover → load → read → annotate → extract → resolve → (check) │ ledger
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.engine.local import Died, Engine
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
    """What happened to one source: `read`, `unchanged` (in the ledger already) or `failed`; `failures` are the lines for a person."""

    source: Source
    outcome: str
    failures: tuple[Failure, ...] = ()


def analyse(source: Source) -> Analysis | Failure:
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


def read_into(ledger: Ledger, found: Iterable[Source | Failure], engine: Engine[Source, Analysis | Failure]) -> Iterator[Step]:
    """Analyse what was found and write it, a transaction for each document; yield a step for each as it is done.

    What the ledger holds already, made by the same rules from the same bytes and metadata, is left alone: so a killed run resumes.
    """
    ledger.describe(versions())
    skipped: list[Step] = []
    sources: dict[str, Source] = {}
    for outcome in engine(analyse, _wanted(ledger, found, sources, skipped.append)):
        yield from _drained(skipped)
        yield _written(ledger, outcome, sources)
    yield from _drained(skipped)


def _wanted(
    ledger: Ledger, found: Iterable[Source | Failure], sources: dict[str, Source], skip: Callable[[Step], None]
) -> Iterator[Source]:
    """Yield the sources that need work; tell `skip` of the others."""
    for item in found:
        if isinstance(item, Failure):
            ledger.fail(item)
            skip(Step(Source(item.identity, item.path, ""), "failed" if item.severity == "failed" else "read", (item,)))
        elif _is_known(ledger, item):
            skip(Step(item, "unchanged"))
        else:
            sources[item.identity] = item
            yield item


def _is_known(ledger: Ledger, source: Source) -> bool:
    try:
        digest = sha256(load(source))
    except SourceError:
        return False
    return ledger.known(source.identity, digest) == recipe(source.given, source.listed)


def _written(ledger: Ledger, outcome: Analysis | Failure | Died[Source], sources: dict[str, Source]) -> Step:
    if isinstance(outcome, Died):
        source = outcome.item
        outcome = Failure(source.identity, source.path, "failed", "the process reading it was ended, most likely for want of memory")
    if isinstance(outcome, Failure):
        ledger.fail(outcome)
        return Step(sources.pop(outcome.identity), "failed", (outcome,))
    source = sources.pop(outcome.document.identity)
    ledger.write(outcome, recipe(source.given, source.listed))
    return Step(source, "read", outcome.failures)


def _drained(steps: list[Step]) -> Iterator[Step]:
    while steps:
        yield steps.pop(0)


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
