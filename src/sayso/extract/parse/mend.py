"""Small repairs of the parse where a reporting verb is concerned, made before anything is read off it.

A statistical parser often hangs a second report on the first one's content: in "said it was over and added that ...", "added" becomes a
part of what was said. Tense and form tell otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.lexicon import cues, phrases
from sayso.extract.parse.attached import attached
from sayso.extract.parse.lists import carried_on
from sayso.extract.parse.reporting import has, has_that, is_report
from sayso.extract.parse.thatclauses import that_clause
from sayso.model.annotated import Passage, Token

#: What a word may be that hangs in a wrong place.
_MENDED = frozenset({"prep", "agent", "nsubj", "acl", "relcl", "ccomp", "conj", "advcl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_WEIGHS = frozenset({"though", "although", "while"})
_THEN = frozenset({"after", "as", "when", "before", "hours", "days", "minutes", "shortly"})
_GOES_ON = frozenset({"because", "if", "unless", "until", "since", "although", "though", "when", "so", "whereas"})
_ANSWERS = frozenset({"accuses", "denies", "admits", "warns"})
#: A report's second clause stands no farther off.
_SENTENCE = 80
_ADDS = frozenset({"add", "continue", "note", "conclude", "quote", "cite", "comment", "remark"})
_REPLIES = frozenset({"answer", "reply", "respond", "retort", "rejoin", "shout", "cry", "exclaim", "whisper", "mutter"})


def mended(passage: Passage, inside: Sequence[int]) -> list[int]:
    """Return the head of each token of the passage, with reports taken out of the contents of the reports before them.

    `inside` tells, for each token, which quotation it stands in, -1 for none.
    """
    heads = [t.head for t in passage.tokens]
    for token in passage.tokens:
        if token.dep not in _MENDED and token.lower != "writing":
            continue
        attached(passage, heads, token)
        if token.lower == "writing" and token.index and passage.tokens[token.index - 1].lower == "in":
            _in_writing(passage, heads, token)
        if token.dep == "conj" and _is_finite(passage, token):
            _out_of_marks(passage, heads, token, inside)
            _coordinated(passage, heads, token)
            _carried_on(passage, heads, token)
        elif token.dep == "advcl" and token.tag == "VBG":
            _participle(passage, heads, token)
        elif token.dep == "advcl":
            _reason(passage, heads, token)
            _aside(passage, heads, token)
        elif token.dep == "ccomp" and _halves(passage, heads, token):
            continue
        elif token.dep in ("acl", "relcl", "ccomp"):
            that_clause(passage, heads, token)
        if token.dep in ("conj", "advcl"):
            carried_on(passage, heads, token)
    return heads


def _out_of_marks(passage: Passage, heads: list[int], token: Token, inside: Sequence[int]) -> None:
    """Hang "accused" in "called it “a page nobody wrote” and accused them" on the verb that stands outside the marks too."""
    above = heads[token.index]
    if inside[token.index] >= 0 or inside[above] < 0 or has(passage, token.index, "nsubj", "nsubjpass"):
        return
    while heads[above] != above and (inside[above] >= 0 or passage.tokens[above].pos != "VERB"):
        above = heads[above]
    if inside[above] < 0 and passage.tokens[above].pos == "VERB" and above < token.index:
        _move(passage, heads, token.index, above)


def _is_finite(passage: Passage, token: Token) -> bool:
    """Tell whether the verb is finite, or a participle that counts as one in coordination, or has a finite auxiliary."""
    helpers = (passage.tokens[c].tag for c in passage.children[token.index] if passage.tokens[c].dep in ("aux", "auxpass"))
    return token.tag in _FINITE or any(tag in _FINITE or tag == "MD" for tag in helpers)


def _in_writing(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause in "confirmed in writing that it had them" on the verb, not on "writing"."""
    verb = passage.tokens[token.index - 1].head
    for child in passage.children[token.index]:
        if passage.tokens[child].dep in ("ccomp", "acl") and passage.tokens[verb].pos == "VERB":
            heads[child] = verb


