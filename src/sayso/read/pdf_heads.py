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
Row = list[Fragment]


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the lines that run through the document."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page, rows in zip(pages, edges, strict=True) for key in _all_keys(page, rows))
    enough = max(FEWEST, SHARE * sum(bool(page.fragments) for page in pages))
    running = {key for key, count in counts.items() if count >= enough}
    return [_without(page, rows, running) for page, rows in zip(pages, edges, strict=True)]


def _all_keys(page: Page, edges: tuple[list[Row], list[Row]]) -> set[Key]:
    return {key for rows in edges for row in rows for key in _keys(row, page.number)}


def _without(page: Page, edges: tuple[list[Row], list[Row]], running: set[Key]) -> Page:
    """Return the page without its running lines: from each edge inwards, as far as they go."""
    dropped: set[int] = set()
    for rows in edges:
        for row in rows:
            if running.isdisjoint(_keys(row, page.number)):
                break
            dropped.update(fragment.start for fragment in row)
    return replace(page, fragments=tuple(fragment for fragment in page.fragments if fragment.start not in dropped))


def _edges(page: Page) -> tuple[list[Row], list[Row]]:
    """Return the rows at the top and at the foot of a page, the outermost first."""
    upright = sorted((fragment for fragment in page.fragments if fragment.quarter == 0), key=lambda f: -f.frame.middle)
    rows: list[Row] = []
    for fragment in upright:
        if rows and fragment.frame.top > rows[-1][0].frame.middle:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    top = [row for row in rows if row[0].frame.middle > (1 - ZONE) * page.height]
    foot = [row for row in reversed(rows) if row[0].frame.middle < ZONE * page.height]
    return top, foot


def _keys(row: Row, page: int) -> Iterator[Key]:
    """Yield what a row is compared by: its place and words, with numbers as they stand and as distance from the page's number."""
    place = round(row[0].box.bottom / GRID)
    words = " ".join(" ".join(fragment.text for fragment in sorted(row, key=lambda f: f.frame.left)).split())
    numbers = [match for match in _NUMBER.finditer(words) if not _COUNTED.search(words[: match.start()])][:NUMBERS]
    for relative in product((False, True), repeat=len(numbers)):
        key, at = "", 0
        for match, is_page in zip(numbers, relative, strict=True):
            shown = f"<{int(match.group()) - page}>" if is_page else match.group()
            key += words[at : match.start()] + shown
            at = match.end()
        yield key + words[at:], place
