"""Which texts of a page are its article: trafilatura chooses, and is only asked.

Every text of the page is marked with a sign of its own, two characters that no page uses, and the marked page is given to trafilatura
(Barbaresi 2021, "Trafilatura: a web scraping library and command-line tool for text discovery and extraction"). The signs that come
back tell which texts it took; the words themselves are taken from the source, so that each keeps its exact place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.read.loose_text import with_loose_text
from sayso.read.markup import Token

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: A sign is one of Sutton SignWriting and one of Byzantine musical notation: symbols, so that no rule on words sees them.
FIRST, FIRST_COUNT = 0x1D800, 512
SECOND, SECOND_COUNT = 0x1D000, 246
#: Texts that can be told apart on one page.
MOST = FIRST_COUNT * SECOND_COUNT
#: Characters and tags of a page beyond which no article is looked for: the choice costs more than its share on them.
LARGEST, MOST_TAGS = 12_000_000, 100_000

#: How deep elements may lie in each other; the parser drops what lies below 255.
DEEPEST = 100
#: Characters of a tag that may matter for the choice.
TAG = 2000

_SIGN = re.compile(f"[{chr(FIRST)}-{chr(FIRST + FIRST_COUNT - 1)}][{chr(SECOND)}-{chr(SECOND + SECOND_COUNT - 1)}]")
_FOREIGN_SIGN = re.compile(f"[{chr(FIRST)}-{chr(FIRST + FIRST_COUNT - 1)}{chr(SECOND)}-{chr(SECOND + SECOND_COUNT - 1)}]")
_LEFT_OUT = frozenset({"script", "style", "noscript", "template", "iframe", "textarea", "object", "embed", "xmp", "noembed", "noframes"})
#: Elements without an end, or whose end need not be written: their number says nothing of depth.
_SHALLOW = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dd", "dt", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body",
    }
)  # fmt: skip


def article(source: str, page: Sequence[Token]) -> set[int]:
    """Return the indices, in `page`, of the texts that make up the article; none where no article is found."""
    if len(source) > LARGEST or sum(token.kind != "text" for token in page) > MOST_TAGS:
        return set()
    signed = [i for i, token in enumerate(page) if token.kind == "text" and not source[token.start : token.end].isspace()]
    if not signed or len(signed) > MOST:
        return set()
    marked = "".join(_marked(source, page, signed))
    taken = _chosen(marked)
    chosen = {signed[number] for number in taken if number < len(signed)}
    return with_loose_text(source, page, chosen) if chosen else chosen


def _sign(number: int) -> str:
    return chr(FIRST + number // SECOND_COUNT) + chr(SECOND + number % SECOND_COUNT)


def _number(sign: str) -> int:
    return (ord(sign[0]) - FIRST) * SECOND_COUNT + ord(sign[1]) - SECOND


def _marked(source: str, page: Sequence[Token], signed: Sequence[int]) -> Iterator[str]:
    """Yield the page again: texts with their signs, tags in reasonable number and size, no scripts."""
    numbers = {index: number for number, index in enumerate(signed)}
    depth = _Depth()
    for i, token in enumerate(page):
        if token.kind == "text":
            yield _sign(numbers[i]) if i in numbers else ""
            yield _FOREIGN_SIGN.sub(" ", source[token.start : token.end].replace("\x00", " "))
        elif token.kind == "raw":
            yield source[token.start : token.end] if token.name == "title" else ""
        elif token.name not in _LEFT_OUT and depth.admits(token):
            yield source[token.start : token.end] if token.end - token.start <= TAG else _bare(token)


def _bare(token: Token) -> str:
    return f"</{token.name}>" if token.kind == "close" else f"<{token.name}>"


class _Depth:
    """Counts how deep a page's elements lie; those that lie too deep are left out, their texts are not."""

    def __init__(self) -> None:
        self._depth = self._dropped = 0

    def admits(self, token: Token) -> bool:
        if token.name in _SHALLOW:
            return True
        if token.kind == "open":
            if self._depth >= DEEPEST:
                self._dropped += 1
                return False
            self._depth += 1
            return True
        if self._dropped:
            self._dropped -= 1
            return False
        self._depth = max(self._depth - 1, 0)
        return True


def _chosen(marked: str) -> Iterable[int]:
    """Return the numbers of the signs that trafilatura keeps, none where it fails: then the whole page is taken, which is said."""
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree: HtmlElement = document_fromstring(marked.encode("utf-8", "replace"), parser=parser)
        found: Any = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, config=_settings())
    except Exception:  # noqa: BLE001 - a fault of the chooser on an odd page must not cost the page
        return ()
    return () if found is None else map(_number, _SIGN.findall("".join(found.body.itertext())))


@cache
def _settings() -> Any:  # noqa: ANN401 - a ConfigParser
    """Return trafilatura's settings, with a short notice taken for an article like any other; its own messages are not for our users."""
    import logging
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "10"
    settings["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    return settings
