"""HTML source cut into tags and text, each with its exact place.

A tokeniser after the HTML Living Standard (WHATWG, section 13.2.5), as far as finding the text goes: comments, declarations, quoted
attributes, elements whose content is no markup. It builds no tree, runs nothing, resolves nothing, and is linear in the source
whatever is in it: an unclosed comment, quotation mark or script is looked for once, not once for each beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

#: Elements whose content is not markup, up to their own end tag. `noscript` and `template` hold markup that nobody sees.
RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "template", "plaintext"})
#: Characters of one tag that are looked at; longer ones hold data, not words.
LONGEST_TAG = 64 * 1024

_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,60}")
_QUOTE_OR_END = re.compile(r"=\s*([\"'])|>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


class Token(NamedTuple):
    """A piece of HTML source, [start, end): `kind` is text, open, close or raw (the content of the element `name`)."""

    kind: str
    name: str
    start: int
    end: int


def tokens(source: str) -> Iterator[Token]:
    """Yield the tags, texts and raw contents of `source` in order; comments and declarations are left out."""
    scan = _Scan(source)
    at, look = 0, 0
    while (lt := source.find("<", look)) >= 0:
        found, after = scan.construct(lt)
        if found is None and after == lt:  # a mere "<"
            look = lt + 1
            continue
        if at < lt:
            yield Token("text", "", at, lt)
        at = look = after
        if found is None:
            continue
        yield found
        if found.kind == "open" and found.name in RAW:
            end = scan.raw_end(found.name, after)
            if end is not None:
                yield Token("raw", found.name, after, end)
                at = look = end
    if at < len(source):
        yield Token("text", "", at, len(source))


class _Scan:
    """Finds where constructs end, remembering for each closing mark where its last one stands."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last = {mark: source.rfind(mark) for mark in (">", "-->", '"', "'")}
        self._unclosed: set[str] = set()

    def construct(self, lt: int) -> tuple[Token | None, int]:
        """Return the tag that "<" at `lt` begins, None for a comment or plain text, and where the source goes on."""
        source = self._source
        if source.startswith("<!--", lt):
            return None, self._comment_end(lt)
        closing = source.startswith("/", lt + 1)
        name = _NAME.match(source, lt + 1 + closing)
        if name is None:
            is_declaration = source.startswith(("<!", "<?", "</"), lt)
            return None, self._find(">", lt + 1) if is_declaration else lt
        end = self._find(">", name.end()) if closing else self._tag_end(name.end())
        return Token("close" if closing else "open", name.group().lower(), lt, end), end

    def raw_end(self, name: str, start: int) -> int | None:
        """Return where the content of the raw element `name` ends; None for markup that is never closed, and is read as usual."""
        if name not in self._unclosed and name != "plaintext":
            match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._source, start)
            if match:
                return match.start()
            self._unclosed.add(name)
        return None if name in {"noscript", "template", "iframe", "title"} else len(self._source)

    def _comment_end(self, lt: int) -> int:
        if self._source.startswith((">", "->"), lt + 4):
            return self._source.index(">", lt + 4) + 1
        return self._find("-->", lt + 4)

    def _tag_end(self, at: int) -> int:
        """Return the position after the ">" that ends a tag; one inside a quoted attribute does not."""
        while match := _QUOTE_OR_END.search(self._source, at):
            quote = match[1]
            if not quote:
                return match.end()
            if self._last[quote] < match.end():  # never closed: the tag ends at the next ">"
                return self._find(">", match.end())
            at = self._source.index(quote, match.end()) + 1
        return len(self._source)

    def _find(self, mark: str, start: int) -> int:
        """Return the position after the next `mark`, the end of the source where there is none."""
        if self._last[mark] < start:
            return len(self._source)
        return self._source.index(mark, start) + len(mark)


def attributes(source: str, tag: Token) -> dict[str, str]:
    """Return the attributes of a start tag, names in lower case, values decoded; of equal names the first."""
    found: dict[str, str] = {}
    start = tag.start + 1 + len(tag.name)
    for match in _ATTRIBUTE.finditer(source, start, min(tag.end, start + LONGEST_TAG)):
        name, *values = match.groups()
        found.setdefault(name.lower(), unescape(next((value for value in values if value is not None), "")))
    return found