def _halves(passage: Passage, heads: list[int], token: Token) -> bool:
    """Part "She told him there was room; he asked for more" and "It was late: he said so" at the mark; tell whether both hung together."""
    low, high = sorted((token.index, token.head))
    clause_first = token.index < token.head and token.pos in ("VERB", "AUX")
    marks = {";", ":"} if clause_first else {";"}
    if not any(t.text in marks for t in passage.tokens[low + 1 : high]) or has_that(passage, token):
        return False
    if token.index > token.head:
        for child in passage.children[token.index]:
            if token.head < child < token.index and passage.tokens[child].dep == "ccomp":
                heads[child] = token.head  # "said A; B": A was hung on B
    heads[token.index] = token.index
    return True


def _coordinated(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang "added" in "said it was over and added that ..." on "said"."""
    if _out_of_question(passage, heads, token):
        return
    content = _content_above(passage, heads, token.index)
    told = content is not None and (
        _answered(passage, token, passage.tokens[content]) or _same_teller(passage, heads, token, passage.tokens[content])
    )
    if content is None or has_that(passage, token) or told:
        return
    cue = passage.tokens[heads[content]]
    first = passage.tokens[content]
    if is_report(token) and cue.tag == token.tag and _after_comma(passage, token) and has(passage, token.index, "nsubj"):
        _move(passage, heads, token.index, cue.index)
        return
    second = is_report(token) or _is_answer(token) or _another_act(passage, token, first)
    if not second or cue.tag != token.tag or has(passage, token.index, "nsubj", "nsubjpass"):
        return
    plain = first.tag == token.tag and not has(passage, content, "aux") and first.pos == "VERB"
    if plain and not has(passage, token.index, "ccomp"):
        return
    told = plain and first.tag == "VBD" and not is_report(first) and first.lemma not in {"be", "have"}
    if not told and not _tells_speaker(passage, token, cue):
        _move(passage, heads, token.index, cue.index)


def _tells_speaker(passage: Passage, token: Token, cue: Token) -> bool:
    """Tell whether the verb tells something to him who speaks: "she said the man had come and told *her* that ..."."""
    told = (passage.tokens[c].lower for c in passage.children[token.index] if passage.tokens[c].dep in ("dobj", "dative"))
    who = next((passage.tokens[c] for c in passage.children[cue.index] if passage.tokens[c].dep == "nsubj"), cue)
    same = {"she": "her", "he": "him", "they": "them", "i": "me", "we": "us"}.get(who.lower, "")
    apart = who.tag in ("NN", "NNP") and who.pos in ("NOUN", "PROPN")
    return any(word == same or (apart and word in ("her", "him")) for word in told)


def _answered(passage: Passage, token: Token, first: Token) -> bool:
    """Tell whether the answer is told, not the teller's: "testified that the king had nodded and answered that ..."."""
    if token.lemma not in _REPLIES or not any(passage.tokens[c].lower in {"had", "has", "have"} for c in passage.children[first.index]):
        return False
    own = next((passage.tokens[c] for c in passage.children[first.index] if passage.tokens[c].dep == "nsubj"), None)
    return own is not None and own.pos in ("NOUN", "PROPN")


def _same_teller(passage: Passage, heads: list[int], token: Token, first: Token) -> bool:
    """Tell whether the one reported goes on: "reported that the mayor denied it but admitted that ..."."""
    own = next((passage.tokens[c] for c in passage.children[first.index] if passage.tokens[c].dep == "nsubj"), None)
    if own is None or own.pos not in ("NOUN", "PROPN") or token.lemma in _ADDS or heads[token.index] != first.index:
        return False
    return (is_report(first) or _is_answer(first)) and first.tag == token.tag and not _after_comma(passage, token)


def _out_of_question(passage: Passage, heads: list[int], token: Token) -> bool:
    """Hang "answered that he had no idea" in "was asked what it said and answered that ..." on "asked".

    What is asked for ("what") would have to be missing from the second clause too, if it were part of the question.
    """
    asked = passage.tokens[heads[token.index]]
    gap = any(passage.tokens[c].tag == "WP" and passage.tokens[c].dep in ("dobj", "pobj") for c in passage.children[asked.index])
    if not gap or asked.dep not in ("ccomp", "pcomp") or not has(passage, token.index, "ccomp", "dobj"):
        return False
    if not is_report(token) or has(passage, token.index, "nsubj", "nsubjpass"):
        return False
    _move(passage, heads, token.index, heads[asked.index])
    return True


def _another_act(passage: Passage, token: Token, first: Token) -> bool:
    """Tell whether ", but offered prayer" goes on with the frame: what was said has a helper ("she could feel it"), this has none."""
    helped = has(passage, first.index, "aux")
    return helped and token.tag in {"VBD", "VBZ"} and not has(passage, token.index, "aux", "auxpass") and _after_comma(passage, token)


def _after_comma(passage: Passage, token: Token) -> bool:
    """Tell whether a comma and a conjunction stand in front of the clause."""
    first = min((token.index, *passage.children[token.index]))
    return first > 1 and passage.tokens[first - 1].dep == "cc" and passage.tokens[first - 2].text in {",", ";"}


def _participle(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang "adding" in "said it was over, adding that ..." on "said"."""
    first = min((token.index, *passage.children[token.index]))
    if passage.tokens[first - 1].text != "," or not (is_report(token) or _is_answer(token) or _names(token)):
        return
    content = _content_above(passage, heads, token.index)
    above = heads[content] if content is not None and content < token.index else _around_noun(passage, heads, token.index)
    if above is not None:
        _move(passage, heads, token.index, above)


def _names(token: Token) -> bool:
    """Tell whether the participle says what something is called: "calling it a lie"."""
    frame = cues().verbs[token.lemma].frame("as") if token.lemma in cues().verbs else None
    return frame is not None and frame.kind == "says" and frame.grade == "sure"


def _around_noun(passage: Passage, heads: list[int], i: int) -> int | None:
    """Return the report whose object, a noun of saying, has the clause that `i` hangs from: "rejected claims that ..., calling"."""
    clause = passage.tokens[heads[i]]
    noun = passage.tokens[heads[clause.index]]
    first = passage.tokens[min((clause.index, *passage.children[clause.index]))]
    if clause.dep not in ("acl", "relcl", "ccomp") or first.lower != "that" or noun.lemma not in cues().nouns or noun.dep != "dobj":
        return None
    verb = passage.tokens[heads[noun.index]]
    return verb.index if verb.pos == "VERB" and verb.index < noun.index < i else None


def _carried_on(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang "and the crowd left" in "said the man fled, and the crowd left" on what was said: it has a subject of its own."""
    if has_that(passage, token) and passage.tokens[heads[token.index]].dep == "xcomp":
        while passage.tokens[heads[token.index]].dep == "xcomp":
            heads[token.index] = heads[heads[token.index]]  # "wanted to leave and that her brother had promised"
        _move(passage, heads, token.index, heads[token.index])
    if (first := _that_before(passage, heads, token)) is not None:
        _move(passage, heads, token.index, first)
        return
    content = _content_before(passage, heads, token)
    if content is not None and any(t.text == ";" for t in passage.tokens[content : token.index]):
        return
    if content is not None and not is_report(token) and _out_of_tense(passage, heads, token):
        _move(passage, heads, token.index, content)
        return
    if content is None or is_report(token) or not has(passage, token.index, "nsubj", "nsubjpass", "expl"):
        return
    _move(passage, heads, token.index, content)


def _that_before(passage: Passage, heads: list[int], token: Token) -> int | None:
    """Return the clause "that A" that "and that B" goes on with, where both belong to one report."""
    cue = heads[token.index]
    if not has_that(passage, token) or not is_report(passage.tokens[cue]) or token.index - cue > _SENTENCE:
        return None
    return next((c for c in range(cue + 1, token.index) if heads[c] == cue and has_that(passage, passage.tokens[c])), None)


def _out_of_tense(passage: Passage, heads: list[int], token: Token) -> bool:
    """Tell whether a conjunct without a subject, in the present, goes on with what was said: "polls can err, and have erred"."""
    if passage.tokens[heads[token.index]].tag != "VBD" or has(passage, token.index, "nsubj", "nsubjpass", "expl"):
        return False
    helpers = [passage.tokens[c] for c in passage.children[token.index] if passage.tokens[c].dep in ("aux", "auxpass")]
    tense = next((t.tag for t in helpers if t.tag in {"VBP", "VBZ", "VBD", "MD"}), token.tag)
    return tense in {"VBP", "VBZ", "MD"} and not any(passage.tokens[c].lower == "now" for c in passage.children[token.index])


def _reason(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang "because it was dark" in "said he left because it was dark" on what was said."""
    content = _content_before(passage, heads, token)
    first = min((token.index, *passage.children[token.index]))
    if content is not None and passage.tokens[first].lower in _GOES_ON and passage.tokens[first - 1].text != ",":
        heads[token.index] = content


def _aside(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang ", though she gave no reason" in "said he left, though she gave no reason" on the cue: it is the author who weighs.

    Only where the clause tells of giving or saying: "said he left, although it rained" is all that was said.
    """
    if token.lemma not in cues().verbs and token.lemma not in phrases().light_verbs:
        return
    content = _content_above(passage, heads, token.index)
    first = min((token.index, *passage.children[token.index]))
    if passage.tokens[first].lower == "whereas" and content is not None and passage.tokens[heads[content]].dep == "ccomp":
        heads[token.index] = heads[content]  # "said the one claims it, whereas the other denies it": neither is in the other
        return
    weighs = passage.tokens[first].lower in _WEIGHS or (passage.tokens[first].lower in _THEN and token.lemma in cues().verbs)
    if content is not None and first and weighs and passage.tokens[first - 1].text in {",", "-", "–", "—"}:
        heads[token.index] = heads[content]


def _content_before(passage: Passage, heads: list[int], token: Token) -> int | None:
    """Return the finite content, between them, of the report that the token hangs from."""
    cue = heads[token.index]
    if cue >= token.index or not is_report(passage.tokens[cue]):
        return None
    return next((c for c in passage.children[cue] if cue < c < token.index and passage.tokens[c].dep == "ccomp"), None)


def _content_above(passage: Passage, heads: list[int], i: int) -> int | None:
    """Return the clause that is some report's content and that token `i` hangs from, directly or through coordination."""
    above = heads[i]
    while passage.tokens[above].dep == "conj" and heads[above] != above:
        above = heads[above]
    if passage.tokens[above].dep != "ccomp" or not heads[above] < above < i:
        return None
    return above if is_report(passage.tokens[heads[above]]) else None


def _is_answer(token: Token) -> bool:
    """Tell whether the verb is one of blaming, denying, warning and their like, whose content need not be a clause."""
    cue = cues().verbs.get(token.lemma) if token.pos == "VERB" else None
    return cue is not None and not _ANSWERS.isdisjoint(cue.kinds)


def _move(passage: Passage, heads: list[int], i: int, to: int) -> None:
    """Hang token `i` on `to`, together with the conjunction and comma in front of it."""
    heads[i] = to
    j = min((i, *passage.children[i])) - 1
    while j > to and passage.tokens[j].dep in ("cc", "punct") and passage.tokens[j].text in {",", "and", "but", "or", ";"}:
        heads[j] = to
        j -= 1
