"""The ledger file: the only importer of sqlite3 but for the gazetteer. `Ledger` is the door; the rest is behind it."""

from sayso.ledger.ledger import Ledger
from sayso.ledger.search import Hit

__all__ = ["Hit", "Ledger"]
