"""Which records somebody asked to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from sayso.errors import UnknownKind
from sayso.ledger import Ledger
from sayso.model.records import Record

#: What can be shown, in the singular: records, and what the ledger keeps besides them.
KINDS = ("document", "statement", "finding", "failure", "judgement")


@dataclass(frozen=True, slots=True)
class Selection:
    """A request: `kind` in singular or plural, an id or the beginning of one, a document's id, a name in the chain, a limit (0: none)."""

    kind: str
    identifier: str | None = None
    document: str | None = None
    speaker: str | None = None
    limit: int = 0


def singular(kind: str) -> str:
    """Return the kind in the singular; raise UnknownKind if there is none like it."""
    for known in KINDS:
        if kind.lower() in (known, f"{known}s"):
            return known
    raise UnknownKind(kind, (f"{known}s" for known in KINDS))


def selected(ledger: Ledger, selection: Selection) -> Iterator[Record]:
    """Yield the records asked for, in the order of the export."""
    found: Iterable[Record] = _of_kind(ledger, selection)
    if selection.speaker:
        found = (record for record in found if _names(record, selection.speaker))
    yield from islice(found, selection.limit or None)


def _of_kind(ledger: Ledger, selection: Selection) -> Iterable[Record]:
    kind = singular(selection.kind)
    if kind == "document":
        return ledger.documents()
    if kind == "failure":
        return (asdict(failure) for failure in ledger.failures())
    if kind == "judgement":
        return ledger.judgements()
    document = ledger.get("document", selection.document)["id"] if selection.document else None
    return ledger.records(kind, document)


def _names(record: Record, name: str) -> bool:
    return any(name.casefold() in link.casefold() for link in record.get("chain", []))
