"""Who is talked to, or accused, where somebody speaks: "he" there is somebody else.

"Moe reminded *her* that ... *She* replied ..."         who replies is not he who spoke to her
"A clerk alleges that *he* burnt it"                    nobody alleges that of himself
"- Who gave you the keys? asked the judge. - *He* did"  whoever asked is "you" in the answer, not "he"
"""

from __future__ import annotations

from bisect import bisect_left

from sayso.resolve.tables import pronouns
from sayso.resolve.who.walk import Walk, ancestors, place

_ANSWERS = ("answer", "repl", "respond", "swore", "swear", "confirm", "retort")
_REPLIES = ("answer", "repl", "respond", "retort", "counter")
_ALLEGES = ("alleg", "accus")
_DASHES = frozenset("-–—")
_BESIDE = 60  # characters behind a cue in which whom it is said to stands
_BEHIND_CUE = 3  # sightings behind the cue of a question
_NEAR = 2  # sentences and paragraph ends from what is said to the answer


def spoken_to(walk: Walk, i: int) -> frozenset[int]:
    """Return the members whom a pronoun in the source of attribution `i` cannot mean, for what was said just before or around it."""
    return _asker(walk, i) | _addressed(walk, i) | _accuser(walk, i) | _other_of_talk(walk, i)


def _asker(walk: Walk, i: int) -> frozenset[int]:
    """Return the member who asked just before, where attribution `i` answers: who admits or denies it is somebody else."""
    if walk.attributions[i].cue_kind not in {"admits", "denies"} and not _cue_begins(walk, i, _ANSWERS):
        return frozenset()
    start = place(walk.attributions[i])
    k = bisect_left(walk.asked, (start, -1)) - 1
    if k < 0 or walk.scene.sentence_at(start) - walk.scene.sentence_at(walk.asked[k][0]) > 1:
        return frozenset()
    return _member(walk, walk.asked[k][1])


def asked_of(walk: Walk, i: int) -> frozenset[int]:
    """Return whom somebody has just asked something, for a pronoun behind: "I asked Ines Braam whether ... *She* said"."""
    start = place(walk.attributions[i])
    k = bisect_left(walk.asked, (start, -1)) - 1
    if k < 0 or walk.scene.sentence_at(start) - walk.scene.sentence_at(walk.asked[k][0]) > _NEAR:
        return frozenset()
    asked = walk.attributions[walk.asked[k][1]]
    if asked.cue is None or asked.mode == "direct" or asked.content[0].start < asked.cue.end or walk.asked[k][1] == i:
        return frozenset()
    met = walk.scene.before(max(asked.content[0].start, asked.cue.end), _BEHIND_CUE)
    return frozenset(s.entry for s in met if s.start >= asked.cue.end)


def _addressed(walk: Walk, i: int) -> frozenset[int]:
    """Return who spoke last, to "him" or "her", where attribution `i` replies."""
    if not _cue_begins(walk, i, _REPLIES):
        return frozenset()
    start, here = place(walk.attributions[i]), walk.attributions[i].cue
    k = bisect_left(walk.cues, (start if here is None else min(start, here.start), -1)) - 1
    while k >= 0 and walk.outer[walk.cues[k][1]] is not None:
        k -= 1
    if k < 0 or walk.scene.sentence_at(start) - walk.scene.sentence_at(walk.cues[k][0]) > _NEAR:
        return frozenset()
    before = walk.attributions[walk.cues[k][1]]
    end = before.cue.end if before.cue is not None else 0
    words = walk.scene.text[end : min(end + _BESIDE, max(before.content[0].start, end))].lower().split()
    told = any((p := pronouns().get(w.strip(",.:"))) is not None and p.gender in {"m", "f"} for w in words[:2])
    return _member(walk, walk.cues[k][1]) if told else frozenset()


def _accuser(walk: Walk, i: int) -> frozenset[int]:
    """Return who alleges what attribution `i` stands in."""
    around = walk.outer[i]
    if around is None or not (walk.attributions[around].cue_kind == "accuses" or _cue_begins(walk, around, _ALLEGES)):
        return frozenset()
    return _member(walk, around)


def _other_of_talk(walk: Walk, i: int) -> frozenset[int]:
    """Return who has the line before, in a conversation in lines with dashes, around attribution `i`."""
    line = next((k for k in ancestors(walk.outer, i) if walk.attributions[k].mode == "direct"), None)
    if line is None or not _dashed(walk, line):
        return frozenset()
    start = walk.attributions[line].content[0].start
    k = bisect_left(walk.quotations, (start, -1)) - 1
    before = walk.quoted.get(walk.quotations[k][0]) if k >= 0 else None
    return _member(walk, before) if before is not None and _dashed(walk, before) else frozenset()


def _dashed(walk: Walk, i: int) -> bool:
    """Tell whether an attribution's words begin a line behind a dash."""
    start = walk.attributions[i].content[0].start
    lead = walk.scene.text[max(start - 3, 0) : start].rstrip()
    return bool(lead) and lead[-1] in _DASHES


def _member(walk: Walk, i: int) -> frozenset[int]:
    entry = walk.found[i].entry if i in walk.found else None
    return frozenset() if entry is None else frozenset({entry.number})


def _cue_begins(walk: Walk, i: int, with_any: tuple[str, ...]) -> bool:
    cue = walk.attributions[i].cue
    return cue is not None and any(word.startswith(with_any) for word in cue.of(walk.scene.text).lower().split())
