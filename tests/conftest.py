"""What all tests share: a quiet environment and, for tests marked `browser`, a browser."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from sayso.model.annotated import Passage
from sayso.model.document import Document, Paragraph

Parse = Callable[[Document, tuple[Paragraph, ...]], tuple[Passage, ...]]

# No deadlines: a busy machine is not a fault. In CI the examples are the same every time, so that a red run can be repeated.
settings.register_profile("sayso", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("sayso")


@pytest.fixture(autouse=True)
def no_personal_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the ledger and the name of whoever runs the tests out of them."""
    for name in ("SAYSO_LEDGER", "SAYSO_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever reaches for another machine: sayso downloads nothing at run time."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - a socket's address has many types
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            self.close()
            pytest.fail(f"a connection to {address!r} was tried")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[Parse]:
    """Let a process parse the same paragraphs of the same text once: it is pure, as tests/annotate shows, and most of the work.

    The value is the function that parses anew.
    """
    from sayso.annotate import _parsed as parsed

    known: dict[tuple[str, tuple[Paragraph, ...]], tuple[Passage, ...]] = {}

    def kept(document: Document, paragraphs: tuple[Paragraph, ...]) -> tuple[Passage, ...]:
        key = document.text, paragraphs
        if key not in known:
            known[key] = parsed(document, paragraphs)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sayso.annotate._parsed", kept)
        yield parsed


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the installed Chromium; the test is skipped where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium is installed")
