"""The report in a real browser: filters, keys, small screens, print, and documents that try to script it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright
from tests.publish.view import FakeView, document, finding, statement

from sayso.publish.report import write
from sayso.publish.report.pages import LARGE

pytestmark = pytest.mark.browser

FORD = """The ministry said that two boats had crossed at night. “We saw no lights,” Ada Quill told the Courier.

According to Ilen Varo, a witness had said “they came from the mill”. He asked for three more days."""

HOSTILE = """Mott said “</mark></noscript><script>document.title = 'owned'</script><img src=https://evil.example/x onerror=alert(1)>”.

\u202eevil \u2066text\x1b[31m قال الوزير “لا نعلم”. Averyveryveryveryveryveryveryveryveryverylongwordthatgoesonandonandon."""


def _view() -> FakeView:
    ford = document(FORD, "ford.txt", publisher="Kessan Courier", published="2031-05-03", title="The ford", language="en")
    url = "https://evil.example/" + "long/" * 40
    evil = document(HOSTILE, "<script>alert(1)</script>.txt", title="</title><script>document.title = 'owned'</script>", url=url)
    outer = statement(ford, "a witness had said “they came from the mill”", source="Ilen Varo", cue="According to", mode="mixed")
    inner = statement(ford, "they came from the mill", source="a witness", cue="had said", parent=outer["id"])
    inner["links"] = [*outer["links"], inner["links"][-1]]
    made = [
        statement(ford, "two boats had crossed at night", source="The ministry", cue="said", mode="indirect"),
        statement(ford, "We saw no lights", source="Ada Quill", cue="told"),
        outer,
        inner,
        statement(ford, "three more days", source="Ilen Varo", cue="asked", mode="indirect", cue_kind="asks"),
        statement(evil, HOSTILE[11 : HOSTILE.index("”")], source="Mott", cue="said"),
        finding("differs", "two is not three", [ford.id], [(ford, "two boats"), (ford, "three more days")]),
    ]
    return FakeView([ford, evil], made)


def _large() -> FakeView:
    held = [document(f"Ada Quill said number{n} no. Mott said yes.", f"{n}.txt", published=f"{2031 + n}") for n in range(3)]
    made = [statement(each, f"number{n} no", source="Ada Quill", id=f"a{n}") for n, each in enumerate(held)]
    return FakeView(held, made + [statement(held[0], "yes", source="Mott", id=f"b{n}") for n in range(LARGE)])


def _written(view: FakeView, path: Path) -> str:
    with path.open("w", encoding="utf-8") as file:
        write(view, file, name="orlo.db")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Give a browser that reaches no other machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a small report with a hostile document."""
    return _written(_view(), tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a report that keeps its closed parts as strings."""
    return _written(_large(), tmp_path_factory.mktemp("report") / "large.html")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page; the test fails where the console shows an error, a dialog opens or anything but the report is asked for."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    trouble: list[str] = []

    def refuse(dialog: Dialog) -> None:
        trouble.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: trouble.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", refuse)
    page.on("request", lambda request: None if request.url.startswith("file:") else trouble.append(request.url))
    yield page
    context.close()
    assert trouble == []


def test_a_hostile_document_is_only_read(page: Page, address: str) -> None:
    """Its tags, addresses and titles are words; what would hide is shown."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.title() == "orlo.db: who says what, on whose say-so"
    expect(page.locator("#d2 .text img, #d2 .text script")).to_have_count(0)
    expect(page.locator("#d2 .text .ch")).to_have_text(["U+202E", "U+2066", "U+001B"])
    expect(page.locator("#d2 .text")).to_contain_text("onerror=alert(1)")


def test_a_script_that_is_not_the_reports_own_does_not_run(browser: Browser, tmp_path: Path) -> None:
    """Even if markup slipped through, the policy would stop it: scripts, handlers and images of somebody else."""
    path = tmp_path / "report.html"
    _written(_view(), path)
    slipped = (
        "<script>document.title = 'owned'</script><img src='data:,' onerror=\"document.title = 'owned'\"><p style='position: fixed'>x</p>"
    )
    path.write_text(path.read_text(encoding="utf-8").replace('<p class="figures">', slipped, 1), encoding="utf-8")
    page = browser.new_page()
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text))
    page.goto(path.as_uri())
    expect(page.locator("#matches")).to_have_text("6 statements, none filtered out")
    assert page.title().startswith("orlo.db")
    assert page.evaluate("getComputedStyle(document.querySelector('p[style]')).position") == "static"
    assert sum("Content Security Policy" in line for line in stopped) >= 3
    page.close()


