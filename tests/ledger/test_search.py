"""Search finds the words a person typed, whatever marks are among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.invented import analysis, document, statement

from sayso.ledger import Ledger
from sayso.ledger.search import expression

TEXT = 'Köprü crossed.\n\nThe harbour-master said "no boats" had left. The boat\'s NEAR owner said so.\n\nBoats, boats.'


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Return a ledger with one document and one statement."""
    read = document(TEXT)
    ledger.write(analysis(read, [statement(read, '"no boats" had left')]), "r1")
    return ledger


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("boats", ["statement", "document", "document"]),
        ("BOATS left", ["statement", "document"]),
        ('"no boats"', ["statement", "document"]),
        ('"boats no"', []),
        ("kopru", ["document"]),
        ("boat*", ["statement", "document", "document"]),
        ('"no boa"*', ["statement", "document"]),
        ("harbour-master", ["document"]),
        ("boat's", ["document"]),
        ("near", ["document"]),
        ("boats OR nothing", []),
        ("words:boats", []),
        ('"no boats', ["statement", "document"]),
        ("", []),
        ('" * ( ) ^ - + : "', []),
    ],
)
def test_what_is_typed_finds_what_is_meant(filled: Ledger, words: str, kinds: list[str]) -> None:
    """Words are all wanted; quotation marks make a phrase; a star finds beginnings; operators and field names are words."""
    assert [hit.kind for hit in filled.find(words)] == kinds


def test_a_hit_says_where_and_which_words(filled: Ledger) -> None:
    """Span and marks lead to the words in the text."""
    statement_hit, paragraph_hit = filled.find("left boats")
    for hit in (statement_hit, paragraph_hit):
        assert hit.span.of(TEXT) == hit.text
        assert [hit.text[a:b] for a, b in hit.marks] == ["boats", "left"]
    assert filled.get("statement", statement_hit.id)["document"] == paragraph_hit.id


def test_no_more_than_the_limit_of_each(filled: Ledger) -> None:
    """The limit holds for statements and for paragraphs."""
    assert [hit.kind for hit in filled.find("boats", 1)] == ["statement", "document"]


def test_control_characters_in_a_text_do_not_move_the_marks(ledger: Ledger) -> None:
    """A text that holds the characters used as marks inside the index is still given back whole."""
    text = "a \x02 boat \x03 here"
    ledger.write(analysis(document(text), []), "r1")
    (hit,) = ledger.find("boat")
    assert hit.text == text
    assert [hit.text[a:b] for a, b in hit.marks] == ["boat"]


@given(st.text(max_size=60))
def test_nothing_typed_is_an_error(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    """Whatever the words, a search answers."""
    path: Path = tmp_path_factory.getbasetemp() / "search.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.write(analysis(), "r1")
        assert len(list(ledger.find(words))) <= 40
        assert isinstance(expression(words), str)
