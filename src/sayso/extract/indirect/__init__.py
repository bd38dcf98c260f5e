"""Words told: clauses, objects, passives, and nouns and phrases of saying."""
