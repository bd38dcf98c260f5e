"""One quotation in two documents: found again, and compared."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.check.quotations import quotations
from sayso.collate.quotations import shared_quotations

SAID = "We held our fire until the second flare went up over the mill"


class Shelf:
    """Documents named by a letter, each with the text of its one statement."""

    def __init__(self, statements: list[dict[str, Any]]) -> None:
        self._texts = {s["document"]: s["content"][0]["text"] for s in statements}

    def text(self, document: str) -> str:
        """Return the text."""
        return str(self._texts[document])

    def label(self, document: str) -> str:
        """Return the letter as a name."""
        return f"Paper {document}"


def said(document: str, words: str, name: str | None = "Ilen Varo", mode: str = "direct", **fields: object) -> dict[str, Any]:
    """Return a statement record with the fields that matter here."""
    return {
        "id": f"statement1-{document}{len(words)}",
        "document": document,
        "mode": mode,
        "content": [{"start": 0, "end": len(words), "text": words}],
        "speaker": {"name": name},
        "chain": [f"Paper {document}", name or "unknown"],
        "parent": None,
        **fields,
    }


def found(*statements: dict[str, Any]) -> list[tuple[str, str]]:
    """Return rule and working of the findings about these statements."""
    return [(f["rule"], f["working"]) for f in quotations(shared_quotations(statements), Shelf(list(statements)))]


def test_the_same_words_by_the_same_speaker_are_no_finding() -> None:
    """A quotation repeated to the letter, by the same name, gives nothing to say."""
    assert found(said("a", SAID), said("b", SAID)) == []


def test_a_changed_word_is_told() -> None:
    """The finding shows the words on both sides."""
    changed = SAID.replace("second", "third")

    assert found(said("a", SAID), said("b", changed)) == [("quotation-wording", "Paper a / Paper b: “second” / “third”")]


def test_a_word_left_out_is_told() -> None:
    """What one quotes and the other leaves out in the middle is a difference."""
    assert found(said("a", SAID), said("b", SAID.replace("second ", ""))) == [
        ("quotation-wording", "Paper a / Paper b: “second” / nothing")
    ]


def test_quoting_less_is_no_difference() -> None:
    """Who quotes only the beginning or the end words nothing differently."""
    assert found(said("a", SAID), said("b", "We held our fire until the second flare")) == []
    assert found(said("a", SAID), said("b", "until the second flare went up over the mill")) == []


def test_two_mouths_for_the_same_words_are_told() -> None:
    """Both speakers are named, and by which document."""
    assert found(said("a", SAID), said("b", SAID, "Dessa Holm")) == [
        ("quotation-speaker", "said by Ilen Varo in Paper a, by Dessa Holm in Paper b")
    ]


def test_an_unknown_speaker_contradicts_nobody() -> None:
    """Where one document names nobody there is no difference in who spoke."""
    assert found(said("a", SAID), said("b", SAID, None)) == []


def test_a_surname_is_no_other_speaker() -> None:
    """A surname alone may be of the same person."""
    assert found(said("a", SAID), said("b", SAID, "Varo")) == []


def test_a_report_of_the_report_is_no_other_speaker() -> None:
    """Who quotes a speaker quoting is not said to have said it first."""
    outer = said("b", SAID, "Dessa Holm", id="outer")
    inner = said("b", "We held", "Ilen Varo", mode="indirect", parent="outer")
    unnamed = said("b", "We held", None, mode="indirect", parent="outer")

    assert found(said("a", SAID), outer, inner) == []
    assert found(said("a", SAID), outer, unnamed) == []


def test_a_quotation_within_a_quotation_is_compared_once() -> None:
    """Of two statements with the same words, one inside the other, the inner one stands for both."""
    outer = said("b", SAID.replace("second", "third"), "Dessa Holm", id="outer")
    inner = said("b", SAID.replace("second", "third"), "Ilen Varo", parent="outer", chain=["Paper b", "Dessa Holm", "Ilen Varo"])

    assert [rule for rule, _ in found(said("a", SAID), outer, inner)] == ["quotation-wording"]


def test_where_one_begins_to_quote_is_no_difference() -> None:
    """Other words before the common stretch are not other wording."""
    assert found(said("a", f"Nobody closed anything here and then {SAID}"), said("b", f"It says that {SAID}")) == []


def test_quoted_words_inside_a_sentence_count() -> None:
    """Of a statement that is quoted in part, the part in marks is compared."""
    mixed = said("b", f"the post “{SAID.replace('mill', 'weir')}”", mode="mixed")

    assert found(said("a", SAID), mixed) == [("quotation-wording", "Paper a / Paper b: “mill” / “weir”")]


def test_short_quotations_and_paraphrases_are_left_alone() -> None:
    """Few common words are no common quotation, and what is not quoted cannot be misquoted."""
    assert found(said("a", "We held our fire"), said("b", "We held our fires")) == []
    assert found(said("a", SAID), said("b", SAID.replace("mill", "weir"), mode="indirect")) == []


def test_one_document_is_not_compared_with_itself() -> None:
    """A speaker may say a thing twice, in other words, in one document."""
    assert found(said("a", SAID), said("a", SAID.replace("second", "third"))) == []


WORDS = st.lists(
    st.sampled_from(("we", "held", "our", "fire", "until", "the", "second", "flare", "went", "up", "over", "mill")), min_size=1, max_size=25
)


@given(st.lists(st.tuples(st.sampled_from("abc"), WORDS), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_statements_does_not_matter(drawn: list[tuple[str, list[str]]], chance: random.Random) -> None:
    """The same statements in another order give the same pairs in the same order."""
    statements = [said(document, " ".join(words), id=f"statement1-{n}") for n, (document, words) in enumerate(drawn)]
    shuffled = statements[:]
    chance.shuffle(shuffled)

    assert [(p.one.words, p.other.words) for p in shared_quotations(statements)] == [
        (p.one.words, p.other.words) for p in shared_quotations(shuffled)
    ]
