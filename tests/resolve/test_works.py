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
            "<s1>A police report of the same evening (No. 31)</s1> <c1>records</c1> that <t1>he clapped</t1>.",
            "a police report",
            ("police report", "No. 31", None),
        ),
        (
            "The Anchor prints a <c1>telegram</c1> from <s1>its man at Orlo</s1> to the effect that <t1>coal is short</t1>.",
            "man at Orlo",
            ("telegram", None, None),
        ),
        (
            "The Anchor prints a letter from <s1>a miller</s1>, who <c1>swears</c1> that <t1>he was never paid</t1>.",
            "a miller",
            ("letter", None, None),
        ),
        (
            (
                "The full text of the statement by <s1>the Foreign Ministry of Drusk</s1> follows.\n\n"
                "“<t1>We regret it.\n\nDraven, 6 May 1931.</t1>”"
            ),
            "Foreign Ministry of Drusk",
            ("statement", None, "6 May 1931"),
        ),
        (
            "<s1>The ministry</s1> has addressed the following note to the legation:\n\n“<t1>We regret it.</t1>”",
            "the ministry",
            ("note", None, None),
        ),
        (
            "<s1>Hollin</s1>, in his Winter Roads (1931), <c1>puts</c1> <t1>the dead at six hundred</t1>.",
            "Hollin",
            ("Winter Roads", None, "1931"),
        ),
        (
            "<s1>The League for Renewal</s1>, in bulletin no. 9, distributed on market day, <c1>claims</c1> <t1>eleven lorries</t1>.",
            "League for Renewal",
            ("bulletin", "no. 9", None),
        ),
        (
            "<s1>Ambassador Leo Carr</s1> <c1>writes</c1> <m1>in his memoirs</m1>, Under Two Flags, that <t1>she rose</t1>.",
            "Leo Carr",
            ("Under Two Flags", None, None),
        ),
        (
            "<s1>The envoy's</s1> <c1>allegation</c1>, made in his note No. 17 of 2 August, that <t1>shots were fired</t1>, was denied.",
            "the envoy",
            ("note", "No. 17", "2 August"),
        ),
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
            "the survey map",
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


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        (
            "Under Article 4 of the Sarn Agreement of 12 August <s1>the rebels</s1> <c1>undertake</c1> <t1>to leave</t1>.",
            ("Sarn Agreement", "Article 4", "12 August"),
        ),
        (
            "Under the terms of the Harn Protocol of 3 May <s1>the parties</s1> <c1>pledged</c1> <t1>to withdraw</t1>.",
            ("Harn Protocol", None, "3 May"),
        ),
        (
            "In Report No. 3, dated 30 June, <s1>the Line Office</s1> <c1>notes</c1> that <t1>eleven lorries remain</t1>.",
            ("Report", "No. 3", "30 June"),
        ),
        (
            "It was late, but in an earlier letter to the board, dated 3 May, <s1>it</s1> <c1>denied</c1> that <t1>a list existed</t1>.",
            ("letter", None, "3 May"),
        ),
        (
            "In his Letters from a Cold House <s1>the consul Remy Cast</s1> <c1>relates</c1> that <t1>the poet drank</t1>.",
            ("Letters from a Cold House", None, None),
        ),
        (
            "Communiqué No. <s1>41 of the High Command</s1>, issued on 3 May, <c1>reads</c1>: <t1>The pass is ours</t1>.",
            ("Communiqué", "No. 41", "3 May"),
        ),
        (
            "<s1>The Front for Renewal, in communiqué no. 9</s1>, <c1>claims</c1> <t1>eleven lorries burned</t1>.",
            ("communiqué", "no. 9", None),
        ),
    ],
)
def test_a_work_named_before_its_speaker_is_the_medium(text: str, medium: tuple[str | None, ...]) -> None:
    """What stands in front of the source, or of its number, is title, number and date."""
    found = only(text)
    assert found.medium is not None
    assert (found.medium.title, found.medium.number, found.medium.date) == medium


@pytest.mark.parametrize(
    "text",
    [
        "In his Harn Street office <s1>the minister</s1> <c1>said</c1> that <t1>it was late</t1>.",
        "In the end <s1>the minister</s1> <c1>said</c1> that <t1>it was late</t1>.",
        "In order to leave, <s1>the minister</s1> <c1>said</c1> that <t1>it was late</t1>.",
        "In Harn <s1>the minister</s1> <c1>said</c1> that <t1>it was late</t1>.",
    ],
)
def test_places_and_times_before_a_speaker_are_no_works(text: str) -> None:
    """A house, a town, a time and an aim are no medium."""
    assert only(text).medium is None


def test_who_goes_on_in_a_work_adds_to_it() -> None:
    """What the speaker of a work adds stands in it too; what he says elsewhere does not."""
    made = case(
        {
            "about": "",
            "who": [],
            "text": "In his memoirs <s1>Remy Cast</s1> <c1>relates</c1> that <t1>the poet drank</t1>. "
            "<s2>Cast</s2> <c2>adds</c2> that <t2>he slept</t2>. <s3>Cast</s3> <c3>told</c3> the court that <t3>he was ill</t3>.",
        }
    )
    found, _ = resolve(annotated(made.document), made.attributions, Cast())
    assert [s.medium.title if s.medium else None for s in found] == ["memoirs", "memoirs", None]


def test_a_work_is_not_that_of_who_is_quoted_in_it() -> None:
    """The envoy does not speak in the protocol that tells what he says."""
    made = case(
        {
            "about": "",
            "who": [],
            "text": "In the protocol of 3 May <s1>the parties</s1> <c1>note</c1> that "
            "<t1><s2>the envoy</s2> <c2>denies</c2> <t2>the attack</t2></t1>.",
        }
    )
    found, _ = resolve(annotated(made.document), made.attributions, Cast())
    assert [s.medium.title if s.medium else None for s in found] == ["protocol", None]
