"""Role nouns: "the diplomat", "the Druskan ministry", "the head of state" → whoever was called so, or something it covers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, takewhile

from sayso.resolve.cast.cast import Role
from sayso.resolve.cast.roster import Entry, fold
from sayso.resolve.cast.scene import Guess, Scene
from sayso.resolve.names.nouns import Noun, is_telling
from sayso.resolve.tables import bodies, role_nouns

#: Below this a guess is not made.
THRESHOLD = 0.5
_SAME, _BROADER, _NARROWER = 0.95, 0.85, 0.45
#: For each word beside the noun that the role does not have: where it has other words, and where it has none.
_OTHER, _UNTOLD = 0.45, 0.65
_RANK = 0.04  # for each member of as fitting a role that was met later
_RIVAL = 0.15  # where another such member was met in the same breath
_BREATH = 400  # characters: about two sentences
_LOOKED_AT = 100  # members with a fitting noun that are looked at, so that a long document takes no longer a word
_BODIES, _BODY_REACH, _ONLY = 14, 8, 0.65  # sightings and sentences back to the only body, and how sure it is
_STEM, _STEM_SHARE = 4, 0.6


def fit(noun: str, words: Iterable[str], role: Role, also: Iterable[str] = (), peoples: Iterable[str] = ()) -> float:
    """Return how well `noun` with the `words` beside it takes up `role`, in [0, 1].

    `also` are further words of its bearer; `peoples` those of `words` that name a people, which are no mere colour.
    """
    score = _noun_fit(noun, role.noun)
    if not score:
        return 0.0
    known = (*role.words, *also, *role.noun.split())
    for word in words:
        if is_telling(word) and not any(_related(word, other) for other in known):
            score *= _OTHER if role.words or word in peoples else _UNTOLD
    return score


def same_body(own: tuple[str, frozenset[str]], role: Role) -> bool:
    """Tell whether a noun and the words beside it name the body that `role` names: each word of the shorter in the longer."""
    noun, words = own
    short, long = sorted((words, role.words), key=len)
    return noun == role.noun and len(short) > 0 and all(any(_related(a, b) for b in long) for a in short)


def by_role(scene: Scene, noun: Noun, start: int) -> Guess | None:
    """Return the member that a definite noun phrase at `start` takes up, None where no member met before fits."""
    fitting = []
    for entry in islice(scene.roster.with_nouns(_covered(noun.noun)), _LOOKED_AT):
        met = scene.last_met(entry, start)
        if met is None or (entry.plural != noun.plural and entry.kind != "document"):
            continue
        if entry.kind == "document" and noun.type == "organisation" and not entry.named:
            continue  # the paper that speaks is no text
        best = max(_fit(noun, entry, role, start) for role in entry.roles)
        if best >= THRESHOLD:
            fitting.append((best, met, entry))
    if not fitting:
        return None
    return _latest(fitting)


def only_body(scene: Scene, noun: Noun) -> Guess | None:
    """Return the only body named just before, for a noun that says no more than that it is one: "Halden Freight ... The company"."""
    start = noun.span.start
    if (
        noun.noun not in bodies()
        or noun.plural
        or noun.article != "the"
        or any(is_telling(w) and w not in noun.peoples for w in noun.words)
    ):
        return None
    here = scene.sentence_at(start)
    met = [scene.roster.entries[s.entry] for s in scene.before(start, _BODIES) if here - s.sentence <= _BODY_REACH]
    fitting = {e.number: e for e in met if e.named and e.kind == "organisation" and not e.plural and not e.given and not e.roles}
    return Guess(next(iter(fitting.values())), _ONLY, "body") if len(fitting) == 1 else None


def _latest(fitting: list[tuple[float, int, Entry]]) -> Guess:
    fitting.sort(key=lambda f: (f[1], f[2].number), reverse=True)
    ranked = [(score - _RANK * rank, met, entry) for rank, (score, met, entry) in enumerate(fitting)]
    score, met, entry = max(ranked, key=lambda f: (f[0], f[1]))
    rivals = [m for s, m, e in ranked if e is not entry and abs(m - met) < _BREATH and s > score - 2 * _RANK and m >= 0]
    return Guess(entry, round(score - (_RIVAL if rivals else 0), 3), "role")


def _fit(noun: Noun, entry: Entry, role: Role, start: int) -> float:
    if role.start >= start:
        return 0.0
    gender = role_nouns()[noun.noun].gender if noun.noun else ""
    if gender in {"m", "f"} and entry.gender and gender != entry.gender:
        return 0.0
    return fit(noun.noun, noun.words, role, fold(entry.name).split(), noun.peoples)


@lru_cache(maxsize=8192)
def _covered(noun: str) -> tuple[str, ...]:
    """Return the role nouns that `noun` may take up: itself, those it covers, and those that cover it."""
    table = role_nouns()
    narrower = sorted(n for n, r in table.items() if noun in r.broader)
    return (noun, *narrower, *sorted(table[noun].broader if noun in table else ()))


@lru_cache(maxsize=8192)
def _noun_fit(noun: str, learnt: str) -> float:
    table = role_nouns()
    if noun == learnt:
        return _SAME
    if learnt in table and noun in table[learnt].broader:
        return _BROADER
    return _NARROWER if noun in table and learnt in table[noun].broader else 0.0


def _related(word: str, other: str) -> bool:
    """Tell whether two words are one or share a stem: Velmora, Velmoran; defence, defense."""
    if word == other:
        return True
    if word[:_STEM] != other[:_STEM]:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return shared >= _STEM and shared / max(len(word), len(other)) >= _STEM_SHARE
