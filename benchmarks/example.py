"""Compare the statements found in the example with those a careful reader marked (tests/example/expected_statements.toml).

    python benchmarks/example.py [--misses]

The reader marked them from the texts before there was any extraction, and marked a part, not all: the figures are recall, and how often
a passage that must not be a statement became one. `found` means that half of the words of the content agree (Jaccard, over code points).
"""

from __future__ import annotations

import argparse
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso.commands.demonstrating import demonstrate
from sayso.ledger import Ledger

HALF = 0.5  # of the code points of both contents together
EXPECTED = Path(__file__).parents[1] / "tests" / "example" / "expected_statements.toml"
TITLES = re.compile(r"^(the|a|an|mr|mrs|ms|dr|colonel|captain|general|major|minister|ambassador|director)\s+", re.IGNORECASE)

Record = dict[str, Any]


@dataclass(frozen=True)
class Compared:
    """One expected statement beside the one found for it (None: missed)."""

    expected: Record
    found: Record | None

    def agrees(self, what: str) -> bool:
        """Tell whether mode, speaker, cue or the chain (counted from the speaker's end) is as expected."""
        if self.found is None:
            return False
        if what == "mode":
            return bool(self.expected["mode"] == self.found["mode"])
        if what == "cue":
            cue = self.found["cue"]["text"] if self.found["cue"] else ""
            return not self.expected["cue"] if not cue else _overlap(self.expected["cue"], cue)
        if what == "speaker":
            return same_name(self.expected["speaker"], self.found["speaker"]["name"])
        pairs = zip(reversed(self.expected["chain"]), reversed(self.found["chain"]), strict=False)
        lengths = len(self.expected["chain"]) - len(self.found["chain"])
        return lengths in (0, 1) and all(same_name(a, b) for a, b in pairs)


def same_name(expected: str, found: str | None) -> bool:
    """Tell whether two names are one, leaving aside case, articles and titles; `unknown` is no name."""
    return _bare(expected) == _bare(found or "unknown")


def _bare(name: str) -> str:
    name = re.sub(r"\s+", " ", name.replace("’", "'")).strip().lower()
    while (shorter := TITLES.sub("", name)) != name:
        name = shorter
    return name


def _overlap(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


def main() -> None:
    """Read the example, compare, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--misses", action="store_true", help="print each expected statement that was not found as it was marked")
    chosen = options.parse_args()
    expected = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder, Ledger.open(demonstrate(Path(folder) / "demo").ledger) as ledger:
        texts = {_key(d["path"]): (d["id"], ledger.text(d["id"])) for d in ledger.documents()}
        compared = [compare(entry, *texts[_wanted(entry)], ledger) for entry in expected["statement"]]
        false = [entry for entry in expected["negative"] if became_statement(entry, *texts[_wanted(entry)], ledger)]
    report(compared, chosen.misses)
    print(f"passages that must not be statements: {len(expected['negative'])}, of which became one: {len(false)}")
    for entry in false if chosen.misses else []:
        print(f"  {entry['file']}: {entry['words']} ({entry['why']})")


def report(compared: list[Compared], misses: bool) -> None:  # noqa: FBT001 - one switch of a script
    """Print the shares, for all and by mode."""
    for mode in ("all", "direct", "mixed", "indirect"):
        some = [c for c in compared if mode in ("all", c.expected["mode"])]
        found = [c for c in some if c.found]
        shares = " ".join(f"{what} {sum(c.agrees(what) for c in found)}" for what in ("speaker", "chain", "cue", "mode"))
        print(f"{mode:8} expected {len(some):3} found {len(found):3} | of the found, right: {shares}")
    for c in compared if misses else []:
        wrong = [what for what in ("speaker", "chain", "cue", "mode") if not c.agrees(what)]
        if wrong:
            _print_miss(c, wrong)


def _print_miss(c: Compared, wrong: list[str]) -> None:
    e = c.expected
    print(f"\n{e['id']} {e['file']} {e['mode']} cue {e['cue']!r} chain {' > '.join(e['chain'])}: {e['first']} ... {e['last']}")
    if c.found:
        cue = c.found["cue"]["text"] if c.found["cue"] else None
        print(f"    wrong {', '.join(wrong)}: {c.found['mode']} cue {cue!r} chain {' > '.join(c.found['chain'])} [{c.found['by']['rule']}]")
    else:
        print("    not found")


def compare(entry: Record, document: str, text: str, ledger: Ledger) -> Compared:
    """Return the entry beside the statement whose content agrees with it best, if one agrees by half."""
    first = place(entry["first"], text, 0)
    last = place(entry["last"], text, first[0])
    wanted = set(range(first[0], last[1]))
    scored = [(_jaccard(wanted, record), record["id"], record) for record in ledger.records("statement", document)]
    best = max(
        scored, default=None, key=lambda s: (s[0], s[2]["cue"] is not None and _overlap(entry["cue"] or "-", s[2]["cue"]["text"]), s[1])
    )
    return Compared(entry, best[2] if best and best[0] >= HALF else None)


def became_statement(entry: Record, document: str, text: str, ledger: Ledger) -> bool:
    """Tell whether the content of a statement lies within the words, or agrees with them by half."""
    try:
        start, end = place(entry["words"], text, 0)
    except ValueError:
        return False  # not read at all: what stands beside the article
    wanted = set(range(start, end))
    return any(
        _jaccard(wanted, r) >= HALF or all(start <= s["start"] and s["end"] <= end for s in r["content"])
        for r in ledger.records("statement", document)
    )


def place(words: str, text: str, after: int) -> tuple[int, int]:
    """Return where `words` stand in `text`, white space and kinds of quotation marks aside."""
    pattern = r"\s+".join(re.sub(r"""["“”«»„]""", '["“”«»„]', re.escape(w)) for w in words.split())
    pattern = pattern.replace("'", "['’‘]")
    match = re.compile(pattern).search(text, after)
    if match is None:
        msg = f"not in the text: {words!r}"
        raise ValueError(msg)
    return match.span()


def _jaccard(wanted: set[int], record: Record) -> float:
    found = {n for span in record["content"] for n in range(span["start"], span["end"])}
    return len(wanted & found) / len(wanted | found)


def _key(path: str) -> str:
    return Path(path).name


def _wanted(entry: Record) -> str:
    return f"{entry['file']}#{entry['row']}" if entry.get("row") else str(entry["file"])


if __name__ == "__main__":
    main()
