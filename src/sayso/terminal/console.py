"""The two consoles: results to the standard output, progress and complaints to the standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console

from sayso.pipeline import Part, Step
from sayso.terminal.progress import with_progress


def output() -> Console:
    """Return the console of the standard output: plain when it is no terminal, no markup, no guessing at colours in the words."""
    return Console(highlight=False, markup=False, emoji=False)


def errors() -> Console:
    """Return the console of the standard error."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def progress_on(steps: Iterator[Step | Part]) -> Iterable[Step]:
    """Yield `steps`, drawing their progress where the standard error is a terminal."""
    return with_progress(steps, errors())
