"""The same quotation in two documents, word for word or with alterations.

Candidates come from winnowed fingerprints of word 3-grams (Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
Fingerprinting", SIGMOD 2003), so that the cost stays near linear in the number of quotations: any run of four common words is noticed.
A candidate pair is then aligned word by word (Ratcliff and Obershelp's matching blocks, as in difflib).
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations

from sayso.model.quotation import UNKNOWN, Quotation, SharedQuotation
from sayso.model.records import Record

#: A quotation of fewer words is no evidence of anything: two people may well both have said "we did not fire".
LEAST_WORDS = 6
#: So much of the shorter quotation must be found in the longer one, in order, for the two to be one quotation.
LEAST_SHARED = 0.7

_GRAM = 3
_WINDOW = 2
_EDGE = 2  # words
_COMMON = 20  # a fingerprint in more quotations than this is a phrase of the field, not a trace of one quotation
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]")


def shared_quotations(statements: Iterable[Record]) -> Iterator[SharedQuotation]:
    """Yield each pair of `statement` records, from two documents, that give one quotation; sorted, whatever the order they come in."""
    inside: defaultdict[str | None, set[str]] = defaultdict(set)
    quoting: list[Quotation] = []
    for statement in statements:
        inside[statement["parent"]].add(statement["speaker"]["name"] or UNKNOWN)
        quoting += _quotations(statement)
    quotations = _innermost(replace(q, names=q.names | inside[q.statement]) for q in quoting)
    found = (_compared(quotations[a], quotations[b]) for a, b in sorted(_candidates(quotations)))
    yield from (pair for pair in found if pair)


def _innermost(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Return the quotations sorted; of those of one document with the same words, the one nearest to who first said them."""
    kept: dict[tuple[str, tuple[str, ...]], Quotation] = {}
    for quotation in sorted(quotations, key=lambda q: (q.document, q.content, q.words, q.depth, q.statement)):
        key = (quotation.document, quotation.words)
        if key not in kept or kept[key].depth < quotation.depth:
            kept[key] = quotation
    return sorted(kept.values(), key=lambda q: (q.document, q.content, q.words))


def _quotations(statement: Record) -> Iterator[Quotation]:
    """Yield the quoted stretches of a statement that are long enough: all of a direct one, what stands in marks in a mixed one."""
    text = " ".join(span["text"] for span in statement["content"])
    if statement["mode"] == "indirect":
        return
    for part in [text] if statement["mode"] == "direct" else _QUOTED.findall(text):
        words = tuple(_WORD.findall(part))
        if len(words) >= LEAST_WORDS:
            content = tuple((span["start"], span["end"]) for span in statement["content"])
            chain, name = statement["chain"], statement["speaker"]["name"]
            yield Quotation(statement["id"], statement["document"], name, frozenset(chain), len(chain), words, content)


def _candidates(quotations: list[Quotation]) -> set[tuple[int, int]]:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, quotation in enumerate(quotations):
        for mark in _fingerprints(quotation.words):
            holders[mark].append(number)
    return {
        (min(pair), max(pair))
        for numbers in holders.values()
        if 1 < len(numbers) <= _COMMON
        for pair in combinations(numbers, 2)
        if quotations[pair[0]].document != quotations[pair[1]].document
    }


def _fingerprints(words: tuple[str, ...]) -> set[int]:
    folded = _folded(words)
    grams = [zlib.crc32(" ".join(folded[i : i + _GRAM]).encode()) for i in range(len(folded) - _GRAM + 1)]
    return {min(grams[i : i + _WINDOW]) for i in range(max(len(grams) - _WINDOW + 1, 1))}


def _folded(words: tuple[str, ...]) -> list[str]:
    return [word.casefold().replace("’", "'") for word in words]


def _compared(one: Quotation, other: Quotation) -> SharedQuotation | None:
    matcher = SequenceMatcher(None, _folded(one.words), _folded(other.words), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks) / min(len(one.words), len(other.words))
    if shared < LEAST_SHARED:
        return None
    differences = tuple(
        (" ".join(one.words[a:b]), " ".join(other.words[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal" and _within(slice(a, b), len(one.words), slice(c, d), len(other.words))
    )
    return SharedQuotation(one, other, shared, differences)


def _within(one: slice, length: int, other: slice, other_length: int) -> bool:
    """Tell whether a difference lies within what both quote.

    Where one begins earlier or ends later nothing is worded differently; at an edge only a word or two can be told to stand for each other.
    """
    at_edge = one.start == other.start == 0 or (one.stop == length and other.stop == other_length)
    sizes = (one.stop - one.start, other.stop - other.start)
    return not at_edge or (min(sizes) > 0 and max(sizes) <= _EDGE)
