"""Which language a text is in, where that can be told."""

from __future__ import annotations

import pytest

from sayso.read.language import language_of, name_of, remark_on

RUSSIAN = "Министерство сообщило, что на мосту ничего не произошло. Представитель заявил, что всё спокойно."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said that nothing had happened on the bridge, and that nobody was hurt.", "en"),
        (RUSSIAN, "ru"),
        ("Le ministère a déclaré que la ville était calme et que rien ne s’était passé sur le pont pendant la nuit.", "fr"),
        ("Bakanlık köprüde hiçbir şey olmadığını açıkladı. Sözcü gazetecilere her şeyin sakin olduğunu söyledi.", "tr"),
        (f"The minister said in a letter to the mission that it was for the “{RUSSIAN[:40]}” to answer, and not for him.", "en"),
        ("Bulletin No. 12", None),
        ("12:30 - 14:00, 3 x 82, 44-21-17, ++++ 0000000 ---- 12:30 - 14:00, 3 x 82, 44-21-17", None),
        ("ORLO BRIDGE TARO VENN ILEN VARO KESSAN", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """The language of running text is told; of too little, or of names and numbers, it is not."""
    assert language_of(text) == language


def test_a_foreign_text_is_remarked_on_by_name() -> None:
    """The remark names the language; English and unknown need none."""
    assert remark_on("ru") == ("is in Russian (ru); sayso reads statements in English only so far",)
    assert remark_on("en") == remark_on(None) == ()
    assert name_of("qqq") == "qqq"
