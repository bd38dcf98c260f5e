"""`sayso show` and `sayso find`: records as tables, in full, or as JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from sayso.commands.selecting import Selection, selected, singular
from sayso.ledger import Ledger
from sayso.model.records import Record, encode
from sayso.terminal.tables import print_record, print_table, who
from sayso.terminal.visible import one_line, visible
