"""The word lists: closed vocabularies, nothing twice, nothing pointing nowhere."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from sayso.model.statement import SPEAKER_TYPES
from sayso.resolve.tables import deeds, honorifics, mastheads, pronouns, role_nouns, singular, voices

FILES = {"roles.tsv": 4, "honorifics.tsv": 3, "pronouns.tsv": 5, "deeds.tsv": 2, "mastheads.tsv": 1, "voices.tsv": 1}


@pytest.mark.parametrize(("name", "columns"), FILES.items())
def test_rows_are_whole_and_unique(name: str, columns: int) -> None:
    """Every row has all columns, and no word stands in two rows; the first lines say where the list comes from."""
    text = resources.files("sayso.resolve.lexicon").joinpath(name).read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {columns}
    assert [word for word, n in Counter(row[0] for row in rows).items() if n > 1] == []
    assert "Origin:" in text[:500]


def test_role_nouns_use_closed_vocabularies() -> None:
    """Types are those of a speaker, genders m and f, and broader nouns are in the list."""
    nouns = role_nouns()
    assert {n.type for n in nouns.values()} <= set(SPEAKER_TYPES)
    assert {n.gender for n in nouns.values()} == {"", "m", "f"}
    assert {b for n in nouns.values() for b in n.broader} <= set(nouns)


def test_broader_nouns_are_reached_at_any_remove() -> None:
    """An ambassador is a diplomat, and so an official."""
    assert {"diplomat", "official"} <= role_nouns()["ambassador"].broader
    assert "ambassador" not in role_nouns()["ambassador"].broader


def test_lists_point_to_role_nouns() -> None:
    """What other lists name as a role is in the list of roles."""
    named = set(deeds().values()) | set(voices()) | {h.noun for h in honorifics().values() if h.noun}
    assert named <= set(role_nouns())


@pytest.mark.parametrize(
    ("word", "noun"),
    [("spokesmen", "spokesman"), ("ministries", "ministry"), ("agencies", "agency"), ("witnesses", "witness"), ("colonels", "colonel")],
)
def test_plurals_are_found(word: str, noun: str) -> None:
    """A plural leads to its role noun, even where the lemma is wrong."""
    assert singular(word, word) == noun


def test_an_unlisted_word_is_no_role_noun() -> None:
    """A word outside the list is none."""
    assert singular("shell", "shell") is None


def test_pronouns_and_mastheads_are_read() -> None:
    """The small lists hold what the rules ask of them."""
    assert (pronouns()["she"].gender, pronouns()["they"].number, pronouns()["it"].gender) == ("f", "p", "n")
    assert "courier" in mastheads()
