"""Chains and judgements as a person would say them."""

from __future__ import annotations

import pytest

from sayso.model.records import Record
from sayso.publish.phrasing import chain_sentence, judgement_sentence, link_name, medium_name, speaker_name


def _link(name: str | None, statement: str | None = "s", kind: str = "person", medium: Record | None = None) -> Record:
    return {"name": name, "entity": None, "type": kind, "statement": statement, "medium": medium}


def _medium(title: str | None = None, number: str | None = None, date: str | None = None) -> Record:
    return {"title": title, "number": number, "date": date, "spans": []}


PUBLISHER = _link("Kessan Courier", None, "organisation")
AUTHOR = _link("Tal Oren", None)

CASES = [
    ([], "an unnamed source"),
    ([_link(None, kind="unknown")], "an unnamed source"),
    ([PUBLISHER], "Kessan Courier"),
    ([AUTHOR], "Tal Oren"),
    ([PUBLISHER, AUTHOR], "Tal Oren (published by Kessan Courier)"),
    ([_link("Ilen Varo"), _link("a witness")], "Ilen Varo, quoting a witness"),
    ([PUBLISHER, _link("Ilen Varo"), _link("a witness")], "Kessan Courier, quoting Ilen Varo, quoting a witness"),
    ([PUBLISHER, _link(None, kind="unknown")], "Kessan Courier, quoting an unnamed source"),
    ([PUBLISHER, _link("Line Gazette", None, "document")], "Kessan Courier, quoting Line Gazette"),
    (
        [AUTHOR, _link("Ilen Varo", medium=_medium("Over the Ford")), _link("a poet")],
        "Tal Oren, quoting Ilen Varo in Over the Ford, quoting a poet",
    ),
]


@pytest.mark.parametrize(("links", "said"), CASES)
def test_a_chain_is_said_from_the_outermost_source_to_the_speaker(links: list[Record], said: str) -> None:
    """Publisher, author and sources are told in the order in which the words came to the reader."""
    assert chain_sentence(links) == said


def test_an_indirect_statement_is_cited_and_a_direct_one_quoted() -> None:
    """The verb follows the mode of the statement by which a link speaks, where the caller knows it."""
    links = [PUBLISHER, _link("Ilen Varo", "a"), _link("a witness", "b")]
    assert chain_sentence(links, modes={"a": "indirect", "b": "direct"}) == "Kessan Courier, citing Ilen Varo, quoting a witness"


def test_an_attitude_is_not_told_as_an_utterance() -> None:
    """What somebody thinks is not quoted from him."""
    assert chain_sentence([PUBLISHER, _link("Ilen Varo")], "thinks") == "Kessan Courier, on what Ilen Varo thinks"
    assert chain_sentence([PUBLISHER, _link("the map")], "shows") == "Kessan Courier, on what the map shows"
    assert chain_sentence([_link("Ilen Varo")], "thinks") == "Ilen Varo"


def test_what_was_denied_asked_or_demanded_is_not_told_as_said() -> None:
    """A denial is not quoted as if its content had been asserted; a group takes the plural."""
    assert chain_sentence([PUBLISHER, _link("Ilen Varo")], "denies") == "Kessan Courier, on what Ilen Varo denies"
    assert chain_sentence([PUBLISHER, _link("residents", kind="group")], "demands") == "Kessan Courier, on what residents demand"
    assert chain_sentence([PUBLISHER, _link(None, kind="unknown")], "asks") == "Kessan Courier, on what an unnamed source asks"


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("spokesman", "person", "the spokesman"),
        ("the officer of the day", "person", "the officer of the day"),
        ("a witness", "person", "a witness"),
        ("engineers", "group", "engineers"),
        ("paper's own correspondent", "person", "paper's own correspondent"),
        ("Druskan army", "organisation", "Druskan army"),
    ],
)
def test_a_bare_description_gets_its_article(name: str, kind: str, told: str) -> None:
    """A source known only by a description is told as one would say it."""
    assert link_name(_link(name, kind=kind)) == told


def test_a_medium_is_named_with_its_number_and_date_as_written() -> None:
    """Each part of a medium is told only where the document tells it."""
    assert medium_name(_medium("Line Gazette", "No. 199", "26 August")) == "Line Gazette (No. 199, 26 August)"
    assert medium_name(_medium("Line Gazette")) == "Line Gazette"
    assert medium_name(_medium(date="26 August")) == "26 August"
    assert medium_name(_medium()) == ""


def test_a_source_that_is_its_own_medium_is_named_once() -> None:
    """A newspaper that speaks for itself does not speak in itself."""
    assert link_name(_link("Line Gazette", medium=_medium("Line Gazette", "No. 3"))) == "Line Gazette"
    assert link_name(_link("Ilen Varo", medium=_medium())) == "Ilen Varo"


def test_a_speaker_without_a_name_is_unnamed() -> None:
    """Unknown is said, not left blank."""
    assert speaker_name({"name": None, "entity": None, "type": "unknown"}) == "an unnamed source"
    assert speaker_name(None) == "an unnamed source"
    assert speaker_name({"name": "Ilen Varo", "entity": None, "type": "person"}) == "Ilen Varo"


JUDGED = {"verdict": "reject", "field": None, "value": None, "by": "R. Tan", "at": "2031-05-04T10:00:00Z", "note": None}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "rejected by R. Tan on 2031-05-04"),
        ({"note": "a caption"}, "rejected by R. Tan on 2031-05-04 (note: a caption)"),
        ({"verdict": "correct", "field": "mode", "value": "direct", "at": None}, "corrected by R. Tan: mode is direct"),
        ({"verdict": "correct", "field": "speaker", "value": None, "at": None}, "corrected by R. Tan: speaker is unknown"),
        ({"verdict": "correct", "field": "chain", "value": ["a", "b"], "at": None}, "corrected by R. Tan: chain is a, b"),
        ({"verdict": "not_same", "at": None}, "judged not the same by R. Tan"),
    ],
)
def test_a_judgement_tells_who_decided_what_and_when(change: Record, said: str) -> None:
    """A judgement never stands without the name of the person who made it."""
    assert judgement_sentence({**JUDGED, **change}) == said
