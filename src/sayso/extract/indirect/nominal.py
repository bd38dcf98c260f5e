"""Nouns and adjectives with their complements: "the claim that ...", "a promise to ...", "in a letter", "confident that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon import cues, phrases
from sayso.extract.lexicon.cues import Cue, Frame
from sayso.extract.parse.tree import Tree, without_that
from sayso.extract.sources import PASSIVE_SUBJECTS, SUBJECTS, features, subject
from sayso.model.annotated import Token
from sayso.model.span import Span

#: "in the hope that", "for fear that", "of the opinion that": whose hope it is, the verb beside it tells.
_LEADS_TO_HOLDER = frozenset({"for", "in", "of", "under", "with", "on"})
#: "replied with the claim that", but "followed up on reports that": those are somebody else's.
_LEADS_TO_SPEAKER = frozenset({"in", "with"})
_TOLD = frozenset({"says", "claims", "accuses"})


#: Kinds of nouns with which "of" somebody tells whose words they are: "the claims of forty applicants".
_OF_SOMEBODY = frozenset({"says", "claims", "demands", "promises", "denies", "admits"})
#: "in order to", "in charge of": set phrases that report nothing.
_NOT_SAID = frozenset({"order", "charge"})
#: "a reminder that" is the author's own thought where nobody reminds.
_REMINDS = frozenset({"reminder"})
#: Verbs whose object is what another has said: "rejects the allegation that", "received reports that".
_ANOTHERS = frozenset({"reject", "deny", "face", "hear", "receive", "read"})


_FOR = frozenset({"favour", "favor", "support"})
#: What a noun with a preposition tells of if it is somebody's; a story, report or question about something is a topic.
_STANCES = frozenset({"thinks", "accuses", "demands", "claims", "denies", "admits", "promises", "warns"})


def nouns(context: Context, noun: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of the noun at index `noun` with the words that tell what is said."""
    tree = context.tree
    verb = tree.tokens[tree.heads[noun]]
    if tree.tokens[noun].dep == "dobj" and verb.pos == "VERB" and tree.tokens[noun].lower in cues().phrases.get(verb.lemma, ()):
        return  # "sent word that": the verb tells it
    if noun and tree.tokens[noun - 1].lower == "in" and tree.tokens[noun].lower in _NOT_SAID:
        return
    for construction, content, taken in _noun_complements(tree, noun):
        who = holder(tree, noun, taken)
        frame = _held(tree, cue.frame(construction), construction, who)
        if frame is not None and frame.kind == "thinks" and _in_own_words(tree, noun):
            continue
        if frame is not None and content and not (who is None and _needs_a_holder(tree, noun, cue, construction)):
            yield context.candidate(noun, construction, frame, content, who)


def _in_own_words(tree: Tree, noun: int) -> bool:
    """Tell whether speakers name their own mind as what they say: "tweeted his support for the plan"."""
    verb = tree.heads[noun]
    cue = cues().verbs.get(tree.tokens[verb].lemma) if tree.tokens[noun].dep == "dobj" else None
    frame = None if cue is None else cue.frame("np")
    said = frame is not None and frame.grade != "weak" and frame.kind not in ("thinks", "shows")
    own = tree.kid(noun, "poss")
    return said and own is not None and tree.tokens[own].tag == "PRP$" and tree.tokens[verb].lemma not in phrases().light_verbs


def _held(tree: Tree, frame: Frame | None, construction: str, who: int | None) -> Frame | None:
    """Return the frame, surer where it is told whose stance it is: "her support for the ban", "criticism of the plan by the guild"."""
    stance = frame is not None and construction.startswith("pp:") and frame.kind in _STANCES
    stance = stance or (frame is not None and construction == "inf" and frame.kind == "demands")  # "the board's proposal to close it"
    if construction == "pp:to" and frame is not None and frame.kind == "demands":
        return frame  # "an appeal to farmers": whom it addresses
    if frame is None or frame.grade != "weak" or not stance or who is None or "person" not in features(tree, who):
        return frame
    return Frame("likely", frame.kind)


