"""The report as a file: complete, escaped, cut only where it says so, the same every time."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from tests.publish.view import FakeView, document, finding, judgement, statement

from sayso.model.records import Record
from sayso.model.source import Failure
from sayso.publish.report import spool, write
from sayso.publish.report.pages import LARGE

FORD = """The ford at Orlo

The ministry said that two boats had crossed at night. “We saw no lights,” Ada Quill told the Courier.

According to Ilen Varo, a witness had said “they came from the mill”."""

HOSTILE = """</div><script>alert(1)</script> "said" <img src=x onerror=alert(2)> \u202eevil &lt;b&gt;

</noscript></details></script><style>*{display:none}</style>"""

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """Collects tags with their attributes, ids, links and the text of a page, and checks that tags nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"dt", "dd"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close the tag opened last."""
        if tag == "p" and self.open[-1] != "p":
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect words that a person sees."""
        if not self.open or self.open[-1] not in {"script", "style"}:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The page's words, white space folded."""
        return " ".join("".join(self.words).split())

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute in order."""
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]

    def count(self, tag: str, **wanted: str) -> int:
        """Return how many tags there are with the attributes wanted."""
        return sum(name == tag and wanted.items() <= attributes.items() for name, attributes in self.tags)


def _page(view: FakeView, **options: int | str) -> str:
    file = io.StringIO()
    write(view, file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def _ford() -> FakeView:
    held = document(
        FORD, "reports/ford.txt", publisher="Kessan Courier", published="2031-05-03", published_from="dateline", title="The ford"
    )
    outer = statement(held, "a witness had said “they came from the mill”", source="Ilen Varo", cue="According to", mode="mixed")
    inner = statement(held, "they came from the mill", source="a witness", cue="had said", parent=outer["id"])
    inner["links"] = [*outer["links"], inner["links"][-1]]
    said = statement(held, "two boats had crossed at night", source="The ministry", cue="said", mode="indirect", hedged=True)
    told = statement(held, "We saw no lights", source="Ada Quill", cue="told", polarity="denied")
    return FakeView([held], [said, told, outer, inner])


def test_a_page_says_how_much_there_is_and_what_it_is() -> None:
    """The head counts what the ledger holds and says that it is no verdict."""
    view = _ford()
    view.failed = [Failure("b.pdf", "b.pdf", "failed", "is encrypted; save a copy without a password")]
    text = Outline(_page(view, name="orlo.db")).text
    assert "orlo.db" in text
    assert "1 document · 4 statements · 4 speakers · 0 findings · 1 reading failure" in text
    assert "It does not say what is true, and it takes no side." in text
    assert "spaCy" in text
    assert "b.pdf not read: is encrypted; save a copy without a password" in text


def test_a_document_shows_its_origin_and_every_statement_in_its_place() -> None:
    """Who published it, when, where the date is from; the text whole, with marks."""
    page = _page(_ford())
    text = Outline(page).text
    assert "Kessan Courier · 2031-05-03 (from the dateline) · 4 statements" in text
    assert '<span class="src" data-s="1">The ministry</span> <span class="cue" data-s="1">said</span> that <mark ' in page
    assert '<mark class="indirect hedged" data-s="1">' in page
    assert re.search(r'<mark class="mixed" data-s="3">.*<mark class="direct" data-s="4">.*</mark>”</mark>\.</p>', page)
    assert 'aria-label="Statement 2: Ada Quill, direct, denied"' in page


def test_the_list_tells_who_says_it_on_whose_say_so_and_leads_to_the_words() -> None:
    """Each card has words, chain, marks of its own, and a link to the place."""
    outline = Outline(_page(_ford()))
    assert "“they came from the mill” Kessan Courier, quoting Ilen Varo, quoting a witness 4 in Kessan Courier, 2031-05-03" in outline.text
    assert {"t1", "t2", "t3", "t4", "s1", "s2", "s3", "s4", "d1"} <= set(outline.values("id"))
    assert outline.count("li", **{"data-m": "direct", "data-k": "says", "data-d": "1"}) == 2
    assert outline.count("a", href="#s3", **{"class": "tag"}) == 1


def test_every_link_inside_the_page_leads_somewhere_and_every_id_is_unique() -> None:
    """No dead links, no doubled ids, with findings too."""
    view = _ford()
    view.made.append(finding("differs", "two dates", [view.held[0].id], [(view.held[0], "The ford")]))
    outline = Outline(_page(view))
    ids = outline.values("id")
    assert len(ids) == len(set(ids))
    inside = {link[1:] for link in outline.values("href") if link.startswith("#")}
    assert inside <= set(ids)


def test_what_a_person_decided_stands_beside_the_statement() -> None:
    """Judgements are shown with their maker; a rejected statement is shown as such."""
    view = _ford()
    view.decided = {view.made[0]["id"]: [judgement("accept", note="on tape")], view.made[1]["id"]: [judgement("reject")]}
    page = _page(view)
    text = Outline(page).text
    assert "accepted by R. Tan on 2031-06-01 (note: on tape)" in text
    assert "rejected by R. Tan on 2031-06-01" in text
    assert '<li class="card rejected" id="s2"' in page
    assert '<mark class="direct denied rejected" data-s="2">' in page


def test_a_statement_shows_all_that_its_record_knows() -> None:
    """Medium, on whose behalf, pages and rule are told where they are known."""
    held = document(FORD, publisher="Kessan Courier")
    spans: Record = {
        "start": 22,
        "end": 30,
        "text": FORD[22:30],
        "at": [{"page": 2, "box": [0, 0, 1, 1]}, {"page": 3, "box": [0, 0, 1, 1]}],
    }
    full = statement(
        held,
        "two boats",
        source="The ministry",
        medium={"title": "Line Gazette", "number": "No. 3", "date": None, "spans": []},
        on_behalf_of={"name": "the Council", "entity": None, "type": "organisation"},
        by={"rule": "clause", "score": None},
    )
    one_page = {**full, "id": "statement1-1", "content": [{**spans, "at": spans["at"][:1]}]}
    text = Outline(_page(FakeView([held], [{**full, "content": [spans]}, one_page]))).text
    assert "pages 2 to 3" in text
    assert "page 2 How" in text
    assert "Medium Line Gazette (No. 3)" in text
    assert "On behalf of the Council" in text
    assert "Rule clause Id statement1-" in text


def test_a_finding_shows_its_working_and_leads_to_its_words() -> None:
    """What differs or fails comes first; what holds is kept apart; words in documents that are left out have no link."""
    view = _ford()
    held = view.held[0]
    later = document("Another day.", "reports/later.txt", published="2032-01-01")
    view.held.append(later)
    view.made += [
        finding("holds", "parts give the sum"),
        finding("differs", "5 is not 6", [held.id], [(held, "two boats"), (later, "Another")]),
        finding("fails", "no such anniversary", [held.id]),
    ]
    view.decided = {view.made[-2]["id"]: [judgement("accept")]}
    page = _page(view, limit=1)
    text = Outline(page).text
    assert "F1 fails no such anniversary rule: publication-dates about Kessan Courier, 2031-05-03" in text
    assert "F2 differs 5 is not 6" in text
    assert "two boats in Kessan Courier, 2031-05-03 Another in a document that this report leaves out" in text
    assert "1 check that holds or was worked out F3 holds" in text
    assert '<span class="found"><a class="note" id="f2-1" href="#finding2" aria-label="Finding 2">F2</a>two boats</span>' in page
    assert text.count("accepted by R. Tan") == 1


def test_nothing_in_a_document_can_become_markup() -> None:
    """Tags, entities and attributes of a hostile document are its words, and nothing else."""
    hostile = document(
        HOSTILE, 'x"><script>.txt', publisher='" onclick="x', title="</title><script>", url="javascript:alert(1)", side="<i>"
    )
    view = FakeView([hostile], [statement(hostile, "<script>alert(1)</script>", source='"said"')])
    view.made.append(finding("fails", "<script>", [hostile.id], [(hostile, "<img src=x onerror=alert(2)>")]))
    view.failed = [Failure(hostile.identity, "<u>", "partly", "<s>")]
    outline = Outline(_page(view, name="<script>"))
    assert not outline.open
    assert outline.count("script") == 2
    assert outline.count("style") == 1
    assert not {"img", "i", "u", "s"} & {tag for tag, _ in outline.tags}
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]
    assert not [link for link in outline.values("href") if not link.startswith("#")]
    assert "U+202Eevil &lt;b&gt;" in outline.text


def test_web_addresses_become_links_and_others_stay_words() -> None:
    """Only http and https lead out, and they send no referrer."""
    held = document("Words.", url="https://courier.example/a?b=1&c=2", language="en")
    page = _page(FakeView([held]))
    assert '<a href="https://courier.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">' in page
    assert 'class="text" lang="en"' in page
    assert (
        "<a href="
        not in _page(FakeView([document("Words.", url="https://x.example/ onclick=")])).split('id="documents"')[1].split("<section")[0]
    )


def test_a_page_loads_nothing_and_runs_only_its_own_scripts() -> None:
    """The policy forbids all but the inline parts, named by their digests."""
    page = _page(_ford())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    digests = {f"&#39;sha256-{b64encode(sha256(part.encode()).digest()).decode()}&#39;" for part in inline}
    assert digests == set(re.findall(r"&#39;sha256-[^;]*&#39;", policy[1]))
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]
    assert not re.search(r"<(link|img|iframe|script|object|embed)\s", page)


def test_a_ledger_without_documents_says_what_to_do() -> None:
    """Empty is said in words, section by section."""
    text = Outline(_page(FakeView())).text
    assert "The ledger holds no documents. Read some with sayso read FILE-OR-FOLDER." in text
    assert "There are no statements yet." in text
    assert "Nothing was checked, as there are no documents." in text
    assert "Nothing was given to read." in text


def test_documents_without_statements_say_so() -> None:
    """A document in which nothing was found is still shown whole."""
    text = Outline(_page(FakeView([document("Only words.")]))).text
    assert "No statement was found in these documents." in text
    assert "No statement was found in this document." in text
    assert "Publisher not known · date of publication not known · 0 statements" in text
    assert "Only words." in text


def test_a_report_that_is_cut_says_what_it_leaves_out() -> None:
    """The earliest documents are shown, and the counts are those of the ledger."""
    held = [document(f"In {year} Ada Quill said no.", f"{year}.txt", published=year) for year in ("2033", "2031", "2032")]
    held.append(document("Undated, Ada Quill said no.", "undated.txt"))
    view = FakeView(held, [statement(each, "no", source="Ada Quill") for each in held])
    text = Outline(_page(view, limit=2)).text
    assert "4 documents · 4 statements · 1 speaker" in text
    assert "It shows 2 documents of 4 and 2 statements of 4. The documents published first are shown, undated ones last;" in text
    assert text.index("In 2031") < text.index("In 2032")
    assert "In 2033" not in text
    assert "This report is cut" not in Outline(_page(view)).text


def test_a_long_document_is_cut_and_says_so() -> None:
    """Statements that begin in the part shown are shown; the page says how much there is."""
    held = document("Ada Quill said no. " + "x" * 50 + " Ada Quill said yes.")
    view = FakeView([held], [statement(held, "no", source="Ada Quill"), statement(held, "yes")])
    text = Outline(_page(view, length=30)).text
    assert "This report shows the first 30 characters of 89 characters, and the statements that begin in them." in text
    assert "1 document · 2 statements · 2 speakers" in text
    assert "It shows 1 document of 1 and 1 statement of 2. Long documents are shown up to where they say so." in text
    assert "yes" not in text


def test_a_very_long_statement_is_cut_in_the_list_only() -> None:
    """The list shows its beginning and says how long it is; the text has all of it."""
    held = document("y" * 1500 + " " + "z" * 2500)
    text = Outline(_page(FakeView([held], [statement(held, ["y" * 1500, "z" * 2500])]))).text
    assert "“" + "z" * 500 + " …”" in text
    assert "Cut here: the statement has 4,000 characters; all of it is marked in the text." in text
    assert "z" * 2500 in text


def test_long_lists_of_findings_and_failures_say_that_they_are_cut() -> None:
    """At most a thousand of each stand on the page."""
    view = _ford()
    view.made += [finding("fails", f"{number} is wrong") for number in range(1003)]
    view.failed = [Failure("p", f"p{number}", "failed", "is empty") for number in range(1001)]
    text = Outline(_page(view)).text
    assert "Listed are 1,000 findings of 1,003; sayso show findings lists all." in text
    assert "Listed are 1,000 lines of 1,001; sayso show failures lists all." in text


def test_what_was_read_in_part_is_said_at_the_document() -> None:
    """A remark made while reading stands with the document it is about."""
    view = _ford()
    view.failed = [Failure("reports/ford.txt", "reports/ford.txt", "partly", "2 bytes could not be decoded")]
    text = Outline(_page(view)).text
    assert "4 statements · read in part" in text
    assert "Read in part: 2 bytes could not be decoded" in text
    assert "reports/ford.txt read in part: 2 bytes could not be decoded" in text


def test_speakers_are_ordered_by_use_then_by_code_point_and_the_unnamed_come_last() -> None:
    """Nobody is put first for any other reason."""
    held = document("b c b d a")
    made = [statement(held, words, source=name) for words, name in (("b c", "b"), ("c", "c"), ("b d", "b"), ("d a", "a"))]
    made += [statement(held, words) for words in ("c b", "b c b")]
    keys = Outline(_page(FakeView([held], made))).values("data-key")
    assert keys == ["b", "a", "c", "?"]


def test_the_same_ledger_gives_the_same_bytes() -> None:
    """Nothing of the run enters the page, and the order of documents is no matter."""
    view = _ford()
    other = document("Another.", "other.txt", published="2031-05-03", publisher="Kessan Courier")
    view.held.append(other)
    first = _page(view)
    view.held.reverse()
    assert _page(view) == first


def test_a_large_report_keeps_closed_parts_as_strings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts and cards that are not open at first stand in noscript, and parts put aside go to disk; nothing is lost."""
    monkeypatch.setattr(spool, "IN_MEMORY", 10)
    held = [document(f"{n} Ada Quill said no. Mott said yes.", f"{n}.txt", published=f"{2031 + n}") for n in range(3)]
    made = [statement(each, "no", source="Ada Quill", id=f"a{n}") for n, each in enumerate(held)]
    made += [statement(held[0], "yes", source="Mott", id=f"b{n}") for n in range(LARGE)]
    page = _page(FakeView(held, made))
    outline = Outline(page)
    assert outline.count("noscript") == 4
    assert outline.count("li") > LARGE
    assert "2 Ada Quill said" in outline.text
