"""Pronouns: agreement, recency, subjects, last speakers, and when nobody stands out."""

from __future__ import annotations

import pytest
from tests.resolve.passages import document

from sayso.model.annotated import Annotated
from sayso.resolve.cast.cast import Cast
from sayso.resolve.cast.roster import Entry, Roster
from sayso.resolve.cast.scene import Scene
from sayso.resolve.tables import pronouns
from sayso.resolve.who.salience import View, agreement, most_salient


@pytest.fixture
def scene() -> Scene:
    """An empty section, to be filled with people met."""
    return Scene(Annotated(document("x" * 1000), ()), Roster(Cast()))


def met(scene: Scene, name: str, sentence: int, *, subject: bool = True, kind: str = "person") -> Entry:
    """Return a member met in a sentence (each takes ten characters)."""
    entry = scene.roster.add(name, kind)
    scene.see(entry, sentence * 10, sentence, subject=subject)
    return entry


def meant(scene: Scene, form: str, view: View) -> str | None:
    """Return the name of whom a pronoun means."""
    entry = most_salient(scene, pronouns()[form], view).entry
    return entry.name if entry else None


def test_the_only_person_near_is_meant(scene: Scene) -> None:
    """One person in the sentence before is he."""
    met(scene, "Ilen Varo", 1)
    assert meant(scene, "he", View(20, 2)) == "Ilen Varo"


def test_a_subject_is_preferred(scene: Scene) -> None:
    """Of two in one sentence the subject is meant."""
    met(scene, "Anton Reel", 1)
    met(scene, "Bram Tisk", 1, subject=False)
    assert meant(scene, "he", View(20, 2)) == "Anton Reel"


def test_two_alike_are_not_told_apart(scene: Scene) -> None:
    """Where two are equally in view nobody is named."""
    met(scene, "Anton Reel", 1)
    met(scene, "Bram Tisk", 1)
    assert meant(scene, "he", View(20, 2)) is None


def test_the_last_speaker_is_meant(scene: Scene) -> None:
    """Who spoke last outweighs who was mentioned last."""
    speaker = met(scene, "Edda Korrin", 1)
    met(scene, "Jonas Brey", 2, subject=False)
    assert meant(scene, "she", View(30, 3, last=((speaker.number, 1),))) == "Edda Korrin"


def test_gender_told_by_the_text_decides(scene: Scene) -> None:
    """A woman is not he, however near."""
    met(scene, "Jonas Brey", 1)
    woman = met(scene, "Edda Korrin", 2)
    woman.genders["f"] += 1
    assert meant(scene, "he", View(30, 3)) == "Jonas Brey"


def test_the_speaker_of_a_quotation_is_not_he_inside_it(scene: Scene) -> None:
    """Whoever is excluded is not meant."""
    speaker = met(scene, "Ilen Varo", 1)
    assert meant(scene, "he", View(20, 2, excluded=frozenset({speaker.number}))) is None


def test_nobody_far_away_is_meant(scene: Scene) -> None:
    """A name many sentences back is out of reach."""
    met(scene, "Ilen Varo", 1)
    assert meant(scene, "he", View(300, 30)) is None


def test_names_inside_other_quotations_count_less(scene: Scene) -> None:
    """A name in somebody else's words gives way to one outside."""
    met(scene, "Ilen Varo", 1)
    met(scene, "Jonas Brey", 2)
    foreign = frozenset(s for s in scene.sightings if s.sentence == 2)
    assert meant(scene, "he", View(30, 3, foreign=foreign)) == "Ilen Varo"


@pytest.mark.parametrize(
    ("form", "kind", "agrees"),
    [
        ("he", "person", True),
        ("he", "organisation", False),
        ("it", "organisation", True),
        ("it", "document", True),
        ("it", "person", False),
        ("they", "group", True),
        ("they", "organisation", True),
        ("they", "person", False),
    ],
)
def test_kinds_must_agree(scene: Scene, form: str, kind: str, agrees: bool) -> None:  # noqa: FBT001 - a column
    """A pronoun fits some kinds of members and not others."""
    assert bool(agreement(pronouns()[form], scene.roster.add("X", kind))) is agrees


def test_a_group_is_they_and_not_he(scene: Scene) -> None:
    """Number must agree."""
    entry = scene.roster.describe("two residents", "group", plural=True)
    assert agreement(pronouns()["they"], entry) == 1
    assert agreement(pronouns()["he"], entry) == 0
