"""Words of somebody that a noun names and a quotation gives: a telegram from the capital, “Hold”; his words as “Make it short”.

The noun phrase says whose words they are, and is the nearest source. Who reads them out, prints or quotes them stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.quotations import is_speech, verb_cue
from sayso.extract.drafts import Draft, merged, stretched
from sayso.extract.lexicon import cues, holders, phrases
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.quotes import Quotation
from sayso.extract.sources import features, is_passive, subject
from sayso.model.span import Span

#: The construction's name in the records.
WORDED = "worded"
_BETWEEN = frozenset({",", ":", "as", "—", "–", "-", "--", ";"})
_OF = frozenset({"of", "from", "by"})
_INSIDE = frozenset({"pobj", "prep", "compound", "nmod", "amod", "agent", "npadvmod", "nummod", "appos"})
#: What may bear its title in quotation marks: only words that read like speech are theirs.
_TITLED = frozenset({"report", "article", "editorial", "diary", "document", "paper", "post", "entry", "speech", "story", "book", "address"})
#: Verbs of giving others' words, which need no clause: "read us a telegram", "prints the letter".
_GIVES = frozenset({"read", "print", "publish", "reproduce", "reprint", "quote", "cite", "give", "run", "carry", "relay", "circulate"})
_CARRIES = frozenset({"read", "print", "publish", "reproduce", "reprint", "run", "carry", "relay", "circulate", "broadcast", "air"})
_REACH = 12
_SURE = 0.85


def worded(context: Context, quotation: Quotation, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the reading of the noun phrase right in front of the quotation that names whose words it gives."""
    tree = context.tree
    mark = tree.at(quotation.span).start
    last = mark - 1 if mark and tree.tokens[mark - 1].text in _BETWEEN else mark
    found = _words_before(tree, last - 1, mark)
    if found is None:
        return
    noun, who = found
    first = tree.tokens[tree.at(quotation.inner).start]
    plain = tree.tokens[noun].lemma in _TITLED | phrases().title_nouns or mark == last
    if (plain and not is_speech(tree, quotation)) or (tree.tokens[last].text == "," and not first.text[0].isupper()):
        return
    cue = cues().nouns.get(tree.tokens[noun].lemma)
    kind = "says" if cue is None else cue.kinds[0]
    yield context.candidate(noun, WORDED, Frame("sure", kind), content, who)


def _words_before(tree: Tree, end: int, mark: int) -> tuple[int, int] | None:
    """Return the noun of the phrase that ends with token `end`, and the head of the words that name whose words it is."""
    noun, steps = end, 0
    while noun > 0 and steps < _REACH:
        if tree.inside[noun] != tree.inside[mark - 1] or tree.tokens[noun].pos in ("VERB", "AUX", "PUNCT"):
            return None
        if tree.tokens[noun].dep == "prep" and _is_words(tree, noun - 1) and (one := _named_by(tree, noun)) is not None:
            return noun - 1, one  # "In it lay a note from the cooper": the phrase hangs from the verb
        if _is_words(tree, noun) and (who := _whose(tree, noun, end)) is not None:
            return noun, who
        if tree.tokens[noun].dep not in _INSIDE or tree.heads[noun] >= noun:
            return None
        noun, steps = tree.heads[noun], steps + 1
    return None


def _is_words(tree: Tree, noun: int) -> bool:
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    cue = cues().nouns.get(lemma)
    said = cue is not None and cue.kinds[0] not in ("thinks", "shows")
    return token.pos == "NOUN" and (said or lemma == "word" or lemma in holders().documents)


def _whose(tree: Tree, noun: int, end: int) -> int | None:
    """Return whose words they are: a possessor that is no pronoun, or one with "of", "from" or "by"."""
    own = tree.kid(noun, "poss")
    if own is not None:
        return own if tree.tokens[own].tag != "PRP$" and features(tree, own) & {"person"} else None
    for prep in tree.kids(noun, "prep", "agent"):
        if noun < prep <= end and (one := _named_by(tree, prep)) is not None:
            return one
    return None


def _named_by(tree: Tree, prep: int) -> int | None:
    """Return whose words "of", "from" or "by" tells they are: somebody, or the place that they come from."""
    one = tree.kid(prep, "pobj") if tree.tokens[prep].lower in _OF else None
    if one is None or tree.tokens[one].name in {"DATE", "TIME"}:
        return None
    place = tree.tokens[prep].lower == "from" and tree.has(one, {"the"}, "det")
    return one if place or "person" in features(tree, one) else None


