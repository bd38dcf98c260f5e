"""Engines: every item gets one outcome, whatever happens to the process that works on it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.engine import Died, Engine, Local, Processes, Ready, serial

pytestmark = pytest.mark.end_to_end


def double(number: int) -> Generator[int, None, int]:
    """Return twice the number."""
    yield from ()
    return 2 * number


def double_or_die(number: int) -> Generator[int, None, int]:
    """Return twice the number, unless it is 3, which ends the process without a word."""
    yield from ()
    if number == 3:
        os._exit(9)
    return 2 * number


def count(number: int) -> Generator[str, None, str]:
    """Tell how far it is while it counts to the number."""
    for done in range(number):
        yield f"{done} of {number}"
    return f"{number}"


def wait_to_be_heard(file: str) -> Generator[str, None, str]:
    """Tell that it waits for the file, and return when it is there."""
    yield "waiting"
    for _ in range(600):
        if Path(file).exists():
            return "heard"
        time.sleep(0.05)
    return "not heard"


@pytest.mark.parametrize("engine", [serial, Local(), Processes(1), Processes(2)])
def test_every_item_has_an_outcome(engine: Engine[int, int]) -> None:
    """All engines give the same outcomes, in whatever order."""
    assert sorted(engine(double, range(10))) == [2 * n for n in range(10)]  # type: ignore[type-var]


@pytest.mark.parametrize("engine", [serial, Local(), Processes(2)])
def test_nothing_to_do(engine: Engine[int, int]) -> None:
    """No items, no outcomes."""
    assert list(engine(double, [])) == []


def test_a_killer_item_is_given_up_and_the_others_are_done() -> None:
    """The item that ends its process twice is reported as such; nothing else is lost."""
    outcomes = list(Processes(2)(double_or_die, range(8)))

    assert [o for o in outcomes if isinstance(o, Died)] == [Died(3)]
    assert sorted(o for o in outcomes if not isinstance(o, Died)) == [2 * n for n in range(8) if n != 3]


def test_items_are_taken_only_as_they_are_needed() -> None:
    """At most two items a process are taken ahead of the outcomes."""
    taken: list[int] = []

    def items() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    outcomes = Processes(2)(double, items())  # type: ignore[arg-type]
    next(outcomes)
    assert len(taken) < 12
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("engine", [serial, Local(), Processes(2)])
def test_what_is_ready_needs_no_process(engine: Engine[int, int]) -> None:
    """Ready outcomes come out as they are, among those that were worked for."""
    items = [Ready(-1) if n % 3 else n for n in range(9)]

    assert sorted(engine(double, items)) == [-1] * 6 + [0, 6, 12]  # type: ignore[type-var]


@pytest.mark.parametrize("engine", [serial, Local(), Processes(2)])
def test_what_is_told_on_the_way_comes_out_too(engine: Engine[int, str]) -> None:
    """In its order, for each item, among the outcomes."""
    found = list(engine(count, [3, 5]))

    assert sorted(map(str, found)) == sorted(["3", "5", *(f"{n} of 3" for n in range(3)), *(f"{n} of 5" for n in range(5))])
    assert [f for f in found if str(f).endswith("of 5")] == [f"{n} of 5" for n in range(5)]


def test_what_a_process_tells_is_heard_before_it_is_done(tmp_path: Path) -> None:
    """The work goes on only when what it told has come out."""
    file = tmp_path / "heard"
    outcomes = Processes(1)(wait_to_be_heard, [str(file)])

    assert next(outcomes) == "waiting"
    file.touch()
    assert list(outcomes) == ["heard"]


@dataclass(frozen=True)
class Large:
    """An item with much to do."""

    number: int
    size: int = 10 * Local.LITTLE


def process(item: Large) -> Generator[tuple[int, int], None, tuple[int, int]]:
    """Return the item's number and this process's."""
    yield from ()
    return item.number, os.getpid()


@pytest.mark.parametrize(("count", "here"), [(1, True), (2, os.cpu_count() == 1)])
def test_a_single_item_needs_no_process_of_its_own(count: int, here: bool) -> None:  # noqa: FBT001 - a case
    """It is worked on here; two of the same size are not."""
    items: list[Large | Ready[tuple[int, int] | Died[Large]]] = [Ready((-1, 0)), *map(Large, range(count))]

    outcomes = list(Local()(process, items))

    assert sorted(o[0] for o in outcomes if isinstance(o, tuple)) == [-1, *range(count)]
    assert (os.getpid() in {o[1] for o in outcomes if isinstance(o, tuple)}) is here


def test_a_huge_item_has_a_process_of_its_own() -> None:
    """What is held while it is worked on is given back before its outcome is used."""
    ((_, where),) = Local()(process, [Large(1, Local.HUGE)])  # type: ignore[misc]

    assert where != os.getpid()


def nap(number: int) -> Generator[int, None, int]:
    """Sleep long, but for the first."""
    yield from ()
    time.sleep(60 if number else 0)
    return number


def test_work_that_is_broken_off_ends_at_once() -> None:
    """Whoever stops taking outcomes, because of an error or Ctrl-C, does not wait for the processes, and none is left."""
    outcomes = Processes(2)(nap, range(6))
    assert next(outcomes) == 0
    outcomes.close()  # type: ignore[attr-defined]

    assert _eventually(multiprocessing.active_children, 0) == []


_PARENT = """
import sys, time
sys.path.insert(0, {here!r})
from test_local import hang
from sayso.engine import Processes

if __name__ == "__main__":
    list(Processes(2)(hang, [{marker!r}] * 2))
"""


def hang(marker: str) -> Generator[None, None, None]:
    """Write this process's number beside `marker`, then wait for ever."""
    yield from ()
    Path(f"{marker}-{os.getpid()}").touch()
    time.sleep(600)


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    """No process is left behind after a kill -9 of the parent."""
    script = tmp_path / "parent.py"
    script.write_text(_PARENT.format(here=str(Path(__file__).parent), marker=str(tmp_path / "worker")))
    parent = subprocess.Popen([sys.executable, str(script)])
    workers = _eventually(lambda: [int(p.name.split("-")[1]) for p in tmp_path.glob("worker-*")], 2)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert _eventually(lambda: [w for w in workers if not _alive(w)], 2)


def _eventually(probe: object, count: int) -> list[int]:
    for _ in range(600):
        found = probe()  # type: ignore[operator]
        if len(found) == count:
            return list(found)
        time.sleep(0.05)
    pytest.fail("waited in vain")


def _alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        return not Path("/proc").exists()
    return stat.rpartition(")")[2].split()[0] != "Z"
