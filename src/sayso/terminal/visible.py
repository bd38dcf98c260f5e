"""Words of documents made safe for a terminal."""

from __future__ import annotations

import re
import unicodedata

#: Control characters, escapes, bidi and other format characters, lone surrogates and private use: shown, not sent.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return `text` with every character that could move or trick a terminal written as ⟨U+XXXX⟩; tabs and line ends stay."""
    return _UNSAFE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def one_line(text: str) -> str:
    """Return `text` safe for a terminal and on one line, its white space folded."""
    return visible(" ".join(text.split()))


def shortened(text: str, width: int) -> str:
    """Return `text` cut to at most `width` code points, with an ellipsis where something was cut off, after whole words if it can."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    head, space, _ = cut.rpartition(" ")
    kept = head if space and len(head) > width // 2 else cut
    while kept and unicodedata.combining(kept[-1]):
        kept = kept[:-1]
    return kept.rstrip() + "…"
