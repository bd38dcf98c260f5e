"""Speech marked by dashes: paragraphs that begin with one, tags between dashes inside a quotation, and who has which line.

    – I have seen a list, said Graz.      —The general is asleep —the orderly said—. Go home.      «No, – said Graz, – never.»

Lines follow one another as two people speak by turns, so a line without a tag is the other's (`alternate`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.quotations import speaker, verb_cue
from sayso.extract.direct.spoken import is_past, is_personal
from sayso.extract.drafts import Draft
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.quotes import Quotation
from sayso.model.span import Span

#: What is made of a line that has no tag.
UNTAGGED = "exchange"
_DASHES = frozenset({"-", "–", "—", "--", "―"})
_GLUED = ("—", "–", "―")  # a hyphen at a word's end is part of the word
_STOPS = frozenset({".", "!", "?", "…", "..."})
_SIGNATURE = 14  # tokens
_APART = 3  # paragraphs between lines of one conversation
_NAMED = 6  # words that name the speaker in front of the verb
_TOLD = frozenset({"VBD", "VBZ", "VBN", "VBP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"})
_AFTER_SPEECH = frozenset({",", "!", "?", "…", "..."})


def dashed(contexts: Sequence[Context]) -> Iterator[Candidate]:
    """Yield the readings of paragraphs that begin with a dash, with a tag and without, and of quotations with a tag between dashes."""
    lines = [c for c in contexts if _is_line(c.tree)]
    tagged = {c.index: one for c in lines if (one := _tagged(c, range(1, len(c.tree.tokens)))) is not None}
    for context in lines:
        if context.index in tagged:
            yield tagged[context.index]
        elif any(abs(context.index - n) <= _APART for n in tagged):
            tokens = context.tree.tokens
            yield context.candidate(0, UNTAGGED, Frame("likely", "unknown"), (Span(tokens[1].start, tokens[-1].end),), ())
    for context in contexts:
        yield from _inside_quotations(context)
        if lines:
            yield from _after_narration(context)


def alternate(drafts: Sequence[Draft]) -> None:
    """Let each line without a tag carry on the speaker of the nearest line an even number of lines away: two speak by turns."""
    lines = {d.candidate.passage: d for d in drafts if d.candidate.construction in {"dash", UNTAGGED} and d.candidate.passage >= 0}
    for index, line in lines.items():
        if line.candidate.construction == UNTAGGED and not line.candidate.source:
            line.carried = _other_line(lines, index, -2) or _other_line(lines, index, 2)


def _other_line(lines: dict[int, Draft], index: int, step: int) -> Draft | None:
    """Return the nearest line of the same speaker with a tag, as long as line follows line."""
    half = step // 2
    while index + half in lines and index + step in lines:
        index += step
        if lines[index].candidate.construction != UNTAGGED:
            return lines[index]
        if lines[index].carried is not None:
            return lines[index].carried
    return None


def _is_line(tree: Tree) -> bool:
    return len(tree.tokens) > 2 and tree.tokens[0].text in _DASHES and tree.inside[0] < 0  # noqa: PLR2004 - a dash and words


def _inside_quotations(context: Context) -> Iterator[Candidate]:
    """Yield the readings of quotations that hold their own tag: «No, – said Graz, – never»; also where the closing mark is lost."""
    tree = context.tree
    for n in tree.here:
        words = tree.at(tree.quotes[n].inner)
        if len(words) > 2 and tree.parents[n] < 0 and any(_parts_speech(tree, i, words) for i in words):  # noqa: PLR2004 - words
            found = _tagged(context, words, by_dash=True)
            if found is not None:
                yield found


def _parts_speech(tree: Tree, i: int, words: range) -> bool:
    """Tell whether a dash behind a comma or a mark of speech, as in front of a tag, stands at token `i`."""
    return tree.tokens[i].text in _DASHES and i > words.start and tree.tokens[i - 1].text in _AFTER_SPEECH


def _after_narration(context: Context) -> Iterator[Candidate]:
    """Yield the words behind a dash that follows a sentence of narration: "Graz looked at the stove. – With everybody's."."""
    tree, tokens = context.tree, context.tree.tokens
    for i in range(2, len(tokens) - 1):
        begins = tokens[i].text in _DASHES and tokens[i - 1].text in _STOPS and tree.inside[i] < 0
        if begins and tokens[i + 1].text[0].isupper() and not _is_line(tree):
            yield context.candidate(i, "dialogue", Frame("likely", "unknown"), (Span(tokens[i + 1].start, tokens[-1].end),), ())
            return


def _tagged(context: Context, words: range, *, by_dash: bool = False) -> Candidate | None:
    """Return the reading of a line with its tag: behind a comma the verb comes first, or last; behind a dash (the only one) anywhere."""
    tree = context.tree
    parts = _parts(tree, words)
    for n, part in enumerate(parts[1:], 1):
        verb = _verb(tree, part)
        cue = None if verb is None else verb_cue(tree, verb)
        frame = None if cue is None else cue.frame("quote")
        if verb is None or frame is None or (by_dash and not _opens(tree, part)):
            continue
        later = [p for p in parts[n + 1 :] if (_opens(tree, p) and not _ends_with_verb(tree, p)) or _goes_on(tree, p)]
        said = [*parts[:n], *later]
        content = tuple(Span(tree.tokens[p[0]].start, tree.tokens[p[-1]].end) for p in said)
        return context.candidate(verb, "dash", Frame("sure", frame.kind), content, speaker(tree, verb, part, within=True))
    return None


def _verb(tree: Tree, part: range) -> int | None:
    """Return the verb of saying in the part with nothing but the speaker's name and auxiliaries in front, None if it is no tag."""
    behind_dash = tree.tokens[part.start - 1].text in _DASHES
    for i in part[: _NAMED + 1]:
        token = tree.tokens[i]
        if token.tag in _TOLD and _speaks(tree, i):
            return i
        if token.pos not in _NOMINAL and not (behind_dash and token.pos in ("AUX", "ADP", "ADV")):
            return None
    return None


