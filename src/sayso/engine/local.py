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
from multiprocessing.queues import SimpleQueue
from typing import Any, Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

#: Seconds between two looks at what the processes tell, while none of them has an outcome.
LISTEN = 0.5


@dataclass(frozen=True, slots=True)
class Died(Generic[A]):
    """The outcome of an item whose process the system ended (most often for want of memory)."""

    item: A


@dataclass(frozen=True, slots=True)
class Ready(Generic[B]):
    """An item that needs no work: `outcome` comes out as it is, in its turn, so that a long row of them does not pile up."""

    outcome: B


#: What is done on one item: yields what there is to tell on the way, and returns the outcome.
Work = Callable[[A], Generator[B, None, B]]

#: Yields for each item what the work tells on the way and its outcome, or `Died` where the process did not survive it; order is free.
Engine = Callable[[Work[A, B], Iterable[A | Ready[B]]], Iterator[B | Died[A]]]


def serial(work: Work[A, B], items: Iterable[A | Ready[B]]) -> Iterator[B | Died[A]]:
    """Work on each item in this process."""
    for item in items:
        yield item.outcome if isinstance(item, Ready) else (yield from work(item))


class Processes:
    """Works on items in `jobs` processes of this machine.

    At most two items a process are under way or waiting, so that memory stays bounded however many items come.
    When a process dies, the items that were under way are tried again one by one; the one that kills again is given up.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def __call__(self, work: Work[A, B], items: Iterable[A | Ready[B]]) -> Iterator[B | Died[A]]:
        """Yield the outcomes, and what is told on the way, as they come."""
        source = iter(items)
        while lost := (yield from _run(self.jobs, work, source)):
            for item in lost:
                if (yield from _run(1, work, iter([item]))):
                    yield Died(item)


def _run(jobs: int, work: Work[A, B], source: Iterator[A | Ready[B]]) -> Generator[B, None, list[A]]:
    """Yield outcomes until the items end (return none) or a process dies (return the items without an outcome)."""
    waiting: dict[Future[B], A] = {}
    held: list[A] = []
    try:
        with _pool(jobs) as (pool, told):
            while True:
                for item in source:
                    if isinstance(item, Ready):
                        yield item.outcome
                        continue
                    held.append(item)
                    waiting[_submitted(pool, work, item)] = item
                    held.clear()
                    if len(waiting) >= 2 * jobs:
                        break
                if not waiting:
                    return []
                for future in (yield from _done(waiting, told)):
                    outcome = future.result()
                    del waiting[future]
                    yield outcome
    except BrokenProcessPool:
        return [*waiting.values(), *held]


def _done(waiting: Iterable[Future[B]], told: SimpleQueue[B]) -> Generator[B, None, set[Future[B]]]:
    """Yield what the processes tell until one of the outcomes is there; return those that are."""
    while True:
        done = wait(waiting, LISTEN, FIRST_COMPLETED).done
        while not told.empty():
            yield told.get()
        if done:
            return done


@contextmanager
def _pool(jobs: int) -> Iterator[tuple[ProcessPoolExecutor, SimpleQueue[Any]]]:
    """Give a pool of `jobs` processes and what they tell; where the work is broken off (Ctrl-C, a full disk) they end, whatever they do."""
    others = set(multiprocessing.active_children())
    # spawn: the same on every system, and safe beside the thread that draws the progress
    context = multiprocessing.get_context("spawn")
    told = context.SimpleQueue()
    pool = ProcessPoolExecutor(jobs, context, initializer=_start_worker, initargs=(told,))
    try:
        yield pool, told
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, work: Work[A, B], item: A) -> Future[B]:
    """Hand an item to the pool. A process that this starts is born deaf to Ctrl-C: while it loads it could not yet ignore it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_worked, work, item)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Local:
    """The default: this process alone while there is little to do, or a single item of usual size, else one process for each core."""

    #: Below so many bytes in all, starting processes (a second or two each) costs more than it saves.
    LITTLE = 400_000
    #: From so many bytes on even a single item has a process of its own: what the work held is given back before the outcome is written.
    HUGE = 10_000_000
    #: So many sources are looked at before deciding.
    PEEK = 64

    def __call__(self, work: Work[A, B], items: Iterable[A | Ready[B]]) -> Iterator[B | Died[A]]:
        """Yield the outcomes, and what is told on the way, as they come. Items tell how much there is to do by their `size` in bytes."""
        source = iter(items)
        first = list(islice(source, self.PEEK))
        to_do = [item for item in first if not isinstance(item, Ready)]
        size = sum(getattr(item, "size", 0) for item in to_do)
        jobs = os.cpu_count() or 1
        if len(first) < self.PEEK:
            jobs = min(jobs, len(to_do)) if size >= self.LITTLE else 1
        engine: Engine[A, B] = serial if jobs <= 1 and size < self.HUGE else Processes(max(jobs, 1))
        yield from engine(work, chain(first, source))


#: In a process of the pool: the way to tell the parent something.
_outbox: list[SimpleQueue[Any]] = []


def _start_worker(told: SimpleQueue[Any]) -> None:
    """Leave Ctrl-C to the parent, and end when the parent is killed: a pool's queue would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_NUM_THREADS"] = "1"
    _outbox.append(told)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _worked(work: Work[A, B], item: A) -> B:
    """Work on an item in a process of the pool: tell the parent what there is to tell, and return the outcome."""
    under_way = work(item)
    while True:
        try:
            told = next(under_way)
        except StopIteration as ended:
            outcome: B = ended.value
            return outcome
        _outbox[0].put(told)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
