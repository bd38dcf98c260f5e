"""Who speaks in each attribution: its source's words → a member of the cast, or the words as they stand.

Sources are taken in the order in which they are read, a statement before those inside it, so that each can rest on those before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.model.statement import Attribution
from sayso.resolve.described import by_description
from sayso.resolve.labels import by_headline, by_label
from sayso.resolve.named import by_known_word, by_name, by_names, by_words
from sayso.resolve.owners import spoken_for
from sayso.resolve.phrases import Phrase, phrase, within
from sayso.resolve.pronouns import by_pronoun
from sayso.resolve.salience import THRESHOLD, WINDOW
from sayso.resolve.scene import Scene
from sayso.resolve.views import elliptic
from sayso.resolve.walk import UNCLEAR, UNKNOWN, Resolution, Walk, ancestors, place

_PASSIVE = frozenset({"nsubjpass", "auxpass", "agent", "csubjpass"})
_GOING_ON = frozenset({"and", "but", "however", "then", "also", "or", "yet"})
_BINDING = 40  # characters in front of a verb in which such a word may stand
_OPENING = " \t\n\u00a0\"“„«‘'—–-"  # what may stand between the beginning of a sentence and its first word
_BEHIND, _ASIDE = 30, 12  # characters behind a cue and tokens in which those are named through whom somebody speaks
_INTRODUCED = 4  # sentences and paragraph ends back to whoever is about to speak


def speakers(scene: Scene, attributions: Sequence[Attribution]) -> list[Resolution]:
    """Return who speaks in each attribution, in their order; `scene` learns who was met on the way."""
    walk = Walk(scene, attributions)
    for _, i in walk.turns:
        _resolve(walk, i)  # who has turns is asked for by "you" too, wherever that stands
    for i in sorted(range(len(attributions)), key=lambda i: (place(attributions[i]), i)):
        _resolve(walk, i)
    scene.roster.speakers = [number for _, _, number in walk.spoken]
    return [_as_known(walk.found[i]) for i in range(len(attributions))]


def _as_known(found: Resolution) -> Resolution:
    """Return a resolution with its speaker as known at the end: what came later may have told what a name denotes, or all of it."""
    return found if found.entry is None else replace(found, speaker=found.entry.speaker)


def _resolve(walk: Walk, i: int) -> Resolution:
    """Return who speaks in attribution `i`, resolving first what it rests on."""
    if i not in walk.found:
        # stands if attributions refer to each other in a circle
        walk.found[i] = Resolution(UNKNOWN, None, UNCLEAR, "unresolved")
        for around in reversed(ancestors(walk.outer, i)):
            _resolve(walk, around)
        walk.record(i, (_through(walk, i) or _from_words(walk, i)) if walk.attributions[i].source else _carried(walk, i))
    return walk.found[i]


def _through(walk: Walk, i: int) -> Resolution | None:
    """Return the person through whom a source speaks: "the governor, *through his press secretary Lidia Amsel*, denied ...".

    He is the speaker, and speaks for the source. None where the words lead through no person ("through a loudspeaker").
    """
    attribution, scene = walk.attributions[i], walk.scene
    source, cue = attribution.source, attribution.cue
    number = scene.passage_at(source[0].start)
    if number is None or cue is None:
        return None
    passage = scene.passages[number]
    between = Span(*sorted((source[-1].end, cue.start))) if source[-1].end != cue.start else source[-1]
    window = within(passage, (*source, between, Span(cue.end, cue.end + _BEHIND)))
    for k in window:
        if passage.tokens[k].lower not in {"through", "via"} or passage.tokens[k].sentence != passage.tokens[window[0]].sentence:
            continue
        inside = _aside(passage, k)
        mouth = phrase(passage, number, inside, scene.names[number], scene.text) if inside else None
        if mouth is None or mouth.noun is None or mouth.noun.type != "person" or (mouth.name is None and mouth.noun.article not in {"own", "a"}):
            return None
        first = Span(source[0].start, min(source[-1].end, max(passage.tokens[k - 1].end, source[0].start + 1)))
        behind = _from_words(walk, i, (first,))
        spoken = by_name(walk, mouth, mouth.name) if mouth.name is not None else by_description(walk, i, mouth, mouth.noun)
        if spoken.entry is not None and behind.speaker.name is not None and spoken.entry is not behind.entry:
            spoken.entry.behalf = behind.speaker
            return spoken
        return None
    return None


def _aside(passage: Passage, prep: int) -> list[int]:
    """Return the tokens behind a preposition up to the end of the aside that it begins: a stop, a verb, or a comma but for one before a name."""
    tokens, found = passage.tokens, []
    for token in tokens[prep + 1 : prep + 1 + _ASIDE]:
        before_name = token.text == "," and token.index + 1 < len(tokens) and tokens[token.index + 1].name == "PERSON"
        if token.pos in {"VERB", "AUX", "SCONJ"} or (token.pos == "PUNCT" and token.text != "-" and not before_name):
            break
        found.append(token.index)
    return found


def _carried(walk: Walk, i: int) -> Resolution:
    """Return the speaker that goes on where no words name one."""
    before = walk.attributions[i].carried
    if before is None or not 0 <= before < len(walk.attributions):
        introduced = _introduced(walk, i) if walk.attributions[i].mode == "direct" else None
        return introduced or _shared(walk, i) or Resolution(UNKNOWN, None, 1.0, "no source")
    found = _resolve(walk, before)
    return Resolution(found.speaker, found.entry, found.score, "carried", found.phrase)


def _shared(walk: Walk, i: int) -> Resolution | None:
    """Return who speaks where a verb in the active has no subject: that of the report it goes on from, or the writer.

    "The chief confirmed it, however has added, that ...", "Went to the mill. Told the miller that ..."
    """
    verb = _verb(walk, i)
    if verb is None:
        return None
    scene, cue = walk.scene, walk.attributions[i].cue
    number = scene.passage_at(verb.start)
    if number is None or cue is None:
        return None
    passage = scene.passages[number]
    first = passage.sentences[verb.sentence].span.start
    if not scene.text[first : cue.start].strip(_OPENING):
        return elliptic(walk, i) if verb.dep in {"ROOT", "conj"} else None
    lead = scene.text[max(cue.start - _BINDING, first) : cue.start].lower().split()
    before = [k for k, a in enumerate(walk.attributions) if k != i and a.cue is not None and first <= a.cue.start < cue.start]
    last = max(before, key=lambda k: walk.attributions[k].cue.start, default=None)  # type: ignore[union-attr] - those with a cue
    if last is None or not lead or lead[-1].strip(",") not in _GOING_ON or _verb(walk, last) is None:
        return None
    found = _resolve(walk, last)
    return Resolution(found.speaker, found.entry, found.score, "shared subject", found.phrase)


def _verb(walk: Walk, i: int) -> Token | None:
    """Return the verb of an attribution's cue, if it is finite, in the active."""
    cue = walk.attributions[i].cue
    number = walk.scene.passage_at(cue.start) if cue is not None else None
    if cue is None or number is None:
        return None
    passage = walk.scene.passages[number]
    verbs = [passage.tokens[k] for k in within(passage, (cue,)) if passage.tokens[k].pos == "VERB"]
    beside = {passage.tokens[c].dep for v in verbs for c in passage.children[v.index]}
    return verbs[0] if verbs and not beside & _PASSIVE and verbs[0].tag != "VBG" else None


