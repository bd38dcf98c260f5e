"""Who speaks in each attribution: its source's words → a member of the cast, or the words as they stand.

Sources are taken in the order in which they are read, a statement before those inside it, so that each can rest on those before.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model.span import Span
from sayso.model.statement import Attribution, Speaker
from sayso.resolve.bearers import bearer, own_noun
from sayso.resolve.cast import Role
from sayso.resolve.names import Name
from sayso.resolve.phrases import Noun, Phrase, phrase, within
from sayso.resolve.pronouns import WINDOW, View, by_pronoun
from sayso.resolve.roles import THRESHOLD as ROLE_THRESHOLD
from sayso.resolve.roles import by_role
from sayso.resolve.roster import Entry
from sayso.resolve.scene import Guess, Scene
from sayso.resolve.tables import Pronoun, role_nouns, singular

UNKNOWN = Speaker(None, "unknown")
_WRITTEN = 0.9  # a description taken as it stands
_AGENTS = ("er", "or", "ist", "ian", "ant", "ee")  # endings of nouns for who does something
_LAST = 3  # how many of the last speakers a pronoun may look back to


@dataclass(frozen=True, slots=True)
class Resolution:
    """The speaker of one attribution, the member behind it if any, how sure that is, by which rule, and the words analysed."""

    speaker: Speaker
    entry: Entry | None
    score: float
    rule: str
    phrase: Phrase | None = None


@dataclass(slots=True)
class Walk:
    """The state of one pass over the attributions: what was resolved so far, and who spoke where (offset, member)."""

    scene: Scene
    attributions: Sequence[Attribution]
    found: dict[int, Resolution] = field(default_factory=dict)
    spoken: list[tuple[int, int, int]] = field(default_factory=list)
    quotations: list[tuple[int, int, int]] = field(default_factory=list)


def speakers(scene: Scene, attributions: Sequence[Attribution]) -> list[Resolution]:
    """Return who speaks in each attribution, in their order; `scene` learns who was met on the way."""
    walk = Walk(scene, attributions)
    walk.quotations = sorted((s.start, s.end, i) for i, a in enumerate(attributions) if a.mode == "direct" for s in a.content)
    for i in sorted(range(len(attributions)), key=lambda i: (_place(attributions[i]), i)):
        _resolve(walk, i)
    scene.roster.speakers += [number for _, _, number in walk.spoken]
    return [walk.found[i] for i in range(len(attributions))]


def ancestors(attributions: Sequence[Attribution], i: int) -> list[int]:
    """Return the numbers of the attributions around number `i`, innermost first; a parent that does not hold its child is none."""
    found: list[int] = []
    parent = attributions[i].parent
    while parent is not None and parent not in found and parent != i and holds(attributions[parent], attributions[i]):
        found.append(parent)
        parent = attributions[parent].parent
    return found


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the content of `outer` contains the content of `inner`."""
    return all(any(o.contains(i) for o in outer.content) for i in inner.content)


def _place(attribution: Attribution) -> int:
    spans = attribution.source or ((attribution.cue,) if attribution.cue else ()) or attribution.content
    return spans[0].start


def _resolve(walk: Walk, i: int) -> Resolution:
    if i in walk.found:
        return walk.found[i]
    walk.found[i] = Resolution(UNKNOWN, None, 0.0, "unresolved")  # stands if the attributions refer to each other in a circle
    attribution = walk.attributions[i]
    for around in ancestors(walk.attributions, i):
        _resolve(walk, around)
    found = _carried(walk, i) if not attribution.source else _from_words(walk, i)
    walk.found[i] = found
    if found.entry is not None:
        start = _place(attribution)
        insort(walk.spoken, (start, walk.scene.sentence_at(start), found.entry.number))
    return found


def _carried(walk: Walk, i: int) -> Resolution:
    before = walk.attributions[i].carried
    if before is None or before == i:
        return Resolution(UNKNOWN, None, 1.0, "no source")
    found = _resolve(walk, before)
    return Resolution(found.speaker, found.entry, found.score, "carried", found.phrase)


def _from_words(walk: Walk, i: int) -> Resolution:
    attribution = walk.attributions[i]
    found = _phrase(walk.scene, attribution.source)
    if found is None:
        return _words(walk.scene, attribution.source)
    if found.pronoun is not None:
        return _pronoun(walk, i, found, found.pronoun)
    if found.others and found.name is not None:
        return _several(walk.scene, found, found.name)
    if found.name is not None and not (found.noun is not None and found.name.kind == "place"):
        return _name(walk.scene, found, found.name)
    if found.noun is not None:
        known = _known(walk.scene, found)
        return known if known is not None else _noun(walk, i, found, found.noun)
    return Resolution(UNKNOWN, None, 0.5, "unresolved", found)


def _words(scene: Scene, spans: Sequence[Span]) -> Resolution:
    """Return the speaker that words without a noun name: somebody known, or as they stand."""
    words = " ".join(" ".join(s.of(scene.text) for s in spans).split())
    entry = scene.roster.named(words)
    if entry is not None:
        return Resolution(entry.speaker, entry, _WRITTEN, "name")
    return Resolution(Speaker(words or None, "unknown"), None, 0.5, "as written")


