"""Whose words a quotation is where no verb of saying stands beside it.

The mayor shook his head: “Not one stone.”        what somebody does in front of the colon
The Gazette has the following: “We learn ...”     who gives the words out
On the back, in another hand: “He lies.”          nobody named: the last speaker is not meant either
“We hold the ridge.” That was his answer.         the sentence behind says whose they were
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.quotations import behind, speaker, verb_cue
from sayso.extract.indirect.nominal import holder
from sayso.extract.lexicon import cues, holders, phrases
from sayso.extract.lexicon.cues import Frame
from sayso.extract.quotes import Quotation
from sayso.extract.sources import features, subject
from sayso.model.span import Span

#: What is made of words whose writer the text leaves unnamed.
ANONYMOUS = "anonymous"
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_POINTS_BACK = frozenset({"that", "this", "those", "these", "such", "so", "thus"})
_GIVES = frozenset({"have", "carry", "contain", "run", "bear", "continue"})
_FOLLOWING = frozenset({"following", "follows", "this", "words"})
_STOPS = frozenset({".", "!", "?", "…", "..."})
_CLAUSES = frozenset({"all", "what", "how"})


def beats(context: Context, stretch: range, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the reading of a stretch without a cue that ends with a colon in front of a quotation."""
    tree = context.tree
    if not stretch or tree.tokens[stretch[-1]].text != ":":
        return
    verb = next((i for i in stretch if tree.tokens[i].tag in _FINITE and tree.tokens[i].dep not in {"relcl", "advcl", "acl"}), None)
    who = None if verb is None else subject(tree, verb)
    if verb is None or who is None or not features(tree, who) & {"person", "document"}:
        written = next((i for i in stretch if tree.tokens[i].dep == "pobj" and tree.tokens[i].lemma in holders().documents), None)
        source = written if verb is not None and who is None else None
        construction = ANONYMOUS if source is None else "beat"
        yield context.candidate(stretch[-1], construction, Frame("likely", "unknown"), content, source)
        return
    gives = tree.tokens[verb].lemma in _GIVES | phrases().issuing and any(tree.tokens[i].lower in _FOLLOWING for i in stretch if i > verb)
    yield context.candidate(
        verb if gives else stretch[-1], "colon" if gives else "beat", Frame("likely", "writes" if gives else "unknown"), content, who
    )


def pointed_back(context: Context, quotation: Quotation, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the cue of the words behind a quotation that point back to it: "That was his answer.", "So said X.", "was all he said"."""
    tree = context.tree
    first = tree.at(quotation.span).stop
    if first >= len(tree.tokens) or tree.inside[first] >= 0:
        return
    token = tree.tokens[first]
    last = tree.passage.sentences[token.sentence].last
    if token.lower in _POINTS_BACK and tree.tokens[max(first - 2, 0)].text in _STOPS:
        words = range(first, last)
    elif token.lemma == "be" and first + 1 < last:
        words = behind(tree, quotation, -1)
    else:
        return
    if any(tree.inside[i] >= 0 for i in words):
        return
    yield from _saying(context, words, content)


def _saying(context: Context, words: range, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the verb or the noun of saying among the words with whose it is."""
    tree = context.tree
    is_clause = tree.tokens[words[0]].lower in {"so", "thus"} or any(tree.tokens[i].lower in _CLAUSES for i in words[:3])
    for i in words[1:]:
        cue = verb_cue(tree, i) if is_clause else None
        frame = None if cue is None else cue.frame("quote")
        if frame is not None and tree.kid(i, "neg") is None:
            yield context.candidate(i, "tag", Frame("likely", frame.kind), content, speaker(tree, i, words))
            return
        noun = cues().nouns.get(tree.tokens[i].lemma) if not is_clause and tree.tokens[i].pos == "NOUN" else None
        if noun is not None and tree.tokens[i].dep in ("attr", "nsubj", "ROOT") and (who := holder(tree, i)) is not None:
            yield context.candidate(i, "tag", Frame("likely", next(iter(noun.kinds))), content, who)
            return
