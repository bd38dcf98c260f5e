"""The parts of a docx package (Office Open XML, ISO/IEC 29500-2), opened with suspicion.

Sizes and ratios are checked before anything is unpacked, parts are streamed, and a part with a document type declaration is refused, so
that entities can neither expand nor reach out. Relationships to anything outside the package are never followed.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.parsers import expat

from sayso.errors import BrokenSource, LockedSource, OversizedSource

#: Bytes that the parts of a package may have when unpacked; how often their packed size, from `LARGE` on; how many they may be.
MOST_BYTES = 1024**3
MOST_PART = 256 * 1024**2
MOST_RATIO, LARGE = 150, 8 * 1024**2
MOST_PARTS = 20_000
_CHUNK = 256 * 1024
#: What zipfile and the decompressors below it raise over damaged packages.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Start and end of an element (with its attributes) and text, as expat calls them; names are "namespace name".
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Package:
    """An opened package. Use it inside `opened`."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive, self._path = archive, path
        self._names = set(archive.namelist())

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self._names

    def parse(self, part: str, handlers: tuple[Start, End, Text]) -> None:
        """Send the elements and the text of an XML part to `handlers`. Raises BrokenSource and OversizedSource."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = handlers
        parser.StartDoctypeDeclHandler = self._refuse_declaration
        try:
            with self._archive.open(part) as file:
                read = 0
                while chunk := file.read(_CHUNK):
                    read += len(chunk)
                    if read > MOST_PART:
                        raise OversizedSource(self._path, f"{part} unpacks to more than {MOST_PART // 1024**2} MB")
                    parser.Parse(chunk, False)  # noqa: FBT003 - expat's signature
                parser.Parse(b"", True)  # noqa: FBT003 - as above
        except expat.ExpatError as error:
            raise BrokenSource(self._path, f"{part} is no well-formed XML") from error
        except _DAMAGE as error:
            raise BrokenSource(self._path, f"{part} cannot be unpacked") from error

    def _refuse_declaration(self, *_: object) -> None:
        raise BrokenSource(self._path, "it declares a document type, which no honest docx does")


@contextmanager
def opened(data: bytes, path: str) -> Iterator[Package]:
    """Open the package in `data`. Raises BrokenSource, LockedSource (encrypted) and OversizedSource (it would expand without bound)."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise LockedSource(path)
        raise BrokenSource(path, "an old Word document, not a docx")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _DAMAGE as error:
        raise BrokenSource(path, "it is truncated or no docx") from error
    with archive:
        _check_sizes(archive, path)
        package = Package(archive, path)
        if not package.has("word/document.xml"):
            raise BrokenSource(path, "it holds no word/document.xml")
        yield package


def _check_sizes(archive: zipfile.ZipFile, path: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES:
        raise OversizedSource(path, f"{len(parts)} parts of {unpacked // 1024**2} MB in all")
    for part in parts:
        if part.file_size > LARGE and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise OversizedSource(path, f"{part.filename} unpacks to {part.file_size // max(part.compress_size, 1)} times its size")
        if part.flag_bits & 1:
            raise LockedSource(path)
