"""What each command does, between the command line (or a page) and the ledger: no printing here, no arguments parsed."""
