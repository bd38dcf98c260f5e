"""What a label looks like: the words in front of a colon that name who speaks ("Blau to the minister:", "COL. VARN:")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.extract.lexicon import cues, holders, phrases
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span

_NAME_WORDS = 7
_LINKS = frozenset({"of", "the", "for", "de", "al", "van", "von", "and", "'s", "’s", ",", "-", ".", "(", ")"})
_TAIL = frozenset({"to", "from", "in", "at", "on", "with", "speaking", "rising", "interrupting", "turning"})
_ABOUT = frozenset({"for", "against", "over", "after", "about", "between"})
_COLONS = frozenset({":", "):"})  # the tokenizer keeps a bracket and a colon together
_POINTS = frozenset({".", ",", "(", ")", "-"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "EVENT", "WORK_OF_ART", "LAW"})


@dataclass(frozen=True, slots=True)
class Label:
    """The words from token `start` to the colon; `source` are those that name the speaker.

    `is_sure` tells that they would be read as a speaker without any other turn near by, `is_person` that they name somebody.
    """

    REACH: ClassVar[int] = 12

    start: int
    colon: int
    source: tuple[Span, ...]
    is_sure: bool
    is_person: bool


def label_at(tree: Tree, start: int) -> Label | None:
    """Return the label that begins at token `start`, None if there is none."""
    tokens = tree.tokens
    if start == 0:
        start = _behind_time(tree)
        if (asked := _question_or_answer(tree, start)) is not None:
            return asked
    colon = _end(tree, start)
    if colon is None or colon <= start or colon + 1 >= len(tokens) or tree.inside[start] >= 0:
        return None
    if tokens[colon].end == tokens[colon + 1].start and tokens[colon].text in _COLONS:
        return None
    words = tokens[start:colon]
    if (
        any(t.lower in phrases().labels or (t.text in {".", "!", "?", ";"} and t.index < colon - 1) for t in words)
        or words[0].text[0].isdigit()
        or not words[0].text[0].isupper()
    ):
        return None
    name = _name(tree, start, colon - (tokens[colon - 1].text == "." and tokens[colon].text not in _COLONS))
    plain = (
        name.stop >= colon - (tokens[colon].text not in _COLONS)
        and len(name) <= _NAME_WORDS
        and all(t.text[0].isupper() or t.lower in _LINKS for t in words)
    )
    person = names_somebody(tree, name)
    if not plain and not (person and _is_label(tree, name, colon)):
        return None
    headline = _is_headline(tree, start) and _topmost(tree, name) == name
    sure = person or (headline and len(tokens) - colon > 3 and any(t.pos in ("PROPN", "NOUN") or t.name for t in words))  # noqa: PLR2004 - words
    return Label(start, colon, (Span(tokens[start].start, tokens[name.stop - 1].end),), sure, person)


def _is_headline(tree: Tree, start: int) -> bool:
    """Tell whether the paragraph is one sentence, as a headline is, and does not begin with a place, as a dateline does."""
    kind = tree.passage.paragraph.kind
    return start == 0 and (kind == "heading" or (len(tree.passage.sentences) == 1 and tree.tokens[0].name not in {"GPE", "LOC"}))


def _behind_time(tree: Tree) -> int:
    """Return where a line begins behind the time that a log puts in front: "[12:04] Venn: ..."."""
    tokens = tree.tokens
    if tokens and tokens[0].text in {"[", "("}:
        close = next((t.index for t in tokens[1:6] if t.text in {"]", ")"}), None)
        if close is not None and close + 1 < len(tokens) and any(t.text[0].isdigit() for t in tokens[1:close]):
            return close + 1
    return 0


def _question_or_answer(tree: Tree, start: int) -> Label | None:
    """Return the label of a question or answer that a stop ends: "Q. Where were you?", "A. At the mill."."""
    tokens = tree.tokens
    if start + 2 >= len(tokens) or tokens[start].text.rstrip(".") not in {"Q", "A"}:
        return None
    stop = start if tokens[start].text.endswith(".") else start + 1
    if not tokens[stop].text.endswith(".") or not tokens[stop + 1].text[0].isupper():
        return None
    return Label(start, stop, (Span(tokens[start].start, tokens[start].start + 1),), is_sure=False, is_person=False)


def _end(tree: Tree, start: int) -> int | None:
    """Return the token that ends the label: a colon, or behind a name in capitals a stop and a dash ("MR VENN. — I ask")."""
    tokens = tree.tokens
    for t in tokens[start : start + Label.REACH + 1]:
        if t.text in _COLONS:
            return t.index
        if t.text in {"—", "–"} and t.index > start + 1 and tokens[t.index - 1].text.endswith("."):
            words = tokens[start : t.index]
            dateline = any(x.text == "," or x.name in {"GPE", "LOC"} for x in words)  # "KELM, Mar. — "
            return t.index if not dateline and all(x.text.isupper() or x.text in _POINTS for x in words) else None
    return None


def _name(tree: Tree, start: int, colon: int) -> range:
    """Return the tokens of the label that name the speaker: up to a comma, a bracket, or to whom and from where he speaks."""
    for i in range(start + 1, colon):
        token = tree.tokens[i]
        if token.text in {",", "("} or token.lower in _TAIL:
            return range(start, i)
    return range(start, colon)


def _topmost(tree: Tree, name: range) -> range:
    """Return the words in front of a phrase that only tells more: of "Big Win For Venn" the win."""
    cut = next((i for i in name[1:] if tree.tokens[i].lower in _ABOUT), name.stop)
    return range(name.start, cut)


def _is_label(tree: Tree, name: range, colon: int) -> bool:
    """Tell whether words that are not all capitals make a label: no verb, and the name is most of it, or in front of how it was said."""
    tokens = tree.tokens[name.start : colon]
    if any(t.tag in _FINITE for t in tokens) or any(t.tag == "POS" and t.index in name for t in tokens):
        return False
    if tokens[-1].tag == "NNS" and tokens[-1].index > name.stop and tokens[-1].lemma in cues().verbs:
        return False  # "The Anchor (no. 12) comments:", a verb taken for a noun
    return len(name) <= _NAME_WORDS and (name.stop < colon or len(name) > 1)


def names_somebody(tree: Tree, name: range) -> bool:
    """Tell whether the words name a person or body: a name, words in capitals, or a noun for people."""
    stop = name.stop
    name = _topmost(tree, name)
    last = tree.tokens[name[-1]]
    lists = holders()
    kinds = {tree.tokens[i].name for i in name}
    if "PERSON" in kinds and not kinds & _NO_NAMES:
        return True
    if kinds <= {"ORG"}:
        return True
    if last.text.isupper() and len(last.text) > 1:
        return True
    nouns = [tree.tokens[i] for i in name if tree.tokens[i].pos in ("NOUN", "PROPN")]
    of = next((k for k, t in enumerate(nouns) if tree.tokens[t.index + 1].lower == "of"), None)
    head = None if not nouns else nouns[of] if of is not None else nouns[-1]
    if head is None:
        return False
    word = head.lemma.lower()
    return (
        word in lists.people
        or word in lists.bodies
        or (head.pos == "PROPN" and len(nouns) == 1 and not head.name and tree.tokens[stop].text != ":")
    )
