"""Engines on this machine: one process, or several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import wait as wait_for
from typing import Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Died(Generic[A]):
    """The outcome of an item whose process the system ended (most often for want of memory)."""

    item: A


@dataclass(frozen=True, slots=True)
class Ready(Generic[B]):
    """An item that needs no work: `outcome` comes out as it is, in its turn, so that a long row of them does not pile up."""

    outcome: B


#: Yields for each item the function's value, or `Died` where the process did not survive it; order is free.
Engine = Callable[[Callable[[A], B], Iterable[A | Ready[B]]], Iterator[B | Died[A]]]


def serial(function: Callable[[A], B], items: Iterable[A | Ready[B]]) -> Iterator[B | Died[A]]:
    """Run `function` on each item in this process."""
    for item in items:
        yield item.outcome if isinstance(item, Ready) else function(item)


class Processes:
    """Runs a function on items in `jobs` processes of this machine.

    At most two items a process are under way or waiting, so that memory stays bounded however many items come.
    When a process dies, the items that were under way are tried again one by one; the one that kills again is given up.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def __call__(self, function: Callable[[A], B], items: Iterable[A | Ready[B]]) -> Iterator[B | Died[A]]:
        """Yield the outcomes as they come."""
        source = iter(items)
        while lost := (yield from self._run(function, source)):
            for item in lost:
                yield self._alone(function, item)

    def _run(self, function: Callable[[A], B], source: Iterator[A | Ready[B]]) -> Generator[B | Died[A], None, list[A]]:
        """Yield outcomes until the items end (return none) or a process dies (return the items without an outcome)."""
        waiting: dict[Future[B], A] = {}
        held: list[A] = []
        try:
            with _pool(self.jobs) as pool:
                while True:
                    for item in source:
                        if isinstance(item, Ready):
                            yield item.outcome
                            continue
                        held.append(item)
                        waiting[_submitted(pool, function, item)] = item
                        held.clear()
                        if len(waiting) >= 2 * self.jobs:
                            break
                    if not waiting:
                        return []
                    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                        outcome = future.result()
                        del waiting[future]
                        yield outcome
        except BrokenProcessPool:
            return [*waiting.values(), *held]

    def _alone(self, function: Callable[[A], B], item: A) -> B | Died[A]:
        try:
            with _pool(1) as pool:
                return _submitted(pool, function, item).result()
        except BrokenProcessPool:
            return Died(item)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of `jobs` processes; where the work is broken off (Ctrl-C, a full disk) they are ended, whatever they are at."""
    others = set(multiprocessing.active_children())
    # spawn: the same on every system, and safe beside the thread that draws the progress
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_start_worker)
    try:
        yield pool
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, function: Callable[[A], B], item: A) -> Future[B]:
    """Hand an item to the pool. A process that this starts is born deaf to Ctrl-C: while it loads it could not yet ignore it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(function, item)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Local:
    """The default: this process alone while there is little to do, or a single item, else one process for each core."""

    #: Below so many bytes in all, starting processes (a second or two each) costs more than it saves.
    LITTLE = 400_000
    #: So many sources are looked at before deciding.
    PEEK = 64

    def __call__(self, function: Callable[[A], B], items: Iterable[A | Ready[B]]) -> Iterator[B | Died[A]]:
        """Yield the outcomes as they come. Items tell how much there is to do by their `size` in bytes."""
        source = iter(items)
        first = list(islice(source, self.PEEK))
        work = [item for item in first if not isinstance(item, Ready)]
        jobs = os.cpu_count() or 1
        if len(first) < self.PEEK:
            # one item alone gains nothing from a process of its own, and a huge outcome would be copied to come back
            jobs = 1 if sum(getattr(item, "size", 0) for item in work) < self.LITTLE else min(jobs, len(work))
        engine: Engine[A, B] = serial if jobs == 1 else Processes(jobs)
        yield from engine(function, chain(first, source))


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is killed: a pool's queue would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
