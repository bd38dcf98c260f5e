"""The first pass over a section: who is named in it, under which names and titles, and where.

Full names come first, so that a surname in a headline finds its bearer; then single words; then roles, gender and papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model.annotated import Annotated, Passage, Token
from sayso.model.document import Document
from sayso.resolve.cast.bearers import acronym, bearer, maker_type, may_be_person, own_noun
from sayso.resolve.cast.cast import Cast, Role
from sayso.resolve.cast.roles import THRESHOLD, by_role, only_body
from sayso.resolve.cast.roster import Entry, Roster
from sayso.resolve.cast.scene import Scene, Sighting
from sayso.resolve.learning.deeds import read_clause, read_fate
from sayso.resolve.learning.going_on import go_on
from sayso.resolve.learning.papers import read_paper
from sayso.resolve.learning.reading import Reading, is_subject
from sayso.resolve.learning.renaming import named_later, named_next
from sayso.resolve.media import DATE, is_issue
from sayso.resolve.names.endings import ended
from sayso.resolve.names.names import Name, is_acronym, names
from sayso.resolve.names.nouns import Noun, noun_phrase
from sayso.resolve.names.parting import parted
from sayso.resolve.names.phrases import is_anothers
from sayso.resolve.tables import mastheads, pronouns, role_nouns, singular
from sayso.resolve.who.described import written
from sayso.resolve.who.examined import is_examination, unlettered
from sayso.resolve.who.owners import unowned

_BESIDE = frozenset({"amod", "compound", "nmod"})
_MET = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "ROOT"})
_CALLED = frozenset({"person", "", "place", "organisation", "people"})  # kinds that may turn out to be a person's
_AGREEMENT = 0.5  # weight of one pronoun as a witness for somebody's gender
_WHERE = frozenset({"in", "at", "between", "near", "across", "into", "inside", "outside", "throughout", "towards", "around"})
_PEOPLES = ("n", "an", "ian", "ns", "ans", "ians", "i", "ese", "ish")  # endings of the names of peoples
_NAMED_AFTER = 10.0  # weight of a people's name as a witness for its land
_FAMILY = 10.0  # weight of a shared surname as a witness for a person
_OF_A_DAY = re.compile(rf"\s+of\s+(?:the\s+)?(?:{DATE.pattern})")
_FULL_NAME = 2  # words in a person's full name
_BY_ARTICLE = 0.5  # weight of "the" before a lone name as a witness for a body
_OFFICIAL = ("official", "governmental", "state-run", "weekly", "daily", "popular", "liberal", "conservative", "radical", "leading")
_LOCATED = 2.0  # weight of "in" before a name as a witness for a place


def learn(annotated: Annotated, cast: Cast) -> Scene:
    """Return the section with everybody named in it, on top of the `cast` of the sections before."""
    roster = Roster(cast)
    if not cast.members:
        _enter_makers(roster, annotated.document)
    scene = Scene(annotated, roster)
    found = parted([names(p, scene.text) for p in annotated.passages], annotated.passages, scene.text)
    if is_examination(scene.text):
        found = [tuple(unlettered(n, p, scene.text) for n in each) for each, p in zip(found, annotated.passages, strict=True)]
    scene.names = [ended(each, passage, scene.text) for each, passage in zip(found, annotated.passages, strict=True)]
    met = [(number, name) for number, found in enumerate(scene.names) for name in found]
    for several in (True, False):
        for number, name in met:
            if (" " in name.text or (name.kind == "organisation" and name.sure)) is several:
                _enter(scene, number, name)
    _sort(scene)
    _find_places(scene)
    _find_families(scene)
    for number, passage in enumerate(annotated.passages):
        _read(scene, number, passage)
    for number, passage in enumerate(annotated.passages):
        named_next(scene, number, passage)
        go_on(scene, number, passage)
    return scene


def _enter_makers(roster: Roster, document: Document) -> None:
    """Enter the document's publisher and author: they may speak in it without being named."""
    if document.publisher:
        publisher = roster.add(document.publisher, "organisation")
        publisher.given = True
        _own_role(roster, publisher)
    if document.author:
        author = roster.add(document.author, maker_type(document.author))
        author.given = True
        _own_role(roster, author)
        roster.learn(author, Role("author", frozenset({"lines", "article", "piece", "column"}), -1))


