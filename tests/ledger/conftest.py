"""A ledger in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a test's ledger is, or will be."""
    return tmp_path / "sayso.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """Return a new, empty ledger, open for writing."""
    with Ledger.open(path, create=True) as opened:
        yield opened
