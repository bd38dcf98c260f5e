"""A run that is killed at any moment leaves a whole ledger, and the next one ends where an undisturbed one does."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ledger.invented import BULLETIN, analysis, document

from sayso.ledger import Ledger
from sayso.model.analysis import Analysis
from sayso.publish import jsonl

pytestmark = pytest.mark.end_to_end

DOCUMENTS = 60
WRITER = """
import sys
from sayso.ledger import Ledger
from tests.ledger.test_killed import analyses

with Ledger.open(sys.argv[1], create=True) as ledger:
    for number, each in enumerate(analyses()):
        print(number, flush=True)
        ledger.write(each, "r1")
"""


def analyses() -> list[Analysis]:
    """Return some documents, the later ones longer."""
    return [analysis(document(f"Number {n}. " + BULLETIN * (n + 1), f"b/{n}.txt")) for n in range(DOCUMENTS)]


def export(path: Path) -> str:
    """Return the export of a ledger."""
    file = io.StringIO()
    with Ledger.open(path, readonly=True) as ledger:
        jsonl.write(ledger, file)
    return file.getvalue()


def write(path: Path) -> None:
    """Write all documents."""
    with Ledger.open(path, create=True) as ledger:
        for each in analyses():
            ledger.write(each, "r1")


def killed(path: Path, after: int, delay: float) -> None:
    """Write in another process, and kill it `delay` seconds after it has begun to write the document with this number."""
    command = [sys.executable, "-c", WRITER, str(path)]
    environment = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == after:
                break
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def test_a_killed_run_leaves_a_whole_ledger_and_can_be_resumed(tmp_path: Path) -> None:
    """Killed five times at random moments, the ledger verifies each time, and at last gives the same export."""
    undisturbed, path = tmp_path / "undisturbed.db", tmp_path / "sayso.db"
    write(undisturbed)
    moments = random.Random(7)  # noqa: S311 - moments to repeat, not secrets
    for after in moments.sample(range(DOCUMENTS // 2), 5):
        killed(path, after, moments.random() / 200)
        with Ledger.open(path) as ledger:
            assert list(ledger.verify()) == []
    write(path)
    assert export(path) == export(undisturbed)
