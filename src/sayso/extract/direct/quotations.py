"""Whose words a quotation is: the cue in front of it or behind it, in the stretch of the same sentence.

"...", said X     a tag behind        X said: "..."     a lead in front        the letter of X: "..."     a noun before a colon
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.labels import label_at
from sayso.extract.drafts import without_insertions
from sayso.extract.indirect.nominal import holder
from sayso.extract.lexicon import cues, phrases
from sayso.extract.lexicon.cues import Cue, Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.quotes import Quotation
from sayso.extract.sources import SUBJECTS, noun_phrase, subject
from sayso.model.span import Span

_STOPS = frozenset({".", "!", "?", "…", "..."})
_LEADS = frozenset({",", ":", "that", "-", "–", "—", "--", ";"})
_NEW_CLAUSE = frozenset(
    "and but or which that who whose whom when while because if although though so then where".split()  # noqa: SIM905 - a list of words reads better as words
)
_NAMING = frozenset({"PROPN", "PRON", "DET", "NOUN", "ADJ"})
_HAS_A_HEARER = frozenset({"tell", "ask", "assure", "remind", "inform"})
_NAMED = 6  # words of a name and its verb
_REACH = 40  # tokens to either side
_SPEECH_ENDS = (",", "?", "!", "…", "...", "-", "–", "—", "--")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def pieces(quotation: Quotation, text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return the quotation's words: one span per paragraph, without what an editor put in between ("(... - ed.)")."""
    inner = quotation.inner
    parts = [Span(max(p.start, inner.start), min(p.end, inner.end)) for p in paragraphs if p.overlaps(inner)]
    return tuple(kept for part in parts for kept in without_insertions(part, text))


def is_speech(tree: Tree, quotation: Quotation) -> bool:
    """Tell whether the quotation reads like something said rather than a name, a title or a word held at arm's length."""
    words = tree.at(quotation.inner)
    if len(words) == 0:
        return True
    last = tree.tokens[words[-1]].text
    return any(tree.tokens[i].tag in _FINITE for i in words) or (last in {".", "!", "?"} and len(words) > 2) or len(words) > 10  # noqa: PLR2004 - words


def before(tree: Tree, quotation: Quotation, region: int) -> range:
    """Return the tokens of the sentence in front of the quotation that stand in no other quotation."""
    first = tree.at(quotation.span).start
    j = first
    while j > 0 and first - j < _REACH and tree.inside[j - 1] == region and tree.tokens[j - 1].text not in _STOPS:
        j -= 1
    return range(j, first)


def behind(tree: Tree, quotation: Quotation, region: int) -> range:
    """Return the tokens of the sentence behind the quotation that stand in no other quotation."""
    last = tree.at(quotation.span).stop
    j = last
    while j < len(tree.tokens) and j - last < _REACH and tree.inside[j] == region and tree.tokens[j].text not in _STOPS:
        if tree.tokens[j].text == "(" and j + 1 < len(tree.tokens) and tree.tokens[j + 1].lemma in phrases().passing:
            break
        j += 1
    return range(last, j)


