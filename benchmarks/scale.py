"""Read a long text, many small files and a long table, and say what each costs: time, and the most memory that a process took.

    python benchmarks/scale.py [--text-mb 2] [--files 1000] [--rows 5000] [--jobs N] [--again] [--foreign]

The input is invented on the spot, in a temporary folder. Each kind is read by `sayso read` into a ledger of its own, verified, and
exported; 0 leaves a kind out. With --again it is read once more, which must change nothing. With --foreign it is in German, which is
kept and not parsed: what reading and storing cost alone. Memory is the peak resident size (VmHWM in /proc, hence Linux only) of the
command itself and of the largest of its worker processes, looked at ten times a second; processor time is that of all of them.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

COMMAND = [sys.executable, "-m", "sayso"]
MEGABYTE = 1_000_000
#: Seconds between two looks at the memory of the processes.
PAUSE = 0.1

FIRST = ("Ilen", "Tamsin", "Dessa", "Pell", "Oran", "Maive", "Corin", "Sable", "Joss", "Wenna")
LAST = ("Varo", "Orr", "Holm", "Arden", "Teague", "Marl", "Quist", "Hale", "Brandt", "Ferrow")
BODIES = ("the ministry", "the mission", "the river council", "the border guard", "the harbour office", "a resident", "the spokesman")
CUES = ("said that", "denied that", "reported that", "claimed that", "announced that", "told reporters that", "added that")
WHAT = ("the road", "the mill", "the post", "the bridge", "the ferry", "the school", "the pumping station", "the market", "the depot")
DID = ("was closed", "had been empty", "came under fire", "was rebuilt", "burned for two hours", "was handed over", "lost its roof")
GERMAN = (
    "Das Ministerium erklärte, dass die Straße nach {} am Mittag gesperrt war.",
    "„Niemand hat die Brücke bei {} überquert“, sagte der Sprecher der Mission.",
    "Die Schule in {} wurde nach den Gesprächen an den Rat übergeben, und viele Leute gingen fort.",
)
WHEN = ("at noon", "that night", "before the rain", "on Tuesday", "in the first week of May", "after the talks", "two days later")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds by the clock and of processor time, megabytes at its peak and at its largest worker's (0: none)."""

    seconds: float
    processor: float
    parent: float
    worker: float
    output: str


def main() -> None:
    """Run what was asked for and print a line for each command."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--text-mb", type=float, default=2, help="megabytes of one text")
    options.add_argument("--files", type=int, default=1000, help="number of small files")
    options.add_argument("--rows", type=int, default=5000, help="rows of one JSONL")
    options.add_argument("--jobs", type=int, help="processes [default: as sayso chooses]")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--again", action="store_true", help="read a second time")
    options.add_argument("--foreign", action="store_true", help="in a language that is kept and not parsed")
    chosen = options.parse_args()
    writer = Writer(random.Random(chosen.seed), foreign=chosen.foreign)
    kinds: tuple[tuple[str, float, Callable[[Path, float, Writer], Path]], ...] = (
        ("text", chosen.text_mb, make_text),
        ("files", chosen.files, make_files),
        ("rows", chosen.rows, make_rows),
    )
    jobs = ["--jobs", str(chosen.jobs)] if chosen.jobs else []
    for name, size, make in kinds:
        if size:
            with TemporaryDirectory() as folder:
                measure(name, make(Path(folder), size, writer), jobs, again=chosen.again)


def measure(name: str, reports: Path, jobs: Sequence[str], *, again: bool) -> None:
    """Read, verify and export `reports`, and print what each took."""
    ledger = reports.parent / "sayso.db"
    at = ["--ledger", str(ledger)]
    size = sum(p.stat().st_size for p in ([reports] if reports.is_file() else reports.iterdir())) / MEGABYTE
    first = run("read", str(reports), *jobs, *at)
    documents = int(first.output.split()[0].replace(",", ""))
    print(f"{name}: {size:.1f} MB, {documents:,} documents", flush=True)
    tell("read", first, f"{documents / first.seconds:.1f} documents/s, {size / first.seconds:.3f} MB/s")
    if again:
        tell("read again", run("read", str(reports), *jobs, *at))
    tell("verify", run("verify", *at))
    export = reports.parent / "export.jsonl"
    tell("export", run("export", "jsonl", "--output", str(export), *at), f"{export.stat().st_size / MEGABYTE:.1f} MB")
    print(f"  ledger {ledger.stat().st_size / MEGABYTE:.1f} MB", flush=True)


def tell(what: str, cost: Cost, more: str = "") -> None:
    """Print one line."""
    memory = f"{cost.parent:.0f} MB" + (f", largest worker {cost.worker:.0f} MB" if cost.worker else "")
    print(
        f"  {what:<10} {cost.seconds:8.1f} s ({cost.processor:.1f} s of processor)  peak {memory}" + (f"  ({more})" if more else ""),
        flush=True,
    )


def run(*arguments: str) -> Cost:
    """Run `sayso` with these arguments to its end and return what it took; ends the benchmark if it fails."""
    began, used = time.monotonic(), processor()
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True)
    parent = worker = 0.0
    while process.poll() is None:
        parent = max(parent, peak(process.pid))
        worker = max([worker, *map(peak, children(process.pid))])
        time.sleep(PAUSE)
    seconds = time.monotonic() - began
    output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        sys.exit(f"sayso {' '.join(arguments)} ended with status {process.returncode}: {output}")
    return Cost(seconds, processor() - used, parent, worker, output)


def processor() -> float:
    """Return the seconds of processor time that the processes started so far have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak(process: int) -> float:
    """Return the peak resident size of a process in megabytes, 0 where it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024 / MEGABYTE


def children(process: int) -> Iterator[int]:
    """Yield the processes that `process` has started."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, task.read_text().split())
        except OSError:
            continue


