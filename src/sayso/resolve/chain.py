"""The chain of sources: from the publisher and the author, through each statement around, to the speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.model.document import Document
from sayso.model.statement import Link
from sayso.resolve.cast.bearers import maker_type
from sayso.resolve.cast.roster import fold
from sayso.resolve.media import Carrier

#: What stands in a chain for a source without a name.
NAMELESS = "unknown"


def outer_links(document: Document) -> list[Link]:
    """Return the links that every statement of the document begins with: publisher, then author, where known."""
    found = []
    if document.publisher:
        found.append(Link(document.publisher, "organisation"))
    if document.author:
        found.append(Link(document.author, maker_type(document.author)))
    return found


def quoting_link(carrier: Carrier, statement: str) -> Link:
    """Return the link of a written source through which the speaker of `statement` reaches us."""
    return Link(carrier.medium.title, carrier.type, statement=statement, medium=carrier.medium)


def joined(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links without neighbours of one name: the later one, which knows its statement, stands for both."""
    found: list[Link] = []
    for link in links:
        if found and _same(found[-1], link):
            found[-1] = _inner(found[-1], link)
        else:
            found.append(link)
    return tuple(found)


def chain(links: Sequence[Link]) -> tuple[str, ...]:
    """Return the names of the links, "unknown" for one without; ("unknown",) where there is none."""
    return tuple(link.name or NAMELESS for link in links) or (NAMELESS,)


def _same(outer: Link, inner: Link) -> bool:
    """Tell whether two neighbours are one: of one name, or a written source and the same with its kind ("Gazette", "Gazette newspaper")."""
    if outer.name is None or inner.name is None:
        return False
    one, other = fold(outer.name), fold(inner.name)
    is_work = outer.medium is not None and outer.medium.title == outer.name
    return one == other or (is_work and other.startswith(f"{one} "))


def _inner(outer: Link, inner: Link) -> Link:
    return Link(outer.name, inner.type, inner.entity, inner.statement or outer.statement, inner.medium or outer.medium)
