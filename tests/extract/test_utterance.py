"""When and where the words were uttered, as told beside the cue."""

from __future__ import annotations

import pytest
from tests.extract.attributed import section

from sayso.extract import statements

CASES = [
    ("a day behind the cue", "The minister said on Wednesday that the bridge was closed.", [("on Wednesday", None)]),
    ("a day in front", "On Wednesday the minister said that the bridge was closed.", [("On Wednesday", None)]),
    ("a bare day", "The minister said Wednesday that the bridge was closed.", [("Wednesday", None)]),
    ("a while ago", "The minister promised five years ago that the bridge would be built.", [("five years ago", None)]),
    ("a place and a day", "The minister said in Orlo on Friday that the bridge was closed.", [("on Friday", "in Orlo")]),
    ("a place beside the hearer", "“It is closed,” the minister told reporters on the quay.", [(None, "on the quay")]),
    ("an occasion", "At the funeral the widow said that nobody had warned her.", [(None, "At the funeral")]),
    ("when it happened is not when it was said", "The minister said that the bridge was closed on Wednesday.", [None]),
    ("a work is no place", "The minister wrote in a letter that the bridge was closed.", [None]),
    ("one day for two verbs", "On Friday the envoy rose and said that the bridge was closed.", [("On Friday", None)]),
    ("nothing told", "The minister said that the bridge was closed.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_words_of_time_and_place_beside_a_cue_are_kept(text: str, expected: list[tuple[str | None, str | None] | None]) -> None:
    """Time and place of saying, each in the words of the text, none where the text does not tell."""
    found = [one.uttered for one in statements(section(text))]
    words = [one and (one.time and one.time.of(text), one.place and one.place.of(text)) for one in found]
    assert words == expected
