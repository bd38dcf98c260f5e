"""What follows a verb of saying: "denied the charge", "called it a lie", "put the dead at forty", "spoke of the mill being shut".

Every function yields constructions of the lexicon (lexicon/cues.toml) with the words of the content.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.indirect.carried import object_end
from sayso.extract.lexicon import cues, holders, phrases
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import features
from sayso.model.span import Span

#: Verbs whose object is the hearer: "told us of the fire".
_TO_A_HEARER = frozenset(
    {"tell", "inform", "notify", "brief", "advise", "apprise", "remind", "assure", "reassure", "convince", "warn", "alert"}
)
#: Verbs whose subject does what is promised to the object: "promised her to return" (Quirk et al. 1985, 16.64).
_TO_A_PROMISEE = frozenset({"promise", "swear", "vow", "threaten"})
#: Prepositions that belong to what is said; the others only lead to it.
_KEPT = frozenset({"of", "for", "against", "as", "to", "about"})
#: Verbs of having something done: "ordered the bridge blown up".
_HAS_DONE = frozenset({"order", "demand", "want", "request", "command", "direct", "prefer"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVES = frozenset({"WP", "WDT"})
_PRONOUNS = frozenset(
    """it this that so them him her me us you what which who whom whose those these nothing
    something anything himself herself itself themselves""".split()  # noqa: SIM905 - a list of words reads better as words
)
#: Light verbs that are denials or reports of their own: "rejects the claim that ..." is two.
_OF_ITS_OWN = frozenset({"deny", "reject", "repeat", "face", "hear", "receive", "read"})
#: Endings of nouns for acts, states and ideas (Quirk et al. 1985, appendix I.31 to I.36).
_ABSTRACT = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism", "ship", "cy", "ing", "al")
#: Endings of nouns for acts alone.
_ACTS = ("tion", "sion", "ing", "al")
#: Verbs of thinking that are deeds with an object: "voting rights", "gathered the news".
_DEEDS = frozenset({"vote", "gather", "aim", "decide", "figure", "resolve", "learn", "know", "remember", "recall"})
#: Verbs of perception: "sees a danger" is a view, "saw the danger" may be a sight.
_SENSES = frozenset({"see", "notice", "sense", "perceive", "view", "regard"})
#: Verbs that name what they are about behind a preposition: "referred to him as", "spoke of it as".
_SPEAKS_OF = {"refer": "to", "speak": "of", "write": "of", "tell": "of", "talk": "of"}
#: Verbs that give a figure and nothing else.
_RECKONS = frozenset({"estimate", "reckon", "assess", "value"})
#: "complained of the theft": what it is about has happened.
_OF_A_FACT = frozenset({"complain", "boast"})
_NUMBERED = frozenset({"cent", "percent", "%", "million", "billion", "dozen", "hundred", "thousand"})


def with_object(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield each construction of the verb with its object, and the words of its content."""
    thing = tree.kid(verb, "dobj") or _small_subject(tree, verb)
    if thing is not None and tree.tokens[thing].name == "DATE" and tree.tokens[thing].pos == "PROPN":
        return  # "promised Monday": when
    yield from _referred(tree, verb)
    if thing is None:
        yield from _dismissed_as(tree, verb)
        yield from _named_only(tree, verb)
        return
    predicate = _predicate(tree, verb, thing)
    if thing < verb:
        if predicate is not None and tree.tokens[thing].tag in _RELATIVES:
            yield "as", tree.runs([thing, *tree.subtree(predicate)])
        return
    last = tree.right[thing]
    if predicate is None and (_quoted_predicate(tree, thing) or _ends_quoted(tree, thing)):
        yield "as", tree.runs(tree.subtree(thing))
    if predicate is not None and not _no_judgement(tree, verb, predicate):
        yield "as", tree.runs(range(tree.left[thing], max(last, _last_as(tree, verb, predicate)) + 1))
    if predicate is None:
        yield from _to_do(tree, verb, thing)
    yield from _figures(tree, verb, thing)
    yield from _bare_object(tree, verb, thing)


