"""Build the pdf and docx reports of the example from the texts in `scripts/example_texts/`.

    python scripts/build_example.py [FOLDER]

Without FOLDER the files go where the package ships them. The same texts always give the same bytes, on any machine: the pdf is
made in ReportLab's invariant mode, archives carry one fixed time, and nothing is compressed, since two zlibs may compress differently.

A text file begins with `name: value` lines (title, author, created, running) up to the first empty line. Blocks follow, with empty
lines between them: `# ` and `## ` are headings, lines between bars are a table with its first row as head, anything else is a paragraph.

Its `created` goes into the file's properties. It is there to be left alone: when a file was made is not when a report was published.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import B5
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

ROOT: Final = Path(__file__).resolve().parent.parent
TEXTS: Final = ROOT / "scripts" / "example_texts"
REPORTS: Final = ROOT / "src" / "sayso" / "example" / "reports"
PDF: Final = ("ferry-inquiry-summary", "lom-daily-report-157")
DOCX: Final = ("kestrun-letter-lake-assembly", "sennapoint-agreement")

FONT: Final = "Times-Roman"  # one of the fonts every pdf reader has, so that none is embedded
SIZE: Final = 10.0
LEADING: Final = 12.0
MARGIN: Final = 92.0  # left and right, in points, as all measures here
HEAD, TOP, FOOT = B5[1] - 44.0, B5[1] - 76.0, 36.0  # baselines of the running head, the first line and the page number
PRUNED_PARTS: Final = ("stylesWithEffects", "customXml", "numbering", "thumbnail")
KEPT_STYLES: Final = ("Normal", "Heading 1", "Heading 2", "Default Paragraph Font", "Normal Table", "Table Grid")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (`level` 0) or heading (1, 2) with its text, or a table with its `rows`."""

    level: int
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One text file: its properties and its blocks in order."""

    properties: dict[str, str]
    blocks: tuple[Block, ...]


def main(folder: Path) -> None:
    """Write every pdf and docx of the example into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PDF:
        folder.joinpath(f"{name}.pdf").write_bytes(pdf_bytes(load(name)))
    for name in DOCX:
        folder.joinpath(f"{name}.docx").write_bytes(docx_bytes(load(name)))


