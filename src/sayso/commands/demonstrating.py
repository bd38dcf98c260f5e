"""The demonstration: the invented conflict, read into a fresh ledger in a new folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path

from sayso.commands.reading import Request, Tally, Watch, read_paths, unwatched
from sayso.errors import OutputError
from sayso.ledger import Ledger
from sayso.publish.formats import publish

DEFAULT = Path("sayso-demo")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where the demonstration was put, and what its reading came to."""

    folder: Path
    ledger: Path
    report: Path
    tally: Tally


def demonstrate(folder: Path | None, watch: Watch = unwatched) -> Demonstration:
    """Copy the example into `folder` (default: the first free name like sayso-demo), read it and write its report.

    Raises OutputError where the folder is not new or cannot be made.
    """
    place = _new_folder(folder)
    with as_file(files("sayso") / "example" / "reports") as reports:
        shutil.copytree(reports, place / "reports")
    made = Demonstration(place, place / "sayso.db", place / "report.html", Tally())
    with Ledger.open(made.ledger, create=True) as ledger:
        tally = read_paths(ledger, Request((str(place / "reports"),)), watch)
        publish(ledger, "report", made.report, name=f"{place.name}: an invented conflict")
    return Demonstration(place, made.ledger, made.report, tally)


def _new_folder(folder: Path | None) -> Path:
    place = folder or next(p for p in _names() if not p.exists())
    try:
        place.mkdir(parents=True, exist_ok=True)
        if any(place.iterdir()):
            raise OutputError(str(place), "the folder is not empty")
    except OSError as error:
        raise OutputError(str(place), error.strerror or str(error)) from error
    return place


def _names() -> Iterator[Path]:
    yield DEFAULT
    for number in count(2):
        yield Path(f"{DEFAULT}-{number}")
