"""Chains: outermost first, no neighbour twice, unknown for the nameless."""

from __future__ import annotations

from tests.resolve.passages import document

from sayso.model.span import Span
from sayso.model.statement import Link, Medium
from sayso.resolve.chain import chain, joined, outer_links, quoting_link
from sayso.resolve.media import Carrier


def test_publisher_and_author_come_first() -> None:
    """Every chain of a document begins with who published and who wrote it."""
    links = outer_links(document("Text.", publisher="Harbour Light", author="Lena Orvist"))
    assert [(link.name, link.type, link.statement) for link in links] == [
        ("Harbour Light", "organisation", None),
        ("Lena Orvist", "person", None),
    ]


def test_a_body_can_be_the_author() -> None:
    """An author whose name holds a noun for a body is an organisation."""
    (link,) = outer_links(document("Text.", author="Joint Commission of Inquiry"))
    assert link.type == "organisation"


def test_neighbours_of_one_name_are_one_link() -> None:
    """The inner link, which knows its statement, stands for both."""
    links = joined([Link("Ministry of War", "organisation"), Link("the Ministry of War", "organisation", statement="s1")])
    assert [(link.name, link.statement) for link in links] == [("Ministry of War", "s1")]


def test_a_paper_and_the_paper_with_its_kind_are_one() -> None:
    """A work as medium, and again as a speaker called by its kind too, is one link; a body that only begins alike is another."""
    medium = Medium("Ferry", "199", None, (Span(0, 5),))
    paper = Link("Ferry", "document", statement="s1", medium=medium)

    assert chain(joined([paper, Link("Ferry newspaper", "organisation", statement="s1")])) == ("Ferry",)
    assert chain(joined([Link("Ferry", "organisation"), Link("Ferry Board", "organisation")])) == ("Ferry", "Ferry Board")


def test_two_nameless_links_stay_two() -> None:
    """Two unknown sources need not be one."""
    assert chain(joined([Link(None, "person"), Link(None, "person")])) == ("unknown", "unknown")


def test_nothing_known_is_one_unknown() -> None:
    """A chain is never empty."""
    assert chain(()) == ("unknown",)


def test_a_quoting_paper_is_a_link_with_its_medium() -> None:
    """The paper that quotes carries the medium."""
    medium = Medium("Memory", "3", None, (Span(0, 6),))
    link = quoting_link(Carrier(medium, quotes=True, type="document"), "s1")
    assert (link.name, link.type, link.statement, link.medium) == ("Memory", "document", "s1", medium)
