"""A speaker and a colon in front of what he says: transcripts, interviews, headlines, debates ("Name: ...", "MR VANE: ...", "Q: ...").

A label stands at the beginning of a paragraph, or of a sentence in a running report; it may tell to whom, from where and how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.labels import Label, label_at
from sayso.extract.direct.spoken import is_past, is_personal
from sayso.extract.drafts import Draft
from sayso.extract.lexicon import phrases
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span

#: Constructions in which a label names the speaker and no word tells that he speaks: what stands there is his own words.
LABELLED = frozenset({"transcript", "dialogue", "signed", "block", "beat", "anonymous"})


_ACRONYM = 3  # letters


@dataclass(frozen=True, slots=True)
class _Turn:
    """One label and the tokens of what is said under it, in one passage."""

    context: Context
    label: Label
    words: range


def dialogue(contexts: Sequence[Context]) -> Iterator[Candidate]:
    """Yield the reading of each label: the name speaks the rest of the paragraph, or up to the next label or the narrator's sentence.

    A label that begins several paragraphs, or stands among names that do, makes a transcript, where it need not look like a name.
    """
    firsts = {c.index: label for c in contexts if (label := label_at(c.tree, 0)) is not None}
    often = Counter(c.tree.tokens[0].text for c in contexts if c.index in firsts)
    people = sum(label.is_person for label in firsts.values())
    for context in contexts:
        first = firsts.get(context.index)
        transcript = first is not None and (often[context.tree.tokens[0].text] > 1 or people > first.is_person)
        for turn in _turns(context, first, transcript=transcript):
            construction = "transcript" if transcript and turn.label.start == 0 else "dialogue"
            said = tuple(_without_stage(context.tree, turn.words))
            yield context.candidate(turn.label.colon, construction, Frame("likely", "unknown"), said, turn.label.source)


def within_turns(drafts: Sequence[Draft], contexts: Sequence[Context]) -> None:
    """Cut what is said within a turn out of the turn: the parser takes the label for a part of its first sentence."""
    turns: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.candidate.construction in {"transcript", "dialogue"} and draft.candidate.source:
            turns.setdefault(draft.candidate.passage, []).append(draft)
    for draft in drafts:
        cue = draft.candidate.cue
        for turn in turns.get(draft.candidate.passage, ()):
            if draft is not turn and cue is not None and turn.covers(cue):
                draft.content = _cut(draft, next(s for s in turn.content if s.contains(cue)), contexts[draft.candidate.passage].tree)


def _cut(draft: Draft, turn: Span, tree: Tree) -> list[Span]:
    """Return the content without the label; the words in front of the speaker and the cue where only the label was taken for it."""
    if all(s.start >= turn.start for s in draft.content):
        return draft.content
    kept = [Span(max(s.start, turn.start), s.end) for s in draft.content if s.end > turn.start]
    first = tree.at(turn).start
    stop = min(tree.at(s).start for s in (draft.candidate.cue, *draft.candidate.source) if s is not None)
    front = tree.span(first, stop - 1)
    return kept or ([] if front is None else [front])


def _turns(context: Context, first: Label | None, *, transcript: bool) -> list[_Turn]:
    """Return the turns of a paragraph, in order."""
    tree = context.tree
    labels = [first] if first is not None and (transcript or first.is_sure) else []
    labels += [label for label in _running(tree) if not labels or label.start > labels[-1].colon]
    found = []
    for n, label in enumerate(labels):
        end = labels[n + 1].start if n + 1 < len(labels) else len(tree.tokens)
        words = range(label.colon + 1, end)
        if not ((transcript or _in_capitals(tree, label)) and label.start == 0) and words:
            words = _until_narration(tree, words, whole=label.start == 0)
        if words:
            found.append(_Turn(context, label, words))
    return found


def _in_capitals(tree: Tree, label: Label) -> bool:
    """Tell whether the name is written in capitals, as in a transcript: "MR VENN", "Col. VENN", but not "Kelm PD"."""
    words = [t.text for t in tree.tokens[label.start : label.colon] if t.text[0].isalpha() and not t.text.endswith(".")]
    return bool(words) and (all(w.isupper() for w in words) or any(w.isupper() and len(w) > _ACRONYM for w in words))


def _running(tree: Tree) -> Iterator[Label]:
    """Yield the labels in the midst of a paragraph, at the beginning of a sentence; a quotation behind one is dealt with apart."""
    tokens = tree.tokens
    for colon in range(2, len(tokens) - 1):
        if tokens[colon].text != ":" or tree.inside[colon] >= 0 or tree.inside[colon + 1] >= 0:
            continue
        start = colon
        while start > 0 and colon - start < Label.REACH and tokens[start - 1].text not in {".", "!", "?", ")", "]", "”", '"', "»", "''"}:
            start -= 1
        label = label_at(tree, start) if start > 0 else None
        if label is not None and label.is_sure and label.is_person and label.colon == colon:
            yield label


def _until_narration(tree: Tree, words: range, *, whole: bool) -> range:
    """Return the sentences of a turn up to the first that can only be the narrator's.

    In a running report that is one of the past that speaks of nobody present; behind a lone label (`whole`) one that reports others.
    """
    first = tree.tokens[words[0]].sentence
    for n in range(first + 1, tree.tokens[words[-1]].sentence + 1):
        sentence = tree.passage.sentences[n]
        if sentence.first <= words[0]:
            continue
        own = range(sentence.first, min(sentence.last, words.stop))
        if tree.tokens[sentence.first].text in {"(", "["}:
            continue
        if whole and _is_narrated(tree, own):
            return _headline(tree, range(words[0], own.start))
        if not whole and ((is_past(tree, own) and not is_personal(tree, own)) or _has_no_verb(tree, own)):
            return range(words[0], own.start)
    return words


def _headline(tree: Tree, words: range) -> range:
    """Return what a lone label says where a report follows in the same paragraph: its sentence, and those that only a speaker can say."""
    first, stop = tree.tokens[words[0]].sentence, words[0]
    for n in range(first, tree.tokens[words[-1]].sentence + 1):
        own = range(max(tree.passage.sentences[n].first, words[0]), min(tree.passage.sentences[n].last, words.stop))
        if n == first or is_personal(tree, own):
            stop = own.stop
    return range(words[0], stop)


def _has_no_verb(tree: Tree, words: range) -> bool:
    return tree.tokens[words[-1]].text == "." and not any(tree.tokens[i].pos in ("VERB", "AUX") for i in words)


def _is_narrated(tree: Tree, words: range) -> bool:
    """Tell whether a sentence holds a quotation with words around it, or reports somebody in the past without a first or second person."""
    quoted = {tree.inside[i] for i in words} - {-1}
    outside = [i for i in words if tree.inside[i] < 0 and tree.tokens[i].tag in ("VBD", "VBZ")]
    if quoted and outside:
        return True
    root = tree.tokens[tree.root(words[0])]
    return root.tag == "VBD" and root.lemma in {"say", "tell", "add", "report"} and not is_personal(tree, words)


def _without_stage(tree: Tree, words: range) -> Iterator[Span]:
    """Yield what is said without what the reporter put in between: "(Laughter.)", "[inaudible]"."""
    start = tree.tokens[words[0]].start
    text_end = tree.tokens[words[-1]].end
    k = words.start
    while k < words.stop:
        if tree.tokens[k].text in {"(", "["} and (close := _stage_end(tree, k, words.stop)) is not None:
            if tree.tokens[k].start > start and k > words.start:
                yield Span(start, tree.tokens[k - 1].end)
            k = close + 1
            start = tree.tokens[k].start if k < words.stop else text_end
        else:
            k += 1
    if start < text_end:
        yield Span(start, text_end)


def _stage_end(tree: Tree, opens: int, stop: int) -> int | None:
    """Return the bracket that closes a stage direction opened at token `opens`, None where the bracket holds something else."""
    words = phrases().stage
    for k in range(opens + 1, min(opens + 8, stop)):
        if tree.tokens[k].text in {")", "]"}:
            return k if any(tree.tokens[i].lower in words for i in range(opens + 1, k)) else None
    return None
