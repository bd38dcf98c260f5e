"""Progress of long work, on a terminal only, drawn to the standard error so that output can be piped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from sayso.pipeline import Part, Step
from sayso.terminal.visible import one_line, shortened


def with_progress(steps: Iterable[Step | Part], console: Console) -> Iterator[Step]:
    """Yield the steps among `steps`, while lines on `console` tell how many are done, which was the last, and how far long ones are."""
    if not console.is_terminal:
        yield from (step for step in steps if isinstance(step, Step))
        return
    columns = (SpinnerColumn(), BarColumn(20), TextColumn("{task.fields[done]}"), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        lines = _Lines(progress)
        for step in steps:
            if isinstance(step, Part):
                lines.part(step)
            else:
                lines.step(step)
                yield step


class _Lines:
    """One line for the whole of the reading, and below it one for each long document while it is read."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._whole = progress.add_task("", total=None, done="0 read")
        self._documents: dict[str, TaskID] = {}
        self._steps = 0

    def step(self, step: Step) -> None:
        """Count what is done; the line of a long document goes."""
        self._steps += 1
        if step.source.identity in self._documents:
            self._progress.remove_task(self._documents.pop(step.source.identity))
        self._progress.update(self._whole, done=f"{self._steps:,} read", description=_name(step.source.path))

    def part(self, part: Part) -> None:
        """Show how far a document is."""
        if part.identity not in self._documents:
            self._documents[part.identity] = self._progress.add_task(_name(part.path), total=part.size, done="")
        done = f"{100 * part.done // part.size} %"
        self._progress.update(self._documents[part.identity], completed=part.done, done=done, refresh=True)


def _name(path: str) -> str:
    return shortened(one_line(path), 30)
