"""The order of the stages, and nothing else.

discover → load → read → annotate → extract → resolve → (check) │ ledger
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from sayso.engine import Died, Engine, Ready
from sayso.errors import ChangedSource, SourceError
from sayso.ledger import Ledger
from sayso.model.analysis import pack
from sayso.model.document import Document
from sayso.model.identity import sha256
from sayso.model.parcel import Parcel
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


@dataclass(frozen=True, slots=True)
class Part:
    """How far the work on one long source is: `done` of the `size` characters of its text. Short ones are done at once."""

    identity: str
    path: str
    done: int
    size: int


#: What comes back from an engine: a parcel to open and write, a failure to keep, a step that needed no work, or how far a long one is.
Outcome = Parcel | Failure | Step | Part


def analyse(source: Source) -> Generator[Outcome, None, Outcome]:
    """Turn one source into its document and records, and tell how far it is; pure but for reading the file, the same on every engine."""
    try:
        document = _read(source)
        blocks: list[bytes] = []
        for end, records in _sections(document):
            blocks += pack(records)
            if end is not None:
                yield Part(source.identity, source.path, end, len(document.text))
    except SourceError as error:
        return Failure(source.identity, source.path, "failed", error.reason)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not lose the others
        reason = f"sayso failed on it ({type(error).__name__}: {error}); please report this"
        return Failure(source.identity, source.path, "failed", " ".join(reason.split()))
    remarks = (Failure(source.identity, source.path, "partly", remark) for remark in document.remarks)
    return Parcel.of(document, blocks, remarks)


def read_into(ledger: Ledger, found: Iterable[Source | Failure], engine: Engine[Source, Outcome]) -> Iterator[Step | Part]:
    """Analyse what was found and write it, a transaction for each document; yield a step for each as it is done, and parts of long ones.

    What the ledger holds already, made by the same rules from the same bytes and metadata, is left alone: so a killed run resumes.
    """
    ledger.describe(versions())
    under_way: dict[str, Source] = {}
    for outcome in engine(analyse, _tasks(ledger, found, under_way)):
        if isinstance(outcome, Part) and outcome.identity not in under_way:
            continue  # told before the document was done, and heard after
        yield outcome if isinstance(outcome, (Step, Part)) else _written(ledger, outcome, under_way)


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


def _written(ledger: Ledger, outcome: Parcel | Failure | Died[Source], under_way: dict[str, Source]) -> Step:
    if isinstance(outcome, Died):
        source = outcome.item
        outcome = Failure(source.identity, source.path, "failed", "the process reading it was ended, most likely for want of memory")
    if isinstance(outcome, Parcel):
        source = under_way[outcome.bare.identity]
        try:
            original = _same_bytes(source, outcome.bare)
        except SourceError as error:
            outcome = Failure(source.identity, source.path, "failed", error.reason)
        else:
            ledger.write(outcome.opened(original), recipe(source.given, source.listed))
    if isinstance(outcome, Failure):
        ledger.fail(outcome)
        return Step(under_way.pop(outcome.identity), "failed", (outcome,))
    return Step(under_way.pop(outcome.bare.identity), "read", outcome.failures)


def _same_bytes(source: Source, document: Document) -> bytes:
    """Return the bytes that `document` was read from; raise SourceError where they are not to be had any more."""
    data = load(source)
    if sha256(data) != document.sha256:
        raise ChangedSource(source.path)
    return data


def _read(source: Source) -> Document:
    from sayso.read import read  # the readers' libraries load where the work is done

    return read(source, load(source))  # the bytes are let go here: what is long is held once


def _sections(document: Document) -> Iterator[tuple[int | None, Iterable[Record]]]:
    """Yield where each section of the text ends (None: the last), and the section's records."""
    from sayso.annotate import annotate
    from sayso.check.publication import publication
    from sayso.extract import statements
    from sayso.resolve import Cast, resolve

    cast = Cast()
    for annotated in annotate(document):
        found, cast = resolve(annotated, statements(annotated), cast)
        end = None if annotated.last else annotated.passages[-1].paragraph.span.end
        yield end, (statement_record(statement, document) for statement in found)
        del annotated, found  # or two sections would be held while the next one is parsed
    yield None, (finding_record(finding, {document.id: document}) for finding in publication(document))
