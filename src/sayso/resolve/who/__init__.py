"""Whom the words of a source mean: names, descriptions, pronouns, labels, and nobody named at all."""
