"""One reading from start to end: find the sources, run the pipeline, count what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from sayso.engine import Engine, Local, Processes, serial
from sayso.ledger import Ledger
from sayso.model.source import Failure, Metadata, Source
from sayso.pipeline import Outcome, Part, Step, collate, read_into
from sayso.read import discover
from sayso.versions import rules

#: Lines on what went wrong that are kept for the end: of 200,000 rows each may have one.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Tally:
    """What a reading came to: numbers of documents, and the first `SHOWN` of the lines for a person on what went wrong.

    `remarks` counts all of those lines; `outdated` the documents of the ledger that older rules made, and that were not read again.
    """

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    remarks: int = 0
    failures: tuple[Failure, ...] = ()
    outdated: int = 0

    def with_step(self, step: Step) -> Tally:
        """Return the tally with one more step counted."""
        return replace(
            self,
            read=self.read + (step.outcome == "read"),
            unchanged=self.unchanged + (step.outcome == "unchanged"),
            failed=self.failed + (step.outcome == "failed"),
            remarks=self.remarks + len(step.failures),
            failures=(self.failures + step.failures)[:SHOWN],
        )


def engine_for(jobs: int | None) -> Engine[Source, Outcome]:
    """Return the engine for `jobs` processes; None leaves it to the amount of work."""
    if jobs is None:
        return Local()
    return serial if jobs == 1 else Processes(jobs)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read: paths (`-` is `stdin`), what the user says of all of them, and how many processes may work on it."""

    paths: tuple[str, ...]
    given: Metadata = field(default_factory=Metadata)
    jobs: int | None = None
    stdin: BinaryIO | None = None


#: Sees each step as it is done, and each part of a long one, and passes the steps on.
Watch = Callable[[Iterator[Step | Part]], Iterable[Step]]


def unwatched(steps: Iterator[Step | Part]) -> Iterable[Step]:
    """Let the steps pass."""
    return (step for step in steps if isinstance(step, Step))


def read_paths(ledger: Ledger, request: Request, watch: Watch = unwatched) -> Tally:
    """Read what is asked for into `ledger`. Errors of single sources are counted, not raised; raises DateError for a bad date given."""
    tally = Tally()
    found = discover(request.paths, request.given, stdin=request.stdin)
    for step in watch(read_into(ledger, found, engine_for(request.jobs))):
        tally = tally.with_step(step)
    collate(ledger)
    return replace(tally, outdated=ledger.outdated(rules()))