def test_filters_combine_and_stay_in_the_address(page: Page, address: str) -> None:
    """Words, speaker and mode narrow each other; the address brings them back; one key clears them."""
    page.goto(address)
    expect(page.locator("#matches")).to_have_text("6 statements, none filtered out")
    page.select_option("#f-who", "Ilen Varo")
    expect(page.locator("#matches")).to_have_text("2 of 6 statements, by 1 speaker, in 1 document")
    page.select_option("#f-kind", "asks")
    expect(page.locator(".card:visible .said")).to_have_text(["three more days"])
    expect(page.locator("#d2")).to_be_hidden()
    page.reload()
    expect(page.locator("#f-kind")).to_have_value("asks")
    expect(page.locator("#matches")).to_have_text("1 of 6 statements, by 1 speaker, in 1 document")
    page.click("#clear")
    expect(page.locator("#matches")).to_have_text("6 statements, none filtered out")
    expect(page.locator("#d2")).to_be_visible()
    assert "#" not in page.url


def test_a_search_finds_words_whatever_their_case_and_marks(page: Page, address: str) -> None:
    """Every word must occur, in the statement or in its chain."""
    page.goto(address)
    page.fill("#f-text", "MILL wítness")
    expect(page.locator("#matches")).to_have_text("2 of 6 statements, by 2 speakers, in 1 document")
    page.fill("#f-text", "<script>")
    expect(page.locator("#matches")).to_have_text("1 of 6 statements, by 1 speaker, in 1 document")


def test_nothing_found_is_said_and_the_filters_do_not_jump(page: Page, address: str) -> None:
    """An empty list says why, and what is above it stays in its place."""
    page.goto(address)
    before = page.locator("#filters").bounding_box()
    page.fill("#f-text", "zeppelin")
    expect(page.locator("#none")).to_be_visible()
    expect(page.locator("#matches")).to_have_text("0 of 6 statements, by 0 speakers, in 0 documents")
    expect(page.locator("#left-out")).to_have_text("2 documents have no statement that matches, and are not shown.")
    assert page.locator("#filters").bounding_box() == before


def test_a_filter_dims_what_does_not_match_in_the_text(page: Page, address: str) -> None:
    """The text stays whole; only its marks step back."""
    page.goto(address)
    page.select_option("#f-mode", "mixed")
    expect(page.locator("#d1 .text mark.dim")).to_have_count(4)
    expect(page.locator("#d1 .text mark:not(.dim)")).to_have_count(1)


def test_a_mark_shows_who_says_it(page: Page, address: str) -> None:
    """A click on the words opens the innermost statement, with its chain and its id."""
    page.goto(address)
    page.locator("#d1 .text").get_by_text("they came from the mill").click()
    expect(page.locator("#panel h2")).to_have_text("Statement 4")
    expect(page.locator("#panel .chain")).to_have_text("Kessan Courier, quoting Ilen Varo, quoting a witness")
    expect(page.locator("#panel .id")).to_be_visible()
    expect(page.locator("mark.chosen")).to_have_text("4they came from the mill")
    page.click("#panel [data-do=list]")
    expect(page.locator("#s4")).to_be_in_viewport()
    page.click("#panel [data-do=close]")
    expect(page.locator("#panel")).to_be_hidden()


