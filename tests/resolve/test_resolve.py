"""What holds of every resolution, whatever the words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.passages import annotated, case, document

from sayso.model.annotated import Annotated, Passage, Sentence, Token
from sayso.model.document import Document, Paragraph
from sayso.model.span import Span
from sayso.model.statement import MODES, SPEAKER_TYPES, Attribution, By, Statement
from sayso.resolve import Cast, resolve

WORDS = (
    *("Varo", "Ilen", "President", "Drusk", "Druskan", "LOM", "the", "of", "and", "who", "said", "ministry", "resident", "residents"),
    *("he", "She", "they", "it", "his", "I", "my", "some", ",", ".", "“", "”", "'", "-", ":", "(", ")"),
)
POS = ("PROPN", "NOUN", "PRON", "VERB", "ADP", "DET", "ADJ", "PUNCT", "NUM")
DEPS = ("nsubj", "ROOT", "pobj", "appos", "conj", "compound", "relcl", "poss", "prep", "attr", "dobj", "amod", "acomp")
LABELS = ("", "PERSON", "ORG", "GPE", "NORP", "DATE", "WORK_OF_ART")


def said(**fields: Any) -> Attribution:  # noqa: ANN401 - the fields of Attribution
    """Return an attribution with these fields."""
    made: dict[str, Any] = {"mode": "indirect", "cue": None, "cue_kind": "says", "source": (), "by": By("test", 0.8)}
    return Attribution(**(made | fields))


def statements(text: str, *attributions: Attribution, **metadata: str) -> tuple[Statement, ...]:
    """Return the statements that attributions in a text come to."""
    return resolve(annotated(document(text, **metadata)), attributions, Cast())[0]


def test_statements_are_in_text_order_with_unique_ids() -> None:
    """Order follows the content, whatever the order given; statements that share it are told apart by an ordinal."""
    text = "Varo said no. Brey said yes."
    late, early = said(content=(Span(25, 28),)), said(content=(Span(10, 12),))
    found = statements(text, late, early, replace(early, source=(Span(0, 4),)))
    assert [s.content[0].start for s in found] == [10, 10, 25]
    assert len({s.id for s in found}) == 3


def test_ids_do_not_depend_on_who_speaks() -> None:
    """The same content has the same id, whoever is found to say it."""
    text = "Varo said no."
    (nobody,) = statements(text, said(content=(Span(10, 12),)))
    (varo,) = statements(text, said(content=(Span(10, 12),), source=(Span(0, 4),)))
    assert nobody.id == varo.id


def test_a_parent_that_does_not_hold_its_child_is_none() -> None:
    """A wrong parent is left out, and a circle of parents ends."""
    text = "Varo said no. Brey said yes."
    one = said(content=(Span(10, 12),), parent=1)
    other = said(content=(Span(25, 28),), parent=0)
    assert [s.parent for s in statements(text, one, other)] == [None, None]


def test_a_circle_of_carried_quotations_ends() -> None:
    """Attributions that carry on each other have nobody to name."""
    text = "“No.” “Yes.”"
    one, other = said(content=(Span(1, 4),), carried=1), said(content=(Span(7, 11),), carried=0)
    assert [s.speaker.name for s in statements(text, one, other)] == [None, None]


def test_the_score_tells_what_was_not_resolved() -> None:
    """A pronoun for nobody has a low score and a rule that says so; a name keeps the rule's score."""
    text = "Rain fell. He said no. Ilen Varo said yes."
    he = said(content=(Span(19, 21),), source=(Span(11, 13),))
    varo = said(content=(Span(38, 41),), source=(Span(23, 32),))
    unresolved, named = statements(text, he, varo)
    assert (unresolved.by.rule, unresolved.by.score) == ("test/pronoun unresolved", 0.0)
    assert (named.by.rule, named.by.score) == ("test/name", 0.8)


def test_a_long_document_goes_on_from_section_to_section() -> None:
    """A surname in a later section finds its full name, the role its bearer, and the surname of several its last holder."""
    whole = document("Ambassador Ilen Varo spoke to Oren Varo.\n\nVaro left.\n\nThe diplomat said no. Sakh said yes.")
    passages = annotated(whole).passages
    first = Annotated(whole, passages[:1], last=False)
    _, cast = resolve(first, (), Cast())
    text = whole.text
    start = text.index("The diplomat")
    later = said(content=(Span(text.index("no."), text.index("no.") + 2),), source=(Span(start, start + len("The diplomat")),))
    (found,), cast = resolve(Annotated(whole, passages[1:]), (later,), cast)
    assert found.speaker.name == "Ilen Varo"
    assert {"Ilen Varo", "Oren Varo", "Sakh"} <= {m.name for m in cast.members}


