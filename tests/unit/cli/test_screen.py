import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from wherefrom.cli.screen import print_json, safe_text


def test_escape_sequences_and_bidi_controls_are_shown_as_code_points() -> None:
    assert safe_text("a\x1b[31mb\u202ec\ud800") == "a<U+001B>[31mb<U+202E>c<U+D800>"
    assert safe_text("one\ntwo\tthree") == "one two three"


def test_brackets_survive_rich_markup() -> None:
    out = io.StringIO()
    Console(file=out, width=80).print(safe_text("[red]not a colour[/]", markup=True))
    assert out.getvalue().strip() == "[red]not a colour[/]"


@given(st.text(st.characters()))
def test_no_control_character_is_left(text: str) -> None:
    assert not {character for character in safe_text(text) if ord(character) < 32 or 0x7F <= ord(character) < 0xA0}


def test_json_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"words": "two\nlines"})
    assert capsys.readouterr().out == '{"words":"two\\nlines"}\n'
