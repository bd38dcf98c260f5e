"""Quoted words, and a quotation that two documents share."""

from __future__ import annotations

from dataclasses import dataclass

#: What stands in a chain for a speaker without a name.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words of one statement: `words` as written, in order; `name` of the speaker (None: unknown); `content` as code points.

    `names` are all who are said to have had the words in their mouths here: the chain, and the speakers of statements inside this one,
    `unknown` among them; `depth` is the length of the chain.
    """

    statement: str
    document: str
    name: str | None
    names: frozenset[str]
    depth: int
    words: tuple[str, ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """Two quotations in two documents that are one, `one` the earlier by document id; what stands where they part.

    `differences` are pairs of word strings (of `one`, of `other`), in order, within the stretch that both quote; "" where words are left
    out. `shared` is the share of the shorter one's words that stand in both.
    """

    one: Quotation
    other: Quotation
    shared: float
    differences: tuple[tuple[str, str], ...]
