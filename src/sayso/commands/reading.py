"""One reading from start to end: find the sources, run the pipeline, count what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from sayso.engine import Engine, Local, Processes, serial
from sayso.ledger import Ledger
from sayso.model.analysis import Analysis
from sayso.model.source import Failure, Metadata, Source
from sayso.pipeline import Step, read_into
from sayso.read import discover


@dataclass(frozen=True, slots=True)
class Tally:
    """What a reading came to: numbers of documents, and the lines for a person on what went wrong."""

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()

    def with_step(self, step: Step) -> Tally:
        """Return the tally with one more step counted."""
        return replace(
            self,
            read=self.read + (step.outcome == "read"),
            unchanged=self.unchanged + (step.outcome == "unchanged"),
            failed=self.failed + (step.outcome == "failed"),
            failures=self.failures + step.failures,
        )


def engine_for(jobs: int | None) -> Engine[Source, Analysis | Failure]:
    """Return the engine for `jobs` processes; None leaves it to the amount of work."""
    if jobs is None:
        return Local()
    return serial if jobs == 1 else Processes(jobs)


def read_paths(
    ledger: Ledger,
    paths: Iterable[str],
    given: Metadata,
    *,
    jobs: int | None = None,
    stdin: BinaryIO | None = None,
    watch: Callable[[Iterator[Step]], Iterable[Step]] = lambda steps: steps,
) -> Tally:
    """Read `paths` into `ledger`; `watch` sees each step as it is done. Errors of single sources are counted, not raised."""
    tally = Tally()
    found = discover(paths, given, stdin=stdin)
    for step in watch(read_into(ledger, found, engine_for(jobs))):
        tally = tally.with_step(step)
    return tally
