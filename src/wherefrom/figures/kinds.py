"""Kinds of tokens, one character each, and patterns written in their names.

A sentence becomes the string of its tokens' kinds; a pattern over kinds is an ordinary regular expression over that
string. So ``month dot? day (comma? year)?`` reads "February 15, 2012" and "Feb. 6" alike, whatever the spacing, and a
pattern's repetitions stay few and bounded.
"""

import re

from wherefrom.figures.lexicon import word_lists

# Kinds that are told by form, not by a list of words.
_BY_FORM = ("other", "day", "integer", "year", "decimal", "nth", "decade", "short_year", "half_day", "quarter_code")
# Letters beyond ASCII: none of them means anything to `re`.
_FIRST_LETTER = 0x100
_LISTS = word_lists("kinds")

KIND: dict[str, str] = {name: chr(_FIRST_LETTER + index) for index, name in enumerate((*_BY_FORM, *_LISTS))}
KIND_OF_WORD: dict[str, str] = {word: KIND[name] for name, words in _LISTS.items() for word in words}

_NAME = re.compile(r"(?:(\w+)=)?([a-z_]+)|\((?!\?)")

MACROS = {
    "any_month": "(month|may|month_short dot?)",
    "any_unit": "(unit|units|quarter|quarters)",
    "any_nth": "(nth|nth_word)",
    "any_day": "(day|nth)",
    "integers": "(day|integer|year)",
    "spelled": "(cardinal ((dash|and)? cardinal){0,6})",
    "amount": "((day|integer|year|decimal) cardinal?|spelled|nth)",
    "rest": "(and article? half|and article quarter|dash? day slash day)",
    "many": "(article? several (another|cardinal)?|article couple of?|couple of)",
    "count": "((article|another|cardinal another)|amount rest?|amount (to|or|dash) amount|many|half article|article half dash?)",
    "part": "((early|middle|late) (to (middle|late))? dash? (in the?)?|the? (edge|middle) of)",
    "joint": "(to|and|dash|until)",
}


def compile_kinds(template: str) -> re.Pattern[str]:
    """A pattern over kinds from its template.

    Args:
        template: names of kinds and macros, with the operators of `re`; blanks mean nothing; ``name=kind`` captures.

    Raises:
        KeyError: a name is neither a kind nor a macro.
    """
    return re.compile(expand(template))


def expand(template: str) -> str:
    """The regular expression that a template stands for."""
    return _NAME.sub(_replace, template).replace(" ", "")


def _replace(match: re.Match[str]) -> str:
    if match[2] is None:
        return "(?:"
    inner = expand(MACROS[match[2]]) if match[2] in MACROS else KIND[match[2]]
    return f"(?P<{match[1]}>{inner})" if match[1] else inner
