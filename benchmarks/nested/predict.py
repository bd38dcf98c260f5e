"""Run sayso on the passages of the nested exam: `python benchmarks/nested/predict.py OUT.jsonl [--half dev|held|practice|check]`.

No analysis here: every passage goes through `sayso.pipeline.analyse` as a plain text with the
publisher, author and date that the exam gives.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sayso.engine import serial
from sayso.model.document import Document
from sayso.model.parcel import Parcel
from sayso.model.source import Metadata, Source
from sayso.model.span import Span
from sayso.pipeline import analyse

FOLDER = Path(__file__).parent
FILES = ("passages.jsonl", "practice.jsonl", "check.jsonl")

Row = dict[str, Any]


def predicted(passage: Row) -> Row:
    """Return the statements of a passage in the exam's format."""
    listed = Metadata(publisher=passage["publisher"], author=passage["author"], published=passage["published"])
    data = passage["text"].encode()
    *_, outcome = serial(analyse, [Source(passage["id"], passage["id"], "text/plain", data=data, listed=listed)])
    if not isinstance(outcome, Parcel):
        msg = f"{passage['id']}: {outcome}"
        raise TypeError(msg)
    analysis = outcome.opened(data)
    found = [record for record in analysis.records() if record["kind"] == "statement"]
    return {"id": passage["id"], "statements": [_statement(record, analysis.document) for record in found]}


def _statement(record: Row, document: Document) -> Row:
    medium, behalf, uttered = record["medium"], record["on_behalf_of"], record["uttered"]
    return {
        **{key: record[key] for key in ("id", "mode", "cue_kind", "parent", "chain", "polarity", "hedged")},
        "content": [_place(span, document) for span in record["content"]],
        "cue": _place(record["cue"], document) if record["cue"] else None,
        "source": [_place(span, document) for span in record["source"]],
        "speaker": record["speaker"]["name"],
        "speaker_type": record["speaker"]["type"],
        "on_behalf_of": behalf["name"] if behalf else None,
        "medium": {key: medium[key] for key in ("title", "number", "date")} if medium else None,
        "said": {key: span and _place(span, document) for key, span in uttered.items()} if uttered else None,
    }


def _place(span: Row, document: Document) -> list[int]:
    """Return where a span stands in the passage as given: reading cleans it, and the offset map leads back."""
    ranges = document.offsets.ranges(Span(span["start"], span["end"]))
    return [ranges[0][0], ranges[-1][1]]


def main() -> None:
    """Predict the passages of one half, or of the practice or the check set, or all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("target", type=Path, metavar="OUT.jsonl")
    options.add_argument("--half", choices=("dev", "held", "practice", "check"))
    given = options.parse_args()
    passages = [json.loads(line) for name in FILES for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    with given.target.open("w", encoding="utf-8") as file:
        for passage in passages:
            if given.half in {None, passage["half"]}:
                print(json.dumps(predicted(passage), ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
