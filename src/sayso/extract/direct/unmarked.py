"""Direct speech without any mark: behind a comma or a colon ("He said, Mother, don't go up", "He repeated: Open."), and lists of "that".

Nothing but the words tells that they are spoken: a capital letter, somebody addressed, an order, a question, another tense.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.quotations import verb_cue
from sayso.extract.direct.spoken import is_addressed, is_order, is_past, is_personal, sentence_end
from sayso.extract.lexicon import cues
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import SUBJECTS, features
from sayso.model.span import Span

_HEARER = 7  # tokens between the verb and the comma
_BESIDE = frozenset({"PRON", "DET", "NOUN", "PROPN", "ADV", "ADJ", "PART", "NUM"})
_TOLD = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_JOINS = frozenset({"that", "whether", "if", "how", "why", "as", "which", "who", "because", "although", "though", "while", "for", "namely"})
_CLAUSE_BEGINS = frozenset({"“", "‘", '"', "``", "«", "„", ":", ";", "-", "–", "—", "--", "(", "…", "..."})
_WORDS = frozenset({"PRON", "DET", "AUX", "VERB", "ADV", "INTJ", "SCONJ", "CCONJ", "ADP", "PART"})


def unmarked(context: Context) -> Iterator[Candidate]:
    """Yield the readings of verbs of saying with unmarked speech behind a comma or a colon."""
    tree = context.tree
    for token in tree.tokens[:-1]:
        if token.text in {",", ":"} and tree.inside[token.index] == tree.inside[token.index + 1]:
            verb = _verb(tree, token.index)
            if verb is not None:
                yield from _spoken(context, verb, token.index)
            elif token.text == ":":
                yield from _declared(context, token.index)


def _verb(tree: Tree, mark: int) -> int | None:
    """Return the verb of saying in front of the mark, with no more than a hearer or a manner between; None if there is none."""
    i = mark - 1
    while i >= 0 and mark - i <= _HEARER and (tree.tokens[i].pos in _BESIDE or tree.tokens[i].lower in {"to", "with", "in", "at"}):
        i -= 1
    if i < 0 or tree.tokens[i].tag not in _TOLD or tree.inside[i] != tree.inside[mark]:
        return None
    cue = verb_cue(tree, i)
    frame = None if cue is None else cue.frame("quote")
    return i if frame is not None and frame.grade == "sure" and tree.kid(i, "neg", "auxpass") is None else None


def _spoken(context: Context, verb: int, mark: int) -> Iterator[Candidate]:
    tree, first = context.tree, mark + 1
    who = tree.kid(verb, *SUBJECTS)
    cue = verb_cue(tree, verb)
    frame = None if cue is None else cue.frame("quote")
    if frame is None or who is None or who > verb:
        return
    last = sentence_end(tree, first)
    if last is None:
        return
    colon = tree.tokens[mark].text == ":"
    if (
        colon
        and tree.tokens[verb].tag in ("VBZ", "VBP")
        and "thing" in features(tree, who)
        and not is_personal(tree, range(first, last + 1))
    ):
        return  # "the issues relate to money: the first is wages"
    if colon and tree.tokens[first].lower == "that":
        said = _list_of_that(tree, first, last)
        if len(said) > 1:
            yield context.candidate(verb, "clause", Frame("sure", frame.kind), said, who)
        return
    words = range(first, last + 1)
    is_direct = _behind_colon(tree, verb, words) if colon else _behind_comma(tree, verb, who, words)
    if is_direct and (tree.tokens[first].lower not in _JOINS or tree.tokens[last].text == "?"):
        stop = last if colon or tree.tokens[last].text in {"?", "!"} else last - (tree.tokens[last].text == ".")
        if stop >= first:
            said = (Span(tree.tokens[first].start, tree.tokens[stop].end),)
            yield context.candidate(verb, "unmarked", Frame("sure", frame.kind), said, who)


def _declared(context: Context, mark: int) -> Iterator[Candidate]:
    """Yield the reading of "We, the undersigned, state: that ...; that ...", whose verb the tagger takes for a noun."""
    tree = context.tree
    verb = mark - 1
    cue = cues().verbs.get(tree.tokens[verb].lower) if verb > 0 and tree.tokens[mark + 1].lower == "that" else None
    frame = None if cue is None else cue.frame("clause")
    who = tree.passage.sentences[tree.tokens[verb].sentence].first
    if frame is None or frame.grade != "sure" or tree.tokens[who].lower not in {"we", "i"} or who >= verb:
        return
    source, last = tree.span(who, verb - 1), sentence_end(tree, mark + 1)
    said = () if last is None else _list_of_that(tree, mark + 1, last)
    if source is not None and said:
        yield context.candidate(verb, "clause", Frame("sure", frame.kind), said, (source,))


def _behind_colon(tree: Tree, verb: int, words: range) -> bool:
    """Tell whether words behind a colon are the speaker's own: they begin like a sentence, or have a tense that the report's has not."""
    first = tree.tokens[words[0]]
    if not first.text[0].isalpha() or _is_list(tree, words):
        return False
    if first.text[0].isupper() or is_personal(tree, words):
        return True
    reported = tree.tokens[verb].tag == "VBD" or tree.kid(verb, "aux") is not None
    finite = any(tree.tokens[i].tag in ("VBZ", "VBP", "MD") for i in words)
    return reported and finite and not is_past(tree, words)


def _is_list(tree: Tree, words: range) -> bool:
    """Tell whether the words hold no verb, so that they are things named: "she mentioned: bread, oil, salt"."""
    spoken = {"?", "!"}
    return len(words) > 4 and tree.tokens[words[-1]].text not in spoken and not any(tree.tokens[i].tag[:2] in ("VB", "MD") for i in words)  # noqa: PLR2004 - words


def _behind_comma(tree: Tree, verb: int, who: int, words: range) -> bool:
    """Tell whether words behind a comma are the speaker's own; "On Monday, he said, troops left" is a tag in the midst of a clause."""
    first = tree.tokens[words[0]]
    if not first.text[0].isalpha() or tree.tokens[verb].tag == "VBN" or _that_follows(tree, words):
        return False
    if first.text[0].isupper() and first.pos in _WORDS and first.lower != "i" and not first.name:
        return True
    if not _begins_clause(tree, who):
        return False
    if first.lower == "i":
        return len(words) > 2 and tree.tokens[words[0] + 2].text != ","  # noqa: PLR2004 - "I suppose,"
    if first.text[0].isupper():
        return is_addressed(tree, words) or (_is_vocative(tree, words) and not is_past(tree, words))
    asks = tree.tokens[words[-1]].text == "?" and (tree.tokens[verb].tag != "VBP" or tree.kid(verb, "dobj", "dative") is not None)
    joined = first.pos in ("ADP", "PUNCT") or any(tree.tokens[i].lower == "like" for i in words[1:2])  # "just like"
    return not joined and (asks or is_order(tree, words[0]) or is_addressed(tree, words))