def is_first_word(tree: Tree, token: Token) -> bool:
    """Tell whether a word with a capital is a noun at the head of its sentence: "Word came that ...", "News spread that ..."."""
    first = tree.passage.sentences[token.sentence].first == token.index
    return first and token.tag == "NNP" and token.dep == "nsubj" and tree.tokens[tree.heads[token.index]].lemma in phrases().spreads


def _needs_a_holder(tree: Tree, noun: int, cue: Cue, construction: str) -> bool:
    """Tell whether the words report nobody where no holder is named: "the question is whether", "a plan to leave", "questions about it"."""
    if construction == "copula":
        return "asks" in cue.kinds
    if construction == "inf":
        return "thinks" in cue.kinds or tree.has(noun, {"no"}, "det")
    if construction == "pp:to":
        return "thinks" in cue.kinds
    return construction == "clause" and tree.tokens[noun].lemma in _REMINDS


def _whose(tree: Tree, noun: int, prep: int) -> bool:
    """Tell whether "of" names who said it: "the testimony of a girl"."""
    cue = cues().nouns.get(tree.tokens[noun].lemma) if tree.tokens[noun].pos == "NOUN" else None
    one = tree.kid(prep, "pobj") if tree.tokens[prep].lower == "of" else None
    if cue is None or one is None or "person" not in features(tree, one) or tree.kid(one, "acl") is not None:
        return False
    if any(tree.tokens[c].tag == "VBG" for c in tree.kids(noun, "acl")):
        return False
    return cue.kinds[0] in _OF_SOMEBODY


def _is_question(tree: Tree, noun: int) -> bool:
    cue = cues().nouns.get(tree.tokens[noun].lemma) if tree.tokens[noun].pos == "NOUN" else None
    return cue is not None and cue.kinds[0] == "asks"


def _mere_topic(tree: Tree, noun: int) -> bool:
    """Tell whether "questions about ..." names what was asked about, not what was asked: no clause follows."""
    return tree.tokens[noun].dep == "prep" and tree.kid(noun, "pcomp") is None


