"""Score annotations of the nested exam against others: two annotators, or a system against the gold.

    python benchmarks/nested/score.py GOLD PRED [--json]

GOLD and PRED are JSON Lines files in the format of README.md. The passages of GOLD are scored; one that PRED lacks counts as without a
statement there, and passages that only PRED has are left out. Only the standard library is used, and the text of the passages is not read.

Definitions
-----------
content characters
    The set of offsets that a statement's content covers.
pairing
    Within a passage, one to one. Two statements may be paired if the F1 of their content characters is at least 0.5 (twice the shared
    offsets over the sum of both). The pair with the highest F1 comes first; among equals the one with more shared offsets in the cue, then
    in the source, then the one that stands earlier in GOLD, then in PRED.
statements
    Precision: paired over all of PRED. Recall: paired over all of GOLD. F1: their harmonic mean. Undefined shares (nothing to divide by)
    are null.
content overlap
    The mean F1 of content characters over the pairs.
fields
    For each field the number of pairs that agree, over the pairs ("paired") and over all statements of GOLD ("all": an unpaired one is
    wrong). Two values agree so:

    content    equal sets of offsets
    mode, cue_kind, speaker_type, polarity, hedged
               equal values
    cue        at least one shared offset, or none on either side
    speaker, on_behalf_of
               equal names, or null on both sides; names are compared without marks at the ends of words, determiners and titles
               at the front (names.toml), and case
    parent     null on both sides, or the two parents are paired with each other
    chain      equal lists of names (compared as above); equal neighbours count once on both sides
    said_time, said_place
               null on both sides, or the two spans share a character
    medium     null on both sides, or title, number and date each equal (compared as above)
marked
    Precision, recall and F1 over the statements that carry the unusual value: a parent, a denial, a hedge, somebody spoken for, a
    medium, a time or place of saying. Hits are pairs in which both carry it and agree; all statements of both sides count, paired
    or not. For `parent` this is the F1 over the links from child to parent.
kappa
    Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20(1)) over the pairs, for the fields with a closed list of values:
    agreement beyond what the two sides' own shares of each value would give by chance.

A field that a statement lacks counts as null (`hedged` as false, `polarity` as affirmed). `id` and `content` must be there.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

LEAST_OVERLAP = 0.5
NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
DETERMINERS, TITLES = frozenset(NAMES["determiners"]), frozenset(NAMES["titles"])
EDGES = " \t\n\"'“”‘’„«»,;:."
CLOSED = ("mode", "cue_kind", "speaker_type", "polarity", "hedged")
USUAL: dict[str, object] = {"hedged": False, "polarity": "affirmed"}
SAID = ("time", "place")
MARKED = ("parent", "polarity", "hedged", "on_behalf_of", "medium", *(f"said_{part}" for part in SAID))
FIELDS = (
    *("content", "cue", "cue_kind", "mode", "speaker", "speaker_type", "on_behalf_of"),
    *("parent", "chain", "polarity", "hedged", "medium", *(f"said_{part}" for part in SAID)),
)

Share = float | None
Paired = tuple["Statement", "Statement"]
Found = tuple[Paired, Mapping[str, bool]]


class UnreadableAnnotation(Exception):
    """An annotation file cannot be scored; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its spans as sets of offsets and its names as they are compared."""

    id: str
    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    values: Mapping[str, object]


Passages = dict[str, list[Statement]]


def main() -> None:
    """Score two files and print the figures; exit with status 2 and one line if a file cannot be read."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("pred", type=Path)
    options.add_argument("--json", action="store_true", help="all figures as one JSON object")
    chosen = options.parse_args()
    try:
        figures = score(read(chosen.gold), read(chosen.pred))
    except UnreadableAnnotation as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    print(json.dumps(figures, indent=2) if chosen.json else told(figures))


