"""Kill a reading at random moments, resume it, and compare the export with an undisturbed one.

    python benchmarks/resume.py [--documents 200] [--kills 20] [--seed 1]

Each trial starts `sayso read` on invented documents, ends it with SIGKILL after a random share of the undisturbed time, runs the same
command again, and compares the exports byte for byte. Then the same documents are read in other orders and with other `--jobs`.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SPEAKERS = ("Ilen Varo", "Tamsin Orr", "the ministry", "Dessa Holm", "a border guard", "the mission's spokesman, Pell Arden,")
CUES = ("said that", "denied that", "reported that", "claimed that", "announced that", "told reporters that")
CLAIMS = (
    "the road was closed at noon",
    "two men were hurt near the mill",
    "no shots were fired that night",
    "the post had been empty since May",
)
COMMAND = [sys.executable, "-m", "sayso"]


def main() -> None:
    """Run the trials and print a line for each; exit with status 1 if any export differs."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    with TemporaryDirectory() as folder:
        sys.exit(0 if trials(Path(folder), chosen.documents, chosen.kills, chance) else 1)


def trials(folder: Path, documents: int, kills: int, chance: random.Random) -> bool:
    """Return whether every disturbed reading ended in the same export as the undisturbed one."""
    reports = make_documents(folder / "reports", documents, chance)
    began = time.monotonic()
    expected = read(folder / "whole.db", [str(reports)])
    undisturbed = time.monotonic() - began
    print(f"undisturbed: {documents} documents, {len(expected)} bytes of export, {undisturbed:.1f} s")
    same = [killed(folder / f"killed{n}.db", reports, chance.uniform(0.02, 0.98) * undisturbed, expected) for n in range(kills)]
    files = sorted(map(str, reports.iterdir()))
    chance.shuffle(files)
    for jobs in ("1", "2", "3"):
        same.append(read(folder / f"shuffled{jobs}.db", files, "--jobs", jobs) == expected)
        print(f"files shuffled, --jobs {jobs}: {'same' if same[-1] else 'DIFFERENT'}")
    print(f"{sum(same)} of {len(same)} exports are the same bytes")
    return all(same)


def killed(ledger: Path, reports: Path, delay: float, expected: bytes) -> bool:
    """Kill a reading after `delay` seconds, resume it, and return whether its export is `expected`."""
    process = subprocess.Popen([*COMMAND, "read", str(reports), "--ledger", str(ledger)], stdout=subprocess.DEVNULL, start_new_session=True)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    held = count(ledger) if ledger.exists() else 0
    same = read(ledger, [str(reports)]) == expected
    print(f"killed after {delay:5.1f} s with {held:3d} documents written: {'same' if same else 'DIFFERENT'}")
    return same


def read(ledger: Path, paths: list[str], *options: str) -> bytes:
    """Read `paths` into `ledger`, verify it, and return its export."""
    subprocess.run([*COMMAND, "read", *paths, "--ledger", str(ledger), *options], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*COMMAND, "verify", "--ledger", str(ledger)], check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([*COMMAND, "export", "jsonl", "--ledger", str(ledger)], check=True, stdout=subprocess.PIPE).stdout


def count(ledger: Path) -> int:
    """Return how many documents the ledger holds; 0 where it was killed before it was one."""
    shown = subprocess.run(
        [*COMMAND, "show", "documents", "--json", "--limit", "0", "--ledger", str(ledger)], check=False, capture_output=True
    )
    return len(shown.stdout.splitlines())


def make_documents(folder: Path, number: int, chance: random.Random) -> Path:
    """Write `number` invented reports of a few paragraphs into `folder` and return it."""
    folder.mkdir()
    for n in range(number):
        paragraphs = [" ".join(sentence(chance) for _ in range(chance.randint(1, 5))) for _ in range(chance.randint(2, 8))]
        (folder / f"report-{n:03d}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


def sentence(chance: random.Random) -> str:
    """Return an invented sentence, most often one that reports what somebody says."""
    claim = chance.choice(CLAIMS)
    speaker = chance.choice(SPEAKERS)
    forms = (f"{speaker} {chance.choice(CUES)} {claim}.", f"“{claim.capitalize()},” {speaker} said.", f"{claim.capitalize()}.")
    chosen = chance.choice(forms)
    return chosen[0].upper() + chosen[1:]


if __name__ == "__main__":
    main()