def _enter(scene: Scene, number: int, name: Name) -> None:
    """Give a name its bearer, and record the sighting."""
    tokens = scene.passages[number].tokens
    start = tokens[name.first].start
    if name.weak and not scene.roster.knows(name.text):
        return
    guess = bearer(scene.roster, name, start)
    entry = guess.entry
    if entry is None:
        return
    _own_role(scene.roster, entry)
    if name.first and tokens[name.first - 1].lower in _WHERE and not name.sure:
        entry.votes["place"] += _LOCATED
    if name.noun:
        before = _words_before(tokens, name)
        scene.roster.learn(entry, Role(name.noun, before, start))
    _bracketed(scene, number, name, entry)
    if not name.sure and is_issue(scene.text, tokens[name.last - 1].end):
        entry.told["organisation"] += 1
    elif not name.sure and _after_the(tokens, name) and _of_a_day(scene.text, tokens[name.last - 1].end):
        entry.told["organisation"] += 1  # "the Anchor of 6 May"
    elif " " not in name.text and name.kind == "person" and not name.sure and _is_body_by_article(tokens, name):
        entry.told["organisation"] += _BY_ARTICLE  # "The semi-official Abendpost"
    elif " " not in name.text and name.kind in {"document", ""} and name.text.lower() in mastheads() and _after_the(tokens, name):
        entry.told["organisation"] += 1  # "the Telegraph"
    scene.bearers[number, name.first] = entry.number
    if tokens[name.head].dep in _BESIDE and not name.first <= tokens[name.head].head < name.last:
        return  # "Halvessan soldiers", "the Tarn agency": beside a noun nobody is met
    scene.sightings.append(Sighting(start, scene.base(number) + tokens[name.head].sentence, entry.number, is_subject(tokens, name.head)))
    entry.last = max(entry.last, start)


def _of_a_day(text: str, end: int) -> bool:
    """Tell whether "of" and a date stand behind `end`, as behind the name of a paper."""
    return _OF_A_DAY.match(text, end) is not None


def _is_body_by_article(tokens: tuple[Token, ...], name: Name) -> bool:
    """Tell whether "the" stands before a lone name, with no more than an adjective of rank or place between: no person is called so."""
    first = name.first - 1
    if first > 0 and tokens[first].pos == "ADJ" and tokens[first].text.endswith(_OFFICIAL):
        first -= 1
        if tokens[first].text == "-" and first > 1:
            first -= 2  # "semi-official"
    plural = tokens[name.last - 1].tag in {"NNPS", "NNS"}
    return first >= 0 and tokens[first].lower == "the" and not plural and tokens[name.head].dep not in _BESIDE


def _after_the(tokens: tuple[Token, ...], name: Name) -> bool:
    return name.first > 0 and tokens[name.first - 1].lower == "the"


def _find_places(scene: Scene) -> None:
    """Let the name of a people witness its land: where there are Druskans, Drusk is no person."""
    peoples = {name.text.lower() for found in scene.names for name in found if name.kind == "people"}
    peoples |= {word for found in scene.names for name in found for word in name.text.lower().split()[:1] if word.endswith(_PEOPLES)}
    for entry in scene.roster.entries:
        land = entry.name.lower()
        if " " not in land and not entry.told and any(land + ending in peoples for ending in _PEOPLES):
            entry.votes["place"] += _NAMED_AFTER


def _find_families(scene: Scene) -> None:
    """Let two full names with one surname ("Marek Dolan", "Pavel Dolan") witness people where only a label says that they are bodies."""
    for entry in scene.roster.entries:
        words = entry.name.split()
        if entry.told or entry.kind != "organisation" or len(words) != _FULL_NAME or words[-1].lower() in mastheads():
            continue
        kin = [e for e in scene.roster.by_surname(words[-1]) if e is not entry and not e.told]
        if any(len(other.name.split()) == _FULL_NAME for other in kin):
            entry.votes["person"] += _FAMILY


def _sort(scene: Scene) -> None:
    scene.sightings.sort()
    for sighting in scene.sightings:
        scene.met[sighting.entry].append(sighting.start)


def _own_role(roster: Roster, entry: Entry) -> None:
    found = own_noun(entry.name) if not entry.roles and entry.kind != "person" else None
    if found is not None:
        roster.learn(entry, Role(*found, -1))


def _words_before(tokens: tuple[Token, ...], name: Name) -> frozenset[str]:
    """Return the words of a title and of what stands before it: "Druskan Defence Ministry spokesman" Oren Sakh."""
    first = name.before
    while first > 0 and name.before - first < 5 and tokens[first - 1].pos in {"PROPN", "ADJ"}:  # noqa: PLR2004 - no longer title
        first -= 1
    words = {t.lower for t in tokens[first : name.first] if t.text[0].isalpha()}
    return frozenset(words - set(name.noun.split()))