def _introduced(walk: Walk, i: int) -> Resolution | None:
    """Return the person whom the sentences just before bring on, for a quotation that stands alone.

    "The mayor rose from his chair. 'Not one stone.'" It is the last subject; nobody, where a cue tells that somebody else may speak,
    or where the quotation stands in another's words.
    """
    attribution, scene = walk.attributions[i], walk.scene
    if attribution.cue is not None or attribution.parent is not None:
        return None
    start = attribution.content[0].start
    here = scene.sentence_at(start)
    for sighting in scene.before(start, WINDOW):
        entry = scene.roster.entries[sighting.entry]
        if here - sighting.sentence <= _INTRODUCED and sighting.subject and entry.kind == "person" and not entry.plural:
            return Resolution(entry.speaker, entry, THRESHOLD, "introduced")
    return None


def _from_words(walk: Walk, i: int, source: Sequence[Span] = ()) -> Resolution:
    """Return the speaker whom the source of attribution `i` names, or the part of it that is given."""
    source = source or walk.attributions[i].source
    label = by_label(walk, i) or by_headline(walk, i)
    if label is not None:
        return label
    found = _phrase(walk.scene, source)
    if found is None:
        return by_words(walk, source)
    if found.pronoun is not None:
        return by_pronoun(walk, i, found, found.pronoun)
    if found.name is not None:
        if found.others:
            return by_names(walk, found, found.name)
        named = by_name(walk, found, found.name)
        spoken_for(walk, i, found, named)
        return named
    known = by_known_word(walk, found)
    if known is not None or found.noun is None:
        return known or by_words(walk, source)
    return by_description(walk, i, found, found.noun)


def _phrase(scene: Scene, spans: Sequence[Span]) -> Phrase | None:
    """Return the phrase that a source's words make, None where they hold no noun."""
    number = scene.passage_at(spans[0].start)
    if number is None:
        return None
    passage = scene.passages[number]
    inside = within(passage, spans)
    return phrase(passage, number, inside, scene.names[number], scene.text) if inside else None
