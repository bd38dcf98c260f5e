"""Documents to parsed passages: offsets, sections, odd white space, languages, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.annotate import annotate, clean, cutting, model, versions
from sayso.model.annotated import Annotated, Passage
from sayso.model.document import Document, Paragraph
from sayso.model.span import Span

ODD = "\t\n\r\v\f\u00a0\u2028\u2003\u200b\ufffd\ud800\U0001f6a2"


def document(text: str, language: str | None = None) -> Document:
    """Return a document whose lines are its paragraphs."""
    paragraphs = tuple(Paragraph(Span(*m.span())) for m in re.finditer(r"\S(?:.*\S)?", text))
    return Document("d1", "d1", "0", "0", "d1.txt", "text/plain", text, language=language, paragraphs=paragraphs)


def whole(text: str) -> Document:
    """Return a document of one paragraph."""
    paragraphs = (Paragraph(Span(0, len(text))),) if text else ()
    return Document("d1", "d1", "0", "0", "d1.txt", "text/plain", text, paragraphs=paragraphs)


def check(found: Annotated) -> None:
    """Check what every passage keeps to."""
    for passage in found.passages:
        check_tokens(found.document.text, passage)
        check_sentences(passage)


def check_tokens(text: str, passage: Passage) -> None:
    """Tokens slice, ascend, hold no white space, and heads and children agree."""
    end = passage.paragraph.span.start
    for n, token in enumerate(passage.tokens):
        assert token.index == n
        assert text[token.start : token.end] == token.text
        assert token.text.strip()
        assert token.start >= end
        end = token.end
        assert n in passage.children[token.head] or token.head == n
        assert passage.tokens[token.head].sentence == token.sentence
    assert end <= passage.paragraph.span.end


def check_sentences(passage: Passage) -> None:
    """Sentences cover the tokens one after another, each with one root."""
    at = 0
    for number, sentence in enumerate(passage.sentences):
        assert sentence.first == at < sentence.last
        at = sentence.last
        roots = [t.index for t in passage.tokens[sentence.first : sentence.last] if t.head == t.index]
        assert roots == [sentence.root]
        assert {t.sentence for t in passage.tokens[sentence.first : sentence.last]} == {number}
    assert at == len(passage.tokens)


def test_a_passage_is_parsed() -> None:
    """Words, lemmas, labels and names are where a reader expects them."""
    (found,) = annotate(document("Taro Venn said that the road was closed."))
    (passage,) = found.passages
    assert found.last
    said = passage.tokens[2]
    assert (said.text, said.lemma, said.pos, said.tag, said.dep, said.head) == ("said", "say", "VERB", "VBD", "ROOT", 2)
    names = [(t.text, t.name, t.name_begins) for t in passage.tokens[:3]]
    assert names == [("Taro", "PERSON", True), ("Venn", "PERSON", False), ("said", "", False)]
    assert [passage.tokens[c].text for c in passage.children[2]] == ["Venn", "closed", "."]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("ab Said.,“”" + ODD), max_size=120))
def test_any_text_keeps_its_offsets(text: str) -> None:
    """Odd white space, marks of broken text and lone surrogates change no offset."""
    for found in annotate(whole(text)):
        check(found)


def test_white_space_is_not_a_token() -> None:
    """Runs of blanks between and around words leave no token and no gap in the tree."""
    (found,) = annotate(whole("  The road \t\n  was   closed .  \n\n  It   rained. "))
    check(found)
    assert [t.text for t in found.passages[0].tokens] == ["The", "road", "was", "closed", ".", "It", "rained", "."]


def test_a_paragraph_of_white_space_is_an_empty_passage() -> None:
    """Nothing but blanks gives a passage without tokens."""
    (found,) = annotate(whole(" \t "))
    assert found.passages == (Passage(Paragraph(Span(0, 3)), (), (), ()),)


@pytest.mark.parametrize(("language", "parsed"), [(None, 1), ("en", 1), ("en-GB", 1), ("ru", 0), ("eng_Xyz", 0)])
def test_only_english_is_parsed(language: str | None, parsed: int) -> None:
    """Another language gives one empty section, an unknown one counts as English."""
    (found,) = annotate(document("The road was closed.", language))
    assert len(found.passages) == parsed


def test_a_long_document_comes_in_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections end at paragraph ends, together hold every paragraph once, and only the last says so."""
    monkeypatch.setattr(cutting, "SECTION", 60)
    text = "\n".join(f"The road number {n} was closed." for n in range(7))
    found = list(annotate(document(text)))
    assert [s.last for s in found] == [False] * (len(found) - 1) + [True]
    assert len(found) > 2
    assert tuple(p.paragraph for s in found for p in s.passages) == document(text).paragraphs


