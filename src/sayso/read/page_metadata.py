"""What a page states of itself in its head: title, author, publisher, address, language, dates.

A publication date counts only where the page calls it one: `article:published_time` (Open Graph), `datePublished` (schema.org, as
microdata or JSON-LD), `citation_publication_date` (Highwire), `dc.date.issued` (Dublin Core). Every other date, above all of
modification and creation, is kept as `created`. The words of the page are not searched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import UnsupportedSource
from sayso.model.document import DateEvidence
from sayso.read.calendar import read_date
from sayso.read.clean import one_line
from sayso.read.content import Stated
from sayso.read.markup import Token, attributes

#: Characters of a JSON-LD script that is looked at.
LONGEST_SCRIPT = 1_000_000
#: Who made it, in the pages that sayso writes.
OURS = "sayso"

#: Names of publication dates, most trusted first; of other dates; of the rest. `ld:` marks JSON-LD, `item:` microdata.
_PUBLISHED = (
    "article:published_time", "ld:datepublished", "item:datepublished", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "datepublished",
)  # fmt: skip
_CREATED = (
    "article:modified_time", "og:updated_time", "ld:datemodified", "item:datemodified", "datemodified", "ld:datecreated",
    "item:datecreated", "dc.date.modified", "dcterms.modified", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date",
    "date", "last-modified",
)  # fmt: skip
_PUBLISHER = ("ld:publisher", "og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
_AUTHOR = ("ld:author", "author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "byl", "parsely-author")
_TITLE = ("og:title", "ld:headline", "citation_title", "dc.title", "dcterms.title", "title")
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ", ": ")

Pairs = list[tuple[str, str]]


def stated_by(source: str, page: Sequence[Token], path: str) -> Stated:
    """Return what the page states of itself. Raises UnsupportedSource for a page that sayso wrote itself."""
    found: dict[str, str] = {}
    for name, value in _pairs(source, page):
        found.setdefault(name, value)
    if found.get("generator") == OURS:
        raise UnsupportedSource(path, "a page that sayso wrote")
    publisher = _name(found, _PUBLISHER)
    return Stated(
        title=_without_site(_first(found, _TITLE), publisher),
        author=_name(found, _AUTHOR),
        publisher=publisher,
        url=_address(found),
        language=_first(found, ("lang",)),
        created=next((date for name in _CREATED if (date := read_date(found.get(name, "")))), None),
        dates=tuple(_dates(found)),
    )


def _dates(found: Mapping[str, str]) -> Iterator[DateEvidence]:
    for name in _PUBLISHED:
        date = read_date(found.get(name, ""))
        if date:
            yield DateEvidence(date, "metadata", _SHOWN.get(name, name))


_SHOWN = {
    "ld:datepublished": "datePublished (JSON-LD)",
    "item:datepublished": "datePublished (microdata)",
    "datepublished": "datePublished",
}


def _first(found: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((line for name in names if (line := one_line(found.get(name)))), None)


def _name(found: Mapping[str, str], keys: Iterable[str]) -> str | None:
    """Return the first name under one of `keys`; the address of a profile is none."""
    names = (one_line(found.get(key)) for key in keys)
    return next((name for name in names if name and not name.lower().startswith(("http:", "https:", "//", "www."))), None)


def _address(found: Mapping[str, str]) -> str | None:
    for name in ("canonical", "og:url", "ld:url"):
        value = (found.get(name) or "").strip()
        if value.startswith(("http://", "https://")) and _has_host(value):
            return value[:2000]
    return None


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """Return the title without the publisher's name that pages put behind or before it."""
    if title is None or publisher is None:
        return title
    for separator in _SEPARATORS:
        before, found, after = title.rpartition(separator)
        if found and after.strip().casefold() == publisher.casefold() and before.strip():
            return before.strip()
        before, found, after = title.partition(separator)
        if found and before.strip().casefold() == publisher.casefold() and after.strip():
            return after.strip()
    return title


def _pairs(source: str, page: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield (name, value) for every statement of the page about itself, in the order of the page."""
    script_is_data = False
    for token in page:
        if token.kind == "open":
            yield from _of_tag(source, token)
            script_is_data = token.name == "script" and "ld+json" in source[token.start : min(token.end, token.start + 500)].lower()
        elif token.kind == "raw" and token.name == "title":
            yield "title", _decoded(source[token.start : token.end])
        elif token.kind == "raw" and script_is_data and token.end - token.start <= LONGEST_SCRIPT:
            yield from _of_json(source[token.start : token.end])


def _decoded(words: str) -> str:
    from html import unescape

    return unescape(words)


def _of_tag(source: str, token: Token) -> Iterator[tuple[str, str]]:
    if token.name == "meta":
        given = attributes(source, token)
        for name in ("property", "name", "http-equiv"):
            if given.get(name) and given.get("content"):
                yield given[name].strip().lower(), given["content"]
    elif token.name == "link":
        given = attributes(source, token)
        if given.get("rel", "").lower() == "canonical":
            yield "canonical", given.get("href", "")
    elif token.name == "html":
        yield "lang", attributes(source, token).get("lang", "")
    if "itemprop" in source[token.start : min(token.end, token.start + 2000)]:
        yield from _of_microdata(attributes(source, token))


def _of_microdata(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    value = given.get("content") or given.get("datetime")
    for name in given.get("itemprop", "").lower().split():
        if value and name.startswith("date"):
            yield f"item:{name}", value


def _of_json(script: str) -> Iterator[tuple[str, str]]:
    """Yield what a JSON-LD script states of the article; what cannot be parsed states nothing."""
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for thing in _things(data):
        types = thing.get("@type")
        names = [types] if isinstance(types, str) else types if isinstance(types, list) else []
        if any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report", "WebPage")) for name in names):
            yield from _of_article(thing)


def _things(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Yield the objects at the top of the data and in its @graph, articles before pages."""
    top = data if isinstance(data, list) else [data]
    inner = [member for thing in top if isinstance(thing, dict) for member in _list(thing.get("@graph"))]
    things = [thing for thing in (*top, *inner) if isinstance(thing, dict)]
    yield from sorted(things, key=lambda thing: "WebPage" in str(thing.get("@type")))


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - as above
    return value if isinstance(value, list) else []


def _of_article(thing: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateModified", "dateCreated", "headline", "url"):
        if isinstance(thing.get(key), str):
            yield f"ld:{key.lower()}", thing[key]
    for key in ("author", "publisher"):
        names = ", ".join(_names(thing.get(key)))
        if names:
            yield f"ld:{key}", names


def _names(value: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield name.strip()
