"""Every exception that sayso raises on purpose. Each class owns its message; the raise site passes values only.

SaysoError
├── SourceError               one source cannot be read; the rest goes on
│   ├── MissingSource         no such file or folder
│   ├── ForbiddenSource       the system does not let us read it
│   ├── EmptySource           nothing in it
│   ├── UnsupportedSource     a kind of file that we do not read
│   ├── BrokenSource          damaged, truncated or not what its name says
│   ├── ChangedSource         written to while we read it
│   ├── LockedSource          encrypted
│   ├── TextlessSource        no text in it (a scanned PDF, a page without an article)
│   └── OversizedSource       it would expand without bound
├── TableError                a sources.csv, a CSV or JSONL of articles that we cannot follow
├── LedgerError               the ledger file
│   ├── MissingLedger         no ledger there
│   ├── NotALedger            a file, but not ours, or damaged
│   ├── NewerLedger           written by a newer sayso
│   ├── LockedLedger          in use by another process
│   ├── ReadOnlyLedger        not writable
│   ├── FullDisk              no space left to write
│   └── RefusedWrite          the system does not take what is written, for another reason
├── RecordError               a record asked for
│   ├── UnknownRecord         nothing has this id
│   ├── AmbiguousRecord       several ids begin like this
│   └── UnknownKind           there is no such kind of record
├── UnknownFormat             an export that there is not
├── JudgementError            a judgement that cannot be made
├── DateError                 a date that is none
└── OutputError               a file that cannot be written
"""

from __future__ import annotations

from collections.abc import Iterable


class SaysoError(Exception):
    """The root: whatever a user can do something about. Its text is one line: what was wrong, which value, what to do."""


class SourceError(SaysoError):
    """One source cannot be read; the others are."""

    fault = "cannot be read"
    remedy = ""

    def __init__(self, path: str, detail: str = "") -> None:
        self.path, self.detail = path, detail
        super().__init__(self.line)

    @property
    def reason(self) -> str:
        """What is wrong and what to do, without the path: the line that the ledger keeps."""
        detail = f" ({self.detail})" if self.detail else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{self.fault}{detail}{remedy}"

    @property
    def line(self) -> str:
        """The whole line for a person."""
        return f"{self.path}: {self.reason}"


class MissingSource(SourceError):
    """There is no such file or folder."""

    fault = "no such file or folder"
    remedy = "check the spelling"


class ForbiddenSource(SourceError):
    """The operating system does not let us read it."""

    fault = "may not be read"
    remedy = "change its permissions or copy it"


class EmptySource(SourceError):
    """There is nothing in it."""

    fault = "is empty"


class UnsupportedSource(SourceError):
    """A kind of file that we do not read."""

    fault = "is of a kind that sayso does not read"
    remedy = "save it as txt, md, html, pdf, docx, csv or jsonl"


class BrokenSource(SourceError):
    """Damaged, truncated, or not what its name says."""

    fault = "is damaged or not what its name says"
    remedy = "get a fresh copy"


class ChangedSource(SourceError):
    """Somebody wrote to it while it was being read."""

    fault = "changed while it was being read"
    remedy = "run the same command again"


class LockedSource(SourceError):
    """Encrypted."""

    fault = "is encrypted"
    remedy = "save a copy without a password"


class TextlessSource(SourceError):
    """There is no text in it: a scanned PDF, a page without an article."""

    fault = "has no text"


class OversizedSource(SourceError):
    """It would expand without bound."""

    fault = "expands beyond what is safe to read"
    remedy = "if you trust it, save it as plain text"


class TableError(SaysoError):
    """A sources.csv, or a CSV or JSONL of articles, that we cannot follow."""

    def __init__(self, path: str, fault: str, row: int | None = None) -> None:
        self.path, self.fault, self.row = path, fault, row
        where = f", line {row}" if row is not None else ""
        super().__init__(f"{path}{where}: {fault}")


class LedgerError(SaysoError):
    """Something is wrong with the ledger file."""

    fault = "the ledger cannot be used"

    def __init__(self, path: str, detail: str = "") -> None:
        self.path, self.detail = path, detail
        super().__init__(f"{path}: {self.fault}" + (f" ({detail})" if detail else ""))


class MissingLedger(LedgerError):
    """There is no ledger at the path."""

    fault = "no ledger here; make one with `sayso read`, or name one with --ledger"


class NotALedger(LedgerError):
    """The file is not a sayso ledger, or it is damaged."""

    fault = "is not a sayso ledger, or is damaged; name another file with --ledger"


class NewerLedger(LedgerError):
    """The ledger was written by a newer version."""

    fault = "was written by a newer sayso; update sayso to open it"


class LockedLedger(LedgerError):
    """Another process is writing to the ledger."""

    fault = "is in use by another process; wait for it to end and try again"


class ReadOnlyLedger(LedgerError):
    """The ledger cannot be written to."""

    fault = "cannot be written to; check the permissions of the file and its folder"


class FullDisk(LedgerError):
    """There is no space left to write."""

    fault = "no space left on the disk; make room and run the same command again, it goes on where it stopped"


class RefusedWrite(LedgerError):
    """The system does not take what is written to the ledger: a limit on the size of files, a failing disk."""

    fault = "could not be written to; check the disk and the limits on files, then run the same command again: it goes on where it stopped"


class RecordError(SaysoError):
    """A record was asked for that cannot be given."""


class UnknownRecord(RecordError):
    """No record has an id that begins like this."""

    def __init__(self, kind: str, prefix: str) -> None:
        self.kind, self.prefix = kind, prefix
        super().__init__(f"no {kind} has an id that begins with {prefix!r}; see `sayso show {kind}`")


class AmbiguousRecord(RecordError):
    """Several ids begin like this."""

    def __init__(self, prefix: str, ids: Iterable[str]) -> None:
        self.prefix, self.ids = prefix, tuple(ids)
        super().__init__(f"{prefix!r} is the beginning of several ids; give more of it: {', '.join(self.ids[:4])}")


class UnknownKind(RecordError):
    """There is no such kind of record."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        self.kind, self.known = kind, tuple(known)
        super().__init__(f"no kind of record is called {kind!r}; there are: {', '.join(self.known)}")


class UnknownFormat(SaysoError):
    """There is no such format to export to."""

    def __init__(self, form: str, known: Iterable[str]) -> None:
        self.form, self.known = form, tuple(known)
        super().__init__(f"no format is called {form!r}; there are: {', '.join(self.known)}")


class JudgementError(SaysoError):
    """A judgement that cannot be made as asked."""


class DateError(SaysoError):
    """A date that is none."""

    def __init__(self, value: str, where: str) -> None:
        self.value, self.where = value, where
        super().__init__(f"{where}: {value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")


class OutputError(SaysoError):
    """A file that cannot be written."""

    def __init__(self, path: str, detail: str) -> None:
        self.path, self.detail = path, detail
        super().__init__(f"{path}: cannot be written ({detail}); choose another one")