def tags(context: Context, quotation: Quotation, region: int, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the cues behind the quotation that may introduce its speaker."""
    tree = context.tree
    stretch = behind(tree, quotation, region)
    if not stretch or not _tag_may_follow(tree, quotation, stretch) or _has_own_content(tree, quotation, stretch):
        return
    headline = _headline(tree, quotation, region, stretch)
    content = headline or content
    for i in stretch:
        if tree.tokens[i].lower == "according" and i + 1 < len(tree.tokens):
            yield from _according(context, i, content)
            return
        cue = verb_cue(tree, i)
        if cue is None or (frame := cue.frame("quote")) is None or not _main(tree, i, stretch):
            continue
        begins = not before(tree, quotation, region) or is_speech(tree, quotation) or headline != ()
        grade = ("likely" if frame.grade == "weak" else "sure") if begins else "weak"
        yield context.candidate(i, "tag", Frame(grade, frame.kind), content, speaker(tree, i, stretch, within=headline != ()))
        return


def _headline(tree: Tree, quotation: Quotation, region: int, stretch: range) -> tuple[Span, ...]:
    """Return all that stands in front of the tag of a headline with a quoted phrase: Fox story "an insult", says opposition."""
    front = before(tree, quotation, region)
    plain = len(stretch) > 1 and tree.tokens[stretch[0]].text == "," and tree.tokens[stretch[1]].tag in ("VBZ", "VBD")
    if not front or front[0] or not plain or stretch.stop < len(tree.tokens) or any(tree.tokens[i].tag in _FINITE for i in front):
        return ()
    return (Span(tree.tokens[front[0]].start, quotation.inner.end),)


def _according(context: Context, i: int, content: tuple[Span, ...]) -> Iterator[Candidate]:
    tree = context.tree
    source = tree.kid(i + 1, "pobj")
    if source is not None:
        yield context.candidate(i, "tag", Frame("sure", "says"), content, source)


def _tag_may_follow(tree: Tree, quotation: Quotation, stretch: range) -> bool:
    inner = tree.at(quotation.inner)
    if len(inner) == 0:
        return True
    first = tree.tokens[stretch[0]]
    if any(tree.tokens[i].lower in _NEW_CLAUSE for i in stretch[:2]):
        return False
    if first.text in {",", "-", "–", "—", "--"} or tree.tokens[inner[-1]].text.endswith((",", "-", "–", "—", "--")):
        return True
    if tree.tokens[inner[-1]].text.endswith(_SPEECH_ENDS):
        return tree.tokens[stretch[-1]].text != ":"
    opens = tree.at(quotation.span).start
    begins = opens == 0 or tree.tokens[opens - 1].text in _STOPS
    if begins and first.pos in _NAMING and is_speech(tree, quotation) and _names_then_says(tree, stretch):
        return True
    return first.pos == "VERB" or (tree.tokens[inner[-1]].text == "." and first.text[0].islower()) or first.text == "according"


def _has_own_content(tree: Tree, quotation: Quotation, stretch: range) -> bool:
    """Tell whether a new sentence behind the quotation reports something else: “Stay away.” Venn said it was old."""
    first = tree.tokens[stretch[0]]
    begins = first.text[0].isupper() and tree.passage.sentences[first.sentence].first == first.index
    inner = tree.at(quotation.inner)
    if not begins or not inner or tree.tokens[inner[-1]].text != ".":
        return False
    if first.lower == "according":
        return any(tree.tokens[i].text == "," and tree.kid(tree.root(i), *SUBJECTS) is not None for i in stretch)
    root = tree.root(first.index)
    return verb_cue(tree, root) is not None and any(c > root and tree.inside[c] == tree.inside[root] for c in tree.kids(root, "ccomp"))


def _names_then_says(tree: Tree, stretch: range) -> bool:
    """Tell whether a name and a verb of saying, with nothing that it says behind it, end the sentence: "It hurts" the girl said."""
    for i in stretch[:_NAMED]:
        if tree.tokens[i].pos not in _NAMING:
            cue = verb_cue(tree, i) if tree.tokens[i].tag in ("VBD", "VBZ") else None
            frame = None if cue is None else cue.frame("quote")
            return frame is not None and frame.grade == "sure" and _says_nothing_more(tree, i, stretch)
    return False


def _says_nothing_more(tree: Tree, verb: int, stretch: range) -> bool:
    """Tell whether only a hearer, a time or a place follow the verb: else it tells something of its own ("“…” The mayor said that ...")."""
    followed = any(tree.kids(verb, "ccomp", "xcomp", "oprd", "acomp"))
    objects = [c for c in tree.kids(verb, "dobj") if c > verb]
    hears = tree.tokens[verb].lemma in _HAS_A_HEARER
    return not followed and (hears or not objects) and all(tree.tokens[i].text != ":" for i in range(verb, stretch.stop))


def _main(tree: Tree, verb: int, stretch: range) -> bool:
    """Tell whether the verb is that of the stretch, not of a clause inside the source's description."""
    token = tree.tokens[verb]
    if token.tag in ("VBG", "VB") and verb - stretch.start > 3:  # noqa: PLR2004 - words
        return False
    return not (
        token.dep in ("relcl", "acl")
        and stretch.start <= tree.heads[verb] < verb
        and any(verb_cue(tree, j) is not None for j in range(verb + 1, stretch.stop))
    )


def leads(context: Context, stretch: range, content: tuple[Span, ...], *, speech: bool) -> Iterator[Candidate]:
    """Yield the cues in the stretch in front of a quotation that may introduce it, the nearest first."""
    tree = context.tree
    if not stretch:
        return
    last = tree.tokens[stretch[-1]]
    colon = last.text == ":"
    if last.text not in _LEADS and _is_adverbial(tree, stretch.stop):
        return
    if last.text not in _LEADS and last.pos not in ("VERB", "AUX") and not speech:
        return
    for i in reversed(stretch):
        cue = verb_cue(tree, i)
        frame = None if cue is None or _names_only(tree, i) else cue.frame("quote")
        if frame is not None and frame.grade != "sure" and not _introduces(tree, i, stretch):
            continue
        if frame is not None and (frame.grade == "sure" or not _under_a_report(tree, i, stretch)):
            near = colon or i >= stretch[-1] - 1
            grade = _lead_grade(frame.grade, near=near, speech=speech)
            yield context.candidate(i, "colon" if colon else "lead", Frame(grade, frame.kind), content, speaker(tree, i, stretch))
            break
    if colon:
        yield from _noun_leads(context, stretch, content)
        yield from _signed(context, stretch, content)


def _signed(context: Context, stretch: range, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the label in front of a quotation ("Blau to the minister: ..."), or the name in front of the colon: "Here - Venn: ..."."""
    tree = context.tree
    label = label_at(tree, stretch[0])
    if label is not None and label.is_person and label.colon == stretch[-1]:
        yield context.candidate(label.colon, "dialogue", Frame("likely", "unknown"), content, label.source)
        return
    first = stretch[-1]
    while first > stretch[0] and _names(tree, first - 1):
        first -= 1
    source = tree.runs(range(first, stretch[-1]))
    if source and tree.tokens[stretch[-1] - 1].pos == "PROPN":
        yield context.candidate(stretch[-1], "dialogue", Frame("likely", "unknown"), content, source)


def _introduces(tree: Tree, verb: int, stretch: range) -> bool:
    """Tell whether a verb that need not tell of speech does so: it is no passive, and the quotation does not just go on its clause."""
    if tree.kid(verb, "auxpass") is not None:
        return False
    first = stretch.stop + 1
    goes_on = first < len(tree.tokens) and tree.tokens[first].text[0].islower()
    return not goes_on or tree.tokens[stretch[-1]].text in _LEADS or verb == stretch[-1]


def _is_adverbial(tree: Tree, first: int) -> bool:
    """Tell whether a quotation tells when or how the clause in front takes place: would set out “the moment we sign”."""
    words = range(first, min(first + _REACH, len(tree.tokens)))
    level = tree.inside[first + 1] if first + 1 < len(tree.tokens) else -1
    head = next((i for i in words if tree.inside[i] == level and tree.heads[i] < first), None)
    lower = first + 1 < len(tree.tokens) and tree.tokens[first + 1].text[0].islower()
    return lower and head is not None and tree.tokens[head].dep in {"npadvmod", "advmod", "advcl"}


def _names(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.pos == "PROPN" or (token.text[0].isupper() and token.pos in ("NOUN", "ADJ")) or token.lower in {"and", "of", "the"}


def _under_a_report(tree: Tree, verb: int, stretch: range) -> bool:
    """Tell whether the verb stands in what another cue of the stretch tells: "recalled that it was raised late: ..."."""
    above = tree.heads[verb]
    while above in stretch:
        cue = verb_cue(tree, above)
        frame = None if cue is None else cue.frame("quote")
        if frame is not None and frame.grade == "sure":
            return True
        if tree.heads[above] == above:
            return False
        above = tree.heads[above]
    return False


def _names_only(tree: Tree, verb: int) -> bool:
    """Tell whether the verb is a participle that gives a name: "a book titled", "the so-called"."""
    return tree.tokens[verb].tag == "VBN" and tree.kid(verb, "aux", "auxpass", "agent", *SUBJECTS) is None


def _lead_grade(grade: str, *, near: bool, speech: bool) -> str:
    if not speech:
        return "likely" if near and grade == "sure" else "weak"
    if grade == "sure" or (near and grade == "likely"):
        return "sure"
    return "likely" if near or grade == "likely" else "weak"


def _noun_leads(context: Context, stretch: range, content: tuple[Span, ...]) -> Iterator[Candidate]:
    tree = context.tree
    for i in reversed(stretch):
        cue = cues().nouns.get(tree.tokens[i].lemma) if tree.tokens[i].pos == "NOUN" else None
        if cue is None and (tree.tokens[i].pos != "NOUN" or tree.tokens[i].lemma not in phrases().viewpoint):
            continue
        kind = next(iter(cue.kinds)) if cue is not None else "says"
        who = holder(tree, i)
        if who is None:
            above = _verb_above(tree, i)
            who = None if above is None else subject(tree, above)
        yield context.candidate(i, "colon", Frame("likely", kind), content, None if who == i else who)
        return


def _verb_above(tree: Tree, i: int) -> int | None:
    for _ in range(_REACH):
        i, last = tree.heads[i], i
        if tree.tokens[i].pos in ("VERB", "AUX"):
            return i
        if i == last:
            return None
    return None


def speaker(tree: Tree, verb: int, stretch: range, *, within: bool = False) -> int | tuple[Span, ...] | None:
    """Return who speaks in a stretch beside a quotation: the verb's subject (only one `within` the stretch), else the words next to it."""
    who = subject(tree, verb)
    if who is not None and tree.inside[who] == tree.inside[verb] and (who in stretch or not within):
        return who
    front, back = range(stretch.start, verb), range(verb + 1, stretch.stop)
    near = _beside(tree, front, from_end=True) or _beside(tree, back, from_end=False)
    if not near and front and tree.tokens[verb - 1].text == ",":
        near = _beside(tree, front, from_end=False)
    return near or None


def _beside(tree: Tree, words: range, *, from_end: bool) -> tuple[Span, ...]:
    """Return the first noun phrase met in `words`, from the end or from the beginning."""
    for i in reversed(words) if from_end else _without_phrases(tree, words):
        token = tree.tokens[i]
        if token.dep == "amod" and token.tag in ("VBG", "VBN"):
            continue  # "the investigating magistrate"
        if token.pos in ("VERB", "SCONJ") or (token.text == "," and from_end):
            return ()
        if token.pos in ("PROPN", "PRON", "NOUN"):
            head = tree.heads[i] if tree.heads[i] in words and token.dep in ("compound", "poss", "amod") else i
            inside = [s for s in noun_phrase(tree, head) if s.start >= tree.tokens[words[0]].start and s.end <= tree.tokens[words[-1]].end]
            return tuple(inside) or (Span(token.start, token.end),)
    return ()


def _without_phrases(tree: Tree, words: range) -> Iterator[int]:
    """Yield the words without the phrase of manner or place in front: "has explained [by phone] the duty officer"."""
    skipped = -1
    for i in words:
        if tree.tokens[i].pos == "ADP" and i > skipped:
            noun = tree.kid(i, "pobj")
            skipped = i if noun is None else noun
        elif i > skipped:
            yield i


def verb_cue(tree: Tree, i: int) -> Cue | None:
    """Return the lexicon's entry for the verb at index `i`, with its particle where it has one; None for other words."""
    token = tree.tokens[i]
    if token.pos != "VERB" and (token.pos == "AUX" or token.tag[:2] != "VB") and (token.tag != "NNS" or not _taken_for_noun(tree, i)):
        return None
    lexicon = cues()
    for rest in lexicon.phrases.get(token.lemma, ()):
        if any(c > i and tree.tokens[c].lower == rest and tree.tokens[c].dep != "prep" for c in tree.children[i]):
            return lexicon.verbs[f"{token.lemma}_{rest}"]
    return lexicon.verbs.get(token.lemma)


def _taken_for_noun(tree: Tree, i: int) -> bool:
    """Tell whether a word that the tagger calls a plural is a verb: it has a subject ("Tavi, who ran the ferry, remembers paying")."""
    return tree.tokens[i].tag == "NNS" and tree.tokens[i].dep == "ROOT" and tree.kid(i, "nsubj") is not None and tree.kid(i, "cop") is None