def make_text(folder: Path, megabytes: float, writer: Writer) -> Path:
    """Write one text of that size into `folder` and return it."""
    path = folder / "long.txt"
    left = megabytes * MEGABYTE
    with path.open("w", encoding="utf-8") as file:
        while left > 0:
            left -= len(piece := f"{writer.paragraph(6)}\n\n".encode())
            file.write(piece.decode())
    return path


def make_files(folder: Path, number: float, writer: Writer) -> Path:
    """Write that many texts of a paragraph or two into a new folder and return it."""
    reports = folder / "reports"
    reports.mkdir()
    for n in range(int(number)):
        (reports / f"report-{n:06d}.txt").write_text(f"{writer.paragraph(2)}\n\n{writer.paragraph(2)}\n", encoding="utf-8")
    return reports


def make_rows(folder: Path, number: float, writer: Writer) -> Path:
    """Write a JSONL of that many short articles into `folder` and return it."""
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(int(number)):
            row = {"id": n, "title": f"Report {n}", "published": f"20{n % 30:02d}-0{1 + n % 9}-1{n % 10}", "text": writer.paragraph(2)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


SYLLABLES = tuple(f"{a}{b}" for a in "bdfgklmnprstv" for b in "aeiou")


@dataclass(frozen=True, slots=True)
class Writer:
    """Invents sentences with `chance`, most of which report what somebody says; `foreign`: in German."""

    chance: random.Random
    foreign: bool

    def paragraph(self, most: int) -> str:
        """Return a paragraph of at most `most` sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, most)))

    def sentence(self) -> str:
        """Return a sentence."""
        chance = self.chance
        if self.foreign:
            return chance.choice(GERMAN).format(self.place())
        claim = f"{chance.choice(WHAT)} near {self.place()} {chance.choice(DID)} {chance.choice(WHEN)}"
        who = chance.choice((chance.choice(BODIES), f"{chance.choice(FIRST)} {chance.choice(LAST)}"))
        forms = (
            f"{who} {chance.choice(CUES)} {claim}.",
            f"“{claim.capitalize()},” {who} said.",
            f"{claim}, according to {who}.",
            f"{claim}, and {chance.randint(2, 90)} people left.",
        )
        chosen = chance.choice(forms)
        return chosen[0].upper() + chosen[1:]

    def place(self) -> str:
        """Return a name of a place; there are more of them than a vocabulary holds."""
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(2, 4))).capitalize()


if __name__ == "__main__":
    main()