def given(drafts: list[Draft], by_cue: Mapping[int, Draft], context: Context) -> None:
    """Add who reads out, prints or repeats the words that a noun phrase names, around those whose words they are."""
    for draft in [d for d in by_cue.values() if d.candidate.construction == WORDED]:
        verb = _verb_above(context.tree, draft.candidate.token)
        if not draft.content or (verb is None and _shared(by_cue.values(), draft)) or verb is None:
            continue
        named = Span(context.tree.tokens[context.tree.left[draft.candidate.token]].start, draft.content[-1].end)
        if (outer := by_cue.get(verb)) is not None:
            outer.content = merged([*outer.content, named]) if any(s.overlaps(named) for s in outer.content) else outer.content
        elif (made := _giver(context, verb, named)) is not None:
            drafts.append(Draft(made, _SURE, [named], draft.region))


def _shared(drafts: Iterable[Draft], draft: Draft) -> bool:
    """Let a draft that has these very words in its content, of a cue in front, pass them on; tell whether there is one."""
    cue = draft.candidate.cue
    around = [d for d in drafts if d is not draft and d.region == draft.region and len(d.content) > 1 and draft.content[0] in d.content]
    outer = next((d for d in around if cue is not None and d.candidate.cue is not None and d.candidate.cue.end <= cue.start), None)
    if outer is not None:
        draft.within, draft.layer = outer, True
    return outer is not None


def in_which(drafts: list[Draft], by_cue: Mapping[int, Draft], context: Context) -> None:
    """Add who reads out, prints or carries a text "in which" somebody says something: "carries a letter in which Orlan complains"."""
    tree = context.tree
    for token in tree.tokens:
        if token.lemma not in _CARRIES or token.pos != "VERB" or token.index in by_cue or is_passive(tree, token.index):
            continue
        clause, who = _clause_in(tree, token.index), subject(tree, token.index)
        if clause is None or who is None:
            continue
        content = tree.runs(range(tree.left[clause] + 2, tree.right[clause] + 1))
        made = context.candidate(token.index, "clause", Frame("sure", "quotes"), content, who)
        if made.content and not made.features & {"negated", "unsaid"}:
            draft = Draft(made, _SURE, list(made.content), tree.inside[token.index])
            draft.content = stretched(draft, tree)
            drafts.append(draft)


def _clause_in(tree: Tree, verb: int) -> int | None:
    """Return the report of "a letter in which Orlan complains", the object of the verb."""
    thing = tree.kid(verb, "dobj")
    if thing is None or thing < verb or not (tree.tokens[thing].lemma in holders().documents or tree.tokens[thing].lemma in cues().nouns):
        return None
    for clause in (i for i in tree.subtree(thing) if tree.tokens[i].dep == "relcl"):
        words = [t.lower for t in tree.tokens[tree.left[clause] : tree.left[clause] + 2]]
        if words == ["in", "which"] and tree.tokens[clause].lemma in cues().verbs:
            return clause
    return None


def _verb_above(tree: Tree, noun: int) -> int | None:
    """Return the active verb in front that the noun phrase completes: its object, or what it is answered with."""
    head = tree.heads[noun]
    if tree.tokens[noun].dep == "pobj" and tree.tokens[head].lower in {"with", "in"}:
        head = tree.heads[head]
    elif tree.tokens[noun].dep not in ("dobj", "appos", "oprd"):
        return None
    return head if head < noun and tree.tokens[head].pos == "VERB" and not is_passive(tree, head) else None


def _giver(context: Context, verb: int, named: Span) -> Candidate | None:
    """Return the reading of the verb with the words named, and who gives them; None where it is no verb of giving words."""
    tree = context.tree
    cue = verb_cue(tree, verb)
    frame = None if cue is None else cue.frame("quote") or cue.frame("np_words")
    if tree.tokens[verb].lemma in _GIVES:
        frame = Frame("sure", "quotes")
    who = subject(tree, verb)
    if frame is None or frame.grade == "weak" or who is None:
        return None
    made = context.candidate(verb, "clause", frame, (named,), who)
    return None if made.features & {"negated", "unsaid"} else made
