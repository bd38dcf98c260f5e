"""Every passage of cases.toml: who speaks, of what type, for whom, and by which chain."""

from __future__ import annotations

import pytest
from tests.resolve.passages import Case, annotated, cases

from sayso.model.statement import Statement
from sayso.resolve import Cast, resolve

CASES = cases()
NOBODY = "?"


@pytest.mark.parametrize("case", CASES, ids=[case.about for case in CASES])
def test_speakers_are_those_a_reader_would_name(case: Case) -> None:
    """Each statement of a passage has the speaker, type, chain and body behind it that the passage was written for."""
    found = resolved(case)
    assert tuple(s.speaker.name or NOBODY for s in found) == case.who
    assert {n: found[n - 1].speaker.type for n in case.types} == case.types
    assert {n: found[n - 1].chain for n in case.chains} == case.chains
    assert {n: behalf(found[n - 1]) for n in case.behalf} == case.behalf


def test_there_are_cases_enough() -> None:
    """The set is not emptied by accident."""
    assert len(CASES) >= 80
    assert sum(len(case.who) for case in CASES) >= 160


def resolved(case: Case) -> list[Statement]:
    """Return the statements of a case in the order of its marks."""
    statements, _ = resolve(annotated(case.document), case.attributions, Cast())
    by_content = {s.content: s for s in statements}
    return [by_content[a.content] for a in case.attributions]


def behalf(statement: Statement) -> str | None:
    """Return the name of whom a statement's speaker speaks for."""
    return statement.on_behalf_of.name if statement.on_behalf_of else None
