"""A passage seen as a dependency tree, with the quotations that stand in it: what the construction rules look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from sayso.extract.parse.mend import mended
from sayso.extract.parse.righted import righted
from sayso.extract.quotes import Quotation
from sayso.model.annotated import Passage, Token
from sayso.model.span import Span

_LEADING = frozenset(",;:-–—.…!?)]}\"“”„«»‘’'`") | {"--", "...", "''", "``"}
_TRAILING = frozenset(",;:-–—.…([{\"“”„«»‘’'`") | {"--", "...", "''", "``"}


class Tree:
    """The tokens of one passage; `left[i]` and `right[i]` are the first and last token of the subtree of token `i`.

    `heads` and `children` are the parser's but for the repairs of `mend.py`. `inside[i]` is the index in `quotes`, which are those
    of the whole section, of the innermost quotation around token `i`, -1 outside; `parents` leads from a quotation to the one around it.
    """

    def __init__(self, passage: Passage, quotes: Sequence[Quotation], parents: Sequence[int]) -> None:
        passage = righted(passage)
        self.passage = passage
        self.tokens: tuple[Token, ...] = passage.tokens
        self.quotes = quotes
        self.parents = parents
        self._starts = [t.start for t in passage.tokens]
        self.here: list[int] = []
        self._levels: dict[int, list[int]] | None = None
        self.inside = self._inside()
        self.heads = mended(passage, self.inside)
        self.children = passage.children if self.heads == [t.head for t in passage.tokens] else _children(self.heads)
        self.left, self.right = _edges(self.heads)

    def _inside(self) -> list[int]:
        found = [-1] * len(self.tokens)
        if not self.tokens:
            return found
        low = bisect_left(self.quotes, self.tokens[0].start, key=lambda q: q.span.start)
        while low > 0 and self.quotes[low - 1].span.end > self.tokens[0].start:
            low -= 1
        for n in range(low, bisect_left(self.quotes, self.tokens[-1].end, key=lambda q: q.span.start)):
            within = self.at(self.quotes[n].span)
            found[within.start : within.stop] = [n] * len(within)
            self.here.append(n)
        return found

    def kids(self, i: int, *deps: str) -> Iterator[int]:
        """Yield the dependents of token `i` that bear one of the labels `deps`, in text order."""
        tokens, children = self.tokens, self.children[i]
        return iter([c for c in children if tokens[c].dep in deps] if children else ())

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first dependent of token `i` with one of the labels `deps`."""
        tokens = self.tokens
        for c in self.children[i]:
            if tokens[c].dep in deps:
                return c
        return None

    def has(self, i: int, lower: Collection[str], *deps: str) -> bool:
        """Tell whether token `i` has a dependent with one of the labels `deps` whose word is among `lower`."""
        return any(self.tokens[c].lower in lower for c in self.kids(i, *deps))

    def subtree(self, i: int) -> range:
        """Return the indices from the first to the last token of the subtree of token `i`."""
        return range(self.left[i], self.right[i] + 1)

    def span(self, first: int, last: int) -> Span | None:
        """Return the span from token `first` to token `last` without marks and stops at its edges; None if nothing is left."""
        tokens = self.tokens
        while first <= last and tokens[first].text in _LEADING:
            first += 1
        while last >= first and tokens[last].text in _TRAILING:
            last -= 1
        return Span(tokens[first].start, tokens[last].end) if first <= last else None

    def runs(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """Return the spans of consecutive tokens among `indices`, without marks and stops at their edges."""
        ordered = indices if isinstance(indices, range) else sorted(indices)
        if isinstance(indices, (range, set)) and ordered and ordered[-1] - ordered[0] == len(ordered) - 1:
            whole = self.span(ordered[0], ordered[-1])
            return () if whole is None else (whole,)
        found: list[Span] = []
        start = 0
        for k in range(1, len(ordered) + 1):
            if k == len(ordered) or ordered[k] != ordered[k - 1] + 1:
                one = self.span(ordered[start], ordered[k - 1])
                if one is not None:
                    found.append(one)
                start = k
        return tuple(found)

    def without(self, within: range, words: Iterable[int]) -> tuple[Span, ...]:
        """Return the spans of the tokens `within` but for `words`."""
        found, start = [], within.start
        for word in (*sorted(w for w in words if w in within), within.stop):
            one = self.span(start, word - 1)
            if one is not None:
                found.append(one)
            start = word + 1
        return tuple(found)

    def touched(self, region: int, spans: Sequence[Span]) -> set[int]:
        """Return the quotations here directly inside `region` (-1: outside all) that `spans` overlap or adjoin."""
        if self._levels is None:
            self._levels = {}
            for n in self.here:
                self._levels.setdefault(self.parents[n], []).append(n)
        level, found = self._levels.get(region, []), set()
        for span in spans:  # neither overlap those of one level, so that their ends are in order too
            low = bisect_left(level, span.start, key=lambda n: self.quotes[n].span.end)
            found.update(level[low : bisect_right(level, span.end, key=lambda n: self.quotes[n].span.start)])
        return found

    def at(self, span: Span) -> range:
        """Return the indices of the tokens that `span` touches."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        if first < len(self.tokens) and self.tokens[first].end <= span.start:
            first += 1
        return range(first, max(first, bisect_left(self._starts, span.end)))

    def root(self, i: int) -> int:
        """Return the root of the sentence of token `i`."""
        return self.passage.sentences[self.tokens[i].sentence].root


def without_that(tree: Tree, head: int) -> range:
    """Return the tokens of the clause headed by token `head`, without the comma, colon or "that" that opens it."""
    within = tree.subtree(head)
    first = within.start
    while first < head and tree.tokens[first].text in {",", ":"}:
        first += 1
    joined = next((c for c in tree.kids(head, "mark") if tree.tokens[c].lower == "that"), first)
    if first < joined < head and tree.tokens[first].dep == "prep" and not any(c < joined for c in tree.kids(head, "nsubj", "nsubjpass")):
        first = joined  # "told them, on the second night, that ..."
    mark = tree.tokens[first]
    own = mark.dep == "mark" or tree.heads[first] == head
    joins = mark.lower == "that" and own and first + 1 < head and tree.tokens[first + 1].pos not in ("VERB", "AUX")
    return within[first - within.start + 1 :] if joins else within


def parents_of(quotes: Sequence[Quotation]) -> list[int]:
    """Return, for each quotation, the index of the one that stands directly around it, -1 for none."""
    found: list[int] = []
    stack: list[int] = []
    for n, quote in enumerate(quotes):
        while stack and quotes[stack[-1]].span.end <= quote.span.start:
            stack.pop()
        found.append(stack[-1] if stack else -1)
        stack.append(n)
    return found


def _children(heads: list[int]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            found[head].append(i)
    return tuple(map(tuple, found))


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and last index of each subtree. Each node is set once per side, so the time is linear."""
    n = len(heads)
    left, right = [-1] * n, [-1] * n
    for order, edge in ((range(n), left), (range(n - 1, -1, -1), right)):
        for i in order:
            j = i
            while edge[j] < 0:
                edge[j] = i
                j = heads[j]
    return left, right
