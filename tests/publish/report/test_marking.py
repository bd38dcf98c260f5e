"""Statements marked in a text: pieces that nest whatever the spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Paragraph
from sayso.model.span import Span
from sayso.publish.report.marking import DEPTH, Block, Close, Layer, Open, Words, marked


def _layer(start: int, end: int, number: int, role: str = "content") -> Layer:
    return Layer(Span(start, end), role, number, f"t{number}")


def _drawn(text: str, layers: list[Layer], *cuts: tuple[int, int]) -> list[str]:
    """Return each block as text, marks as [number ... ], `[+number` where a mark goes on, source and cue by their first letter."""
    return ["".join(_draw(block)) for block in marked(text, [Paragraph(Span(*cut)) for cut in cuts], layers)]


def _draw(block: Block) -> list[str]:
    drawn = []
    for piece in block.pieces:
        if isinstance(piece, Words):
            drawn.append(piece.text)
        elif isinstance(piece, Open):
            role = "" if piece.layer.role == "content" else piece.layer.role[0]
            drawn.append(f"[{'' if piece.first else '+'}{role}{piece.layer.number} ")
        else:
            drawn.append("]")
    return drawn


def test_a_statement_is_marked_where_its_words_stand() -> None:
    """Source, cue and content are told apart and stand in text order."""
    layers = [_layer(12, 16, 1), _layer(0, 3, 1, "source"), _layer(4, 8, 1, "cue")]
    assert _drawn("Ada said we came.", layers) == ["[s1 Ada] [c1 said] we [1 came]."]


def test_a_statement_inside_another_is_marked_inside_it() -> None:
    """A nested statement keeps its own mark within the outer one."""
    assert _drawn("abcdef", [_layer(2, 4, 2), _layer(0, 6, 1)]) == ["[1 ab[2 cd]ef]"]


def test_two_statements_of_the_same_words_nest_by_their_number() -> None:
    """Where two marks cover the same words, the one found first lies outside."""
    assert _drawn("abc", [_layer(0, 3, 2), _layer(0, 3, 1)]) == ["[1 [2 abc]]"]


def test_a_mark_that_overlaps_another_is_split_at_its_end() -> None:
    """HTML elements cannot overlap: the later mark is closed with the earlier one, and goes on."""
    assert _drawn("abcdef", [_layer(0, 4, 1), _layer(2, 6, 2)]) == ["[1 ab[2 cd]][+2 ef]"]


def test_a_mark_goes_on_in_the_next_paragraph_without_a_second_number() -> None:
    """A statement across paragraphs is one statement: its number stands once."""
    assert _drawn("abc\n\ndef", [_layer(1, 7, 1)], (0, 3), (5, 8)) == ["a[1 bc]", "[+1 de]f"]


def test_text_outside_the_paragraphs_is_shown_and_white_space_is_not() -> None:
    """No word of a document is lost because a reader did not call it a paragraph."""
    assert _drawn("head\n\nbody\n\ntail", [], (6, 10)) == ["head", "body", "tail"]
    assert _drawn("\n\nbody\n\n", [], (2, 6)) == ["body"]
    assert _drawn("", []) == []


def test_paragraphs_that_overlap_or_lie_outside_show_every_word_once() -> None:
    """Damaged paragraphs cannot double or drop words."""
    assert _drawn("abcdef", [], (0, 4), (2, 6), (1, 3), (9, 12)) == ["abcd", "ef"]


def test_marks_deeper_than_a_person_writes_keep_their_number_only() -> None:
    """The tree stays shallow, and every statement can still be reached."""
    pieces = next(marked("abc", [], [_layer(0, 3, number) for number in range(DEPTH + 5)])).pieces
    depth = deepest = 0
    for piece in pieces:
        depth += isinstance(piece, Open)
        depth -= isinstance(piece, Close)
        deepest = max(deepest, depth)
    assert deepest == DEPTH + 1
    assert sum(isinstance(piece, Open) and piece.first for piece in pieces) == DEPTH + 5


def test_lines_that_a_machine_broke_are_told_from_verse() -> None:
    """Lines of even length may be filled anew; short lines are kept as they are."""
    prose = "\n".join(["the boats came over the water at night and nobody " * 1] * 3 + ["saw them"])
    verse = "The river keeps\nwhat rivers keep\nand says no more"
    assert [block.wrapped for block in marked(prose, [], [])] == [True]
    assert [block.wrapped for block in marked(verse, [], [])] == [False]
    assert [block.wrapped for block in marked("one line", [], [])] == [False]


_TEXT = "one two three\n\nfour five six\n\nseven"


@st.composite
def _layers(draw: st.DrawFn) -> list[Layer]:
    found = []
    for number in range(draw(st.integers(0, DEPTH))):
        start = draw(st.integers(0, len(_TEXT) - 1))
        role = draw(st.sampled_from(["content", "source", "cue", "finding"]))
        found.append(_layer(start, draw(st.integers(start + 1, len(_TEXT))), number, role))
    return found


@given(_layers())
def test_any_layers_give_pieces_that_nest_and_cover_their_words(layers: list[Layer]) -> None:
    """The text is whole, every mark is closed, and each layer covers exactly its words."""
    covered: dict[int, str] = {layer.number: "" for layer in layers}
    words = []
    for block in marked(_TEXT, [Paragraph(Span(0, 13)), Paragraph(Span(15, 28)), Paragraph(Span(30, 35))], layers):
        stack: list[Layer] = []
        for piece in block.pieces:
            if isinstance(piece, Open):
                stack.append(piece.layer)
            elif isinstance(piece, Close):
                stack.pop()
            else:
                words.append(piece.text)
                for layer in stack:
                    covered[layer.number] += piece.text
        assert not stack
    assert "".join(words) == _TEXT.replace("\n\n", "")
    for layer in layers:
        whole = layer.span.of(_TEXT).replace("\n", "")
        assert covered[layer.number] == whole