@given(st.text(alphabet=st.sampled_from("ab. ,\n"), min_size=1, max_size=400), st.integers(5, 60))
def test_a_paragraph_without_end_is_cut_without_loss(text: str, size: int) -> None:
    """The pieces follow one another, none is longer than allowed, and together they are the paragraph."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "PIECE", size)
        found = list(cutting.pieces(Paragraph(Span(0, len(text)), "item"), text))
    assert "".join(p.span.of(text) for p in found) == text
    assert all(len(p.span) <= size and p.kind == "item" for p in found)


def test_a_cut_prefers_a_sentence_end() -> None:
    """Where a sentence ends late enough in the piece, the cut is there."""
    text = "The road was closed. " * 1000
    first = next(cutting.pieces(Paragraph(Span(0, len(text))), text))
    assert first.span.of(text).endswith("closed. ")


def lengths(batches: Iterator[list[Paragraph]]) -> list[int]:
    """Return how many paragraphs each batch holds."""
    return [len(batch) for batch in batches]


def test_batches_are_bounded_by_number_and_length() -> None:
    """Many short paragraphs and few long ones both fill a batch."""
    short = [Paragraph(Span(n, n + 1)) for n in range(cutting.BATCH_TEXTS + 1)]
    assert lengths(cutting.batches(short)) == [cutting.BATCH_TEXTS, 1]
    long = [Paragraph(Span(n * 9000, n * 9000 + 9000)) for n in range(5)]
    assert lengths(cutting.batches(long)) == [2, 2, 1]
    assert lengths(cutting.batches([])) == []


def test_the_parse_does_not_depend_on_what_was_parsed_before() -> None:
    """A document gives the same passages alone and after another."""
    first = list(annotate(document("Venn said the harbour of Orlo was closed.")))
    list(annotate(document("Quite other words, never seen: zorrible, plimth.")))
    assert list(annotate(document("Venn said the harbour of Orlo was closed."))) == first


def test_cleaning_keeps_the_length() -> None:
    """Every character that is replaced is replaced by one."""
    assert clean("a\tb\u00a0c\ud800\udfffd") == "a b c\ufffd\ufffdd"
    assert clean("plain") == "plain"


def test_the_model_is_the_pinned_one() -> None:
    """The versions name model and digest, and the digest is the one the project was measured with."""
    found = versions()
    assert found["model"] == model.DISTRIBUTION
    assert found["model_check"] == "as pinned"
    assert len(found["model_digest"]) == 64


def test_another_model_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that differ from the pin are told, not refused."""
    monkeypatch.setattr(model, "_digest", lambda: "0" * 64)
    versions.cache_clear()
    try:
        assert versions()["model_check"] == "differs from pin"
    finally:
        versions.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "Order No. 17 of the Governor forbade it.",
        "Orme guard Lt. Dessa Fell said it rained.",
        "Orme guard Lt . Dessa Fell said it rained .",
        "At 6 a . m . Friday , she locked the gate .",
        "The report by R. Osten was late.",
    ],
)
def test_stops_within_a_sentence_do_not_end_it(text: str) -> None:
    """A title, an initial, an hour and "No." before a number go on with their sentence."""
    (section,) = annotate(whole(text))
    assert [len(p.sentences) for p in section.passages] == [1]


def test_no_before_a_number_is_one_word_and_no_alone_is_not() -> None:
    """A bulletin's number has two words, "No." and "17"; "No." as an answer has its stop apart."""
    words = [
        [t.text for t in p.tokens]
        for text in ("Bulletin No. 17 says so.", "He said no. 17 left.", "No. He left.")
        for s in annotate(whole(text))
        for p in s.passages
    ]
    assert words[0][:3] == ["Bulletin", "No.", "17"]
    assert words[2][:2] == ["No", "."]
