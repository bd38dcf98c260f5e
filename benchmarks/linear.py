"""Whether the time that statements and speakers take grows as the text does, on texts made to hurt.

`python benchmarks/linear.py [PATTERN ...] [--sizes 16000 64000]` repeats a pattern up to each size (characters) and prints seconds for
parsing and for the rules, and the rules' time per character at the largest size against the smallest: 1 is linear. A paragraph is
parsed in pieces of some 10,000 characters, so below that size a pattern without paragraphs may grow faster.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from sayso.annotate import annotate
from sayso.extract import statements
from sayso.model.source import Metadata, Source
from sayso.read import read
from sayso.resolve import Cast, resolve

#: What is repeated: marks never closed, marks that never open, and every construction without end.
PATTERNS = {
    "openers": "“ ",
    "words after openers": "“a ",
    "pairs": "“a b” ",
    "straight marks": 'he said " a ',
    "said that": "he said that ",
    "tags": "“We go home,” said Bo Venn. ",
    "unclosed after a tag": "said Bo, “go ",
    "apostrophes": "' a ",
    "according to": "according to Bo, ",
    "reportedly": "reportedly ",
    "unclosed sentences": "“We go home. ",
    "unclosed brackets": "(quoted in ",
    "guillemets": "« a » “ ",
    "dashes": "– We go, said Bo. ",
    "colons": "Bo said: ",
    "marks in marks": "“Bo said, ‘",
    "paragraphs reopened": "“We go home.\n\n",
    "turns": "Bo: We go.\n\n",
    "paragraphs": "Bo said that we go.\n\n",
    "names": "Bo Venn of Kel, ",
    "nouns": "Bo's claim that ",
    "citing": "citing Bo, ",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for one text: the parser's and the rules'."""

    parse: float
    rules: float


def cost(text: str) -> Cost:
    """Return what it takes to find the statements of a text and their speakers."""
    data = text.encode()
    document = read(Source("x", "x", "text/plain", data=data, listed=Metadata()), data)
    start = time.perf_counter()
    sections = list(annotate(document))
    parsed = time.perf_counter()
    cast = Cast()
    for section in sections:
        _, cast = resolve(section, statements(section), cast)
    return Cost(parsed - start, time.perf_counter() - parsed)


def main() -> None:
    """Print a line for each pattern."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help=f"of {', '.join(PATTERNS)}; all where none is given")
    parser.add_argument("--sizes", nargs=2, type=int, default=(16_000, 64_000), metavar=("LEAST", "MOST"))
    given = parser.parse_args()
    cost("Bo said that we go home.")  # the model loads here
    for name in given.patterns or PATTERNS:
        few, many = (cost("Here. " + PATTERNS[name] * (size // len(PATTERNS[name]))) for size in given.sizes)
        growth = (many.rules / given.sizes[1]) / (few.rules / given.sizes[0])
        print(f"{name:22} parse {many.parse:6.1f} s   rules {few.rules:6.2f} s, {many.rules:6.2f} s   growth {growth:4.1f}")


if __name__ == "__main__":
    main()