def _known(scene: Scene, found: Phrase) -> Resolution | None:
    """Return the member that a word is the name of, though the parser took it for a common noun or a verb."""
    word = found.at.text
    if found.noun is None or not word[0].isupper() or (found.noun.noun and found.noun.text != word):
        return None
    entry = scene.roster.named(word)
    if entry is None:
        return None
    scene.see(entry, found.at.start, scene.base(found.passage) + found.at.sentence, subject=True)
    return Resolution(entry.speaker, entry, _WRITTEN, "name", found)


def _phrase(scene: Scene, spans: Sequence[Span]) -> Phrase | None:
    number = scene.passage_at(spans[0].start)
    if number is None:
        return None
    passage = scene.passages[number]
    inside = within(passage, spans)
    return phrase(passage, number, inside, scene.names[number], scene.text) if inside else None


def _name(scene: Scene, found: Phrase, name: Name) -> Resolution:
    passage = scene.passages[found.passage]
    start = passage.tokens[name.first].start
    number = scene.bearers.get((found.passage, name.first))
    title = frozenset({found.noun.noun}) if found.noun and found.noun.noun else frozenset()
    guess = Guess(scene.roster.entries[number], 1.0, "name") if number is not None else bearer(scene.roster, name, start, title)
    if guess.entry is None:
        return Resolution(Speaker(name.text, "person"), None, guess.score, guess.rule, found)
    entry = guess.entry
    if found.noun is not None and found.noun.noun:
        scene.roster.learn(entry, Role(found.noun.noun, found.noun.words, found.noun.span.start))
        if found.noun.type == "person":
            entry.told["person"] += 1
    scene.see(entry, start, scene.base(found.passage) + found.at.sentence, subject=True)
    return Resolution(entry.speaker, entry, guess.score, guess.rule, found)


def _several(scene: Scene, found: Phrase, name: Name) -> Resolution:
    """Return the speaker of names bound by "and": a group of them, in their order."""
    each = [_name(scene, found, n).speaker.name or n.text for n in (name, *found.others)]
    entry = scene.roster.describe(_listed(each), "group", plural=True)
    scene.see(entry, found.at.start, scene.base(found.passage) + found.at.sentence, subject=True)
    return Resolution(entry.speaker, entry, _WRITTEN, "several", found)


def _listed(each: list[str]) -> str:
    return " and ".join([", ".join(each[:-1]), each[-1]])


def _noun(walk: Walk, i: int, found: Phrase, noun: Noun) -> Resolution:
    scene = walk.scene
    start = noun.span.start
    guess = by_role(scene, noun, start) if noun.article in {"the", ""} and noun.noun else None
    if guess is not None and guess.entry is not None and guess.score >= ROLE_THRESHOLD and _may_take_up(noun, guess.entry):
        entry = guess.entry
        scene.see(entry, start, scene.base(found.passage) + found.at.sentence, subject=True)
        return Resolution(entry.speaker, entry, guess.score, guess.rule, found)
    kind = noun.type or ("person" if found.at.lemma.lower().endswith(_AGENTS) else "unknown")
    kind = "group" if noun.plural and kind in {"person", "organisation"} else kind
    entry = scene.roster.describe(_written(noun, kind), kind, plural=noun.plural and kind == "group")
    if noun.noun:
        scene.roster.learn(entry, Role(noun.noun, noun.words, start))
        gender = role_nouns()[noun.noun].gender
        if gender and not noun.plural:
            entry.genders[gender] += 1
    scene.see(entry, start, scene.base(found.passage) + found.at.sentence, subject=True)
    return Resolution(entry.speaker, entry, _WRITTEN if guess is None else guess.score, "as written", found)


def _may_take_up(noun: Noun, entry: Entry) -> bool:
    """Tell whether a phrase without "the" may take up a member: only a title as good as a name ("Colonel"), not "officials"."""
    return noun.article == "the" or (entry.named and not noun.plural)


def _written(noun: Noun, kind: str) -> str:
    if kind == "organisation" and noun.words and noun.article == "the":
        return noun.text.partition(" ")[2]
    return noun.text


def _pronoun(walk: Walk, i: int, found: Phrase, pronoun: Pronoun) -> Resolution:
    if pronoun.use == "relative":
        return _relative(walk, found)
    if pronoun.person == 1:
        return _first_person(walk, i, found)
    if pronoun.use == "many":
        return _many(walk.scene, found)
    if pronoun.use in {"nobody", "demonstrative"} or pronoun.person == 2:  # noqa: PLR2004 - the second person
        return Resolution(UNKNOWN, None, 0.5, "pronoun", found)
    guess = by_pronoun(walk.scene, pronoun, _view(walk, i, found))
    if guess.entry is None:
        kind = "person" if pronoun.gender in {"m", "f"} else "group" if pronoun.number == "p" else "unknown"
        return Resolution(Speaker(None, kind), None, guess.score, "pronoun unresolved", found)
    entry = guess.entry
    if pronoun.gender in {"m", "f"}:
        entry.genders[pronoun.gender] += guess.score
    walk.scene.see(entry, found.at.start, walk.scene.base(found.passage) + found.at.sentence, subject=True)
    return Resolution(entry.speaker, entry, guess.score, guess.rule, found)


