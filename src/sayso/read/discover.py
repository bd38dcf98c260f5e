"""What there is to read: arguments to sources, in an order that depends on their names alone.

A source's path begins with the name of the folder that was given, or that the file lies in, so that a report keeps its identity
wherever the folder is moved and however the file was named. A sources.csv tells of the files of its folder and of those below;
the nearest one goes first. Nothing is read here but listings, tables of articles and the first bytes of files without an ending.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO

from sayso.errors import EmptySource, MissingSource, OversizedSource, SourceError, UnsupportedSource
from sayso.model.identity import sha256
from sayso.model.source import Failure, Metadata, Source
from sayso.read import media, sources_csv
from sayso.read.calendar import checked
from sayso.read.columns import merged
from sayso.read.loading import LARGEST, refused
from sayso.read.table import articles

Found = Source | Failure


@dataclass(frozen=True, slots=True)
class _File:
    """A file on disk: where it is, and its path as records show it."""

    location: str
    shown: str


@dataclass(slots=True)
class _Search:
    """One call: what was given, the listings opened so far by folder, and the locations that were visited."""

    given: Metadata
    listings: dict[str, sources_csv.Listing] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)

    def listing(self, folder: _File) -> sources_csv.Listing:
        """Return the listing of a folder, read once."""
        if folder.location not in self.listings:
            shown = f"{folder.shown}/{sources_csv.NAME}"
            self.listings[folder.location] = sources_csv.listing(folder.location, shown)
        return self.listings[folder.location]


def discover(paths: Iterable[str], given: Metadata, *, stdin: BinaryIO | None = None) -> Iterator[Found]:
    """Return the sources that `paths` name: files, folders with all below, "-" for `stdin`, each row of a table; failures among them.

    The order and the identities depend on the names of files, not on the order of `paths`; a file named twice is read once. It streams.
    Raises DateError at once where `given.published` is no date.
    """
    if given.published is not None:
        given = replace(given, published=checked(given.published, "--published"))
    return _told_apart(_found(paths, _Search(given), stdin))


def _found(paths: Iterable[str], search: _Search, stdin: BinaryIO | None) -> Iterator[Found]:
    wanted = set(paths)
    for path in sorted(wanted - {"-"}, key=os.path.abspath):
        location = os.path.abspath(path)  # noqa: PTH100 - locations are strings: 200,000 of them
        if os.path.isdir(location):  # noqa: PTH112 - as above
            yield from _folder(_File(location, _shown(os.path.basename(location))), search)  # noqa: PTH119 - as above
        else:
            yield from _argument(path, location, search)
    if "-" in wanted:
        yield from _standard_input(stdin, search)


def _shown(path: str) -> str:
    """Return a path as records show it: NFC, with / between folders, bytes that are no UTF-8 as U+FFFD."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text.replace(os.sep, "/"))


def _argument(path: str, location: str, search: _Search) -> Iterator[Found]:
    """Yield what a file that was named itself comes to."""
    folder, name = os.path.split(location)
    if name == sources_csv.NAME:
        return  # it tells of the files beside it, and is none of them
    parent = _File(folder, _shown(os.path.basename(folder)))  # noqa: PTH119 - as above
    file = _File(location, _shown(os.path.join(os.path.basename(folder), name)))  # noqa: PTH118, PTH119 - as above
    try:
        mode = os.stat(location).st_mode  # noqa: PTH116 - as above
    except OSError as error:
        yield _failure(file, refused(path, error))
        return
    if not stat.S_ISREG(mode):
        yield _failure(file, UnsupportedSource(path, "not a regular file"))
        return
    listing = search.listing(parent)
    yield from (fault.failure for fault in listing.faults if fault.location == location)
    yield from _file(file, [listing], search)


def _folder(root: _File, search: _Search) -> Iterator[Found]:
    """Yield what the folder `root` and all below come to, by name; a failure where there is nothing to read."""
    read = others = 0
    for item in _walk(root, search):
        read += isinstance(item, Source)
        others += isinstance(item, Failure) and item.severity == "failed"
        yield item
    if not read:
        what = f"{others} of its files cannot be read" if others else "it holds no file"
        yield Failure(root.shown, root.shown, "failed", f"has nothing in it that sayso reads ({what})")


def _walk(root: _File, search: _Search) -> Iterator[Found]:
    real = os.path.realpath(root.location)
    waiting: list[tuple[_File, list[sources_csv.Listing]]] = [(root, [])]
    while waiting:
        at, listings = waiting.pop()
        if os.path.isfile(at.location) or os.path.islink(at.location):  # noqa: PTH113, PTH114 - as above
            yield from _entry(at, listings, (search, real))
            continue
        try:
            names = sorted(os.listdir(at.location), key=lambda name: (_shown(name), name), reverse=True)  # noqa: PTH208 - as above
        except NotADirectoryError:
            yield _failure(at, UnsupportedSource(at.shown, "not a regular file"))
            continue
        except OSError as error:
            yield _failure(at, refused(at.shown, error))
            continue
        listing = search.listing(at)
        yield from (fault.failure for fault in listing.faults)
        inner = [listing, *listings]
        waiting += [(_below(at, name), inner) for name in names if not _is_passed_over(name)]


def _below(folder: _File, name: str) -> _File:
    return _File(os.path.join(folder.location, name), f"{folder.shown}/{_shown(name)}".lstrip("/"))  # noqa: PTH118 - as above


