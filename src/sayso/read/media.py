"""Which kind of file a file is: by its name, else by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
JSONL = "application/jsonl"

_BY_SUFFIX = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".csv": CSV,
    ".tsv": CSV,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
}
#: Bytes looked at where the name does not tell.
HEAD = 4096

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_SQLITE = b"SQLite format 3\x00"
_LEDGER_COMPANION = re.compile(r"-(?:wal|shm|journal)$")


def by_name(path: str) -> str | None:
    """Return the media type that the ending of `path` tells, or None."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())


def by_head(head: bytes) -> str | None:
    """Return the media type that the first bytes tell, or None where they are no text and nothing that we read."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    if _HTML.match(head):
        return HTML
    if head.lstrip().startswith(b"{") and b'"' in head:
        return JSONL
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return PLAIN


def is_table(media_type: str | None) -> bool:
    """Tell whether files of this kind hold one report a row."""
    return media_type in {CSV, JSONL}


def is_ours(name: str, head: bytes) -> bool:
    """Tell whether a file is a database (a ledger, as a rule) or one of the files that SQLite keeps beside it."""
    return bool(_LEDGER_COMPANION.search(name)) or head.startswith(_SQLITE)


def looks_like_table(head: bytes) -> bool:
    """Tell whether text without a name is a CSV of articles: its first line names a column of texts and another that we know."""
    from sayso.read.articles import csv_columns
    from sayso.read.columns import roles, table_names

    first = head.split(b"\n", 1)[0]
    if not any(mark in first for mark in (b",", b";", b"\t")):
        return False
    found = roles(csv_columns(first.decode("utf-8", "replace")), table_names())
    return "text" in found and len(found) > 1
