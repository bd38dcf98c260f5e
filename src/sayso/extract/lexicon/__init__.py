"""Word lists that a linguist can read and extend, and their loaders. Each file states its origin in its header."""

from __future__ import annotations

from sayso.extract.lexicon.cues import Cue, Cues, Frame, cues
from sayso.extract.lexicon.holders import Holders, holders
from sayso.extract.lexicon.phrases import Hedges, Phrases, hedges, phrases
from sayso.extract.lexicon.quotestyles import QuoteStyles, quote_styles
from sayso.extract.lexicon.utterances import Utterances, utterances

__all__ = [
    "Cue",
    "Cues",
    "Frame",
    "Hedges",
    "Holders",
    "Phrases",
    "QuoteStyles",
    "Utterances",
    "cues",
    "hedges",
    "holders",
    "phrases",
    "quote_styles",
    "utterances",
]
