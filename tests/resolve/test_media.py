"""Media: title, number and date as written, and whether the medium quotes the speaker."""

from __future__ import annotations

import pytest

from sayso.model.span import Span
from sayso.resolve.media import Carrier, carrier


def read(text: str, words: str) -> Carrier | None:
    """Return the medium that `words` of `text` name."""
    start = text.index(words)
    return carrier((Span(start, start + len(words)),), text)


@pytest.mark.parametrize(
    ("words", "title", "number", "date"),
    [
        ("quoted in Kessan Courier, Orlo, August 26, 1989, No. 199", "Kessan Courier", "No. 199", "August 26, 1989"),
        ("in the Kessan newspaper, No. 12/13", "Kessan", "No. 12/13", None),
        ("in the newspaper Harbour Light of 3 May 2019", "Harbour Light", None, "3 May 2019"),
        ("in his memoirs", "memoirs", None, None),
        ("in a letter of 3 May to the Secretary", "letter", None, "3 May"),
        ("as reported in his article “Curtain”", "Curtain", None, None),
        ("in his contemporaneous article Curtain", "contemporaneous article Curtain", None, None),
        ("on 2019-05-03", None, None, "2019-05-03"),
        ("Bulletin № 44", "Bulletin", "№ 44", None),
        ("in Memory, 1999", "Memory", None, "1999"),
    ],
)
def test_parts_are_told_apart(words: str, title: str | None, number: str | None, date: str | None) -> None:
    """Title, number and date are found in the words, each as written."""
    found = read(f"He said so ({words}).", words)
    assert found is not None
    assert (found.medium.title, found.medium.number, found.medium.date) == (title, number, date)


@pytest.mark.parametrize(
    ("text", "words", "quotes"),
    [
        ("He, quoted by Harbour Light, said so.", "Harbour Light", True),
        ("He said so, as reported by the Tarn News Agency.", "as reported by the Tarn News Agency", True),
        ("He said so, as reported in his article Curtain.", "as reported in his article Curtain", False),
        ("He wrote in Harbour Light that it was so.", "in Harbour Light", False),
        ("He told Harbour Light that it was so.", "Harbour Light", False),
    ],
)
def test_only_a_medium_that_quotes_is_a_link(text: str, words: str, quotes: bool) -> None:  # noqa: FBT001 - a column
    """What quotes the speaker is a source of its own; what he wrote himself, or told, is not."""
    found = read(text, words)
    assert found is not None
    assert found.quotes is quotes


def test_an_agency_is_a_body_and_a_newspaper_issue_a_document() -> None:
    """The type of a quoting medium follows its noun."""
    agency = read("He said so, as reported by the Tarn News Agency.", "as reported by the Tarn News Agency")
    paper = read("He said so (quoted in Memory, No. 3).", "quoted in Memory, No. 3")
    assert agency is not None
    assert paper is not None
    assert (agency.type, paper.type) == ("organisation", "document")


def test_no_words_are_no_medium() -> None:
    """Where no medium is named there is none."""
    assert carrier((), "He said so.") is None
