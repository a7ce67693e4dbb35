"""The forms of one word meet under one stem, and other words do not."""

import pytest

from wherefrom.language.stems import stem_word

FORMS = (
    *("family families", "city cities", "study studies studied studying", "bury buries buried burying"),
    *("carry carries carried carrying", "deny denies denied denying", "die dies died dying", "lie lies lied lying"),
    *(
        "plan plans planned planning",
        "stop stops stopped stopping",
        "hope hopes hoped hoping",
        "fire fires fired firing",
    ),
    *(
        "house houses housed housing",
        "cause causes caused causing",
        "release releases released releasing",
        "use uses used using",
    ),
    *(
        "create creates created creating",
        "issue issues issued issuing",
        "agree agrees agreed agreeing",
        "argue argues argued",
    ),
    *(
        "count counts counted counting",
        "kill kills killed killing",
        "pass passes passed passing",
        "visit visits visited",
    ),
    *(
        "box boxes",
        "church churches",
        "class classes",
        "fix fixes fixed fixing",
        "day days",
        "close closes closed closing",
    ),
    *("force forces forced forcing", "judge judges judged judging", "organise organises organised", "say says saying"),
)
APART = (
    *(
        "car carry",
        "plan plane",
        "hop hope",
        "news new",
        "bed be",
        "king k",
        "need nee",
        "crisis crise",
        "status statu",
    ),
    *("gas ga", "organise organisation", "state statement", "sing s", "happy happily", "bus bu", "late lat", "red r"),
)


@pytest.mark.parametrize("forms", FORMS)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem_word(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", APART)
def test_other_words_keep_stems_of_their_own(words: str) -> None:
    one, other = words.split()
    assert stem_word(one) != stem_word(other)


def test_the_owner_is_taken_off_and_numbers_lose_their_commas() -> None:
    assert stem_word("minister's") == stem_word("ministers") == "minister"
    assert stem_word("3,500") == "3500"
    assert stem_word("") == ""