def adjectives(context: Context, adjective: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of a predicative adjective: "she is confident that ..."."""
    tree = context.tree
    who = _bearer(tree, adjective)
    if who is None or ("thinks" in cue.kinds and "thing" in features(tree, who) and tree.tokens[who].lower != "it"):
        return  # "an hour dedicated to the harvest"
    for construction, content, _ in _noun_complements(tree, adjective):
        frame = cue.frame(construction)
        if frame is not None and content:
            yield context.candidate(adjective, construction, frame, content, who)


def _bearer(tree: Tree, adjective: int) -> int | None:
    """Return who is so minded: the subject of the verb beside it, that of a participle ("is opposed to"), or the noun described."""
    token, head = tree.tokens[adjective], tree.heads[adjective]
    own = tree.kid(adjective, *PASSIVE_SUBJECTS) if token.tag == "VBN" else None
    if own is not None:
        return own
    if token.dep in ("acl", "amod") and head < adjective and tree.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
        return head
    if token.dep not in ("acomp", "ROOT", "oprd", "advcl", "conj"):
        return None
    if token.dep == "conj" and tree.tokens[head].pos == "ADJ":
        return _bearer(tree, head)
    return subject(tree, head if tree.tokens[head].pos in ("AUX", "VERB") else adjective)


def _noun_complements(tree: Tree, noun: int) -> Iterator[tuple[str, tuple[Span, ...], int | None]]:
    """Yield each construction, its content, and the preposition that it took up (which then names no holder)."""
    for child in tree.kids(noun, "acl", "ccomp", "relcl", "xcomp", "advcl"):
        if child < noun:
            continue
        words = tree.subtree(child)
        first = tree.tokens[words.start]
        whole = first.dep in ("mark", "det") or len(list(tree.kids(child, "nsubj", "nsubjpass"))) > 1 or _complete(tree, child)
        if first.lower == "that" and whole:
            yield "clause", tree.runs(words[1:]), None
        elif tree.tokens[child].dep == "ccomp" and tree.tokens[words.start].tag[:2] != "VB":
            yield "clause", tree.runs(without_that(tree, child)), None
        elif tree.has(child, {"to"}, "aux"):
            yield "inf", tree.runs(words), None
    for prep in tree.kids(noun, "prep"):
        if (
            prep > noun
            and tree.kid(prep, "pobj", "pcomp") is not None
            and not _whose(tree, noun, prep)
            and not (_is_question(tree, noun) and _mere_topic(tree, prep))
        ):
            yield f"pp:{tree.tokens[prep].lower}", tree.runs(range(prep + 1, _phrase_end(tree, noun, prep) + 1)), prep
    yield from _copula(tree, noun)


def _phrase_end(tree: Tree, noun: int, prep: int) -> int:
    """Return the last token of the noun's phrase with what follows it at once: "criticism of *the vote in favour of the levy*"."""
    last = tree.right[prep]
    for child in tree.children[noun]:
        if child > prep and tree.left[child] == last + 1 and _describes(tree, child):
            last = tree.right[child]
    return last


def _describes(tree: Tree, child: int) -> bool:
    token = tree.tokens[child]
    if token.dep == "prep":
        return token.lower not in {"by", "from"} and token.tag != "VBN"
    doing = token.dep == "acl" and token.tag == "VBG"  # "of the horses being eaten"
    return doing or (token.dep in ("acl", "xcomp") and tree.has(child, {"to"}, "aux"))


def _complete(tree: Tree, clause: int) -> bool:
    """Tell whether a clause taken for a relative one lacks nothing: a passive, a verb with an object beside "that", or one that takes none.

    "the rumour that both had been seen", "evidence that he learnt of it", against "the claim that he made".
    """
    others = [c for c in tree.kids(clause, "dobj", "attr", "acomp", "ccomp", "agent") if tree.tokens[c].tag not in ("WDT", "WP", "IN")]
    own = [c for c in tree.kids(clause, *SUBJECTS, "nsubjpass") if tree.tokens[c].tag not in ("WDT", "WP")]
    if tree.kid(clause, "nsubjpass") is not None or others:
        return bool(own)
    verb = tree.tokens[clause]
    nearest = next((c for c in tree.children[clause] if c > clause), None)
    if verb.lemma in phrases().intransitive:
        return bool(own)  # "a warning that the buoys had drifted"
    through = nearest is not None and tree.tokens[nearest].lower in {"of", "from"} and nearest == clause + 1
    return through and verb.lemma not in phrases().light_verbs and verb.lemma not in cues().verbs


def _copula(tree: Tree, noun: int) -> Iterator[tuple[str, tuple[Span, ...], int | None]]:
    """Yield "the claim is that ...": the clause hangs from the verb of which the noun is the subject."""
    head = tree.heads[noun]
    if tree.tokens[noun].dep == "nsubj" and tree.tokens[head].lemma == "be" and tree.kid(head, "acomp") is None:
        clause = tree.kid(head, "ccomp")
        if clause is not None and clause > head:
            yield "copula", tree.runs(without_that(tree, clause)), None
        order = tree.kid(head, "xcomp")
        if order is not None and order > head and tree.has(order, {"to"}, "aux") and _is_commanded(tree, noun):
            yield "inf", tree.runs(tree.subtree(order)), None
    elif tree.tokens[noun].dep in ("nsubjpass", "nsubj") and tree.tokens[head].lemma in phrases().light_verbs | phrases().spreads:
        yield from _spreads(tree, head)


def _is_commanded(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is somebody's order or promise, which "was to hold the ridge" tells."""
    cue = cues().nouns.get(tree.tokens[noun].lemma)
    return cue is not None and cue.kinds[0] in ("demands", "promises", "warns") and holder(tree, noun) is not None


def _spreads(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...], int | None]]:
    """Yield what is told by "fears grew that ...", "word came that ...", "an order came to leave"."""
    adjective = tree.kid(verb, "acomp")
    clause = tree.kid(verb, "ccomp") or (tree.kid(adjective, "ccomp") if adjective is not None else None)
    if clause is None:
        described = (c for c in tree.kids(verb, "acl", "relcl") if c > verb)
        clause = next((c for c in described if tree.tokens[tree.left[c]].lower == "that"), None)
    if clause is not None and clause > verb and tree.has(clause, {"that", "whether", "if"}, "mark", "dobj"):
        yield "clause", tree.runs(without_that(tree, clause)), None
    purpose = next((c for c in tree.kids(verb, "advcl", "xcomp", "acl", "relcl") if c > verb and tree.has(c, {"to"}, "aux")), None)
    if purpose is not None and tree.tokens[verb].lemma in phrases().spreads:
        yield "inf", tree.runs(tree.subtree(purpose)), None


