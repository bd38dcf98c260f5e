"""Who says what happened, on whose say-so, and where the accounts differ.

The folders are the flow of a report, left to right; `sayso.pipeline` runs them:

    read → annotate → extract → resolve │ collate → check → publish

Left of the bar one document is turned into records, alone and without side effects.
Right of it the records of many documents are read from the ledger and laid side by side.
"""

__version__ = "0.1.0"
