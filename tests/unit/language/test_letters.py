"""One word in all its spellings by code points is one word, and stands where it stands."""

import unicodedata

import pytest

import wherefrom
from wherefrom.language.letters import plain_letters
from wherefrom.language.tokens import cut_tokens
from wherefrom.language.words import find_words

NAME = "Zoë Škvorec"
SPELLINGS = [
    NAME,
    unicodedata.normalize("NFD", NAME),
    "Zo\u00adë Škvo\u00adrec",
    "Z\u200boë Š\u200dkvorec",
    "\u2060".join("Zoë") + " Škvorec",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_word_is_one_token_however_its_letters_are_written(spelling: str) -> None:
    assert plain_letters(spelling) == NAME
    tokens = cut_tokens(spelling, 0, len(spelling))
    assert [token.form for token in tokens] == ["zoë", "škvorec"]
    assert [(tokens[0].start, tokens[-1].end)] == [(0, len(spelling))]
    assert [word.form for word in find_words(spelling)] == ["zoë", "škvorec"]


@pytest.mark.parametrize("spelling", SPELLINGS[1:])
def test_one_name_in_two_spellings_is_one_party(spelling: str) -> None:
    documents = [
        wherefrom.read_text(f"{name} said that the reactor was shut down by hand.", document_id=letter)
        for letter, name in zip("ab", (NAME, spelling), strict=True)
    ]
    records = wherefrom.analyse(documents)
    assert {own.key for own in records.parties} == {"zoë škvorec"}
    [claim] = records.claims
    assert records.trace[claim.id].hi == 1
