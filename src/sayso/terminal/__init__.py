"""What a person sees in the terminal: progress, tables, the summary of a reading. Nothing here changes the ledger."""