def _that_follows(tree: Tree, words: range) -> bool:
    """Tell whether the content begins further on: "wrote to the paper, the Kelm Star, that ..."."""
    return any(tree.tokens[i].lower == "that" and tree.tokens[i].dep == "mark" and tree.tokens[i - 1].text == "," for i in words)


def _is_vocative(tree: Tree, words: range) -> bool:
    """Tell whether the words begin with a name and a comma, as one calls somebody: "Pavel, the war is over"."""
    return any(
        tree.tokens[i].text == "," and all(tree.tokens[j].pos in ("PROPN", "NOUN", "ADJ") for j in words[: i - words[0]])
        for i in words[1:4]
    )


def _begins_clause(tree: Tree, who: int) -> bool:
    """Tell whether the speaker's words begin the sentence or follow a conjunction: no clause in front is the report's content."""
    first = tree.left[who]
    if first == tree.passage.sentences[tree.tokens[who].sentence].first:
        return True
    before = tree.tokens[first - 1]
    return before.pos in ("CCONJ", "SCONJ") or before.text in _CLAUSE_BEGINS or before.lower in {"then", "when", "so", "once", "that"}


def _list_of_that(tree: Tree, first: int, last: int) -> tuple[Span, ...]:
    """Return the clauses of a list behind a colon: "state: that ...; that ...; and that ..."."""
    begins = [i for i in range(first, last) if tree.tokens[i].lower == "that" and (i == first or _parts_list(tree, i - 1))]
    found = (tree.span(i + 1, j - 1) for i, j in zip(begins, [*begins[1:], last + 1], strict=True))
    return tuple(_without_and(tree, span) for span in found if span is not None)


def _parts_list(tree: Tree, i: int) -> bool:
    return tree.tokens[i].text in {";", ","} or (tree.tokens[i].lower == "and" and tree.tokens[i - 1].text in {";", ","})


def _without_and(tree: Tree, span: Span) -> Span:
    """Return the clause without the "and" that leads to the next one."""
    words = tree.at(span)
    last = words[-1]
    if len(words) > 2 and tree.tokens[last].lower == "and":  # noqa: PLR2004 - words
        return tree.span(words[0], last - 1) or span
    return span