def _bracketed(scene: Scene, number: int, name: Name, entry: Entry) -> None:
    """Learn an acronym in brackets: "Line Observation Mission (LOM)"."""
    tokens = scene.passages[number].tokens
    i = name.last
    if i + 2 < len(tokens) and tokens[i].text == "(" and tokens[i + 2].text == ")" and is_acronym(tokens[i + 1].text):
        acronym(scene.roster, tokens[i + 1].text, entry)


def _read(scene: Scene, number: int, passage: Passage) -> None:
    """Learn roles, gender and papers from the words around the names of a passage."""
    reading = Reading(scene, number, passage, _entries(scene, number))
    for token in passage.tokens:
        if (
            token.pos == "NOUN"
            or token.dep == "attr"
            or _is_used_as_noun(reading, token)
            or (token.pos == "PROPN" and token.index not in reading.entries)
        ):
            _read_noun(reading, token)
        elif token.dep == "relcl":
            read_clause(reading, token)
    for token in passage.tokens:
        read_fate(reading, token)
    _read_gender(scene, number, passage)


def _entries(scene: Scene, number: int) -> dict[int, Entry]:
    """Return the bearers of the names of a passage by token."""
    found = {}
    for name in scene.names[number]:
        bearer_number = scene.bearers.get((number, name.first))
        if bearer_number is not None:
            found.update(dict.fromkeys(range(name.first, name.last), scene.roster.entries[bearer_number]))
    return found


def _read_noun(reading: Reading, token: Token) -> None:
    noun = singular(token.lower, token.lemma)
    kind = role_nouns()[noun].type if noun else ""
    if kind == "document":
        read_paper(reading, token)
    elif kind == "person" and (token.tag in {"NN", "NNP"} or _is_used_as_noun(reading, token)):
        said = _is_said(reading.passage.tokens, token)
        called = [] if said else list(_called(reading, token))
        for entry in called:
            _read_role(reading, token, entry)
        met = token.dep in _MET or _is_told_of_one(reading, token)
        if not called and (said or met) and token.index not in reading.entries:
            _meet(reading, token, "person")
    elif (
        kind in {"person", "group"}
        and token.tag == "NNS"
        and token.index not in reading.entries
        and is_subject(reading.passage.tokens, token.index)
    ):
        _meet(reading, token, "group")
    elif (
        kind == "organisation"
        and token.tag in {"NN", "NNP"}  # "The Directorate" is a body like any other
        and token.index not in reading.entries
        and (is_subject(reading.passage.tokens, token.index) or (token.tag == "NNP" and token.dep in _MET))
    ):
        _meet(reading, token, kind)


def _is_told_of_one(reading: Reading, token: Token) -> bool:
    """Tell whether a noun tells who "one of them" is: "I asked one of them, an old *man*"."""
    above = reading.passage.tokens[token.head]
    return token.dep == "appos" and above.lower in {"one", "another", "somebody", "someone"}


def _is_used_as_noun(reading: Reading, token: Token) -> bool:
    """Tell whether a participle with "the" stands for a person: "the *accused* was told"."""
    before = reading.passage.tokens[token.index - 1] if token.index else token
    return token.tag in {"VBN", "JJ", "VBD"} and token.dep in _MET and before.lower == "the" and before.head == token.index


def _is_said(tokens: tuple[Token, ...], token: Token) -> bool:
    """Tell whether a noun taken for an apposition stands behind the colon of a label: "Mrs Odden: The constable."."""
    return token.dep == "appos" and any(t.text == ":" for t in tokens[token.head + 1 : token.index][-_FULL_NAME - 1 :])


def _meet(reading: Reading, token: Token, kind: str) -> None:
    """Record that somebody is met under a description: "a retired general". He may be "he" or "the general" later on."""
    scene = reading.scene
    noun = noun_phrase(reading.passage, token.index, scene.text)
    if (noun.article not in {"the", "a", "own"} and kind != "group") or not noun.noun:
        return
    named = _runs_on(reading, noun)
    if named is not None:
        scene.roster.learn(named, Role(noun.noun, noun.words, noun.span.start))
        return
    guess = (by_role(scene, noun, noun.span.start) or only_body(scene, noun)) if noun.article == "the" else None
    if guess is not None and guess.entry is not None and guess.score >= THRESHOLD:
        entry = guess.entry
        if guess.rule == "body":
            scene.described[reading.number, token.index] = entry.number
            scene.roster.learn(entry, Role(noun.noun, noun.words, noun.span.start))
    else:
        owner = None if noun.owner is None else reading.passage.tokens[noun.owner]
        entry = scene.roster.describe(written(noun, kind) if owner is None else unowned(noun, owner), kind, plural=kind == "group")
        scene.roster.learn(entry, Role(noun.noun, noun.words, noun.span.start))
        entry.genders.update({gender: 1.0} if (gender := role_nouns()[noun.noun].gender) else {})
        scene.described[reading.number, token.index] = entry.number
    _read_apposed(reading, token, entry)
    subject = is_subject(reading.passage.tokens, token.index)
    scene.see(entry, noun.span.start, scene.base(reading.number) + token.sentence, subject=subject)


