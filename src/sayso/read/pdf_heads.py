"""Running heads, feet and page numbers: what stands at the same place of page after page is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from sayso.read.pdf_glyphs import Fragment, Page

#: The share of a page's height, at its top and at its foot, that holds heads and feet.
ZONE = 0.14
#: The share of the pages on which the same line must stand, and how many at least.
SHARE, FEWEST = 0.3, 2
#: Numbers in a line that may be the page's.
NUMBERS = 3
#: How exactly the place must be the same, in points.
GRID = 4.0

_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,]?\d)")
#: Before a number these say that it counts something else than pages.
_COUNTED = re.compile(r"(?:no|nr|num|number|vol|art|article|bulletin|report|issue|[#№])\.?\s*$", re.IGNORECASE)

Key = tuple[str, int]


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that run through the document."""
    counts: Counter[Key] = Counter()
    for page in pages:
        counts.update({key for fragment in _at_edges(page) for key in _keys(fragment, page.number)})
    enough = max(FEWEST, SHARE * sum(bool(page.fragments) for page in pages))
    running = {key for key, count in counts.items() if count >= enough}
    return [_without(page, running) for page in pages]


def _without(page: Page, running: set[Key]) -> Page:
    dropped = {id(fragment) for fragment in _at_edges(page) if not running.isdisjoint(_keys(fragment, page.number))}
    return replace(page, fragments=tuple(fragment for fragment in page.fragments if id(fragment) not in dropped))


def _at_edges(page: Page) -> Iterator[Fragment]:
    """Yield the fragments at the top and at the foot of a page."""
    for fragment in page.fragments:
        middle = (fragment.box.bottom + fragment.box.top) / 2
        if middle < ZONE * page.height or middle > (1 - ZONE) * page.height:
            yield fragment


def _keys(fragment: Fragment, page: int) -> Iterator[Key]:
    """Yield what a line is compared by: its place and words, with numbers as they stand and as distance from the page's number."""
    place = round(fragment.box.bottom / GRID)
    words = " ".join(fragment.text.split())
    numbers = [match for match in _NUMBER.finditer(words) if not _COUNTED.search(words[: match.start()])][:NUMBERS]
    for relative in product((False, True), repeat=len(numbers)):
        key, at = "", 0
        for match, is_page in zip(numbers, relative, strict=True):
            shown = f"<{int(match.group()) - page}>" if is_page else match.group()
            key += words[at : match.start()] + shown
            at = match.end()
        yield key + words[at:], place
