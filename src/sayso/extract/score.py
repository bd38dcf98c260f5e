"""The default scorer: how sure a candidate is, from its construction's grade and what surrounds it. Every figure is set by hand.

Another scorer, such as one with weights learnt from licensed data, is passed to `statements(annotated, scorer=...)`.
"""

from __future__ import annotations

from sayso.extract.candidates import Candidate

#: A candidate below this is not a statement.
THRESHOLD = 0.5

_GRADES = {"sure": 0.9, "likely": 0.65, "weak": 0.4}
_FEATURES = {
    "quoted": 0.2,
    "agentless": -0.1,
    "modal": -0.05,
    "unsaid": -1.0,
}
#: Where nobody needs to be named.
_IMPERSONAL = frozenset({"passive", "hearsay", "colon", "carried", "raising", "anonymous", "exchange", "dialogue"})
#: Where the quotation is what was found, so that it is no further evidence.
_BY_MARKS = frozenset({"tag", "lead", "colon", "carried"})
#: Who has not said something has said nothing; who does not want or deny something has an attitude all the same.
_UNSAID = frozenset({"says", "writes", "claims", "shows", "accuses", "warns", "quotes", "demands", "asks", "promises", "admits"})
_NOT_SAID = 0.5
#: What a mere thing cannot do: "the wall supports the roof".
_WANT_A_HOLDER = frozenset({"np", "inf", "np_inf", "as", "pp:for"})
_NO_HOLDER = 0.2
#: What a map, a poll or a film shows need not be a clause.
_SHOWN = 0.15


def score(candidate: Candidate) -> float:
    """Return how sure the reading is, between 0 and 1."""
    value = _GRADES[candidate.grade]
    for feature in candidate.features:
        if feature == "agentless" and candidate.construction in _IMPERSONAL:
            continue
        if feature == "quoted" and candidate.construction in _BY_MARKS:
            continue
        value += _FEATURES.get(feature, 0.0)
    bare = candidate.construction == "np" and candidate.kind == "shows" and "inquiry" not in candidate.features
    if bare and ("quoted" not in candidate.features or "person" in candidate.features):
        return 0.0
    if "negated" in candidate.features and candidate.kind in _UNSAID:
        value -= _NOT_SAID
    if candidate.construction == "np" and candidate.kind == "shows" and "document" in candidate.features:
        value += _SHOWN
    bodiless = "thing" in candidate.features and not ("it" in candidate.features and candidate.construction == "inf")
    blames = candidate.construction == "np" and candidate.kind == "accuses"  # "the ad slams the mayor": what blames has a holder
    if bodiless and not blames and candidate.construction in _WANT_A_HOLDER:
        value -= _NO_HOLDER
    return min(max(value, 0.0), 1.0)
