"""The benchmark's predictions are what `sayso read` and `sayso export jsonl` give of the same text."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.predict import attribution

from sayso.commands.reading import Request, read_paths
from sayso.ledger import Ledger
from sayso.publish.jsonl import write

TEXT = (
    "The ministry said that the road was closed. “Nobody crossed,” said Ilen Varo, its spokesman; he denied that shots were fired.\r\n\r\n"
    "According to Dessa Holm, the driver told her: “I saw \u00adnothing.” It was stressed that the count was not final."
)


@pytest.fixture
def exported(tmp_path: Path) -> list[dict[str, Any]]:
    """Return the statements that a reading of the text as a file puts into the export."""
    (tmp_path / "report.txt").write_bytes(TEXT.encode())
    with Ledger.open(tmp_path / "sayso.db", create=True) as ledger:
        read_paths(ledger, Request((str(tmp_path / "report.txt"),)))
        file = io.StringIO()
        write(ledger, file)
    return [record for record in map(json.loads, file.getvalue().splitlines()) if record["kind"] == "statement"]


def test_predictions_are_the_statements_of_the_export(exported: list[dict[str, Any]]) -> None:
    """Every statement that stands in no other is predicted, with the same words; offsets lead into the text as given."""
    predicted = attribution({"id": "report", "text": TEXT})["attributions"]
    outer = [record for record in exported if record["parent"] is None]

    assert len(outer) >= 4
    assert len(predicted) == len(outer)
    for mapped, record in zip(predicted, outer, strict=True):
        for role in ("source", "content"):
            words = "".join(TEXT[start:end] for start, end in mapped[role])
            assert words.replace("\u00ad", "") == "".join(span["text"] for span in record[role])
        assert (mapped["type"], mapped["cue_kind"]) == (record["mode"], record["cue_kind"])


def test_nothing_but_text_title_and_date_is_read() -> None:
    """Answers that stand in the line beside the text change nothing."""
    row = {"id": "report", "text": TEXT}

    assert attribution({**row, "attributions": [{"source": [[0, 3]]}], "publisher": "Line Gazette"}) == attribution(row)
