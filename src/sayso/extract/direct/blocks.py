"""Whole paragraphs that are somebody's text, announced in front: "The text of the note follows.", "(From the Courant, No. 4.)".

An announcement is one of four: a sentence or heading that names a text and whose it is; a sentence that ends with a colon and a verb of
issuing; a name with a description and a colon, alone in its paragraph; a source in brackets that begins a paragraph. The text goes on until
a paragraph can only be the narrator's, or is the signature, the date or the end that is said to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.labels import names_somebody
from sayso.extract.direct.quotations import verb_cue
from sayso.extract.direct.spoken import is_personal
from sayso.extract.lexicon import phrases
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import features, subject
from sayso.model.span import Span

_LONGEST = 40  # paragraphs
_ANNOUNCEMENT = 40  # tokens
_HEADING = 16
_SIGNATURE = 12
_END = re.compile(r"\W*(?:end of (?:the )?\w+|ends?|signed\b.*|\(?signed\)?.*)\W*$", re.IGNORECASE)
_DATE = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)?\b")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DASHES = frozenset({"–", "—", "-", "--", "―", "•", "*"})
_NARRATORS = frozenset({"correspondent", "reporter", "editor", "translator"})
_BY = frozenset({"by", "of", "from"})


def blocks(contexts: Sequence[Context]) -> Iterator[Candidate]:
    """Yield the reading of each announcement with the paragraphs that it announces."""
    done = -1
    for context in contexts:
        if context.index <= done or not context.tree.tokens:
            continue
        found = _from_bracket(context) or _announced(contexts, context)
        if found is not None:
            done = _passage(contexts, found.content[-1], context.index)
            yield found


def _passage(contexts: Sequence[Context], span: Span, first: int) -> int:
    return next(i for i in range(first, len(contexts)) if contexts[i].tree.passage.paragraph.span.end >= span.end)


def _from_bracket(context: Context) -> Candidate | None:
    """Return the reading of "(From the Courant of the 19th inst., No. 1,044.) In the Lower House ..."."""
    tree = context.tree
    text = tree.tokens
    if text[0].text not in {"(", "["}:
        return None
    close = next((i for i in range(1, min(len(text), _ANNOUNCEMENT)) if text[i].text in {")", "]"}), None)
    start = next((i for i in range(1, 4) if i < len(text) and text[i].lower == "from"), None)
    if close is None or start is None or close + 2 >= len(text) or any(t.tag in _FINITE for t in text[start:close]):
        return None
    source = tree.span(start + 1, close - 1)
    said = Span(text[close + 1].start, text[-1].end)
    return None if source is None else context.candidate(start, "block", Frame("likely", "unknown"), (said,), (source,))


def _announced(contexts: Sequence[Context], context: Context) -> Candidate | None:
    reading = _text_named(context) or _ends_with_colon(context)
    if reading is None:
        return None
    token, frame, source, construction = reading
    words = (phrases().media | phrases().announced) & {t.lemma for t in context.tree.tokens}
    said = tuple(_text(contexts, context.index + 1, words, listed=construction == "block"))
    return context.candidate(token, construction, frame, said, source) if said else None


Reading = tuple[int, Frame, int | tuple[Span, ...] | None, str]


def _text_named(context: Context) -> Reading | None:
    """Return the reading of a heading or sentence that names a text: "Statement by the Ministry", "The text of X's letter follows."."""
    tree = context.tree
    tokens = tree.tokens
    if len(tree.passage.sentences) > 2 or len(tokens) > _ANNOUNCEMENT or any(n >= 0 for n in tree.inside):  # noqa: PLR2004 - sentences
        return None
    nouns = [t.index for t in tokens if t.lemma.lower() in phrases().announced]
    if not nouns or not (_follows(tree) or _is_title(tree, nouns[0])):
        return None
    who = next((who for noun in reversed(nouns) if (who := _whose(tree, noun)) is not None), None)
    return None if who is None else (nouns[0], Frame("likely", "unknown"), who, "block")


def _follows(tree: Tree) -> bool:
    """Tell whether a sentence says that a text comes now: "follows", "is as follows", "we print below"."""
    words = [t.lower for t in tree.tokens]
    return (
        any(w in {"follows", "below"} for w in words[-4:]) or words[0] == "below" or ("following" in words[:4] and words[-1] in {".", ":"})
    )


def _is_title(tree: Tree, noun: int) -> bool:
    """Tell whether the paragraph is a heading that begins with what the text is: "Statement by ...", "Full text of ..."."""
    tokens = tree.tokens
    if len(tokens) > _HEADING or tokens[-1].text in {".", "?", "!", ","} or any(t.tag in _FINITE and t.text != "May" for t in tokens):
        return False
    return all(tokens[i].pos in ("ADJ", "NOUN", "PROPN", "DET", "ADP", "VERB") for i in range(noun)) and noun < 4 and _has_owner(tree, noun)  # noqa: PLR2004 - words


def _has_owner(tree: Tree, noun: int) -> bool:
    return any(tree.tokens[c].lower in _BY for c in range(noun + 1, min(noun + 5, len(tree.tokens)))) or tree.kid(noun, "poss") is not None


def _whose(tree: Tree, noun: int) -> int | None:
    """Return who the text is by: "by X", "from X", "that X issued", "of X", "X's"."""
    for i in range(noun + 1, len(tree.tokens)):
        if tree.tokens[i].lower in {"by", "from"} and (who := _somebody(tree, tree.kid(i, "pobj"))) is not None:
            return who
        if tree.tokens[i].lemma in phrases().issuing and (who := _somebody(tree, tree.kid(i, "nsubj"))) is not None:
            return who
    of = next((c for c in tree.kids(noun, "prep") if tree.tokens[c].lower == "of"), None)
    return _somebody(tree, None if of is None else tree.kid(of, "pobj")) or _somebody(tree, tree.kid(noun, "poss"))


def _somebody(tree: Tree, noun: int | None) -> int | None:
    """Return the noun if it names a person or a body, and no place or date."""
    known = noun is not None and "person" in features(tree, noun) and tree.tokens[noun].name not in {"DATE", "TIME", "GPE", "LOC"}
    return noun if known else None


def _ends_with_colon(context: Context) -> Reading | None:
    """Return the reading of a paragraph whose last sentence announces words and ends with a colon."""
    tree = context.tree
    tokens = tree.tokens
    last = len(tokens) - 1
    if tokens[last].text != ":" or tree.inside[last] >= 0:
        return None
    sentence = tree.passage.sentences[tokens[last].sentence]
    words = range(max(sentence.first, last - _ANNOUNCEMENT), last)
    if not any(tokens[i].tag in _FINITE for i in words):
        return _heads_words(tree, words)
    for i in reversed(words):
        cue = verb_cue(tree, i) if tree.inside[i] < 0 else None
        frame = None if cue is None else cue.frame("quote")
        if frame is not None and frame.grade == "sure" and tokens[i].tag in ("VBD", "VBZ", "VBN", "VBP"):
            return i, Frame("sure", frame.kind), subject(tree, i), "unmarked"
        if tokens[i].lemma in phrases().issuing and any(
            tokens[k].lemma in phrases().announced or tokens[k].lower == "following" for k in words
        ):
            return i, Frame("sure", "writes"), subject(tree, i), "unmarked"
    return None


def _heads_words(tree: Tree, words: range) -> Reading | None:
    """Return the reading of a name with what he is, alone in a paragraph: "Pavel Oust, b. 1921, crane driver:"."""
    stop = next((i for i in words if tree.tokens[i].text in {",", "("}), words.stop)
    first = tree.tokens[words.start]
    if words.start or not first.text[0].isupper() or len(words) > _HEADING or stop == words.start or first.lower in phrases().labels:
        return None
    name = tree.tokens[words.start : stop]
    somebody = names_somebody(tree, range(words.start, stop))
    office = somebody and first.lower == "the" and name[-1].pos == "PROPN"  # "The head of the district Vera Lom:"
    if not (all(t.pos == "PROPN" for t in name) or somebody) or not (office or all(t.text[0].isupper() for t in name[:2])):
        return None
    source = tree.span(words.start, stop - 1)
    return None if source is None else (words.stop, Frame("likely", "unknown"), (source,), "block")


def _text(contexts: Sequence[Context], first: int, announced: frozenset[str] | set[str], *, listed: bool) -> Iterator[Span]:
    """Yield the paragraphs of an announced text from passage `first` on."""
    for context in contexts[first : first + _LONGEST]:
        tree = context.tree
        kind = tree.passage.paragraph.kind
        if not tree.tokens or (context.index == first and (tree.inside[0] >= 0 or (kind == "item" and not listed))):
            return
        if context.index > first and (kind == "heading" or _is_after(tree, announced, last=context.index + 1 == len(contexts))):
            return
        first_word = 1 if tree.tokens[0].text in _DASHES and len(tree.tokens) > 1 else 0
        yield Span(tree.tokens[first_word].start, tree.tokens[-1].end)


def _is_after(tree: Tree, announced: frozenset[str] | set[str], *, last: bool) -> bool:
    """Tell whether a paragraph is no part of the text: its end or signature, or words about it, or about who said it."""
    tokens = tree.tokens
    short = len(tokens) <= _SIGNATURE and not any(t.tag in _FINITE for t in tokens)
    said = " ".join(t.text for t in tokens) if len(tokens) <= _SIGNATURE else ""
    if short and (_END.match(said) is not None or (last and _DATE.search(said) is not None)):
        return True
    root = tree.root(0)
    who = tree.kid(root, "nsubj", "nsubjpass")
    first = tree.passage.sentences[0]
    if who is None or (tokens[who].lemma not in _NARRATORS and is_personal(tree, range(first.first, first.last))):
        return False
    about = tokens[who].lemma in announced and tree.kid(who, "det", "poss") is not None
    cue = verb_cue(tree, root)
    frame = None if cue is None else cue.frame("quote")
    if tokens[who].lemma in _NARRATORS and frame is not None:
        return True
    tells = (frame is not None and frame.grade == "sure") or tokens[who].lower in {"he", "she"}
    return about or (tells and tokens[root].tag == "VBD") or any(n >= 0 for n in tree.inside)
