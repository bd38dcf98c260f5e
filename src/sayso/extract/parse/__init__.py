"""The parse as the construction rules see it: mended where it is known to go wrong beside verbs of saying, then a tree."""