def _named_only(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield what a verb without an object calls its object: both were taken for names, or the name holds it."""
    names = [c for c in tree.kids(verb, "oprd") if c > verb]
    if len(names) > 1:
        yield "as", tree.runs(range(tree.left[names[0]], tree.right[names[1]] + 1))
    elif names and tree.left[names[0]] < names[0]:
        yield "as", tree.runs(tree.subtree(names[0]))


def _to_do(tree: Tree, verb: int, thing: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the object with what it is to do, or what is to be done with it."""
    last = tree.right[thing]
    infinitive = next((x for x in tree.kids(verb, "xcomp", "ccomp") if x > thing or tree.left[x] <= thing <= x), None)
    if infinitive is not None and tree.tokens[verb].lemma in _TO_A_PROMISEE and tree.tokens[infinitive].dep == "xcomp":
        yield "inf", tree.runs(tree.subtree(infinitive))
    elif infinitive is not None:
        words = tree.runs(range(tree.left[thing], max(last, tree.right[infinitive]) + 1))
        yield "np_inf", words
        if _is_state(tree, infinitive):
            yield "np_be", words
    else:  # "reckoned the bridge to be mined": taken for a description of the bridge
        described = (c for c in tree.kids(thing, "relcl", "acl") if c > thing and _is_state(tree, c))
        yield from (("np_be", tree.runs(range(tree.left[thing], tree.right[c] + 1))) for c in described)
    done = _to_be_done(tree, verb, thing)
    if done is not None:
        yield "np_inf", tree.runs(range(tree.left[thing], tree.right[done] + 1))


def _is_state(tree: Tree, infinitive: int) -> bool:
    """Tell whether the infinitive tells what is or was ("to be dead", "to have sunk"), not what is to be done."""
    to = next((c for c in tree.kids(infinitive, "aux") if tree.tokens[c].lower == "to"), None)
    return to is not None and tree.tokens[to + 1].lower in {"be", "have"}


def _last_of(tree: Tree, verb: int, predicate: int) -> int:
    """Return the last word of the predicate: the end of its quotation, where a new act follows ("called it “a lie” and accused them")."""
    around, last = tree.inside[predicate], tree.right[predicate]
    if around < 0 or around == tree.inside[verb]:
        return last
    end = tree.at(tree.quotes[around].span).stop
    another = any(tree.inside[i] == tree.inside[verb] and tree.tokens[i].tag in _FINITE for i in range(end, last + 1))
    return end - 1 if another else last


def _to_be_done(tree: Tree, verb: int, thing: int) -> int | None:
    """Return the participle that ends an order: "ordered the files burnt", "ordered the treaty to be burned"."""
    if tree.tokens[verb].lemma not in _HAS_DONE:
        return None
    done = (c for c in tree.kids(thing, "acl", "relcl") if c > thing and tree.tokens[c].tag == "VBN")
    return next((c for c in done if (c == thing + 1 or tree.has(c, {"to"}, "aux")) and tree.kid(c, "agent") is None), None)


def _dismissed_as(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield "as absurd the claim that ..." of "rejected as absurd the claim that ...", which the parser takes for one phrase."""
    name = next((p for p in tree.kids(verb, "prep") if tree.tokens[p].lower == "as" and p > verb), None)
    noun = None if name is None else tree.kid(name, "pobj")
    if name is not None and noun is not None and tree.tokens[noun].lemma in cues().nouns and tree.kid(noun, "acl", "ccomp") is not None:
        yield "np", tree.runs(tree.subtree(name))


def _last_as(tree: Tree, verb: int, predicate: int) -> int:
    """Return the last token of "as clerks and the guards as thieves": each "as" that follows at once belongs to it."""
    last = _last_of(tree, verb, predicate)
    for child in tree.kids(verb, "prep"):
        if child > predicate and tree.left[child] == last + 1 and tree.tokens[child].lower == "as":
            last = tree.right[child]
    return last


def _no_judgement(tree: Tree, verb: int, predicate: int) -> bool:
    """Tell whether the predicate is no judgement: how hard something is to do ("hard to bear"), or a state ("found him dead")."""
    if tree.tokens[verb].lemma != "find":
        return False
    after = tree.tokens[predicate + 1 : predicate + 2]
    return any(t.tag == "TO" for t in after) or tree.tokens[predicate].tag == "VBN" or tree.tokens[predicate].lower in phrases().states


def _referred(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield "him as a hero" of "referred to him as a hero", "spoke of him as a hero"."""
    wanted = _SPEAKS_OF.get(tree.tokens[verb].lemma)
    to = next((p for p in tree.kids(verb, "prep") if tree.tokens[p].lower == wanted and p > verb), None)
    noun = None if to is None else tree.kid(to, "pobj")
    over = [verb] if noun is None else [verb, noun]
    name = next((p for above in over for p in tree.kids(above, "prep") if tree.tokens[p].lower == "as" and p > verb), None)
    if to is not None and name is not None and to < name:
        yield "as", tree.runs(range(to + 1, tree.right[name] + 1))


def _bare_object(tree: Tree, verb: int, thing: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the object as it stands, unless it is a mere pronoun or names the saying itself: "voiced the fear that ..."."""
    words = tree.runs(tree.subtree(thing))
    if tree.tokens[verb].lemma == "echo" and "person" in features(tree, thing):
        return
    if tree.tokens[verb].lemma in _TO_A_PROMISEE and tree.kid(verb, "xcomp") is not None:
        return
    if tree.tokens[verb].lemma == "defend" and _is_ground(tree, thing):
        return
    if tree.tokens[verb].lemma in phrases().light_verbs - _OF_ITS_OWN and _says_itself(tree, thing):
        return
    named = tree.tokens[thing].lemma
    if (named in holders().documents or (named in cues().nouns and tree.tokens[thing].pos == "NOUN")) and _from_somebody(tree, thing):
        yield "np_words", words
    if any(c > thing and tree.tokens[c].tag == "VBG" for c in tree.kids(thing, "acl")):
        yield "np_ing", words
    last = object_end(tree, verb, thing)
    if not _bare_pronoun(tree, thing) or last > thing or _denied(tree, verb, thing):
        yield "np", tree.runs(range(tree.left[thing], last + 1))


def _is_ground(tree: Tree, thing: int) -> bool:
    """Tell whether what is defended is a place, by arms: "defended the harbour"."""
    token = tree.tokens[thing]
    return token.name in {"GPE", "LOC", "FAC"} or token.lemma in phrases().grounds


def is_thought(tree: Tree, verb: int) -> bool:
    """Tell whether the verb's object is something said, done or proposed, not a person or thing: "embraced the plan", "sees a chance"."""
    thing = tree.kid(verb, "dobj")
    if thing is None or tree.tokens[thing].pos != "NOUN":
        return False
    if (
        tree.tokens[verb].lemma in _DEEDS
        or tree.kid(verb, "prt") is not None
        or (tree.tokens[verb].lemma in _SENSES and tree.tokens[verb].tag not in {"VBZ", "VBP"})
    ):
        return False
    lemma = tree.tokens[thing].lemma.lower()
    if lemma in cues().nouns or lemma in phrases().thoughts:
        return True
    return lemma.endswith(_ABSTRACT) and "person" not in features(tree, thing)


def is_open_question(tree: Tree, verb: int) -> bool:
    """Tell whether what is talked of is whether something is so or should be: "discussed the possibility of peace", "floated the idea"."""
    thing = tree.kid(verb, "dobj")
    if thing is None:
        return False
    more = tree.kid(thing, "acl", "ccomp", "relcl") is not None or tree.has(thing, {"of", "for"}, "prep")
    of_others = tree.tokens[thing].lower == "same" and (tree.has(thing, {"of", "about"}, "prep") or tree.has(verb, {"of", "about"}, "prep"))
    return of_others or (more and tree.tokens[thing].lemma in phrases().questions)


def _denied(tree: Tree, verb: int, thing: int) -> bool:
    """Tell whether a pronoun is what is denied: "both deny it"; elsewhere it is the hearer, or a thing."""
    cue = cues().verbs.get(tree.tokens[verb].lemma)
    return cue is not None and cue.kinds[0] == "denies" and tree.tokens[thing].lower in {"it", "this", "that"}


def _figures(tree: Tree, verb: int, thing: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield "the dead at forty" of "put the dead at forty", and "forty-one" of "the return gives forty-one"."""
    stop = tree.right[verb] + 1
    for prep in range(thing + 1, stop):
        number = tree.kid(prep, "pobj") if tree.tokens[prep].lower == "at" else None
        if number is not None and (is_number(tree, number) or _reckoned(tree, verb, thing, number)):
            yield "figure", tree.runs(range(tree.left[thing], tree.right[number] + 1))
            return
    cue = cues().verbs.get(tree.tokens[verb].lemma)
    given = tree.kid(verb, "nsubj")
    paid = tree.tokens[verb].lemma == "give" and given is not None and "person" in features(tree, given)
    if cue is not None and "shows" in cue.kinds and is_number(tree, thing) and not paid:
        yield "figure", tree.runs(tree.subtree(thing))


def is_number(tree: Tree, noun: int) -> bool:
    """Tell whether the noun phrase is a count: "forty-one", "six hundred", "40 per cent"."""
    token = tree.tokens[noun]
    return token.tag == "CD" or (token.lower in _NUMBERED and tree.kid(noun, "nummod", "compound", "quantmod") is not None)


def _reckoned(tree: Tree, verb: int, thing: int, number: int) -> bool:
    """Tell whether what is reckoned comes to a sum: "put the cost at nine crowns", against "put guards at three gates"."""
    counted = tree.kid(number, "nummod") is not None
    return counted and (tree.tokens[thing].lemma in phrases().measured or tree.tokens[verb].lemma in _RECKONS)


def is_reckoned(tree: Tree, verb: int, thing: int, prep: int) -> bool:
    """Tell whether the passive names a sum: "the cost was put at nine crowns"."""
    number = tree.kid(prep, "pobj") if tree.tokens[prep].lower == "at" else None
    return number is not None and _reckoned(tree, verb, thing, number)


def _says_itself(tree: Tree, thing: int) -> bool:
    """Tell whether the object is a noun of saying or thinking that has its own content: "concerns about the dam"."""
    cue = cues().nouns.get(tree.tokens[thing].lemma)
    if cue is None or tree.tokens[thing].pos != "NOUN":
        return False
    if tree.kid(thing, "acl", "ccomp", "relcl") is not None:
        return True
    frames = [cue.frame(f"pp:{tree.tokens[p].lower}") for p in tree.kids(thing, "prep")]
    return any(f is not None and f.grade != "weak" for f in frames)


def _from_somebody(tree: Tree, thing: int) -> bool:
    """Tell whether the object is the words of somebody named or told: "a letter from the miller", "a note that the road is shut"."""
    return tree.has(thing, {"from", "by"}, "prep", "agent") or tree.kid(thing, "acl", "ccomp") is not None


def _small_subject(tree: Tree, verb: int) -> int | None:
    for clause in tree.kids(verb, "ccomp"):
        if is_small_clause(tree, clause, verb):
            return tree.kid(clause, "nsubj", "nsubjpass")
    return None


def is_small_clause(tree: Tree, clause: int, verb: int) -> bool:
    """Tell whether the clause has no finite verb of its own: "called it a lie", "wants them to leave"."""
    token = tree.tokens[clause]
    if clause < verb:
        return False
    if token.pos not in ("VERB", "AUX"):
        return tree.kid(clause, "cop", "aux", "mark") is None and tree.kid(clause, "nsubj") is not None
    return tree.has(clause, {"to"}, "aux") and tree.kid(clause, "nsubj", "nsubjpass") is not None


def _predicate(tree: Tree, verb: int, thing: int) -> int | None:
    """Return what the object is called or held to be: "a lie" in "called it a lie", "as open" in "described it as open"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if child < max(thing, verb):
            continue
        if token.dep in ("oprd", "dobj") and child != thing and tree.tokens[thing].dep == "dobj":
            return child
        if token.dep == "oprd" or (token.dep == "prep" and token.lower == "as"):
            return child
        if token.dep == "advmod" and token.lower in phrases().judging and child == tree.right[thing] + 1:
            return child
        if (
            token.dep == "advcl"
            and (token.pos != "VERB" or token.tag == "VBN")
            and tree.tokens[tree.left[child]].lower == "as"
            and tree.kid(child, "nsubj") is None
        ):
            return child
        if token.dep == "ccomp" and token.pos not in ("VERB", "AUX") and is_small_clause(tree, child, verb):
            return child
    named = _quoted_behind(tree, verb, thing)
    if named is None:
        named = next((c for c in tree.kids(thing, "appos") if c > thing and tree.inside[c] > tree.inside[thing]), None)
    return named if named is not None else next((p for p in tree.kids(thing, "prep") if tree.tokens[p].lower == "as"), None)


def _quoted_behind(tree: Tree, verb: int, thing: int) -> int | None:
    """Return the quoted words right behind the object, whatever they were taken for: "calls it ‘acquired by exchange’"."""
    for child in tree.kids(verb, "advcl", "acl", "xcomp", "dep", "npadvmod"):
        begins = thing < tree.left[child] <= thing + 2  # with the mark, or behind it
        if begins and not tree.has(child, {"to"}, "aux") and tree.inside[child] > tree.inside[thing] == tree.inside[verb]:
            return child
    return None


def _quoted_predicate(tree: Tree, thing: int) -> bool:
    """Tell whether the object ends in quoted words that name it: the parser makes one noun phrase of "the broadcast “mischief”"."""
    inside = tree.inside[thing]
    first = tree.left[thing]
    return inside != tree.inside[first] and inside >= 0 and any(tree.tokens[i].pos == "NOUN" for i in range(first, thing))


def _ends_quoted(tree: Tree, thing: int) -> bool:
    """Tell whether quoted words behind the object name it, wherever the parser hung them: "called the raid that hit Venn “a mistake”"."""
    last = tree.right[thing]
    quote = tree.inside[last]
    if quote < 0 or quote == tree.inside[thing] or last <= thing:
        return False
    first = tree.at(tree.quotes[quote].span).start
    opens = tree.tokens[first + 1 : first + 2]
    return thing < first and tree.tokens[first - 1].pos in ("NOUN", "PROPN", "PRON") and any(t.pos in ("DET", "ADJ", "ADV") for t in opens)


def _bare_pronoun(tree: Tree, thing: int) -> bool:
    return tree.tokens[thing].lower in _PRONOUNS and tree.left[thing] == tree.right[thing]


def prepositional(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield "pp:" and the preposition of each phrase of the verb, with its words and those of the object in front of it."""
    thing = tree.kid(verb, "dobj")
    if tree.tokens[verb].lemma in _TO_A_HEARER or (thing is not None and tree.tokens[thing].lower.endswith(("self", "selves"))):
        thing = None  # "distanced herself from the remark"
    for clause in tree.kids(verb, "advcl", "xcomp", "ccomp"):
        if clause > verb and tree.tokens[tree.left[clause]].lower == "for" and tree.tokens[tree.left[clause]].dep == "mark":
            yield "pp:for", tree.runs(tree.subtree(clause))
    for prep in tree.kids(verb, "prep"):
        inner = tree.kid(prep, "pobj", "pcomp", "dobj")
        if inner is None or prep < verb:
            continue
        name = f"pp:{tree.tokens[prep].lower}"
        if thing is not None and verb < thing < prep:
            yield name, tree.runs(range(tree.left[thing], tree.right[prep] + 1))
        else:
            first = prep if tree.tokens[prep].lower in _KEPT else prep + 1
            yield name, tree.runs(range(first, _phrase_end(tree, verb, prep, inner) + 1))


def _phrase_end(tree: Tree, verb: int, prep: int, inner: int) -> int:
    """Return the last token of the phrase, with the participle that it is the subject of: "of the mill being shut"."""
    ends = [tree.right[prep], *(tree.right[x] for x in tree.kids(verb, "xcomp") if x > prep)]
    ends += [tree.right[c] for c in tree.kids(verb, "advcl") if tree.left[c] == tree.right[inner] + 1 and _is_ing(tree, c)]
    return max(ends)


def _is_ing(tree: Tree, clause: int) -> bool:
    """Tell whether the clause is a participle: "leaving", "being shut"."""
    return (tree.tokens[clause].tag == "VBG" and tree.left[clause] == clause) or tree.has(clause, {"being", "having"}, "aux", "auxpass")


def is_proposition(tree: Tree, verb: int, construction: str) -> bool:
    """Tell whether a prepositional phrase holds more than a topic: an act, a clause, a question ("of horses being eaten", "about why")."""
    wanted = construction.removeprefix("pp:")
    for prep in tree.kids(verb, "prep"):
        if tree.tokens[prep].lower != wanted or prep < verb:
            continue
        inner = tree.kid(prep, "pobj", "pcomp", "dobj")
        if inner is not None and wanted == "of" and (tree.tokens[verb].lemma in _OF_A_FACT or _is_event(tree, inner)):
            return True
        if inner is not None and (tree.tokens[inner].dep == "pcomp" or _phrase_end(tree, verb, prep, inner) > tree.right[prep]):
            return True
        if inner is not None and (is_number(tree, inner) or any(tree.tokens[c].tag == "VBG" for c in tree.kids(inner, "acl"))):
            return True
    return False


def _is_event(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is an act with whom or what it befell: "the destruction of the mill"."""
    return tree.tokens[noun].lemma.endswith(_ACTS) and tree.has(noun, {"of", "by"}, "prep")
