"""Score statements on PolNeAR: `python -m benchmarks.attribution GOLD.jsonl --scorer score_attribution.py [--predictions OUT.jsonl]`.

Prints the share found by type and F1 with the scorer passed by path, first over everything, then over the kinds that a ledger of who
claims what wants: attitudes, plans and acts left out on both sides (`thinks` among the predictions; gold cues by the cue lexicon).
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
from pathlib import Path
from typing import Any

from benchmarks.predict import Row, analysed, attribution, rows

from sayso.annotate import annotate
from sayso.extract.lexicon import cues

TYPES = ("direct", "mixed", "indirect")
FIGURES = ("triple part", "content token", "content exact", "cue overlap", "source overlap")


def load_scorer(path: Path) -> Any:  # noqa: ANN401 - a module that is not part of this project
    """Return the scorer's module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        msg = f"{path}: no Python module"
        raise ImportError(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wanted_only(gold: dict[str, Row], predicted: dict[str, Row]) -> tuple[dict[str, Row], dict[str, Row]]:
    """Return copies in which gold's `type` is `wanted` or `other` by its cue, and predictions of the kind `thinks` are left out."""
    marked = {i: {**row, "attributions": list(_marked(row))} for i, row in gold.items()}
    kept = copy.deepcopy(predicted)
    for row in kept.values():
        row["attributions"] = [a for a in row["attributions"] if a["cue_kind"] != "thinks"]
    return marked, kept


def _marked(row: Row) -> Any:  # noqa: ANN401 - an iterator of JSON objects
    tokens = [t for section in annotate(analysed(row).document) for p in section.passages for t in p.tokens]
    for attribution_ in row["attributions"]:
        words = [t for t in tokens if any(start <= t.start < end for start, end in attribution_["cue"])]
        kinds = {kind for t in words for kind in _kinds(t.lemma, t.pos)}
        kinds |= {"says" for t in words if t.lower in {":", "according"}}
        yield {**attribution_, "type": "wanted" if kinds - {"thinks"} else "other"}


def _kinds(lemma: str, pos: str) -> tuple[str, ...]:
    lexicon = {"VERB": cues().verbs, "NOUN": cues().nouns, "ADJ": cues().adjectives}.get(pos, {})
    return lexicon[lemma].kinds if lemma in lexicon else ()


def show(title: str, figures: Row) -> None:
    """Print one line of figures."""
    line = "  ".join(f"{name} P {figures[name]['P']:.3f} R {figures[name]['R']:.3f} F1 {figures[name]['F1']:.3f}" for name in FIGURES[:2])
    rest = "  ".join(f"{name} {figures[name]['F1']:.3f}" for name in FIGURES[2:])
    print(f"{title:10s} {line}  {rest}  ({figures['triple part']['pred']} found, {figures['triple part']['gold']} in gold)")


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--predictions", type=Path, help="what predict.py wrote; without it the texts are analysed now")
    given = parser.parse_args()
    scorer = load_scorer(given.scorer)
    gold = {row["id"]: row for row in rows(given.gold)}
    predicted = {row["id"]: row for row in (rows(given.predictions) if given.predictions else map(attribution, gold.values()))}
    show("all", scorer.score(gold, predicted))
    for kind in TYPES:
        figures = scorer.score(gold, predicted, {kind})
        print(f"{kind:10s} found {figures['triple part']['R']:.3f}  content found {figures['content part']['R']:.3f}")
    marked, kept = wanted_only(gold, predicted)
    show("ledger", scorer.score(marked, kept, {"wanted"}))


if __name__ == "__main__":
    main()
