"""Here the parser itself is the subject."""

from __future__ import annotations

import pytest
from tests.conftest import Parse


@pytest.fixture(autouse=True)
def parsed_each_time(parsed_once: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse anew whatever other tests have parsed."""
    monkeypatch.setattr("sayso.annotate._parsed", parsed_once)
