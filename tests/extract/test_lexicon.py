"""The word lists: they load, keep to their own rules, and say what is wrong with an entry."""

from __future__ import annotations

import pytest

from sayso.extract.lexicon import cues, hedges, holders, phrases, quote_styles
from sayso.extract.lexicon.cues import CONSTRUCTIONS, GRADES, KINDS, parse


def test_every_cue_keeps_to_the_closed_lists() -> None:
    """Kinds, grades and constructions are those of the header; every word licenses something."""
    lexicon = cues()
    for words in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for lemma, cue in words.items():
            assert cue.lemma == lemma
            assert cue.frames
            assert set(cue.kinds) <= set(KINDS)
            for construction, frame in cue.frames.items():
                assert construction in CONSTRUCTIONS or construction.startswith("pp:")
                assert frame.grade in GRADES


def test_a_word_in_two_lists_keeps_its_surer_grade() -> None:
    """Frames of one word are joined; of two grades for one construction the surer one stands, whatever their order."""
    toml = """
    [[verbs]]
    kind = "thinks"
    clause = "weak"
    np = "likely"
    lemmas = "hum"
    [[verbs]]
    kind = "says"
    clause = "sure"
    pp = { about = "likely" }
    lemmas = "hum"
    """
    frames = parse(toml).verbs["hum"].frames
    assert {c: (f.grade, f.kind) for c, f in frames.items()} == {
        "clause": ("sure", "says"),
        "np": ("likely", "thinks"),
        "pp:about": ("likely", "says"),
    }


def test_particles_make_phrases() -> None:
    """A verb with an underscore is found under its first word."""
    assert parse('[[verbs]]\nkind = "says"\nclause = "sure"\nlemmas = "point_out"').phrases == {"point": frozenset({"out"})}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('kind = "sings"\nclause = "sure"', "'sings' is no cue kind"),
        ('kind = "says"\nclausal = "sure"', "'clausal' is no construction"),
        ('kind = "says"\nclause = "certain"', "'certain' is no grade"),
        ('kind = "says"\npp = { about = 1 }', "1 is no grade"),
    ],
)
def test_a_broken_entry_is_named(entry: str, fault: str) -> None:
    """The message holds the value and what is allowed."""
    with pytest.raises(ValueError, match=fault):
        parse(f'[[verbs]]\n{entry}\nlemmas = "hum"')


def test_no_word_names_two_sorts_of_holder() -> None:
    """People and bodies are told apart; what is both a body and a document counts as a body."""
    lists = holders()
    assert not lists.people & lists.bodies
    assert lists.people
    assert lists.documents


def test_the_small_lists_load() -> None:
    """Each list holds what its rule needs."""
    assert "reportedly" in hedges().hearsay <= hedges().adverbs
    assert phrases().viewpoint["word"] == {"in", "by", "on"}
    assert "spokesman" in phrases().spokespersons
    assert quote_styles().family("“") == "double"
    assert quote_styles().family("''") == "double"