def _opens(tree: Tree, part: range) -> bool:
    before = tree.tokens[part.start - 1].text
    return before in _DASHES or _is_glued(before) or (before in {",", ".", ":", ";"} and _is_dash_at(tree, part.start - 2))


def _goes_on(tree: Tree, part: range) -> bool:
    """Tell whether a sentence behind the tag's is the speaker's still: he speaks of himself, to somebody, or not of the past."""
    return tree.tokens[part.start - 1].text in _STOPS and (is_personal(tree, part) or not is_past(tree, part))


def _speaks(tree: Tree, i: int) -> bool:
    cue = verb_cue(tree, i)
    frame = None if cue is None else cue.frame("quote")
    return frame is not None and frame.grade != "weak"


def _parts(tree: Tree, words: range) -> list[range]:
    """Return the stretches of a line between its dashes; tags behind a comma, and what follows a tag's sentence, are parted too."""
    tokens, level = tree.tokens, tree.inside[words.start]
    found: list[range] = []
    start, is_tag = words.start, False
    for i in words[1:]:
        if tree.inside[i] != level or i <= start:
            continue
        dash, tag = _parts_at(tree, i), _tag_begins(tree, i)
        stop = is_tag and tokens[i].text in _STOPS
        if dash or tag or stop:
            found.append(range(start, i))
            start = i + 1 if dash or stop else i
            while start in words and ((dash and tokens[start].text in {",", ".", ";", ":"}) or (stop and tokens[start].text in _DASHES)):
                start += 1
            is_tag = tag or (dash and start in words and _verb(tree, range(start, words.stop)) is not None)
    return [*found, range(start, words.stop)] if start < words.stop else found


def _parts_at(tree: Tree, i: int) -> bool:
    """Tell whether the dash at token `i`, or the one glued to the word's end, parts speech and tag."""
    tokens = tree.tokens
    if _is_glued(tokens[i].text):
        return True
    if tokens[i].text not in _DASHES or i + 1 == len(tokens):
        return False
    free_before, free_after = tokens[i - 1].end < tokens[i].start, tokens[i].end < tokens[i + 1].start
    return free_after or (tokens[i].text in _GLUED and (free_before or tokens[i + 1].text in {",", ".", ";", ":"}))


def _is_glued(word: str) -> bool:
    return len(word) > 1 and word.rstrip(".,;:").endswith(_GLUED) and word not in _DASHES


def _is_dash_at(tree: Tree, i: int) -> bool:
    return i >= 0 and tree.tokens[i].text in _DASHES


def _tag_begins(tree: Tree, i: int) -> bool:
    """Tell whether a tag begins at token `i` behind a comma: "..., said Graz", "..., the watchman replied."."""
    tokens = tree.tokens
    if tokens[i - 1].text not in {",", "!", "?"}:
        return False
    words = range(i, len(tokens))
    verb = _verb(tree, words)
    return verb is not None and tokens[verb].tag in ("VBD", "VBZ") and (verb == i or _ends_with_verb(tree, words))


def _ends_with_verb(tree: Tree, part: range) -> bool:
    """Tell whether the part is a name and a verb with no hearer and no content: "the watchman replied.", "he added quietly"."""
    verb = _verb(tree, part)
    if verb is None:
        return False
    after = tree.tokens[verb + 1] if verb + 1 < len(tree.tokens) else None
    return after is None or (after.pos in ("PUNCT", "ADV", "ADP", "SCONJ") and after.text != ":" and after.lower != "that")


def signature(context: Context, quotation: Quotation, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the name behind a dash or a colon that signs a quotation at the paragraph's end: “Not one metre” - Premier Sarkady."""
    tree = context.tree
    first = tree.at(quotation.span).stop
    rest = range(first + 1, len(tree.tokens))
    if first >= len(tree.tokens) or tree.tokens[first].text not in _DASHES | {":"} or not 0 < len(rest) <= _SIGNATURE:
        return
    stop = next((i for i in rest if tree.tokens[i].text == "," or tree.tokens[i].pos == "ADP"), rest.stop)
    words = range(rest.start, stop)
    if any(tree.tokens[i].pos in ("VERB", "AUX") for i in rest) or not any(tree.tokens[i].pos == "PROPN" for i in words):
        return
    if tree.tokens[rest.start].text[0].isupper():
        yield context.candidate(first, "signed", Frame("sure", "unknown"), content, tree.runs(words))
