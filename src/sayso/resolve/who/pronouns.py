"""Sources that are pronouns: "he", "I", "who", "some of the villagers", and the "it" that stands for nobody."""

from __future__ import annotations

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.model.statement import Speaker
from sayso.resolve.cast.scene import Guess
from sayso.resolve.names.nouns import uncapitalised
from sayso.resolve.names.phrases import Phrase, phrase
from sayso.resolve.tables import Pronoun, role_nouns, singular
from sayso.resolve.who.described import by_description
from sayso.resolve.who.named import by_name
from sayso.resolve.who.salience import WINDOW, both, most_salient
from sayso.resolve.who.views import first_person, second_person, view
from sayso.resolve.who.walk import UNCLEAR, UNKNOWN, WRITTEN, Resolution, Walk

_UNDER_RELATIVE = frozenset({"conj", "aux", "xcomp", "ccomp", "prep", "pcomp", "agent"})  # "according to which it was said"
_PAIR_REACH = 3  # sentences back in which the two stand whom "both" takes up
_NEAR = 10  # tokens back in which "who" may find a name
#: Who is meant by the grammatical person: "I" and "we", "you".
_WITHIN_SPEECH = {1: ("first person", first_person), 2: ("second person", second_person)}
_KINDS = {"m": "person", "f": "person", "n": "unknown"}


def by_pronoun(walk: Walk, i: int, found: Phrase, pronoun: Pronoun) -> Resolution:
    """Return whom the pronoun that is the source of attribution `i` means; a speaker without a name where that is not clear."""
    if pronoun.use == "relative":
        return _relative(walk, i, found)
    if pronoun.use == "many":
        return _pair(walk, i, found) or _many(walk, found)
    if pronoun.person in _WITHIN_SPEECH:
        rule, told = _WITHIN_SPEECH[pronoun.person]
        return _within_speech(found, told(walk, i), rule)
    if pronoun.form == "it" and _is_expletive(walk.scene.passages[found.passage], found.at):
        return Resolution(UNKNOWN, None, WRITTEN, "no source", found)
    if pronoun.use in {"personal", "possessive"} and pronoun.gender + pronoun.number:
        return _third_person(walk, i, found, pronoun)
    return _unresolved(found)


def _third_person(walk: Walk, i: int, found: Phrase, pronoun: Pronoun) -> Resolution:
    seen = view(walk, i, found.passage, found.at)
    guess = most_salient(walk.scene, pronoun, seen)
    if guess.entry is None and pronoun.number == "p":
        guess = both(walk.scene, seen)
    if guess.entry is None:
        kind = "group" if pronoun.number == "p" else _KINDS.get(pronoun.gender, "unknown")
        return Resolution(Speaker(None, kind), None, guess.score, "pronoun unresolved", found)
    if pronoun.gender in {"m", "f"}:
        guess.entry.genders[pronoun.gender] += guess.score
        guess.entry.votes["person"] += guess.score
    return walk.speaks(guess.entry, found, guess.score, guess.rule)


def _within_speech(found: Phrase, told: Resolution | None, rule: str) -> Resolution:
    """Return who "I", "we" or "you" is: the speaker of the speech around it, else the document's author; the other in a conversation."""
    if told is None:
        return _unresolved(found)
    return Resolution(told.speaker, told.entry, told.score, rule, found)


def _pair(walk: Walk, i: int, found: Phrase) -> Resolution | None:
    """Return the two whom "both" or "neither" takes up: a group of two, or the only two people just before."""
    scene = walk.scene
    beside = scene.passages[found.passage].children[found.at.index]
    if found.at.lower not in {"both", "neither"} or beside:
        return None
    here = scene.base(found.passage) + found.at.sentence
    near = (scene.roster.entries[s.entry] for s in scene.before(found.at.start, WINDOW) if here - s.sentence <= _PAIR_REACH)
    group = next((e for e in near if e.plural and (e.name.lower().startswith("two ") or e.name.count(" and ") == 1)), None)
    guess = Guess(group, WRITTEN, "both") if group is not None else both(scene, view(walk, i, found.passage, found.at))
    return None if guess.entry is None else walk.speaks(guess.entry, found, guess.score, guess.rule)


