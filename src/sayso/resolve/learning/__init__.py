"""What a section teaches of the cast, before any speaker is looked for."""