def test_the_id_can_be_taken_along(page: Page, address: str) -> None:
    """Where the clipboard is closed to a page, the id is selected instead."""
    page.goto(f"{address}#at=2")
    page.click("#panel [data-do=copy]")
    expect(page.locator("#copied")).to_have_text(
        ["copied", "selected; copy it with the keyboard"][page.evaluate("getSelection().toString() ? 1 : 0")]
    )


def test_everything_can_be_reached_by_keyboard(page: Page, address: str) -> None:
    """Skip link, number, panel, next statement, and back to the number with Escape."""
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.focus("#t1")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-h")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#panel-h")).to_have_text("Statement 2")
    page.keyboard.press("k")
    expect(page.locator("#panel-h")).to_have_text("Statement 1")
    page.keyboard.press("k")
    expect(page.locator("#panel-h")).to_have_text("Statement 1")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#t1")).to_be_focused()


def test_letters_typed_into_the_search_are_letters(page: Page, address: str) -> None:
    """The keys for moving do not act while a person types."""
    page.goto(f"{address}#at=1")
    page.focus("#f-text")
    page.keyboard.type("jk")
    expect(page.locator("#panel-h")).to_have_text("Statement 1")
    expect(page.locator("#f-text")).to_have_value("jk")


def test_links_lead_from_list_and_findings_to_the_words(page: Page, address: str) -> None:
    """The place opens, even where it was folded or filtered out."""
    page.goto(f"{address}#who=Mott")
    expect(page.locator("#d1")).to_be_hidden()
    page.click('#finding1 a[href="#f1-2"]')
    expect(page.locator("#f1-2")).to_be_in_viewport()
    page.locator("#s6 .place").click()
    expect(page.locator("#t6")).to_be_in_viewport()
    page.goto(f"{address}#s5")
    expect(page.locator("#s5")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_runs_off_a_small_screen(page: Page, address: str, width: int) -> None:
    """Long words, long addresses and the panel fit the width."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}#at=6")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "[...document.querySelectorAll('#panel, .filters, .card, .facts')].every((e) => e.scrollWidth <= e.clientWidth + 1)"
    )


@pytest.mark.parametrize("which", ["address", "large"])
def test_the_printed_page_has_everything_unfolded_and_no_controls(page: Page, which: str, request: pytest.FixtureRequest) -> None:
    """Paper cannot be clicked."""
    page.goto(request.getfixturevalue(which))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for text in page.locator(".doc .text").all():
        expect(text).to_be_visible()
    assert page.locator(".card").count() in {6, LARGE + 3}
    expect(page.locator(".filters")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details.doc[open]")).to_have_count(1)


def test_a_large_report_makes_elements_when_they_are_needed(page: Page, large: str) -> None:
    """A hundred cards at a time; texts when they are opened; filters and links reach what was never opened."""
    page.goto(large)
    expect(page.locator("#g1 .card")).to_have_count(0)
    page.click("#g1 > summary")
    expect(page.locator("#g1 .card")).to_have_count(100)
    page.locator("#g1").get_by_role("button").click()
    expect(page.locator("#g1 .card")).to_have_count(200)
    page.fill("#f-text", "number2")
    expect(page.locator(".card:visible")).to_have_count(1)
    page.locator(".card:visible .place").click()
    expect(page.locator("#d3 .text mark.chosen")).to_be_in_viewport()
    page.goto("about:blank")
    page.goto(f"{large}#s900")
    expect(page.locator("#s900")).to_be_in_viewport()


def test_without_scripts_the_page_is_a_plain_document(browser: Browser, large: str) -> None:
    """Everything is there, folded, and controls that would do nothing are not."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(large)
    expect(page.locator("#filters")).to_be_hidden()
    page.click("#d3 > summary")
    expect(page.locator("#d3 .text")).to_contain_text("number2 no")
    page.click("#g2 > summary")
    expect(page.locator("#g2 .card")).to_have_count(3)
    context.close()
