"""Progress of long work, on a terminal only, drawn to the standard error so that output can be piped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sayso.pipeline import Step
from sayso.terminal.visible import one_line, shortened


def with_progress(steps: Iterable[Step], console: Console) -> Iterator[Step]:
    """Yield `steps` unchanged, while a line on `console` tells how many are done and which was the last."""
    if not console.is_terminal:
        yield from steps
        return
    columns = (
        SpinnerColumn(),
        TextColumn("reading"),
        BarColumn(20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        for step in steps:
            progress.update(task, advance=1, description=shortened(one_line(step.source.path), 30))
            yield step
