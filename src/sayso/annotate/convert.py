"""spaCy's parse → the values that the later stages know.

White space tokens are left out; what depended on one depends on the word it depended on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.model.annotated import Passage, Sentence, Token
from sayso.model.document import Paragraph
from sayso.model.span import Span

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

#: What is read from spaCy, one column each. LENGTH and IS_SPACE are of the word form; HEAD is relative.
_COLUMNS: list[int | str] = ["LENGTH", "IS_SPACE", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB"]
_BEGIN = 3  # spaCy's code for the first token of an entity
_SENTENCE_BEGINS = 1


def passage(paragraph: Paragraph, doc: Doc, text: str) -> Passage:
    """Return `doc`, the parse of the paragraph, as a passage with offsets into the document's `text`."""
    columns = _columns(doc)
    kept = [i for i, blank in enumerate(columns["IS_SPACE"]) if not blank]
    if not kept:
        return Passage(paragraph, (), (), ())
    heads = _heads(columns["HEAD"], columns["IS_SPACE"], kept)
    numbers = _sentence_numbers(columns["SENT_START"], kept)
    _one_root_each(heads, numbers)
    starts = [paragraph.span.start + doc[i].idx for i in kept]
    words = [text[start : start + columns["LENGTH"][i]] for start, i in zip(starts, kept, strict=True)]
    tokens = _tokens(columns, doc.vocab.strings, (kept, starts, words, heads, numbers))
    return Passage(paragraph, tokens, _sentences(tokens), _children(heads))


def _columns(doc: Doc) -> dict[str, list[int]]:
    table: Any = doc.to_array(_COLUMNS)
    found = {str(name): table[:, i].tolist() for i, name in enumerate(_COLUMNS)}
    found["HEAD"] = table[:, _COLUMNS.index("HEAD")].astype("int64").tolist()
    return found


def _heads(relative: list[int], blank: list[int], kept: list[int]) -> list[int]:
    """Return the head of each kept token as an index among the kept ones; a head that is white space is passed over."""
    new = dict(zip(kept, range(len(kept)), strict=True))
    heads = []
    for i in kept:
        head = i + relative[i]
        while blank[head] and relative[head]:
            head += relative[head]
        heads.append(new.get(head, new[i]))
    return heads


def _sentence_numbers(starts: list[int], kept: list[int]) -> list[int]:
    """Return the sentence each kept token stands in, counted from 0 without gaps (a sentence of white space has no number)."""
    raw, number = [], 0
    for start in starts:
        number += start == _SENTENCE_BEGINS
        raw.append(number)
    order: dict[int, int] = {}
    return [order.setdefault(raw[i], len(order)) for i in kept]


def _one_root_each(heads: list[int], numbers: list[int]) -> None:
    """Hang a second root of a sentence, which only a left-out token can have made, on the first."""
    roots: dict[int, int] = {}
    for i, head in enumerate(heads):
        if head == i:
            heads[i] = roots.setdefault(numbers[i], i)


def _tokens(
    columns: dict[str, list[int]],
    strings: StringStore,
    made: tuple[list[int], list[int], list[str], list[int], list[int]],
) -> tuple[Token, ...]:
    """Return the tokens; `made` holds, per kept token, its place in the columns, start, word, head and sentence."""
    labels = {code: strings[code] for key in ("POS", "TAG", "DEP", "ENT_TYPE") for code in set(columns[key])}
    lemmas, poses, tags, deps = columns["LEMMA"], columns["POS"], columns["TAG"], columns["DEP"]
    types, begins = columns["ENT_TYPE"], columns["ENT_IOB"]
    return tuple(
        Token(
            n,
            start,
            start + len(word),
            word,
            word.lower(),
            strings[lemmas[i]],
            labels[poses[i]],
            labels[tags[i]],
            labels[deps[i]],
            head,
            sentence,
            labels[types[i]],
            begins[i] == _BEGIN,
        )
        for n, (i, start, word, head, sentence) in enumerate(zip(*made, strict=True))
    )


def _sentences(tokens: tuple[Token, ...]) -> tuple[Sentence, ...]:
    found, first = [], 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or tokens[i].sentence != tokens[first].sentence:
            root = next((t.index for t in tokens[first:i] if t.head == t.index), first)
            found.append(Sentence(Span(tokens[first].start, tokens[i - 1].end), first, i, root))
            first = i
    return tuple(found)


def _children(heads: list[int]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            found[head].append(i)
    return tuple(map(tuple, found))
