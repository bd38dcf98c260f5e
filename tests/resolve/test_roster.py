"""The roster: forms of names, and its way into a value and back."""

from __future__ import annotations

import pickle

from sayso.model.statement import Speaker
from sayso.resolve.cast.cast import Cast, Role
from sayso.resolve.cast.roster import DESCRIBED_KEPT, NAMED_KEPT, Roster, defines, fold, surnames


def filled() -> Roster:
    """Return a roster with a person, a body and somebody described."""
    roster = Roster(Cast())
    varo = roster.add("Ilen Varo", "person")
    roster.learn(varo, Role("ambassador", frozenset({"velmoran"}), 3))
    varo.genders["m"] += 1
    varo.behalf = Speaker("Velmora", "organisation")
    roster.call(roster.add("Line Observation Mission", "organisation"), "LOM")
    roster.learn(roster.describe("two residents", "group", plural=True), Role("resident", frozenset(), 40))
    roster.holders["varo"] = varo.number
    return roster


def test_freezing_and_thawing_loses_nothing() -> None:
    """A cast made into a roster gives the same cast."""
    cast = filled().cast()
    assert Roster(cast).cast() == cast
    assert pickle.loads(pickle.dumps(cast)) == cast  # noqa: S301 - our own bytes, to see that it crosses processes


def test_members_are_found_by_all_their_forms() -> None:
    """Full name, surname, first name, acronym and role lead to the member."""
    roster = Roster(filled().cast())
    assert [e.name for e in roster.by_surname("Varo")] == ["Ilen Varo"]
    assert [e.name for e in roster.by_first_name("ilen")] == ["Ilen Varo"]
    assert roster.named("LOM") is roster.exact("the Line Observation Mission")
    assert [e.name for e in roster.with_nouns(["ambassador", "resident"])] == ["Ilen Varo", "two residents"]
    assert roster.knows("Varo")
    assert not roster.knows("Brey")


def test_an_entry_says_what_it_is() -> None:
    """Words outweigh labels; a tie of genders tells nothing; places speak as organisations."""
    entry = Roster(Cast()).add("Drusk")
    assert entry.speaker == Speaker("Drusk", "unknown")
    entry.votes["person"] += 5
    entry.told["place"] += 1
    assert entry.speaker == Speaker("Drusk", "organisation")
    entry.genders.update({"m": 1.0, "f": 1.0})
    assert entry.gender == ""


def test_names_are_compared_without_their_clothes() -> None:
    """Case, articles, stops and the possessive do not count."""
    assert fold("The U.N.") == fold("UN") == "un"
    assert fold("Varo’s") == "varo"


def test_surnames_keep_their_particles() -> None:
    """A surname can be called with and without what stands before it."""
    assert list(surnames(["jorun", "van", "der", "meel"])) == ["meel", "van der meel"]
    assert list(surnames(["karim", "al-dessan"])) == ["al-dessan", "dessan"]


def test_initials_define_an_acronym() -> None:
    """Small words may count or not."""
    assert defines("LOM", "Line Observation Mission")
    assert defines("MOD", "Ministry of Defence")
    assert not defines("LOM", "Council of River Towns")
    assert not defines("lom", "Line Observation Mission")


def test_spellings_of_one_name_are_found() -> None:
    """First names that begin alike, with one surname, are spellings of one; others are not."""
    roster = Roster(Cast())
    roster.add("Serge Markell", "person")
    found = roster.spelling("Sergei Markell")
    assert found is not None
    assert found.name == "Serge Markell"
    assert roster.spelling("Anton Markell") is None


def test_a_cast_is_bounded() -> None:
    """Of very many members those met last go on, and what points to them points to them still."""
    roster = Roster(Cast())
    for i in range(NAMED_KEPT + 5):
        roster.add(f"Ilen Varo{i}", "person").last = i
        roster.describe(f"a farmer {i}", "person").last = i
    roster.speakers = [4, roster.entries[-1].number]
    roster.holders = {"gone": 4, "kept": roster.entries[-2].number}
    cast = roster.cast()
    assert len(cast.members) == NAMED_KEPT + DESCRIBED_KEPT + 2  # and the makers, who stand first
    assert [cast.members[n].name for n in cast.speakers] == [f"a farmer {NAMED_KEPT + 4}"]
    assert [(form, cast.members[n].name) for form, n in cast.holders] == [("kept", f"Ilen Varo{NAMED_KEPT + 4}")]
