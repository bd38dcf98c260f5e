"""Run the commands that the pages show, and write down what they print: `python scripts/refresh_docs.py [--check]`.

A page's blocks are run in order, in one empty folder for each page:

    ```text reports/gazette.txt     the block becomes that file
    ```console                      lines that begin with `$ ` are run by the shell; what follows is what they print

A console block whose first line is `# not run` is left alone. With --check nothing is written, and a difference ends in status 1.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/tutorial.md", "docs/statements.md")
BLOCK = re.compile(r"^```(text|console) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def refreshed(page: str) -> str:
    """Return the page with the output of its commands as it is now."""
    with TemporaryDirectory() as folder:
        return BLOCK.sub(lambda block: _run(block, Path(folder)), page)


def _run(block: re.Match[str], folder: Path) -> str:
    kind, name, body = block.groups()
    if kind == "text" and name:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
    if kind == "text" or body.startswith("# not run"):
        return block[0]
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    shown = "".join(f"$ {command}\n{_output(command, folder)}" for command in commands)
    return f"```console\n{shown}```"


def _output(command: str, folder: Path) -> str:
    environment = {**os.environ, "COLUMNS": "80", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("SAYSO_LEDGER", None)
    ran = subprocess.run(["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    lines = (ran.stdout + ran.stderr).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def main() -> None:
    """Refresh or check every page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    stale = []
    for name in PAGES:
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        after = refreshed(before)
        if after != before:
            stale.append(name)
            if not check:
                path.write_text(after, encoding="utf-8")
    print("\n".join(f"{name}: {'is not what the commands print; run make docs' if check else 'refreshed'}" for name in stale))
    sys.exit(1 if check and stale else 0)


if __name__ == "__main__":
    main()
