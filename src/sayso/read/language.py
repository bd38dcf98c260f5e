"""Which language a text is in, or nothing where it is too short to tell.

py3langid (a naive Bayes classifier over byte n-grams; Lui and Baldwin 2012, "langid.py") decides on the beginning and the middle of
the text. What English function words say stands above it: names in capitals and numbers mislead the classifier, and a text
wrongly called foreign would not be read.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

#: Letters needed to tell a language at all, and to call a text foreign.
FEWEST, FOREIGN = 40, 80
#: Characters looked at, of the beginning and of the middle.
SAMPLE = 3000
#: The probability below which the classifier is not believed.
SURE = 0.8
#: The share of function words that English prose never falls below, and other languages in Latin letters never reach.
ENGLISH = 0.16

_WORD = re.compile(r"[^\W\d_]+")
#: The commonest English function words that no neighbour shares in number.
_FUNCTION_WORDS = frozenset(
    {
        "the", "of", "and", "to", "that", "was", "is", "for", "on", "with", "by", "at", "from", "were", "had", "has", "have", "been",
        "which", "their", "they", "his", "its", "this", "would", "not", "are", "be", "as", "it",
    }
)  # fmt: skip


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that most of `text` is in, or None where that cannot be told."""
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < FEWEST:
        return None
    if sum(word in _FUNCTION_WORDS for word in words) >= ENGLISH * len(words):
        return "en"
    code, probability = _classifier().classify(sample)
    if code == "zxx" or probability < SURE or (code != "en" and letters < FOREIGN and sample.isascii()):
        return None
    return str(code)


def remark_on(language: str | None) -> tuple[str, ...]:
    """Return the line that says that a text in `language` is kept but its statements are not read; none for English or unknown."""
    if language is None or language == "en":
        return ()
    return (f"is in {name_of(language)} ({language}); sayso reads statements in English only so far",)


def name_of(code: str) -> str:
    """Return the English name of a language by its code, or the code where no name is known."""
    return _names().get(code, code)


def _sample(text: str) -> str:
    if len(text) <= 2 * SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]}"


@cache
def _classifier():  # type: ignore[no-untyped-def] # noqa: ANN202 - the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    lines = files("sayso.read").joinpath("languages.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))
