"""The lock, and what the documents say about it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("pip", "run", "dev")
#: Squatted or copyleft: never to be installed, whoever asks for them.
UNWANTED = {"pymupdf", "unidecode"}


def locked(lock: str) -> dict[str, set[str]]:
    """Versions of each package in a lock; more than one where the version of Python decides."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", _text(lock), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


def asked_for() -> dict[str, set[str]]:
    """Names of the direct dependencies by the lock they belong to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    return {
        "pip": _names(groups["pip"]),
        "run": _names(project["project"]["dependencies"]) | _names(groups["build"]),
        "dev": _names(groups["dev"]),
    }


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-") for requirement in requirements}


def _text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    """Each entry of a lock is one name, one version and at least one hash; nothing else stands there, no index either."""
    entries = re.split(r"\n(?=[^\s#])", re.sub(r"^#.*\n", "", _text(lock), flags=re.MULTILINE).strip())
    entry = re.compile(r"[a-z0-9._-]+==\S+( ; [^\n\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [text.splitlines()[0] for text in entries if not entry.fullmatch(text)] == []
    assert len(entries) == sum(map(len, locked(lock).values()))


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_locked(lock: str) -> None:
    """Every direct dependency of pyproject.toml is in its lock."""
    assert asked_for()[lock] - locked(lock).keys() == set()


def test_developers_run_what_users_run() -> None:
    """The lock for development holds the versions of the lock for use."""
    run, dev = locked("run"), locked("dev")
    assert {name for name, versions in run.items() if dev.get(name) != versions} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_unwanted_is_locked(lock: str) -> None:
    """No package under the AGPL or GPL that we know of, and no squatted name, slips in."""
    assert sorted(locked(lock).keys() & UNWANTED) == []
    assert sorted(name for name, versions in locked(lock).items() if "999.9.9" in versions) == []


def test_the_documents_name_each_direct_dependency() -> None:
    """docs/dependencies.md lists every direct dependency at the version that is locked, and nothing else."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([0-9][^ |]*) \|", text, re.MULTILINE)
    assert {name: {version} for name, version in rows} == {
        name: locked(lock)[name] for lock, names in asked_for().items() for name in names
    }


def test_the_documents_name_each_package_that_comes_along() -> None:
    """What is locked and not asked for is named under "What these bring along", with its licence."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").partition("## What these bring along")[2]
    direct = set().union(*asked_for().values())
    assert locked("dev").keys() - direct - set(re.findall(r"[a-z0-9-]+", text)) == set()
