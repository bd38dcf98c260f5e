"""Who speaks in each statement, for whom, in what, and by which chain of sources the words reach us.

    attributions → names and roles learnt → speakers → on whose behalf → media → chains → statements

`by.score` is the rule's own score times how sure the speaker is; a speaker below a rule's threshold (`roles.THRESHOLD`,
`salience.THRESHOLD`) stays as written (a noun) or without a name (a pronoun), and `by.rule` says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.model.annotated import Annotated
from sayso.model.identity import record_id
from sayso.model.span import Span
from sayso.model.statement import Attribution, By, Link, Statement
from sayso.resolve.cast.cast import Cast
from sayso.resolve.chain import chain, joined, outer_links, quoting_link
from sayso.resolve.learning.learning import learn
from sayso.resolve.media import Carrier
from sayso.resolve.who.behalf import behalf
from sayso.resolve.who.speakers import speakers
from sayso.resolve.who.walk import Resolution, ancestors, outers
from sayso.resolve.works.works import continued, issued, work

__all__ = ["Cast", "resolve"]


def resolve(annotated: Annotated, attributions: tuple[Attribution, ...], cast: Cast) -> tuple[tuple[Statement, ...], Cast]:
    """Return the statements of one section, in text order, and the cast with whom the section added.

    `cast` is what the sections before came to (`Cast()` for the first). Nothing is raised on odd input: a source that cannot
    be resolved is kept as written, or is unknown.
    """
    document = annotated.document
    scene = learn(annotated, cast)
    found = speakers(scene, attributions)
    ids = _ids(document.id, attributions)
    told = [behalf(scene, a, one) for a, one in zip(attributions, found, strict=True)]
    carriers = [work(scene, a, one) for a, one in zip(attributions, found, strict=True)]
    for i, one in enumerate(found):
        found[i], medium = issued(one, told[i], document.text)
        if medium is not None:
            told[i], carriers[i] = None, carriers[i] or Carrier(medium, quotes=False, type="document")
    continued(attributions, carriers, found, document.text)
    steps = [_steps(*each) for each in zip(found, carriers, ids, strict=True)]
    outermost, outer = outer_links(document), outers(attributions)
    statements = []
    for i in _in_text_order(attributions):
        a, carried_by, around = attributions[i], carriers[i], ancestors(outer, i)
        links = joined([*outermost, *(link for k in (*reversed(around), i) for link in steps[k])])
        statements.append(
            Statement(
                id=ids[i],
                document=document.id,
                mode=a.mode,
                content=a.content,
                cue=a.cue,
                cue_kind=a.cue_kind,
                source=a.source,
                speaker=found[i].speaker,
                on_behalf_of=told[i],
                parent=ids[around[0]] if around else None,
                links=links,
                chain=chain(links),
                said=None,
                uttered=a.uttered,
                medium=carried_by.medium if carried_by else None,
                polarity=a.polarity,
                hedged=a.hedged,
                by=_by(a.by, found[i]),
            )
        )
    return tuple(statements), scene.roster.cast()


def _in_text_order(attributions: Sequence[Attribution]) -> list[int]:
    """Return the numbers of the attributions by where their content begins, the longer first."""
    return sorted(
        range(len(attributions)),
        key=lambda i: (attributions[i].content[0].start, -attributions[i].content[-1].end, i),
    )


def _ids(document: str, attributions: Sequence[Attribution]) -> list[str]:
    """Return the statements' ids; those that share their content are told apart by an ordinal, in text order of their cues."""
    seen: Counter[tuple[Span, ...]] = Counter()
    ids = [""] * len(attributions)
    for i in sorted(_in_text_order(attributions), key=lambda i: _anchor(attributions[i])):
        content = attributions[i].content
        ids[i] = record_id("statement", document, content, seen[content])
        seen[content] += 1
    return ids


def _anchor(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue else attribution.content[0].start


def _steps(found: Resolution, carried_by: Carrier | None, statement: str) -> list[Link]:
    """Return the links that one statement adds: the paper that quotes the speaker, if one does, and the speaker."""
    medium = carried_by.medium if carried_by else None
    speaker = Link(found.speaker.name, found.speaker.type, found.speaker.entity, statement, medium)
    if carried_by is None or not carried_by.quotes:
        return [speaker]
    return [
        quoting_link(carried_by, statement),
        Link(found.speaker.name, found.speaker.type, found.speaker.entity, statement),
    ]


def _by(made: By, found: Resolution) -> By:
    score = found.score if made.score is None else made.score * found.score
    return By(f"{made.rule}/{found.rule}", round(score, 3))
