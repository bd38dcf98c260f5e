"""How a command ends before its time: stopped by a signal, or with nobody or no room left to write to."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TextIO


class Stopped(BaseException):
    """Somebody asked the command to end: Ctrl-C, or `kill`. No error, hence outside the tree of errors and passed on by all handlers."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.Signals(number).name)

    @property
    def status(self) -> int:
        """The exit status that shells expect: 128 and the number of the signal."""
        return 128 + self.number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGINT and SIGTERM raise `Stopped` inside; a signal that was ignored before (as under nohup) stays ignored."""
    wanted = [number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, _stop) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the signature of a handler
    raise Stopped(number)


def muted(stream: TextIO | None) -> None:
    """Let what is still to be written to `stream` go nowhere: the interpreter would complain of it when it ends."""
    try:
        number = stream.fileno() if stream is not None else None
    except (OSError, ValueError):  # no file behind it, or closed
        return
    if number is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def opened() -> None:
    """Give a command that was started with a closed standard output or error one that goes nowhere (Python has None for it)."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open to the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as above