def _is_passed_over(name: str) -> bool:
    """Tell whether a name is hidden, a listing, or one of the passing files of office programs."""
    return name.startswith((".", "~$")) or name == sources_csv.NAME


def _entry(file: _File, listings: list[sources_csv.Listing], where: tuple[_Search, str]) -> Iterator[Found]:
    """Yield what an entry of a folder comes to; a link counts for nothing, since what it leads to inside the folder is found there."""
    search, root = where
    if os.path.islink(file.location):  # noqa: PTH114 - as above
        target = os.path.realpath(file.location)
        if os.path.commonpath([target, root]) != root:
            reason = "is a link that leads out of the folder and is not followed; name its target to read it"
            yield Failure(file.shown, file.shown, "failed", reason)
            return
        if not os.path.exists(target):  # noqa: PTH110 - as above
            yield _failure(file, MissingSource(file.shown, "a link that leads nowhere"))
        return
    yield from _file(file, listings, search)


def _file(file: _File, listings: list[sources_csv.Listing], search: _Search) -> Iterator[Found]:
    """Yield the source or, of a table, the sources in a regular file."""
    location = os.path.realpath(file.location)
    if location in search.visited:
        return
    search.visited.add(location)
    try:
        with open(location, "rb") as opened:  # noqa: PTH123 - as above
            size = os.fstat(opened.fileno()).st_size
            media_type = media.by_name(location)
            head = opened.read(media.HEAD) if media_type is None else b""
            if media.is_ours(os.path.basename(location), head):  # noqa: PTH119 - as above
                return
            source = _source(file, media_type or _by_head(file, head), search.given)
            source = replace(source, size=size, listed=_listed(file, listings))
            source = replace(source, identity=search.given.url or source.listed.url or source.path)
            if media.is_table(source.media_type):
                opened.seek(0)
                yield from articles(_as_table(source), opened)
            else:
                yield source
    except OSError as error:
        yield _failure(file, refused(file.shown, error))
    except SourceError as error:
        yield _failure(file, error)


def _by_head(file: _File, head: bytes) -> str:
    if "." in os.path.basename(file.location):  # noqa: PTH119 - as above
        raise UnsupportedSource(file.shown)
    media_type = media.by_head(head)
    if media_type is None:
        raise UnsupportedSource(file.shown)
    return media_type


def _source(file: _File, media_type: str, given: Metadata) -> Source:
    return Source(identity=file.shown, path=file.shown, media_type=media_type, location=file.location, given=given)


def _as_table(source: Source) -> Source:
    """Return the source of a table, whose url is where the table comes from, not the address of each of its articles."""
    return replace(source, identity=source.path, listed=replace(source.listed, url=None))


def _listed(file: _File, listings: list[sources_csv.Listing]) -> Metadata:
    known = Metadata()
    for listing in listings:
        known = merged(known, listing.metadata.get(file.location, Metadata()))
    return known


def _standard_input(stdin: BinaryIO | None, search: _Search) -> Iterator[Found]:
    """Yield what standard input (None: closed) comes to: one report, or the rows of a JSONL or CSV; its kind is told by its bytes."""
    data = stdin.read(LARGEST + 1) if stdin is not None else b""
    file = _File("-", "-")
    if len(data) > LARGEST:
        yield _failure(file, OversizedSource("-", "more than 512 MB on standard input"))
        return
    if not data.strip():
        yield _failure(file, EmptySource("standard input"))
        return
    media_type = media.by_head(data[: media.HEAD]) or media.PLAIN
    identity = search.given.url or f"stdin:{sha256(data)[:16]}"
    source = Source(identity=identity, path="-", media_type=media_type, data=data, given=search.given, size=len(data))
    if media_type == media.PLAIN and media.looks_like_table(data[: media.HEAD]):
        source = replace(source, media_type=media.CSV)
    if media.is_table(source.media_type):
        with closing(BytesIO(data)) as rows:
            yield from articles(source, rows)
    else:
        yield source


def _failure(file: _File, error: SourceError) -> Failure:
    return Failure(file.shown, error.path, "failed", error.reason)


def _told_apart(found: Iterator[Found]) -> Iterator[Found]:
    """Yield what was found; of two sources with one identity the later one gets one of its own, and a remark."""
    taken: set[str] = set()
    for item in found:
        if isinstance(item, Source):
            source = _apart(item, taken) if item.identity in taken else item
            taken.add(source.identity)
            yield source
        else:
            yield item


def _apart(source: Source, taken: set[str]) -> Source:
    identity = next(name for name in _names(source) if name not in taken)
    remark = f"another report of this reading is known by {source.identity!r} already; this one is kept as {identity!r}"
    return replace(source, identity=identity, remarks=(*source.remarks, remark))


def _names(source: Source) -> Iterator[str]:
    """Yield names for a source, from its path over ever more of the folders above it to numbers."""
    yield source.path
    folders = [] if source.pieces or source.location is None else _shown(os.path.dirname(source.location)).split("/")  # noqa: PTH120 - as above
    for above in range(len(folders) - source.path.count("/") - 1, -1, -1):
        yield "/".join((*folders[above : len(folders) - source.path.count("/")], source.path)).lstrip("/")
    number = 2
    while True:
        yield f"{source.path} ({number})"
        number += 1
