"""Who a cue's speaker may be: its subject, its agent, or the subject it shares with the verb above it."""

from __future__ import annotations

from sayso.extract.lexicon import cues, holders, phrases
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_EXPLETIVE = frozenset({"it", "there"})
_PERSONS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_PRONOUNS = frozenset(
    """i we he she they who you everyone everybody someone somebody
    nobody many some others most few all both several one those another none himself herself themselves
    hundreds thousands dozens whites him her them %""".split()  # noqa: SIM905 - a list of words reads better as words
)
#: Prepositions whose participle tells what the object in front of them does: "accused the council of wanting it".
_OF_OBJECT = frozenset({"as", "of", "for", "against", "from"})
#: By what something was said, not by whom.
_MEANS = frozenset(
    {"telephone", "phone", "mail", "email", "e-mail", "post", "letter", "telegram", "radio", "wire", "fax", "courier", "video"}
)
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_SAID = frozenset({"says", "claims", "accuses", "denies", "demands", "warns", "admits", "writes"})
_DEPTH = 6
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_WHEN = frozenset({"when", "if", "once", "as", "though", "although", "while", "where", "unless", "until"})
_PERSON_ENDINGS = ("ists", "ist", "ians", "ian", "eers", "ees", "men", "women", "man", "woman", "folk", "sters")


def subject(tree: Tree, verb: int, depth: int = 0) -> int | None:
    """Return the head of the words that name who does what the verb tells, None where nobody is named.

    A verb without a subject of its own shares that of the verb it is coordinated with or depends on (control, participles), or is
    done by the noun it modifies.
    """
    own = _own_subject(tree, verb)
    if own is not None and _is_made(tree, verb):
        return subject(tree, tree.heads[verb], depth + 1)
    if own is None:
        own = _in_an_office(tree, verb)
    if own is not None:
        return None if is_expletive(tree, own, verb) else own
    agent = by_agent(tree, verb)
    if agent is not None or depth > _DEPTH:
        return agent
    return None if is_passive(tree, verb) else _shared(tree, verb, depth + 1)


def _is_made(tree: Tree, verb: int) -> bool:
    """Tell whether somebody has it said: "had the mayor informed that the bridge was shut"."""
    token, above = tree.tokens[verb], tree.tokens[tree.heads[verb]]
    return token.tag == "VBN" and token.dep == "ccomp" and above.lemma == "have" and above.pos == "VERB" and tree.kid(verb, "aux") is None


def _own_subject(tree: Tree, verb: int) -> int | None:
    """Return a verb's subject; of several that the parser gives it, the last one in front of it ("Pressed by X, *he* conceded")."""
    every = list(tree.kids(verb, *SUBJECTS))
    return next((one for one in every[::-1] if one < verb), every[0] if every else None)


def _in_an_office(tree: Tree, verb: int) -> int | None:
    """Return the office of "In the press service confirmed that ...": a translated sentence whose subject stands behind a preposition."""
    token = tree.tokens[verb]
    first = tree.passage.sentences[token.sentence].first
    if (
        tree.tokens[first].lower not in {"in", "at"}
        or tree.heads[first] != verb
        or first >= verb
        or token.dep != "ROOT"
        or is_passive(tree, verb)
    ):
        return None
    office = tree.kid(first, "pobj")
    if office is None or tree.kid(verb, "expl", *PASSIVE_SUBJECTS) is not None or "thing" in features(tree, office):
        return None
    between = (tree.tokens[i] for i in range(tree.right[first] + 1, verb))
    return office if all(t.pos in ("AUX", "ADV", "PUNCT", "PART") for t in between) else None


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether the verb is passive (or a past participle that modifies a noun)."""
    if tree.kid(verb, "nsubjpass", "csubjpass", "auxpass") is not None:
        return True
    token = tree.tokens[verb]
    if token.tag not in ("VBN", "VBD") or tree.kid(verb, "aux", *SUBJECTS) is not None:
        return False
    first = tree.tokens[tree.left[verb]]
    begins = tree.passage.sentences[token.sentence].first == first.index == verb
    begins = begins or (token.tag == "VBN" and first.lower in _WHEN)
    as_noted = token.dep == "advcl" and tree.has(verb, {"as"}, "mark", "advmod")
    set_off = token.dep == "acl" and tree.tokens[verb - 1].text == ","  # "a clerk, asked who had signed,"
    return (token.tag == "VBN" and token.dep in ("acl", "amod")) or (token.dep == "advcl" and begins) or as_noted or set_off


def is_expletive(tree: Tree, noun: int, verb: int) -> bool:
    """Tell whether the subject is a mere "it" or "there": "it" only where a clause follows that it stands for."""
    if tree.tokens[noun].lower not in _EXPLETIVE:
        return False
    return tree.tokens[noun].dep == "expl" or is_passive(tree, verb)


def by_agent(tree: Tree, verb: int) -> int | None:
    """Return the head of the noun phrase after "by" with a passive verb."""
    agent = tree.kid(verb, "agent")
    if agent is None and is_passive(tree, verb):
        agent = next((p for p in tree.kids(verb, "prep") if tree.tokens[p].lower == "by"), None)
    noun = None if agent is None else tree.kid(agent, "pobj")
    return None if noun is not None and (_is_time(tree, noun) or tree.tokens[noun].lemma in _MEANS) else noun


def _is_time(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is a time, by which something is done: "were promised boots by spring"."""
    return tree.tokens[noun].name in {"DATE", "TIME"} and tree.tokens[noun].pos != "PROPN"


