"""The table of formats, and the one place where a published file is opened, closed, and removed if it could not be finished."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TextIO

from sayso.errors import OutputError, UnknownFormat
from sayso.model.view import View

#: What `export` writes, and the module whose `write(view, file)` does it; modules load when they are used.
EXPORTS = {"jsonl": "sayso.publish.jsonl"}
_MODULES = {**EXPORTS, "report": "sayso.publish.report"}


def publish(view: View, form: str, path: Path | None, **options: object) -> None:
    """Write `view` in the format `form` to `path`, or to the standard output where it is None; `options` are the format's own.

    A file appears whole or not at all. Raises UnknownFormat, and OutputError where the file cannot be written.
    """
    if form not in _MODULES:
        raise UnknownFormat(form, EXPORTS)
    write: Callable[..., None] = import_module(_MODULES[form]).write
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        write(view, sys.stdout, **options)
        sys.stdout.flush()
        return
    with _written_whole(path) as file:
        write(view, file, **options)


@contextmanager
def _written_whole(path: Path) -> Iterator[TextIO]:
    """Give a file beside `path` that takes its name only when all is written; a link is followed, a device is written to as it is."""
    if path.exists() and not path.is_file():
        raise OutputError(str(path), "not a file")
    place = path.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("x", encoding="utf-8", newline="\n") as file:
                yield file
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
