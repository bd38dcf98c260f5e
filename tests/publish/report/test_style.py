"""The palette, measured: every colour that carries words can be read on every ground it stands on (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

STYLE = (files("sayso.publish.report") / "templates" / "style.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "raised", "direct", "indirect", "mixed", "note", "chosen")


def _palette(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(scheme: str) -> None:
    """Running words and links have at least 4.5 to 1, on marks too; soft words on the page's own grounds."""
    palette = _palette(scheme)
    pairs = [
        *product(("ink", "link"), GROUNDS),
        *product(("soft",), ("paper", "raised")),
        *product(("alert",), ("paper", "raised", "note")),
    ]
    low = {pair: _contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_strokes_edges_and_the_focus_can_be_seen(scheme: str) -> None:
    """What tells the modes apart without colour, and what bounds a control, has at least 3 to 1."""
    palette = _palette(scheme)
    strokes = [(f"stroke-{mode}", ground) for mode in ("direct", "indirect", "mixed") for ground in ("paper", mode)]
    pairs = [*strokes, *product(("edge", "focus"), ("paper", "raised"))]
    low = {pair: _contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 3} == {}


def test_the_modes_are_told_apart_without_colour() -> None:
    """Each mode has a line of its own."""
    lines = re.findall(r"^mark(?:\.\w+)? \{[^}]*text-decoration: underline (\w+)", STYLE, re.MULTILINE)
    assert lines == ["solid", "dashed", "double"]


def test_nothing_is_loaded() -> None:
    """The style names no other file."""
    assert "url(" not in STYLE
    assert "@import" not in STYLE