def _shared(tree: Tree, verb: int, depth: int) -> int | None:
    token = tree.tokens[verb]
    head = tree.heads[verb]
    if head == verb:
        return None
    above = tree.tokens[head]
    if token.dep in ("acl", "relcl") and above.pos not in ("VERB", "AUX"):
        return None if token.tag == "VBN" and depth == 1 else _modified(tree, verb, depth)
    if token.dep == "pcomp":
        return _cited_as(tree, head) or (_shared(tree, head, depth) if depth <= _DEPTH else None)
    if token.dep == "xcomp" and token.tag == "VB":
        controller = tree.kid(head, "dobj")
        if controller is not None and controller < verb:
            return controller
    if token.dep == "xcomp" and above.pos == "ADJ" and above.dep in ("acomp", "oprd"):
        head, above = tree.heads[head], tree.tokens[tree.heads[head]]  # "was quick to point out"
    if token.dep in ("conj", "xcomp", "advcl", "ccomp", "prep", "dep", "parataxis") and above.pos in ("VERB", "AUX"):
        return _subject_of_any_voice(tree, head, depth)
    return None


def _cited_as(tree: Tree, prep: int) -> int | None:
    """Return who did it: "quoted the prefect as saying", "accused them of wanting it"; None in the passive or without an object."""
    cited = tree.kid(tree.heads[prep], "dobj") if tree.tokens[prep].lower in _OF_OBJECT else None
    return cited if cited is not None and cited < prep else None


def _modified(tree: Tree, verb: int, depth: int) -> int | None:
    """Return who does what a clause that modifies a noun tells: the noun itself, or whose effort, decision or moment it is."""
    noun = tree.heads[verb]
    if tree.tokens[verb].dep == "relcl" or "thing" not in features(tree, noun):
        return noun
    own = tree.kid(noun, "poss")
    if own is not None:
        return own
    above = tree.heads[noun]
    while tree.tokens[above].dep in ("prep", "pobj", "dobj", "attr", "conj") and tree.heads[above] != above:
        above = tree.heads[above]
    return _subject_of_any_voice(tree, above, depth) if above != noun and tree.tokens[above].pos in ("VERB", "AUX") else None


