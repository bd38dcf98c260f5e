"""Proper names: where they begin and end, and what they seem to denote."""

from __future__ import annotations

import pytest
from tests.resolve.passages import annotated, document

from sayso.model.annotated import Passage
from sayso.resolve.names.names import Name, is_acronym, names, shown
from sayso.resolve.names.parting import parted


def passage(text: str) -> Passage:
    """Return a text of one paragraph, parsed."""
    return annotated(document(text)).passages[0]


def found(text: str) -> dict[str, Name]:
    """Return the names in a text of one paragraph by what they are."""
    return {name.text: name for name in names(passage(text), text)}


def test_titles_are_no_part_of_a_name() -> None:
    """What stands before a name is learnt as a title."""
    name = found("Foreign Minister Jarek Bohl flew home.")["Jarek Bohl"]
    assert (name.kind, name.noun, name.title) == ("person", "foreign minister", ("foreign", "minister"))


def test_a_title_can_be_a_surname() -> None:
    """The last word of a person's name is no title."""
    assert "Stephen King" in found("The writer Stephen King spoke to Jun Morrel.")


def test_a_body_is_known_by_its_noun() -> None:
    """A name that holds a noun for a body denotes one, and "of ..." belongs to it."""
    name = found("The Ministry of Defence of Drusk said no.")["Ministry of Defence of Drusk"]
    assert (name.kind, name.sure) == ("organisation", True)


def test_particles_belong_to_the_name() -> None:
    """Small words inside a person's name do not end it."""
    assert "Jorun van der Meel" in found("Yesterday Jorun van der Meel said it was legal.")


def test_a_newspaper_ends_in_a_word_for_newspapers() -> None:
    """A masthead is told by its last word, whatever label the parser gives it."""
    assert found("He wrote in the Kessan Courier.")["Kessan Courier"].kind == "organisation"


def test_a_noun_with_a_capital_is_no_name() -> None:
    """That "the Commission" takes up a body does not make it a name."""
    assert "Commission" not in found("Later the Commission met in Orlo.")


def test_capitals_of_a_headline_are_no_names() -> None:
    """In a headline only what the parser labels is a name."""
    assert set(found("Bridge Stays Shut Again, Says Edda Korrin")) == {"Edda Korrin"}


def test_dates_are_no_names() -> None:
    """A month is not somebody."""
    assert not {"August", "Monday"} & set(found("On Monday in August it rained."))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ILEN VARO", "Ilen Varo"),
        ("MINISTRY OF DEFENCE", "Ministry of Defence"),
        ("LOM", "LOM"),
        ("Ilen  Varo,", "Ilen Varo"),
        ("Jun\nMorrel", "Jun Morrel"),
    ],
)
def test_names_are_shown_as_a_reader_writes_them(written: str, read: str) -> None:
    """Capitals of a headline, doubled spaces and stray marks are mended."""
    assert shown(written) == read


@pytest.mark.parametrize(("text", "is_one"), [("LOM", True), ("U.N.", True), ("Lom", False), ("L", False), ("LONGNAMES", False)])
def test_acronyms_are_short_and_in_capitals(text: str, is_one: bool) -> None:  # noqa: FBT001 - a column of the table
    """An acronym has two to six letters, all capitals."""
    assert is_acronym(text) is is_one


def test_a_person_run_into_a_body_is_parted() -> None:
    """A surname that stands alone elsewhere tells where the body's name ends."""
    text = "The director of the Institute of Border Studies Serge Markell spoke. Markell said time was short."
    read = passage(text)
    (each,) = parted([names(read, text)], [read], text)
    assert {"Institute of Border Studies", "Serge Markell"} <= {name.text for name in each}
