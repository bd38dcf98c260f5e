"""The templates, and the page around them: one file that loads nothing and runs no script but its own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.publish.report.characters import visible
from sayso.publish.report.pages import Card, Page, Text, counted

_BATCH = 64  # template pieces joined into one write


class Templates:
    """The report's templates; every value put into them is escaped, its hidden characters shown."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("sayso.publish.report", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_safe,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["counted"] = counted
        self._card = self._environment.get_template("card.html")
        self._text = self._environment.get_template("text.html")

    def card(self, card: Card) -> str:
        """Return the markup of a statement in the list."""
        return self._card.render(card=card)

    def text(self, text: Text, blocks: Iterable[str]) -> str:
        """Return the markup of a document's body; `blocks` is that of its paragraphs."""
        return self._text.render(text=text, blocks=blocks)

    def page(self, page: Page, take: Callable[[int], Markup]) -> Iterator[str]:
        """Yield the page in pieces; `take` gives the markup in a slot."""
        style, start, script = (_asset(name) for name in ("style.css", "start.js", "script.js"))
        policy = _policy(style, (start, script))
        template = self._environment.get_template("page.html")
        stream = template.stream(page=page, take=take, style=style, start=start, script=script, policy=policy)
        stream.enable_buffering(_BATCH)
        yield from stream


def _safe(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> Markup:
    text = (files("sayso.publish.report") / "templates" / name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file, meant to stand in the page as it is


def _policy(style: str, scripts: Iterable[str]) -> str:
    """Return the Content Security Policy (W3C CSP 3): nothing is loaded, nothing runs but the inline parts with these hashes."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types sayso"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