def holder(tree: Tree, noun: int, taken: int | None = None) -> int | None:
    """Return the head of the words that name whose claim, promise or letter it is; `taken` is a preposition that names the content."""
    own = tree.kid(noun, "poss")
    if own is not None:
        return own
    for wanted in ("by", "from", "of"):
        for prep in tree.kids(noun, "prep"):
            if tree.tokens[prep].lower == wanted and prep != taken:
                return tree.kid(prep, "pobj")
    made = next((a for a in tree.kids(noun, "acl") if tree.kid(a, "agent") is not None), None)
    if made is not None:
        agent = tree.kid(made, "agent")
        return None if agent is None else tree.kid(agent, "pobj")
    name = next((c for c in tree.kids(noun, "compound", "amod", "nmod") if c < noun and _names_somebody(tree, c)), None)
    return name if name is not None else _giver(tree, noun)


def _names_somebody(tree: Tree, word: int) -> bool:
    """Tell whether a word in front of the noun tells whose words it names: "Ulmen claims", "rebel charges"."""
    if tree.tokens[word].name in {"PERSON", "ORG", "NORP", "GPE"}:
        return True
    return tree.tokens[word].pos in ("NOUN", "PROPN") and tree.tokens[word].name == "" and "person" in features(tree, word)


def _giver(tree: Tree, noun: int) -> int | None:
    """Return the subject of the verb that the noun is the object of, or stands beside: "made the claim", "was of the opinion"."""
    head = tree.heads[noun]
    cue = cues().nouns.get(tree.tokens[noun].lemma)
    leads = _LEADS_TO_SPEAKER if cue is not None and cue.kinds[0] in _TOLD else _LEADS_TO_HOLDER
    if tree.tokens[noun].dep == "pobj" and tree.tokens[head].lower in leads and tree.tokens[tree.heads[head]].pos in ("VERB", "AUX"):
        return _beside(tree, noun, head)
    if tree.tokens[noun].dep == "nsubj" and tree.tokens[head].lemma in phrases().spreads:
        sent = next((p for p in tree.kids(head, "prep") if tree.tokens[p].lower == "from"), None)
        return None if sent is None else tree.kid(sent, "pobj")
    if tree.tokens[noun].dep in ("dobj", "attr") and tree.tokens[head].lemma in phrases().light_verbs - _ANOTHERS:
        return subject(tree, head)
    return None


def _beside(tree: Tree, noun: int, prep: int) -> int | None:
    """Return whose "in the hope", "of the opinion" it is, by the verb that the phrase stands beside."""
    verb = tree.heads[prep]
    things = [c for c in tree.kids(verb, "dobj") if verb < c < prep]
    if tree.tokens[noun].lemma in _FOR and things:
        return None  # "criticised the vote in favour of the toll": not the critic's
    if tree.tokens[prep].lower == "of" and tree.tokens[verb].lemma != "be" and things:
        return things[0]  # "suspects him of dislike": his
    return subject(tree, verb)