def _read_apposed(reading: Reading, token: Token, entry: Entry) -> None:
    """Learn what else somebody is called who is met under a description: "the last buyer, *a hotel owner* who ..."."""
    tokens = reading.passage.tokens
    for c in reading.passage.children[token.index]:
        if tokens[c].dep != "appos" or tokens[c].tag != "NN" or c < token.index or _is_said(tokens, tokens[c]):
            continue
        noun = noun_phrase(reading.passage, c, reading.scene.text)
        if noun.type == "person" and entry.kind == "person":
            reading.scene.roster.learn(entry, Role(noun.noun, noun.words, noun.span.start))
            reading.scene.described[reading.number, c] = entry.number


def _runs_on(reading: Reading, noun: Noun) -> Entry | None:
    """Return the person whose full name ends a description: "the chairman of city council *Rufin Zell*"."""
    tokens = reading.passage.tokens
    for name in reading.scene.names[reading.number]:
        within = tokens[name.first].start > tokens[noun.head].start and tokens[name.last - 1].end == noun.span.end
        if not within or name.last - name.first != _FULL_NAME or is_anothers(tokens, name, noun):
            continue
        if name.kind == "person" and tokens[name.first - 1].lower not in {"of", "for"}:
            return reading.entries.get(name.first)
    return None


def _read_role(reading: Reading, token: Token, entry: Entry) -> None:
    found = noun_phrase(reading.passage, token.index, reading.scene.text)
    if found.noun:
        named_later(reading.scene, found, entry, token.start)
        reading.scene.roster.learn(entry, Role(found.noun, found.words, token.start))
        entry.told["person"] += 1
        gender = role_nouns()[found.noun].gender
        if gender:
            entry.genders[gender] += 1


def _called(reading: Reading, token: Token) -> Iterator[Entry]:
    """Yield who is called by the noun `token`: by apposition on either side, or by "is"."""
    tokens, children = reading.passage.tokens, reading.passage.children
    linked = [c for c in children[token.index] if tokens[c].dep == "appos" and not _is_said(tokens, tokens[c])]
    if token.dep == "appos":
        linked.append(token.head)
    if token.dep == "attr":
        linked += [c for c in children[token.head] if tokens[c].dep == "nsubj"]
    if token.dep == "conj" and token.head != token.index:
        yield from _called(reading, tokens[token.head])
    yield from (reading.entries[i] for i in linked if i in reading.entries and reading.entries[i].kind in _CALLED)


def _read_gender(scene: Scene, number: int, passage: Passage) -> None:
    """Let "he" or "her" after a single person, in the same sentence, witness that person's gender."""
    people: dict[int, int] = {}
    sentence = -1
    heads = {name.first: name.head for name in scene.names[number]}
    at = {name.first: scene.bearers.get((number, name.first)) for name in scene.names[number]}
    if not any(n is not None and may_be_person(scene.roster.entries[n]) for n in at.values()):
        return
    for token in passage.tokens:
        if token.sentence != sentence:
            sentence, people = token.sentence, {}
        bearer_number = at.get(token.index)
        if bearer_number is not None and may_be_person(scene.roster.entries[bearer_number]):
            people[bearer_number] = heads[token.index]
        elif token.pos == "PRON" and len(people) == 1 and (pronoun := pronouns().get(token.lower)) is not None:
            ((number_of, name_at),) = people.items()
            if pronoun.gender in {"m", "f"} and _same_speech(passage.tokens, token, name_at):
                scene.roster.entries[number_of].genders[pronoun.gender] += _AGREEMENT
                scene.roster.entries[number_of].votes["person"] += _AGREEMENT


def _same_speech(tokens: tuple[Token, ...], pronoun: Token, name: int) -> bool:
    """Tell whether a pronoun stands under the verb of a name, and not in what somebody is said to say."""
    verb, i = tokens[name].head, pronoun.index
    for _ in range(8):  # clauses nest no deeper in what can be trusted
        if i == verb:
            return True
        if tokens[i].dep in {"ccomp", "relcl", "parataxis"} or tokens[i].head == i:
            return False
        i = tokens[i].head
    return False