def _many(walk: Walk, found: Phrase) -> Resolution:
    """Return "some", "others", "many of the villagers" as a group, as written."""
    passage = walk.scene.passages[found.passage]
    tokens = passage.tokens
    last = found.at.index
    for prep in passage.children[last]:
        if tokens[prep].dep == "prep":
            last = max([c for c in passage.children[prep] if tokens[c].dep == "pobj"], default=last)
    if tokens[last].lower in {"whom", "which"}:
        return Resolution(Speaker(None, "group"), None, UNCLEAR, "pronoun unresolved", found)
    words = uncapitalised(" ".join(Span(found.at.start, tokens[last].end).of(walk.scene.text).split()), found.at)
    entry = walk.scene.roster.describe(words, "group", plural=True)
    return walk.speaks(entry, found, WRITTEN, "as written")


def _relative(walk: Walk, i: int, found: Phrase) -> Resolution:
    """Return whom "who" or "which" takes up: the noun that its clause depends on."""
    passage = walk.scene.passages[found.passage]
    head = _antecedent(passage, found.at)
    if head is None:
        return _unresolved(found)
    named = walk.scene.names[found.passage]
    near = [n for n in named if n.last <= found.at.index and found.at.index - n.last < _NEAR and n.kind == "person"]
    if found.at.lower == "who" and near and not _is_somebody(passage.tokens[head]):
        head = near[-1].head
    if found.at.lower == "which":
        head = _paper_above(passage, head)
    for name in named:
        if name.first <= head < name.last:
            return by_name(walk, Phrase(found.passage, passage.tokens[head], name=name), name)
    inner = phrase(passage, found.passage, [head], (), walk.scene.text)
    if inner is None or inner.noun is None:
        return _unresolved(found)
    return by_description(walk, i, inner, inner.noun)


def _paper_above(passage: Passage, head: int) -> int:
    """Return the paper that "which" takes up, for a clause that the parser hung on whose it is: "the *log* of the physician, which"."""
    tokens = passage.tokens
    noun = singular(tokens[head].lower, tokens[head].lemma)
    if tokens[head].dep != "pobj" or noun is None or role_nouns()[noun].type != "person":
        return head
    above = tokens[tokens[head].head].head
    paper = singular(tokens[above].lower, tokens[above].lemma)
    return above if paper is not None and _is_paper(paper) else head


def _antecedent(passage: Passage, pronoun: Token) -> int | None:
    """Return the token on which the relative clause of a pronoun depends."""
    tokens = passage.tokens
    verb = tokens[pronoun.head]
    while verb.dep in _UNDER_RELATIVE and verb.head != verb.index:
        verb = tokens[verb.head]
    if verb.dep != "relcl":
        return _before_prepositions(tokens, pronoun.index)
    noun = _undated(tokens, tokens[verb.head])
    above = tokens[noun.head]
    apposed = noun.dep == "appos" and (
        above.pos == "PROPN" or (above.pos == noun.pos == "NOUN" and above.index < noun.index and _is_somebody(above))
    )
    return above.index if apposed else noun.index


def _undated(tokens: tuple[Token, ...], noun: Token) -> Token:
    """Return the noun that a date belongs to, for a clause that the parser hung on the date: "his diary for 9 October, which reads"."""
    if noun.name not in {"DATE", "TIME"} or tokens[noun.head].dep != "prep":
        return noun
    above = tokens[tokens[noun.head].head]
    inner = [t for t in tokens[above.index : noun.head] if t.dep == "pobj" and (n := singular(t.lower, t.lemma)) and _is_paper(n)]
    return inner[-1] if inner else above if above.pos == "NOUN" else noun


def _is_paper(noun: str) -> bool:
    return role_nouns()[noun].type == "document"


def _before_prepositions(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the noun right in front of "to which", "according to which", whatever the parser hung them from."""
    k = i - 1
    while k > 0 and (tokens[k].pos == "ADP" or tokens[k].lower == "according"):
        k -= 1
    return k if 0 <= k < i - 1 and tokens[k].pos in {"NOUN", "PROPN"} else None


def _is_somebody(token: Token) -> bool:
    """Tell whether a word may stand for people: a name, a pronoun, or a noun for a person or a group."""
    noun = singular(token.lower, token.lemma)
    return token.pos != "NOUN" or (noun is not None and role_nouns()[noun].type in {"person", "group"}) or token.tag == "NNS"


def _is_expletive(passage: Passage, pronoun: Token) -> bool:
    """Tell whether "it" stands for a clause: "it was emphasised that", "it is telling that"."""
    if pronoun.dep in {"nsubjpass", "expl"}:
        return True
    beside = passage.children[pronoun.head]
    return pronoun.dep == "nsubj" and any(passage.tokens[c].dep == "acomp" for c in beside)


def _unresolved(found: Phrase) -> Resolution:
    return Resolution(UNKNOWN, None, UNCLEAR, "pronoun unresolved", found)
