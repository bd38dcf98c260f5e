"""The date that a report states at its own head: when it was issued, in its own words.

Only full dates count, and only in forms that say "this was issued then": an agency's dateline (RAVEN FALLS, 14 March 2031 (AGENCY) -),
a labelled line (Published: 3 May 2031), a numbered bulletin (Bulletin No. 12, 3 May 2031), an author's line that ends with a date,
a line that is nothing but a date. A date in narration ("On 13 July ...") or in a headline ("The battle of Orlo, 3 May 2031") is none.
Where the head holds two different ones, none is taken: which of them counts would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from sayso.model.document import DateEvidence, Paragraph
from sayso.model.span import Span
from sayso.read.calendar import FULL_DATE, from_match

#: How many paragraphs belong to the head of a report.
HEAD = 8
#: A paragraph longer than this is running text: the head ends with it.
RUNNING = 240
#: A line longer than this is a sentence, not a label with a date.
LABEL_LINE = 140

_DATE = rf"(?P<date>{FULL_DATE})"
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*(?:hours|hrs|[ap]\.?m\.?|UTC|GMT|local time))*)?"
_END = rf"{_TIME}\s*[.|)\]]?\s*"
_PLACE = r"[^\W\d_][^\n.;:!?\"“”«»]{1,48}?"
#: One to three words with capitals: a town, not "The battle of Orlo".
_TOWN = r"(?!The\b)(?-i:[^\W\d_a-z][\w'’-]*(?:[ /][^\W\d_a-z][\w'’-]*){0,2})"
_NUMBER = r"(?:(?:no|nr|num|number|issue)\b\.?|[#№])\s*\d[\w/.-]*"
_ISSUED = (
    r"(?:press\s+release|bulletin|communiqu[eé]|statement|notice|circular|(?:daily|weekly|monthly|spot|situation|special|press|patrol)"
    r"\s+(?:report|summary|briefing|statement|bulletin)|report|briefing|update|letter|issue|edition|dispatch)"
)
_AGENCY = r"\s*(?:[(\[][^()\[\]\n]{2,40}[)\]])?\s*(?:[-–—]{1,2}(?=\s)|(?<=[)\]])\s*:|(?<=[)\]])(?=\s))"

#: A place, the date, perhaps the agency, a dash: "Orlo, 3 May 2031 (LNA) - The ministry ...".
_DATELINE = re.compile(rf"{_PLACE},\s+{_DATE}{_AGENCY}", re.IGNORECASE)
#: The same in capitals needs no dash: "RAVEN FALLS, 14 March 2031. The ministry ...".
_CAPITALS = re.compile(rf"[^\W\d_a-z][^\n.;:!?\"a-z]{{1,48}}?,\s+(?i:{_DATE})\s*(?:[.:]\s|$)")
_WHOLE_LINES = tuple(
    re.compile(form + _END, re.IGNORECASE)
    for form in (
        rf"{_DATE}(?:\s*[,|(–—-]\s*{_NUMBER})?",
        rf"{_TOWN},\s+{_DATE}",
        rf"(?:published|posted|issued|released|date(?:\s+of\s+(?:issue|publication|release))?)(?:\s+(?:on|at))?\s*:?\s*{_DATE}",
        rf"(?:published|posted|issued|released)\s+(?:at|in|by)\s+[^\n.;:!?]{{1,80}}?,?\s+on\s+{_DATE}",
        rf"by\s+[^\n.;:!?]{{2,60}}?\s*[,|–—-]\s*{_DATE}",
        rf"{_PLACE}\s*[,|–—-]?\s*{_NUMBER}[^\n]{{0,40}}?[\s,|(–—-]{_DATE}",
        rf"(?:[^\n.;:!?]{{1,60}}?[\s,|–—-])?{_ISSUED}(?:\s+(?:no\.?\s*)?\d[\w/]*)?\s*[,:|(–—-]?\s*(?:(?:of|on|dated|issued(?:\s+on)?)\s+)?{_DATE}",
    )
)


def dateline(text: str, paragraphs: Sequence[Paragraph]) -> DateEvidence | None:
    """Return the date that the head of `text` states as its own, with the words that state it, or None where that is not sure."""
    found = list(_stated(text, paragraphs))
    if len({evidence.value for evidence in found}) != 1:
        return None
    return found[0]


def _stated(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[DateEvidence]:
    for paragraph in islice(paragraphs, HEAD):
        for line in _lines(text, paragraph.span):
            match = _match(text, line)
            value = match and from_match(match)
            if match and value:
                yield DateEvidence(value, "dateline", "the dateline", Span(*match.span("date")))
        if len(paragraph.span) > RUNNING:
            return


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the first lines of a paragraph; a dateline may stand at the head of one that is broken into lines."""
    start = span.start
    for line in islice(span.of(text).split("\n"), 4):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _match(text: str, line: Span) -> re.Match[str] | None:
    end = min(line.end, line.start + LABEL_LINE)
    if match := _DATELINE.match(text, line.start, end) or _CAPITALS.match(text, line.start, end):
        return match
    if len(line) > LABEL_LINE:
        return None
    forms = (form.fullmatch(text, line.start, line.end) for form in _WHOLE_LINES)
    return next((match for match in forms if match), None)
