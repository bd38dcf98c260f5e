"""What a person sees while a reading runs: on a terminal, and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console

from sayso.model.source import Source
from sayso.pipeline import Part, Step
from sayso.terminal.progress import with_progress

LONG, OTHER, SHORT = (Step(Source(name, f"pile/{name}", "text/plain"), "read") for name in ("long", "other", "short"))


def part(step: Step, done: int, size: int = 2_000_000) -> Part:
    """Return how far the document of `step` is."""
    return Part(step.source.identity, step.source.path, done, size)


def last_drawn(screen: io.StringIO) -> str:
    """Return what stands on the screen: what was drawn since it was last wiped."""
    return screen.getvalue().rpartition("\x1b[2K")[2]


def test_a_long_document_has_a_line_that_tells_how_far_it_is() -> None:
    """Percent of its characters, beside its name and below the number of documents, until it is done."""
    screen = io.StringIO()

    def steps() -> Iterator[Step | Part]:
        yield part(LONG, 500_000)
        assert_shown("0 read", "25 %", "pile/long")
        yield SHORT
        yield part(OTHER, 20_001)
        assert_shown("1 read", "25 %", "pile/long", "1 %", "pile/other")
        yield part(LONG, 1_999_999)
        assert_shown("99 %", "1 %")
        yield LONG
        yield part(OTHER, 40_000)
        assert_shown("2 read", "2 %")

    def assert_shown(*words: str) -> None:
        shown = last_drawn(screen)
        assert [word for word in words if word not in shown] == []
        assert shown.count("%") == sum("%" in word for word in words)

    assert list(with_progress(steps(), Console(file=screen, force_terminal=True, width=100))) == [SHORT, LONG]


def test_nothing_is_printed_where_there_is_no_terminal() -> None:
    """The steps come through, and no more."""
    screen = io.StringIO()

    assert list(with_progress([part(LONG, 1), SHORT, part(LONG, 2), LONG], Console(file=screen))) == [SHORT, LONG]
    assert screen.getvalue() == ""
