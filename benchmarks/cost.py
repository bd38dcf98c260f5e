"""What annotating, extracting and resolving cost beside spaCy: `python -m benchmarks.cost TEXTS.jsonl [--limit 60] [--rounds 5]`.

spaCy's full default pipeline (the shipped model) is timed on the same paragraphs, in the same batches, in one thread, in the same run,
taking turns with our stages; the best round of each counts.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.predict import analysed, rows

from sayso.annotate import annotate, clean
from sayso.annotate.cutting import batches, sections
from sayso.annotate.model import parser as model
from sayso.commands.reading import Request, read_paths
from sayso.extract import statements
from sayso.ledger import Ledger
from sayso.model.annotated import Annotated
from sayso.model.document import Document
from sayso.resolve import Cast, resolve


def bare(documents: Sequence[Document]) -> None:
    """Parse the paragraphs with spaCy and drop the parses."""
    nlp = model()
    for document in documents:
        for section in sections(document):
            with nlp.memory_zone():
                for batch in batches(section):
                    texts = [clean(p.span.of(document.text)) for p in batch]
                    for _ in nlp.pipe(texts, batch_size=len(texts)):
                        pass


def timed(action: Callable[[], object]) -> float:
    """Return how long the action takes, in seconds of this process's time."""
    start = time.process_time()
    action()
    return time.process_time() - start


def resolved(sections_: Sequence[Annotated]) -> None:
    """Find and resolve the statements of parsed sections."""
    for section in sections_:
        resolve(section, statements(section), Cast())


def whole(documents: Sequence[Document]) -> None:
    """Do what `sayso read --jobs 1` does with files of these texts: discover, load, read, analyse, write the ledger, collate."""
    with TemporaryDirectory() as folder:
        reports = Path(folder, "reports")
        reports.mkdir()
        for number, document in enumerate(documents):
            (reports / f"{number:05d}.txt").write_text(document.text, encoding="utf-8")
        with Ledger.open(Path(folder, "sayso.db"), create=True) as ledger:
            read_paths(ledger, Request((str(reports),), jobs=1))


def measure(documents: Sequence[Document], rounds: int) -> dict[str, float]:
    """Return the best time of each stage over the rounds, in seconds."""
    parsed = [section for document in documents for section in annotate(document)]
    actions: dict[str, Callable[[], object]] = {
        "spaCy": lambda: bare(documents),
        "annotate": lambda: [list(annotate(d)) for d in documents],
        "extract": lambda: [statements(s) for s in parsed],
        "extract and resolve": lambda: resolved(parsed),
        "the whole of read": lambda: whole(documents),
    }
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, action in actions.items():
            best[name] = min(best.get(name, float("inf")), timed(action))
    return best


def main() -> None:
    """Read the arguments, measure, print times and shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--limit", type=int, default=60, help="documents")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    documents = [analysed(row).document for _, row in zip(range(given.limit), rows(given.texts), strict=False)]
    words = Counter(w for d in documents for w in d.text.split()).total()
    best = measure(documents, given.rounds)
    print(f"{len(documents)} documents, {words} words, best of {given.rounds} rounds")
    for name, seconds in best.items():
        share = 100 * seconds / best["spaCy"]
        print(f"{name:20s} {seconds:8.3f} s {1e6 * seconds / words:8.2f} ms per 1,000 words {share:7.1f} % of spaCy")


if __name__ == "__main__":
    main()
