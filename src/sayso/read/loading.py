"""The bytes of a source: from its file, or from the pieces of the file that make it up."""

from __future__ import annotations

from typing import BinaryIO

from sayso.errors import BrokenSource, ChangedSource, ForbiddenSource, MissingSource, OversizedSource, SourceError
from sayso.model.source import Source

#: Bytes that one report may have. The largest good input known is a tenth of it.
LARGEST = 512 * 1024 * 1024


def load(source: Source) -> bytes:
    """Return the bytes of `source` as they stand in its file.

    Raises MissingSource, ForbiddenSource, ChangedSource, OversizedSource (over LARGEST).
    """
    if source.data is not None:
        return _bounded(source, source.data)
    if source.location is None:
        raise MissingSource(source.path)
    try:
        with open(source.location, "rb") as file:  # noqa: PTH123 - a location is a string, and 200,000 rows open it
            return _pieces(source, file) if source.pieces else _bounded(source, file.read(LARGEST + 1))
    except OSError as error:
        raise refused(source.path, error) from error


def refused(path: str, error: OSError) -> SourceError:
    """Return our error for what the operating system says of the file at `path`."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return MissingSource(path)
    if isinstance(error, PermissionError):
        return ForbiddenSource(path)
    return BrokenSource(path, (error.strerror or str(error)).lower())


def _pieces(source: Source, file: BinaryIO) -> bytes:
    if sum(end - start for start, end in source.pieces) > LARGEST:
        raise _too_large(source)
    found: list[bytes] = []
    for start, end in source.pieces:
        file.seek(start)
        piece = file.read(end - start)
        if len(piece) < end - start:
            raise ChangedSource(source.path)
        found.append(piece)
    return b"".join(found)


def _bounded(source: Source, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise _too_large(source)
    return data


def _too_large(source: Source) -> OversizedSource:
    return OversizedSource(source.path, f"more than {LARGEST // 1024**2} MB in one report")
