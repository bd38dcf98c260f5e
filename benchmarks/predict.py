"""Run sayso on a benchmark's texts: `python benchmarks/predict.py attribution IN.jsonl OUT.jsonl`.

IN holds one text a line (`id`, `text`, and where known `title` and `date`); nothing else in it is read. OUT is what the scorers read. There
is no analysis here: every text goes through `sayso.pipeline.analyse`, as a file does in `sayso read`, and the records are mapped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.engine import serial
from sayso.model.analysis import Analysis
from sayso.model.document import Document
from sayso.model.parcel import Parcel
from sayso.model.source import Metadata, Source
from sayso.model.span import Span
from sayso.pipeline import analyse

Row = dict[str, Any]


def analysed(row: Row) -> Analysis:
    """Return what `sayso read` would write of the row's text, read as a plain text file."""
    listed = Metadata(title=row.get("title"), published=row.get("date") or row.get("dct"))
    data = row["text"].encode()
    *_, outcome = serial(analyse, [Source(row["id"], row["id"], "text/plain", data=data, listed=listed)])
    if not isinstance(outcome, Parcel):
        msg = f"{row['id']}: {outcome}"
        raise TypeError(msg)
    return outcome.opened(data)


def attribution(row: Row) -> Row:
    """Return the statements of the row's text as PolNeAR's scorer reads them; it never nests, so those inside others stay out."""
    analysis = analysed(row)
    found = [record for record in analysis.records() if record["kind"] == "statement" and record["parent"] is None]
    return {"id": row["id"], "attributions": [_attribution(record, analysis.document) for record in found]}


def _attribution(record: Row, document: Document) -> Row:
    return {
        "source": _offsets(record["source"], document),
        "cue": _offsets(_cue(record, document), document),
        "content": _offsets(record["content"], document),
        "type": record["mode"],
        "cue_kind": record["cue_kind"],
    }


def _cue(record: Row, document: Document) -> list[Row]:
    """Return the cue; where a label names the speaker PolNeAR takes its colon for one, and sayso has none."""
    after = record["source"][-1]["end"] if record["source"] else 0
    if record["cue"] is None and document.text[after : after + 1] == ":":
        return [{"start": after, "end": after + 1}]
    return [record["cue"]] if record["cue"] else []


def _offsets(spans: Iterable[Row], document: Document) -> list[list[int]]:
    """Return where the spans stand in the text as it was given: reading cleans it, and the offset map leads back."""
    return [list(found) for span in spans for found in document.offsets.ranges(Span(span["start"], span["end"]))]


#: What each task does with one row.
TASKS: dict[str, Callable[[Row], Row]] = {"attribution": attribution}


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def main() -> None:
    """Read the arguments, predict every row, write the answers in the same order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("source", type=Path, metavar="IN.jsonl")
    parser.add_argument("target", type=Path, metavar="OUT.jsonl")
    given = parser.parse_args()
    with given.target.open("w", encoding="utf-8") as file:
        for row in rows(given.source):
            print(json.dumps(TASKS[given.task](row), ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
