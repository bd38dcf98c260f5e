"""Word lists that a linguist can read and extend, and their loaders. Each file states its origin in its header."""

from __future__ import annotations

from sayso.extract.lexicon.cues import Cue, Cues, Frame, cues
from sayso.extract.lexicon.phrases import Hedges, Phrases, hedges, phrases
from sayso.extract.lexicon.quotestyles import QuoteStyles, quote_styles

__all__ = ["Cue", "Cues", "Frame", "Hedges", "Phrases", "QuoteStyles", "cues", "hedges", "phrases", "quote_styles"]