def test_the_last_speaker_is_he_in_the_next_section() -> None:
    """A pronoun at the beginning of a section means whoever spoke last in the one before."""
    whole = document("Ilen Varo said no.\n\nHe said why.")
    passages = annotated(whole).passages
    varo = said(content=(Span(15, 17),), source=(Span(0, 9),))
    _, cast = resolve(Annotated(whole, passages[:1], last=False), (varo,), Cast())
    he = said(content=(Span(28, 31),), source=(Span(20, 22),))
    (found,), _ = resolve(Annotated(whole, passages[1:]), (he,), cast)
    assert found.speaker.name == "Ilen Varo"


def test_what_follows_does_not_change_who_spoke() -> None:
    """Text after a statement that names nobody of it leaves its speaker as it was."""
    text = "Ambassador <s1>Ilen Varo</s1> <c1>said</c1> <t1>no</t1>. <s2>He</s2> <c2>said</c2> <t2>why</t2>."
    short = case({"about": "", "who": [], "text": text})
    long = case({"about": "", "who": [], "text": text + " It rained for nine days and the river rose."})
    before, _ = resolve(annotated(short.document), short.attributions, Cast())
    after, _ = resolve(annotated(long.document), long.attributions, Cast())
    assert [(s.speaker, s.chain) for s in before] == [(s.speaker, s.chain) for s in after]


def test_no_passages_are_no_trouble() -> None:
    """A section that was not parsed (another language) keeps its attributions as written."""
    made = document("Varo dijo que no.")
    (found,), _ = resolve(Annotated(made, ()), (said(content=(Span(10, 16),), source=(Span(0, 4),)),), Cast())
    assert (found.speaker.name, found.speaker.type) == ("Varo", "unknown")


@st.composite
def sections(draw: st.DrawFn) -> tuple[Annotated, tuple[Attribution, ...]]:
    """A section of arbitrary words with an arbitrary parse, and arbitrary attributions in it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
    text = " ".join(words)
    tokens, start = [], 0
    for i, word in enumerate(words):
        pos, dep, label = draw(st.sampled_from(POS)), draw(st.sampled_from(DEPS)), draw(st.sampled_from(LABELS))
        head = draw(st.integers(0, len(words) - 1))
        end = start + len(word)
        tokens.append(Token(i, start, end, word, word.lower(), word.lower(), pos, draw(TAGS), dep, head, 0, label, draw(st.booleans())))
        start = end + 1
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    span = Span(0, len(text))
    passage = Passage(Paragraph(span), tuple(tokens), (Sentence(span, 0, len(tokens), 0),), tuple(map(tuple, children)))
    made = replace(document(text), publisher=draw(NAMES), author=draw(NAMES))
    return Annotated(made, (passage,)), tuple(draw(attributions(made, n)) for n in range(draw(st.integers(0, 5))))


TAGS = st.sampled_from(("NN", "NNS", "NNP", "PRP", "POS", "CD", "VBD", "WP"))
NAMES = st.sampled_from((None, "Ministry of Defence of Drusk", "Ilen Varo"))


@st.composite
def attributions(draw: st.DrawFn, made: Document, n: int) -> Attribution:
    """An arbitrary attribution in a document, the `n`-th."""

    def span() -> Span:
        start = draw(st.integers(0, len(made.text) - 1))
        return Span(start, draw(st.integers(start + 1, len(made.text))))

    some = st.integers(0, 1).map(range)
    return said(
        mode=draw(st.sampled_from(MODES)),
        content=(span(),),
        cue=span() if draw(st.booleans()) else None,
        source=tuple(span() for _ in draw(some)),
        medium=tuple(span() for _ in draw(some)),
        on_behalf_of=tuple(span() for _ in draw(some)),
        parent=draw(st.integers(0, n)) if n else None,
        carried=draw(st.one_of(st.none(), st.integers(0, n))),
    )


@given(sections())
def test_whatever_the_parse_the_records_hold_together(section: tuple[Annotated, tuple[Attribution, ...]]) -> None:
    """Nothing is raised; ids are unique; chains begin with the makers and end with the speaker; parents hold their children."""
    read, given_ones = section
    # a parent is among the attributions given
    given_ones = tuple(replace(a, parent=a.parent if a.parent is not None and a.parent < len(given_ones) else None) for a in given_ones)
    given_ones = tuple(replace(a, carried=a.carried if a.carried is not None and a.carried < len(given_ones) else None) for a in given_ones)
    found, cast = resolve(read, given_ones, Cast())
    assert len(found) == len(given_ones) == len({s.id for s in found})
    by_id = {s.id: s for s in found}
    makers = [name for name in (read.document.publisher, read.document.author) if name]
    for s in found:
        assert s.speaker.type in SPEAKER_TYPES
        assert s.chain[: len(set(makers))] == tuple(dict.fromkeys(makers))
        assert s.links[-1].statement == s.id or (s.links[-1].name or "").casefold() == (s.speaker.name or "").casefold()
        assert s.chain == tuple(link.name or "unknown" for link in s.links)
        if s.parent is not None:
            assert all(any(o.contains(i) for o in by_id[s.parent].content) for i in s.content)
    assert resolve(read, given_ones, Cast()) == (found, cast)
