"""Findings with the words they rest on, and their notes in the documents' texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model.records import Record
from sayso.model.span import Span
from sayso.model.view import View
from sayso.publish.phrasing import judgement_sentence
from sayso.publish.report.marking import Layer
from sayso.publish.report.pages import Evidence, Found
from sayso.publish.report.texts import label

#: Verdicts that leave something to look into; the others are listed apart.
OPEN = ("fails", "differs")


class Findings:
    """The report's findings, numbered from 1 in its order, against the documents it shows."""

    def __init__(self, findings: Sequence[Record], documents: Sequence[Record]) -> None:
        self._findings = findings
        self._documents = {document["id"]: (number, label(document)) for number, document in enumerate(documents, 1)}
        self._layers: dict[str, list[Layer]] = {}
        for number, finding in enumerate(findings, 1):
            for position, span in enumerate(finding["spans"], 1):
                layer = Layer(Span(span["start"], span["end"]), "finding", number, _anchor(number, position))
                self._layers.setdefault(span["document"], []).append(layer)

    def layers(self, document: str) -> list[Layer]:
        """Return the layers of the findings that rest on words of `document`."""
        return self._layers.get(document, [])

    def listed(self, view: View, shown: int, *, judged: bool) -> Iterator[Found]:
        """Yield the findings; words beyond the first `shown` code points of a text are not linked to."""
        for number, finding in enumerate(self._findings, 1):
            verdicts = view.verdicts(finding["id"]) if judged else ()
            yield Found(
                number=number,
                id=finding["id"],
                verdict=finding["verdict"],
                rule=finding["rule"],
                working=finding["working"],
                evidence=tuple(self._evidence(finding, number, shown)),
                documents=tuple(self._about(finding)),
                judgements=tuple(judgement_sentence(verdict) for verdict in verdicts),
            )

    def _evidence(self, finding: Record, number: int, shown: int) -> Iterator[Evidence]:
        for position, span in enumerate(finding["spans"], 1):
            place = self._documents.get(span["document"])
            anchor = _anchor(number, position) if place and span["start"] < shown else ""
            number_of, name = place or (None, "a document that this report leaves out")
            yield Evidence(name, number_of, span["text"], anchor)

    def _about(self, finding: Record) -> Iterator[tuple[str, str]]:
        """Yield label and anchor of the documents a finding is about, where it names them and they are shown."""
        for record in finding["about"]:
            if record in self._documents:
                number, name = self._documents[record]
                yield name, f"d{number}"


def _anchor(number: int, position: int) -> str:
    return f"f{number}-{position}"
