"""What several documents have in common: pairs and groups of records, told from their words. No judgement of who copied whom."""
