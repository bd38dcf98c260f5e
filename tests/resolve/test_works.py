"""Works as media: the issuer's work, the issue of a newspaper, the letter behind a name, the cable in which."""

from __future__ import annotations

import pytest
from tests.resolve.passages import annotated, case

from sayso.model.statement import Statement
from sayso.resolve import Cast, resolve


def only(text: str) -> Statement:
    """Return the statement that a marked text of one statement comes to."""
    made = case({"about": "", "who": [], "text": text})
    (found,), _ = resolve(annotated(made.document), made.attributions, Cast())
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "medium"),
    [
        (
            "<s1>The harbour board's website</s1> <c1>says</c1> <t1>the quay is closed</t1>.",
            "harbour board",
            ("website", None, None),
        ),
        (
            "<s1>Verde Lant (no. 14, 3 May)</s1> <c1>claims</c1> that <t1>the mine was empty</t1>.",
            "Verde Lant",
            ("Verde Lant", "no. 14", "3 May"),
        ),
        (
            "<s1>The Tosk Argus of the same week</s1> <c1>says</c1> that <t1>it was full</t1>.",
            "Tosk Argus",
            ("Tosk Argus", None, "the same week"),
        ),
        (
            "<s1>The governor, in his reply of 2 April,</s1> <c1>insisted</c1> that <t1>the road was open</t1>.",
            "the governor",
            ("reply", None, "2 April"),
        ),
        (
            "Nobody saw a cable in which <s1>the attaché</s1> <c1>reported</c1> that <t1>the port was mined</t1>.",
            "the attaché",
            ("cable", None, None),
        ),
        (
            "<s1>The survey map of 1877 (sheet 14)</s1> <c1>shows</c1> that <t1>the mill stood here</t1>.",
            "the survey map of 1877",
            ("survey map", "sheet 14", "1877"),
        ),
        (
            "<s1>Bulletin No</s1>. 31 of the General Staff <c1>reads</c1>: <t1>The pass is ours</t1>.",
            "General Staff",
            ("Bulletin", "No. 31", None),
        ),
        (
            "In <m1>his memoirs (Under Two Flags</m1>, 1929) <s1>Lucan Dorrach</s1> <c1>claims</c1> that <t1>the king wept</t1>.",
            "Lucan Dorrach",
            ("Under Two Flags", None, "1929"),
        ),
        (
            "<s1>Professor Ilse Taub</s1> <c1>argues</c1> in The Quiet Border (1987) that <t1>nobody signed</t1>.",
            "Ilse Taub",
            ("The Quiet Border", None, "1987"),
        ),
    ],
)
def test_the_work_is_the_medium(text: str, speaker: str, medium: tuple[str | None, str | None, str | None]) -> None:
    """The speaker is who issued the work or speaks in it; title, number and date of the work are as written."""
    found = only(text)
    assert found.speaker.name == speaker
    assert found.medium is not None
    assert (found.medium.title, found.medium.number, found.medium.date) == medium


@pytest.mark.parametrize(
    "text",
    [
        "<s1>The ministry</s1> <c1>said</c1> on 3 May that <t1>the port was open</t1>.",
        "<s1>The government of 1877</s1> <c1>held</c1> that <t1>the port was open</t1>.",
        "<s1>The mayor, in a fury,</s1> <c1>said</c1> that <t1>the port was open</t1>.",
        "<s1>The mayor</s1> <c1>told</c1> <m1>the paper</m1> that <t1>the port was open</t1>.",
        "<s1>The report</s1> <c1>says</c1> that <t1>the port was open</t1>.",
    ],
)
def test_what_is_no_work_is_no_medium(text: str) -> None:
    """A date, a mood or a body's own words are no medium; nor is a report that speaks itself without number or date."""
    assert only(text).medium is None
