"""The ledger file: the only importer of sqlite3 but for the gazetteer. `Ledger` is the door; the rest is behind it."""

from sayso.ledger.attachments import Detached
from sayso.ledger.integrity import Fault
from sayso.ledger.judgements import Addition, Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.search import Hit

__all__ = ["Addition", "Decision", "Detached", "Fault", "Hit", "Ledger"]
