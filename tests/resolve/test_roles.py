"""Role nouns: how well one takes up what somebody was called."""

from __future__ import annotations

import pytest

from sayso.resolve.cast.cast import Role
from sayso.resolve.cast.roles import THRESHOLD, fit, same_body

AMBASSADOR = Role("ambassador", frozenset({"velmoran"}), 0)


def role(noun: str, *words: str) -> Role:
    """Return a role with these words beside it."""
    return Role(noun, frozenset(words), 0)


@pytest.mark.parametrize("noun", ["ambassador", "diplomat", "envoy", "official"])
def test_a_broader_noun_takes_up_a_narrower(noun: str) -> None:
    """Whatever covers the role may stand for it."""
    assert fit(noun, (), AMBASSADOR) >= THRESHOLD


@pytest.mark.parametrize("noun", ["minister", "poet", "ministry"])
def test_another_noun_does_not(noun: str) -> None:
    """A noun that does not cover the role stands for somebody else."""
    assert fit(noun, (), AMBASSADOR) == 0


def test_a_narrower_noun_is_not_enough() -> None:
    """That somebody is an official does not make him the ambassador."""
    assert fit("ambassador", (), role("official")) < THRESHOLD


def test_words_beside_the_noun_must_agree() -> None:
    """The Druskan ambassador is not the Velmoran one; a word that tells nothing does no harm."""
    assert fit("ambassador", {"druskan"}, AMBASSADOR) < THRESHOLD
    assert fit("ambassador", {"velmora"}, AMBASSADOR) == fit("ambassador", {"former"}, AMBASSADOR)


def test_wordings_of_one_body_share_their_words() -> None:
    """Each word of the shorter name is in the longer, stems included."""
    assert same_body(("ministry", frozenset({"defence", "drusk"})), role("ministry", "druskan", "defense"))
    assert not same_body(("ministry", frozenset({"defence", "velmora"})), role("ministry", "druskan", "defence"))
    assert not same_body(("mission", frozenset({"defence"})), role("ministry", "defence"))