def read(file: Path) -> Passages:
    """Return the statements of each passage in a JSON Lines file; raises UnreadableAnnotation."""
    passages: Passages = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: cannot be read ({error}); give a JSON Lines file in UTF-8."
        raise UnreadableAnnotation(message) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                add_passage(passages, json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                message = f"{file}, line {number}: {type(error).__name__}: {error}; see the format in README.md."
                raise UnreadableAnnotation(message) from error
    return passages


def add_passage(passages: Passages, row: Mapping[str, Any]) -> None:
    """Add one line's statements; raises ValueError if an id is given twice or a parent does not exist."""
    statements = [statement(one) for one in row["statements"]]
    ids = [one.id for one in statements]
    if row["id"] in passages or len(set(ids)) < len(ids):
        message = f"an id is given twice in or for passage {row['id']}"
        raise ValueError(message)
    lost = [one.values["parent"] for one in statements if one.values["parent"] not in {None, *ids}]
    if lost:
        message = f"no statement has the parent's id {lost[0]}"
        raise ValueError(message)
    passages[row["id"]] = statements


def statement(row: Mapping[str, Any]) -> Statement:
    """Return a statement as it is compared; raises KeyError without id or content, TypeError or ValueError for other spans."""
    values: dict[str, object] = {field: row.get(field, USUAL.get(field)) for field in (*CLOSED, "parent")}
    values |= {field: name(row.get(field)) for field in ("speaker", "on_behalf_of")}
    values["chain"] = [person for person, _ in groupby(map(name, row.get("chain") or []))]
    medium = row.get("medium")
    said = row.get("said") or {}
    values |= {f"said_{part}": offsets([said[part]]) if said.get(part) else None for part in SAID}
    values["medium"] = medium and [name(medium.get(part)) for part in ("title", "number", "date")]
    cue = row.get("cue")
    return Statement(row["id"], offsets(row["content"]), offsets([cue] if cue else []), offsets(row.get("source") or []), values)


def offsets(spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return the offsets that spans of [start, end) cover; an empty or turned span is a ValueError."""
    covered: set[int] = set()
    for start, end in spans:
        if not 0 <= start < end:
            message = f"[{start}, {end}] is no span"
            raise ValueError(message)
        covered.update(range(start, end))
    return frozenset(covered)


def name(written: str | None) -> str | None:
    """Return a name as it is compared: no determiner or title at the front, no mark at the ends, no capitals.

    >>> name("the late Dr. Ann Ro"), name("Dr. Ann Ro"), name("The Minister"), name("minister of culture")
    ('late dr. ann ro', 'ann ro', 'minister', 'minister of culture')
    """
    if written is None:
        return None
    words = [word for word in (part.strip(EDGES) for part in written.replace("’", "'").split()) if word]
    while len(words) > 1 and droppable(words[0].casefold(), words[1]):
        words = words[1:]
    return " ".join(words).casefold()


def droppable(first: str, following: str) -> bool:
    """Return whether the first word of a name is left out, given the word after it."""
    return first in DETERMINERS or (first in TITLES and following[0].isupper())


def overlap(one: Statement, other: Statement) -> float:
    """Return the F1 of the content characters of two statements, 0 if both are empty."""
    return 2 * len(one.content & other.content) / (len(one.content) + len(other.content) or 1)


def pairs(gold: Sequence[Statement], pred: Sequence[Statement]) -> list[Paired]:
    """Return the pairs of one passage, the best first."""
    ranked = sorted(
        ((one, other) for one in gold for other in pred if overlap(one, other) >= LEAST_OVERLAP),
        key=lambda pair: (overlap(*pair), len(pair[0].cue & pair[1].cue), len(pair[0].source & pair[1].source)),
        reverse=True,  # sorting is stable, so equals stay in the order of GOLD, then PRED
    )
    chosen: list[Paired] = []
    used: set[tuple[str, str]] = set()
    for one, other in ranked:
        mine = {("gold", one.id), ("pred", other.id)}
        if not mine & used:
            used |= mine
            chosen.append((one, other))
    return chosen


def agreements(pair: Paired, partner: Mapping[str, str]) -> dict[str, bool]:
    """Return for each field whether a pair agrees; `partner` leads from ids of GOLD to ids of PRED."""
    one, other = pair
    same = {field: one.values[field] == other.values[field] for field in (*CLOSED, "speaker", "on_behalf_of", "chain", "medium")}
    above = one.values["parent"]
    expected = partner.get(str(above), False) if above is not None else None  # False equals no id: an unpaired parent is never right
    return {
        "content": one.content == other.content,
        "cue": bool(one.cue & other.cue) or not (one.cue or other.cue),
        "parent": other.values["parent"] == expected,
        **{f"said_{part}": meet(one.values[f"said_{part}"], other.values[f"said_{part}"]) for part in SAID},
        **same,
    }


def meet(one: object, other: object) -> bool:
    """Return whether two sets of offsets share one, or there are none on both sides."""
    return bool(one & other) if isinstance(one, frozenset) and isinstance(other, frozenset) else one is other


def marked(one: Statement, field: str) -> bool:
    """Return whether a statement carries the unusual value of a field."""
    return one.values[field] != USUAL.get(field)


def score(gold: Passages, pred: Passages) -> dict[str, Any]:
    """Return all figures, as the module's docstring defines them."""
    found: list[Found] = []
    for passage, statements in gold.items():
        chosen = pairs(statements, pred.get(passage, []))
        partner = {one.id: other.id for one, other in chosen}
        found += [(pair, agreements(pair, partner)) for pair in chosen]
    mine = [one for statements in gold.values() for one in statements]
    theirs = [one for passage in gold for one in pred.get(passage, [])]
    return {
        "passages": {"scored": len(gold), "missing": len(gold.keys() - pred.keys()), "left_out": len(pred.keys() - gold.keys())},
        "statements": shares(len(found), len(mine), len(theirs)),
        "content_overlap": ratio(sum(overlap(*pair) for pair, _ in found), len(found)),
        "fields": fields([agreed for _, agreed in found], len(mine)),
        "marked": {field: links(field, found, mine, theirs) for field in MARKED},
        "kappa": {field: kappa([(one.values[field], other.values[field]) for (one, other), _ in found]) for field in CLOSED},
    }


def fields(agreed: Sequence[Mapping[str, bool]], total: int) -> dict[str, dict[str, Share]]:
    """Return for each field how many pairs agree, and the share of the pairs and of all statements of GOLD."""
    right = {field: sum(one[field] for one in agreed) for field in FIELDS}
    return {field: {"right": n, "paired": ratio(n, len(agreed)), "all": ratio(n, total)} for field, n in right.items()}


def links(field: str, found: Iterable[Found], gold: Iterable[Statement], pred: Iterable[Statement]) -> dict[str, Share]:
    """Return precision, recall and F1 over the statements that carry the unusual value of a field."""
    hits = sum(marked(one, field) and marked(other, field) and agreed[field] for (one, other), agreed in found)
    return shares(hits, sum(marked(one, field) for one in gold), sum(marked(one, field) for one in pred))


def shares(hits: int, gold: int, pred: int) -> dict[str, Share]:
    """Return counts with precision, recall and F1."""
    return {
        "gold": gold,
        "pred": pred,
        "hits": hits,
        "precision": ratio(hits, pred),
        "recall": ratio(hits, gold),
        "f1": ratio(2 * hits, gold + pred),
    }


def ratio(part: float, whole: float) -> Share:
    """Return part over whole, rounded to four places, or null for nothing over nothing."""
    return round(part / whole, 4) if whole else None


def kappa(values: Sequence[tuple[object, object]]) -> Share:
    """Return Cohen's kappa of two annotators' values, or null where chance alone would agree on everything."""
    total = len(values)
    first, second = Counter(one for one, _ in values), Counter(other for _, other in values)
    chance = sum(first[value] * second[value] for value in first) / (total * total or 1)
    observed = sum(one == other for one, other in values) / (total or 1)
    return ratio(observed - chance, 1 - chance) if total else None


def told(figures: Mapping[str, Any]) -> str:
    """Return the figures as lines of text, shares in per cent."""
    scored, missing, left_out = (figures["passages"][key] for key in ("scored", "missing", "left_out"))
    lines = [
        f"{scored} passages scored, {missing} of them not in PRED; {left_out} only in PRED left out",
        found_line("statements", figures["statements"]),
        f"content overlap of pairs, mean F1 {percent(figures['content_overlap'])}",
        "",
        "field          paired    all  kappa",
    ]
    for field, one in figures["fields"].items():
        beyond = percent(figures["kappa"][field]) if field in figures["kappa"] else ""
        lines.append(f"{field:14}  {percent(one['paired'])}  {percent(one['all'])}  {beyond}".rstrip())
    return "\n".join([*lines, "", "unusual values", *(found_line(field, one) for field, one in figures["marked"].items())])


def found_line(label: str, one: Mapping[str, Share]) -> str:
    """Return precision, recall and F1 with their counts as a line of text."""
    rates = f"P {percent(one['precision'])}  R {percent(one['recall'])}  F1 {percent(one['f1'])}"
    return f"{label:14} {rates}   ({one['hits']} shared, {one['gold']} in GOLD, {one['pred']} in PRED)"


def percent(share: Share) -> str:
    """Return a share in per cent with one decimal, or a dash for null."""
    return "    -" if share is None else f"{100 * share:5.1f}"


if __name__ == "__main__":
    main()
