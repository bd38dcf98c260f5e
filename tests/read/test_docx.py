"""Word documents: paragraphs of every kind, and packages that mean no good."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BrokenSource, LockedSource, OversizedSource, SourceError, TextlessSource
from sayso.model.document import Document
from sayso.read import docx_package, media

Reading = Callable[..., Document]
Making = Callable[..., bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Naslov1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Lst"><w:name w:val="List Bullet"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Num"><w:name w:val="Own 2"/><w:pPr><w:numPr/></w:pPr></w:style>
</w:styles>"""


def p(words: str, marks: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:pPr>{marks}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def styled(style: str, words: str) -> str:
    """Return a paragraph with a style."""
    return p(words, f'<w:pStyle w:val="{style}"/>')


def shape(document: Document) -> list[tuple[str, str]]:
    """Return kind and words of each paragraph."""
    return [(paragraph.kind, paragraph.span.of(document.text)) for paragraph in document.paragraphs]


def test_paragraphs_of_every_kind(reading: Reading, docx: Making) -> None:
    """Headings by style in any language or by outline level, items by style or numbering, cells, and the rest."""
    body = (
        styled("T", "Letter") + styled("Naslov1", "The incident") + styled("Own", "Below") + p("Direct", '<w:outlineLvl w:val="0"/>')
        + p("Running text.") + styled("Lst", "one") + styled("Num", "two") + p("three", "<w:numPr><w:ilvl/></w:numPr>")
        + f"<w:tbl><w:tr><w:tc>{p('Orlo')}</w:tc><w:tc>{p('two')}</w:tc></w:tr></w:tbl>" + p("", "") + styled("None", "End.")
    )  # fmt: skip
    assert shape(reading(docx(body, styles=STYLES), media.DOCX)) == [
        ("heading", "Letter"),
        ("heading", "The incident"),
        ("heading", "Below"),
        ("heading", "Direct"),
        ("paragraph", "Running text."),
        ("item", "one"),
        ("item", "two"),
        ("item", "three"),
        ("cell", "Orlo"),
        ("cell", "two"),
        ("paragraph", "End."),
    ]


def test_changes_and_hidden_text(reading: Reading, docx: Making) -> None:
    """Deletions and hidden runs are left out, insertions and field results stay; a person is told of hidden text."""
    body = (
        "<w:p><w:r><w:t>Shut </w:t></w:r><w:del><w:r><w:delText>twice</w:delText></w:r></w:del><w:ins><w:r><w:t>once</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>, seen</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:t>on</w:t><w:tab/><w:t>the</w:t><w:br/><w:t>bridge</w:t><w:noBreakHyphen/><w:t>head</w:t></w:r></w:p>"
    )
    document = reading(docx(body), media.DOCX)
    assert document.text == "Shut once, seenon the\nbridge-head"
    assert document.remarks == ("hidden text is left out",)


def test_text_boxes_and_notes_are_kept_once(reading: Reading, docx: Making) -> None:
    """A text box comes after its paragraph, its fallback not at all; notes come at the end."""
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{p('Boxed')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('Boxed')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Before</w:t></w:r><w:r>{box}</w:r><w:r><w:t> after</w:t></w:r></w:p>"
    notes = f"<w:footnotes {W}><w:footnote>{p('A note.')}</w:footnote></w:footnotes>"
    assert [words for _, words in shape(reading(docx(body, footnotes=notes), media.DOCX))] == ["Before after", "Boxed", "A note."]


@given(st.lists(st.text(st.sampled_from("ab é“”\u0301\u00ad&<"), max_size=8), min_size=1, max_size=6), st.booleans())
def test_positions_count_all_text_of_the_parts(reading: Reading, docx: Making, words: list[str], strict: bool) -> None:  # noqa: FBT001
    """Each character is the one at its position in the text of the XML, deleted text and white space counted."""
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    body = "\n ".join(p(f"x{word}") + f"<w:p><w:del><w:r><w:delText>{word}</w:delText></w:r></w:del></w:p>" for word in escaped)
    counted = "\n ".join(f"x{word}{word}" for word in words)
    data = docx(body)
    if strict:
        data = rewritten(data, lambda xml: xml.replace(W[9:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    document = reading(data, media.DOCX)
    assert document.offsets.unit == "docx"
    for i, char in enumerate(document.text):
        place = document.offsets.position(i)
        origin = "\n" if place is None else counted[place]
        assert unicodedata.normalize("NFD", char)[0] == unicodedata.normalize("NFD", origin)[0]


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with its main part changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "word/document.xml" else old.read(name))
    return buffer.getvalue()


def test_core_properties(reading: Reading, docx: Making) -> None:
    """Title and author are taken; the dates are those of the file, and no publication date."""
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>The bridge</dc:title><dc:creator>Ilen Varo</dc:creator>'
        "<dcterms:created>2031-05-03T10:00:00Z</dcterms:created><dcterms:modified>2031-05-09</dcterms:modified></cp:coreProperties>"
    )
    document = reading(docx(p("Words."), core=core), media.DOCX)
    assert (document.title, document.author, document.created, document.published) == ("The bridge", "Ilen Varo", "2031-05-03", None)


def test_a_document_without_words_says_so(reading: Reading, docx: Making) -> None:
    """No text, no document."""
    with pytest.raises(TextlessSource):
        reading(docx(p("") + p(" ")), media.DOCX)


def test_a_truncated_or_false_docx_is_broken(reading: Reading, docx: Making) -> None:
    """Cut short, another zip, an old Word file, broken XML: refused in one line."""
    whole = docx(p("Words. " * 500))
    for data in (whole[:-30], whole[: len(whole) // 2], b"PK\x03\x04" + bytes(50), b"words"):
        with pytest.raises(BrokenSource, match="truncated or no docx"):
            reading(data, media.DOCX)
    with pytest.raises(BrokenSource, match="old Word document"):
        reading(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), media.DOCX)
    with pytest.raises(BrokenSource, match="well-formed"):
        reading(docx("<w:p>"), media.DOCX)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("other.txt", "x")
    with pytest.raises(BrokenSource, match=r"no word/document\.xml"):
        reading(buffer.getvalue(), media.DOCX)


def test_a_part_that_was_altered_is_broken(reading: Reading, docx: Making) -> None:
    """A checksum that does not fit is damage."""
    data = docx(p("Words."))
    stored = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as new:
        new.writestr("word/document.xml", old.read("word/document.xml"))
    with pytest.raises(BrokenSource, match="cannot be unpacked"):
        reading(stored.getvalue().replace(b"Words.", b"Other."), media.DOCX)


def test_an_encrypted_docx_is_locked(reading: Reading, docx: Making) -> None:
    """Office encryption and zip encryption are told as such."""
    with pytest.raises(LockedSource):
        reading(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), media.DOCX)
    data = bytearray(docx(p("Words.")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(LockedSource):
        reading(bytes(data), media.DOCX)


def test_a_bomb_is_refused_before_it_is_unpacked(reading: Reading, docx: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that unpacks to very many times its size, or a package that is very large in all, is not opened."""
    bomb = docx(p("x" * 12_000_000))
    with pytest.raises(OversizedSource, match="times its size"):
        reading(bomb, media.DOCX)
    monkeypatch.setattr(docx_package, "MOST_BYTES", 1000)
    with pytest.raises(OversizedSource, match="in all"):
        reading(bomb, media.DOCX)


def test_a_part_that_lies_about_its_size_is_stopped(reading: Reading, docx: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at the bound whatever the package declares."""
    monkeypatch.setattr(docx_package, "MOST_PART", 100)
    with pytest.raises(OversizedSource, match="unpacks to more"):
        reading(docx(p("Words. " * 100)), media.DOCX)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://k.example/x">]>',
    ],
)
def test_declarations_are_refused(reading: Reading, docx: Making, declaration: str) -> None:
    """Entities neither expand nor reach out: a document type declaration is not accepted at all."""
    data = rewritten(docx(p("Words.")), lambda xml: declaration.encode() + xml)
    with pytest.raises(BrokenSource, match="declares a document type"):
        reading(data, media.DOCX)


@settings(max_examples=60)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4))
def test_no_damage_crashes_the_reader(reading: Reading, docx: Making, place: int, junk: bytes) -> None:
    """Bytes altered anywhere give a document or an error of ours."""
    data = bytearray(docx(p("Words on the bridge."), styles=STYLES))
    place %= len(data)
    data[place : place + len(junk)] = junk
    with suppress(SourceError):
        reading(bytes(data), media.DOCX)
