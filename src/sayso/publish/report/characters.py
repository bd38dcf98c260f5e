"""Characters that a page would hide or obey, made visible: control, bidi and other invisible format characters.

Unicode Technical Report 36 tells how they deceive: U+202E turns the rest of a line round, a zero-width space splits a word unseen.
The zero-width joiner and non-joiner stay as they are: Persian and Indic scripts and emoji are spelt with them.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

#: C0 and C1 controls but tab and line end, soft hyphen, bidi marks and controls, invisible operators, lone surrogates, byte order
#: mark, interlinear marks, non-characters, language tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return `text` with every hidden character written as ⟨U+XXXX⟩; for attributes and other places that hold no markup."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def badged(text: str) -> Markup:
    """Return `text` escaped for HTML, every hidden character as a badge that shows its number."""
    # What follows `escape` adds markup made of a class name and hexadecimal digits only, hence the trust.
    return Markup(_HIDDEN.sub(_badge, str(escape(text))))  # noqa: S704


def _badge(match: re.Match[str]) -> str:
    return f'<span class="ch">U+{ord(match[0]):04X}</span>'