def _subject_of_any_voice(tree: Tree, verb: int, depth: int) -> int | None:
    own = tree.kid(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
    if own is not None:
        return None if is_expletive(tree, own, verb) else own
    return _shared(tree, verb, depth + 1) if depth <= _DEPTH else None


def noun_phrase(tree: Tree, head: int, *, before: int | None = None) -> tuple[Span, ...]:
    """Return the span of the noun phrase of `head`: its whole subtree but for relative clauses set off by a comma.

    `before` cuts it off in front of a token (the cue itself, where it hangs from the noun).
    """
    first, last = tree.left[head], tree.right[head]
    if before is not None and first <= before <= last:
        first, last = (first, before - 1) if head < before else (before + 1, last)
    for clause in tree.kids(head, "relcl", "acl", "advcl", "parataxis", "ccomp"):
        if clause > head and tree.left[clause] <= last and tree.tokens[tree.left[clause] - 1].text in {",", "(", "-", "–", "—", "--", ":"}:
            last = min(last, tree.left[clause] - 1)
    first, last = _unbroken(tree, first, last)
    while first > 0 and _is_name_before(tree, first):
        first -= 1  # the parser sometimes leaves a title or first name outside
    while last > first and tree.tokens[last].tag == "POS":
        last -= 1
    one = tree.span(first, last)
    return () if one is None else (one,)


def _is_name_before(tree: Tree, first: int) -> bool:
    """Tell whether the word in front is part of the name that begins at token `first`, and no day: "denied on Tuesday Valden claims"."""
    word, before = tree.tokens[first], tree.tokens[first - 1]
    return word.pos == before.pos == "PROPN" and tree.inside[first] == tree.inside[first - 1] and before.lower not in _DAYS


def _unbroken(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Return a phrase with the rest of a word that the parser cut at its hyphens: "two co" → "two co-defendants"."""
    tokens = tree.tokens
    while first > 1 and tokens[first].start == tokens[first - 1].end and "-" in {tokens[first].text, tokens[first - 1].text}:
        first = tree.left[first - 1] if tokens[first - 1].text != "-" else first - 1
    while last + 1 < len(tokens) and tokens[last].end == tokens[last + 1].start and "-" in {tokens[last].text, tokens[last + 1].text}:
        last += 1
    return first, last


def features(tree: Tree, head: int | None) -> frozenset[str]:
    """Return what kind of source it is.

    `person` (or body of persons), `document` (a poll also `inquiry`), `thing`, `it`, `first` (I, we) or `agentless`.
    """
    if head is None:
        return frozenset({"agentless"})
    token = tree.tokens[head]
    if token.lower in _FIRST:
        return frozenset({"person", "first"})
    if token.tag == "WDT" and (noun := _antecedent(tree, head)) is not None:
        return features(tree, noun)
    if _is_person(tree, head):
        return frozenset({"person"})
    if token.lemma.lower() in phrases().evidence:
        return frozenset({"document", "inquiry"})
    written = not holders().documents.isdisjoint({token.lemma.lower(), token.lower}) or _said(tree, head)
    return frozenset({"document"} if written else {"thing", "it"} if token.lower == "it" else {"thing"})


def _is_person(tree: Tree, head: int) -> bool:
    """Tell whether the word names or stands for a person or a body of persons."""
    token, lists = tree.tokens[head], holders()
    lemma = token.lemma.lower()
    if token.name in _PERSONS or token.pos in ("PROPN", "NUM") or token.lower in _PRONOUNS or token.tag == "PRP$":
        return True
    if lemma in lists.people or lemma in lists.bodies or token.lower in lists.bodies:
        return True
    if not lists.documents.isdisjoint({lemma, token.lower}) or lemma in phrases().evidence or _said(tree, head):
        return False
    return token.lower.endswith(_PERSON_ENDINGS) or _is_name(tree, head)


def _antecedent(tree: Tree, pronoun: int) -> int | None:
    """Return the noun that "which" or "that" stands for: "the council, which opposes it"."""
    verb = tree.heads[pronoun]
    noun = tree.heads[verb] if tree.tokens[verb].dep == "relcl" else verb
    return noun if noun not in (verb, pronoun) and tree.tokens[noun].pos in ("NOUN", "PROPN") and tree.tokens[noun].tag != "WDT" else None


def _said(tree: Tree, noun: int) -> bool:
    """Tell whether the noun names something said: "her criticism rejects the plan"."""
    cue = cues().nouns.get(tree.tokens[noun].lemma) if tree.tokens[noun].pos == "NOUN" else None
    return cue is not None and cue.kinds[0] in _SAID


def _is_name(tree: Tree, noun: int) -> bool:
    """Tell whether a word that the tagger calls a common noun has a capital letter within its sentence: a surname such as "Sanders"."""
    token = tree.tokens[noun]
    return token.text[:1].isupper() and not token.text.isupper() and tree.left[noun] != tree.passage.sentences[token.sentence].first