def load(name: str) -> Source:
    """Read `scripts/example_texts/NAME.txt`."""
    head, _, body = TEXTS.joinpath(f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    properties = dict(line.split(": ", 1) for line in head.splitlines())
    return Source(properties, tuple(block(part) for part in body.strip().split("\n\n")))


def block(part: str) -> Block:
    """Tell a heading, a table and a paragraph apart by their first character."""
    if part.startswith("|"):
        return Block(0, "", tuple(tuple(cell.strip() for cell in row.strip("|").split("|")) for row in part.splitlines()))
    level = len(part) - len(part.lstrip("#"))
    return Block(level, part.lstrip("# "))


# --- pdf


def pdf_bytes(source: Source) -> bytes:
    """Set the text on B5 pages with a running head and a page number on each, cutting long words at line ends."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=B5, invariant=1, pageCompression=0)
    canvas.setTitle(source.properties["title"])
    canvas.setAuthor(source.properties["author"])
    canvas.setSubject("")
    canvas.setCreator("sayso example")
    pages = list(paginate(list(set_lines(source))))
    for number, lines in enumerate(pages, start=1):
        draw_page(canvas, lines, source.properties["running"], f"Page {number} of {len(pages)}")
    canvas.save()
    stamp = f"D:{source.properties['created'].replace('-', '')}000000+00'00'".encode()
    # Invariant mode writes 1 January 2000; the date that replaces it has the same length, so the offsets stand.
    return re.sub(rb"D:20000101000000\+00'00'", stamp, out.getvalue())


def set_lines(source: Source) -> Iterator[tuple[str, str]]:
    """The (font, line) pairs of the whole text, with an empty line after each block."""
    width = B5[0] - 2 * MARGIN
    for part in source.blocks:
        font = "Times-Bold" if part.level else FONT
        for line in wrap(part.text, font, width):
            yield font, line
        yield font, ""


def wrap(text: str, font: str, width: float) -> Iterator[str]:
    """Fill lines word by word, greedily; a word that does not fit gives its first syllables to the line, with a hyphen."""
    known, line = syllables(), ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if stringWidth(joined, font, SIZE) <= width:
            line = joined
            continue
        kept, rest = cut(word, known, width - stringWidth(f"{line} -", font, SIZE))
        yield f"{line} {kept}-" if kept else line
        line = rest
    yield line


@cache
def syllables() -> dict[str, list[int]]:
    """Where the words of the pdf texts may be cut: word in lower case -> offsets, from `syllables.txt`."""
    marked = TEXTS.joinpath("syllables.txt").read_text(encoding="utf-8").lower().split()
    return {word.replace("-", ""): [len(word[: at.start()].replace("-", "")) for at in re.finditer("-", word)] for word in marked}


def cut(word: str, known: dict[str, list[int]], room: float) -> tuple[str, str]:
    """The longest first part of `word` (two letters at least) that fits into `room` points and the rest; ("", word) where none does."""
    letters = word.strip("“”‘’.,;:()").lower()
    before = word.lower().index(letters)
    places = [before + at for at in known.get(letters, []) if at > 1]
    at = max((at for at in places if stringWidth(word[:at], FONT, SIZE) <= room), default=0)
    return word[:at], word[at:]


def paginate(lines: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Fill pages in order; where a page would end on a heading, the heading opens the next one."""
    capacity = int((TOP - FOOT) // LEADING) - 1
    start = 0
    while start < len(lines):
        end = min(start + capacity, len(lines))
        while end < len(lines) and (lines[end - 1][0] != FONT):
            end -= 1
        yield lines[start:end]
        start = end


def draw_page(canvas: Canvas, lines: list[tuple[str, str]], head: str, foot: str) -> None:
    """Draw one page: running head, lines from the top, page number, and close it."""
    canvas.setFont("Times-Italic", 8.5)
    canvas.drawString(MARGIN, HEAD, head)
    canvas.drawCentredString(B5[0] / 2, FOOT, foot)
    y = TOP
    for font, line in lines:
        canvas.setFont(font, SIZE)
        canvas.drawString(MARGIN, y, line)
        y -= LEADING
    canvas.showPage()


# --- docx


def docx_bytes(source: Source) -> bytes:
    """Make a Word document with headings, paragraphs, tables and core properties, without the parts of the template it does not use."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = source.properties["title"], source.properties["author"]
    properties.created = properties.modified = datetime.fromisoformat(source.properties["created"]).replace(tzinfo=UTC)
    properties.last_modified_by, properties.comments, properties.revision = "", "", 1
    for part in source.blocks:
        add_block(document, part)
    prune(document)
    saved = BytesIO()
    document.save(saved)
    return stored(saved.getvalue())


def add_block(document: WordDocument, part: Block) -> None:
    """Append one block."""
    if part.level:
        document.add_heading(part.text, part.level)
    elif not part.rows:
        document.add_paragraph(part.text)
    else:
        table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
        for row in part.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text


def prune(document: WordDocument) -> None:
    """Drop what the default template brings along and no page shows: it would be nine tenths of the file."""
    for owner in (document.part.package.rels, document.part.rels):
        for name in [key for key, rel in owner.items() if any(word in rel.reltype for word in PRUNED_PARTS)]:
            del owner[name]
    styles = document.styles
    latent = styles.element.find(qn("w:latentStyles"))
    if latent is not None:
        styles.element.remove(latent)
    for style in list(styles):
        if style.name not in KEPT_STYLES:
            style.delete()


def stored(archive: bytes) -> bytes:
    """The same zip archive with its members uncompressed and all of one fixed time."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for member in old.namelist():
            info = zipfile.ZipInfo(member, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # the same on every system
            new.writestr(info, old.read(member))
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else REPORTS)
