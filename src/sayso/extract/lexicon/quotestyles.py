"""Loads quotes.toml: which glyphs are quotation marks and what each usually does."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class QuoteStyles:
    """The glyphs of quotes.toml. `glyphs` are the single characters; two backquotes or straight single marks count as double."""

    openers: str
    straight: frozenset[str]
    closing_only: frozenset[str]
    families: dict[str, str]
    shortened: re.Pattern[str]

    @property
    def glyphs(self) -> str:
        """All glyphs, each one character."""
        return "".join(self.families)

    def family(self, glyph: str) -> str:
        """Return the family of a mark: double, guillemet or single."""
        return self.families[glyph] if len(glyph) == 1 else "double"


@cache
def quote_styles() -> QuoteStyles:
    """Return the quotation marks of quotes.toml."""
    data = tomllib.loads(resources.files(__package__).joinpath("quotes.toml").read_text("utf-8"))
    families = {glyph: family for family, glyphs in data["family"].items() for glyph in glyphs}
    return QuoteStyles(
        openers=data["openers"],
        straight=frozenset(data["straight"]),
        closing_only=frozenset(data["closing_only"]),
        families=families,
        shortened=re.compile(data["shortened"]["pattern"]),
    )
