"""Text of an article that the choice of the article left out, though it stands among the article's own.

Some systems write paragraphs as bare text in a `div` beside others in `p`; and headings of short notices get lost. Prose without a
paragraph, and headings, are taken where they stand in the same element as texts of the article, and in none that names itself
something else (related, share, comments ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.read.markup import Token

#: Characters that prose has at least.
SHORTEST = 50
#: How far up an end tag may close elements.
NEAR = 50

_HOLDERS = frozenset({"div", "section", "article", "main", "td", "center", "body"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HOLDERS | _HEADINGS | frozenset(
    {
        "p", "ul", "ol", "dl", "li", "dd", "dt", "blockquote", "table", "tr", "th", "tbody", "pre", "figure",
        "figcaption", "nav", "aside", "footer", "header", "form", "address", "details", "select", "button",
    }
)  # fmt: skip
_ELSE = re.compile(
    r"(?:class|id|role)\s*=\s*[\"']?[^\"'>]*(?:advert|author|banner|bread|byline|caption|comment|complementary|consent|contact|cookie|copyright"
    r"|credit|footer|login|menu|meta|nav|newsletter|popup|promo|recommend|related|share|sidebar|social|sponsor|subscri|tags|teaser|widget)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z\u0430-\u044f].*[.!?…][\"'”’»)\]]*\s*(?:$|\s)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element: its name, a number of its own, and whether it, or one around it, is something else than the article."""

    name: str
    number: int
    is_else: bool


def with_loose_text(source: str, page: Sequence[Token], chosen: set[int]) -> set[int]:
    """Return the indices of the article's texts together with those of its loose prose."""
    places = dict(_places(source, page))
    homes = {own if element.name in _HOLDERS else around for element, own, around in map(places.__getitem__, chosen)}
    loose = {
        index
        for index, (element, *numbers) in places.items()
        if index not in chosen and not element.is_else and not homes.isdisjoint(numbers)
    }
    return chosen | {index for index in loose if _is_wanted(places[index][0].name, source[page[index].start : page[index].end])}


def _is_wanted(holder: str, words: str) -> bool:
    return holder in _HEADINGS or (holder in _HOLDERS and _is_prose(words))


def _is_prose(words: str) -> bool:
    return len(words.strip()) >= SHORTEST and _SENTENCE.search(words) is not None


def _places(source: str, page: Sequence[Token]) -> Iterator[tuple[int, tuple[_Element, int, int]]]:
    """Yield, for each text, its innermost block and the numbers of that block and of the one around it."""
    stack = [_Element("body", -1, is_else=False)]
    for i, token in enumerate(page):
        if token.kind == "text":
            yield i, (stack[-1], stack[-1].number, stack[-2].number if len(stack) > 1 else -1)
        elif token.name in _BLOCKS and token.kind == "open":
            if stack[-1].name == "p":  # a paragraph ends where a block begins
                stack.pop()
            tag = source[token.start : min(token.end, token.start + 500)]
            is_else = stack[-1].is_else or token.name in {"nav", "aside", "footer", "form", "figure"} or _ELSE.search(tag) is not None
            stack.append(_Element(token.name, i, is_else))
        elif token.name in _BLOCKS and any(element.name == token.name for element in stack[max(1, len(stack) - NEAR) :]):
            while stack.pop().name != token.name:
                pass