def _first_person(walk: Walk, i: int, found: Phrase) -> Resolution:
    """Return who "I" or "we" is: the speaker of the speech around it, else the document's author, else its publisher."""
    for around in ancestors(walk.attributions, i):
        outer = walk.found[around]
        if walk.attributions[around].mode != "indirect":
            return Resolution(outer.speaker, outer.entry, outer.score, "first person", found)
    document = walk.scene.annotated.document
    name = document.author or document.publisher
    if name is None or ancestors(walk.attributions, i):
        return Resolution(UNKNOWN, None, 0.5, "first person", found)
    entry = walk.scene.roster.exact(name)
    kind = "person" if document.author else "organisation"
    return Resolution(entry.speaker if entry else Speaker(name, kind), entry, 0.8, "first person", found)


def _many(scene: Scene, found: Phrase) -> Resolution:
    """Return "some", "others", "many of the villagers" as a group, as written."""
    passage = scene.passages[found.passage]
    tokens = passage.tokens
    last = found.at.index
    for prep in passage.children[last]:
        if tokens[prep].dep == "prep":
            last = max([c for c in passage.children[prep] if tokens[c].dep == "pobj"], default=last)
    if tokens[last].lower in {"whom", "which"}:
        return Resolution(Speaker(None, "group"), None, 0.5, "pronoun unresolved", found)
    words = " ".join(Span(found.at.start, tokens[last].end).of(scene.text).split())
    entry = scene.roster.describe(words, "group", plural=True)
    scene.see(entry, found.at.start, scene.base(found.passage) + found.at.sentence, subject=True)
    return Resolution(entry.speaker, entry, _WRITTEN, "as written", found)


def _relative(walk: Walk, found: Phrase) -> Resolution:
    """Return whom "who" or "which" takes up: the noun that its clause depends on."""
    passage = walk.scene.passages[found.passage]
    tokens = passage.tokens
    verb = tokens[found.at.head]
    while verb.dep in {"conj", "aux", "xcomp", "ccomp"} and verb.head != verb.index:
        verb = tokens[verb.head]
    if verb.dep != "relcl":
        return Resolution(UNKNOWN, None, 0.5, "pronoun unresolved", found)
    return _from_head(walk, found, verb.head)


def _from_head(walk: Walk, found: Phrase, head: int) -> Resolution:
    scene = walk.scene
    passage = scene.passages[found.passage]
    inner = phrase(passage, found.passage, [head], (), scene.text)
    for name in scene.names[found.passage]:
        if name.first <= head < name.last:
            return _name(scene, Phrase(found.passage, passage.tokens[head], name=name), name)
    if inner is None or inner.noun is None:
        return Resolution(UNKNOWN, None, 0.5, "pronoun unresolved", found)
    return _noun(walk, -1, inner, inner.noun)


def _view(walk: Walk, i: int, found: Phrase) -> View:
    scene, start = walk.scene, found.at.start
    excluded = frozenset(
        entry.number
        for around in ancestors(walk.attributions, i)
        if walk.attributions[around].mode == "direct" and (entry := walk.found[around].entry) is not None
    )
    k = bisect_right(walk.spoken, (start, -1, -1))
    last = tuple((number, sentence) for _, sentence, number in walk.spoken[max(k - _LAST, 0) : k][::-1])
    content = walk.attributions[i].content if walk.attributions[i].mode != "indirect" else ()
    near = scene.before(start, WINDOW)
    own = frozenset(s for s in near if any(c.start <= s.start < c.end for c in content))
    foreign = own | frozenset(s for s in near if _in_other_quotation(walk, s.start, start))
    return View(start, scene.base(found.passage) + found.at.sentence, excluded, last, foreign)


def _in_other_quotation(walk: Walk, offset: int, start: int) -> bool:
    """Tell whether `offset` stands in a quotation that does not reach to `start`."""
    k = bisect_right(walk.quotations, (offset, 1 << 62, 0)) - 1
    return k >= 0 and walk.quotations[k][0] <= offset < walk.quotations[k][1] <= start


def owner_of(walk_scene: Scene, found: Phrase) -> Entry | None:
    """Return the member that stands as possessor in a phrase ("the ministry's spokesman"), None where there is none."""
    noun = found.noun
    if noun is None or noun.owner is None:
        return None
    number = next((walk_scene.bearers.get((found.passage, n.first)) for n in walk_scene.names[found.passage] if n.first <= noun.owner < n.last), None)
    return None if number is None else walk_scene.roster.entries[number]


__all__ = ["UNKNOWN", "Resolution", "ancestors", "holds", "own_noun", "owner_of", "singular", "speakers"]
