"""The report: one self-contained HTML file that a person can read without a server, and without scripts.

choosing    which documents, findings and failures go in
statements  the statements of a document as cards and layers      marking   layers to nested pieces
texts       a document's metadata in words                        markup    pieces to HTML
findings    findings and their notes in the text                  characters  what would hide is shown
composing   all of it, document by document, into a Page (pages)  spool     finished parts put aside
rendering   the templates, the style and the script in one file
"""

from __future__ import annotations

from typing import TextIO

from sayso.model.view import View

#: Documents in one report, unless told otherwise: what a browser on a laptop shows without delay.
LIMIT = 1000

#: Code points shown of one document: a book of some 50,000 words.
LENGTH = 300_000


def write(view: View, file: TextIO, *, name: str = "", limit: int = LIMIT, length: int = LENGTH) -> None:
    """Write the report of the ledger seen through `view` to `file`, in pieces; memory stays bounded.

    `name` of the ledger stands in the title. The report shows at most `limit` documents, the earliest first and undated ones last,
    and the first `length` code points of each; it says what it leaves out. The same ledger gives the same bytes.
    """
    # imported here: the template engine is of no use to the other commands
    from sayso.publish.report.composing import Composer, Options
    from sayso.publish.report.rendering import Templates
    from sayso.publish.report.spool import Spool

    templates = Templates()
    with Spool() as spool:
        page = Composer(view, spool, templates, Options(name, limit, length)).page()
        file.writelines(templates.page(page, spool.take))
