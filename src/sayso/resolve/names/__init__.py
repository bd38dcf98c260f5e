"""Names and noun phrases as they stand in the text: where they begin and end, and of what kind they are."""
