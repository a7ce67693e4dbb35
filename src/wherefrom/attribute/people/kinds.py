"""Kinds: what a party is, how many, and of which gender, as far as its words tell."""

from wherefrom.attribute.people.names import WORDS, is_people
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import SpeakerKind

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "dozen": 12, "twenty": 20,
}  # fmt: skip
# Plural in form, one body in what they do.
_BODIES = frozenset({"police", "authorities"})
_SEVERAL = frozenset({"many", "some", "others", "most", "all", "few", "several", "both", "those"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself", "hers"})


def gender_of(form: str) -> str:
    """``male``, ``female``, or empty: what one word tells."""
    if form in WORDS["male"] or form == "he's":
        return "male"
    return "female" if form in WORDS["female"] or form == "she's" else ""


def gender_of_words(words: list[str]) -> str:
    """The gender that a title or noun among some words tells; pronouns may mean somebody else and count for nothing."""
    for word in words:
        bare = word.strip(",.")
        gender = gender_of(bare)
        if gender and bare not in _PERSONAL:
            return gender
        if word in WORDS["title_male"]:
            return "male"
        if word in WORDS["title_female"]:
            return "female"
    return ""


def kind_of_name(name: str, forms: list[str]) -> SpeakerKind:
    """Organisation or person, for a name that stands alone in its document."""
    if any(word in WORDS["organisation_word"] for word in name.casefold().split()) or (
        name.isupper() and len(name) > 1
    ):
        return SpeakerKind.ORGANISATION
    return SpeakerKind.ORGANISATION if forms[0] == "the" else SpeakerKind.PERSON


def kind_of_head(head: str, core: list[Token], *, has_name: bool) -> SpeakerKind:
    """What a party is by the noun that describes it ("a spokesman", "officials", "the Chinese regime").

    Args:
        head: the noun, lower case.
        core: the words up to it.
        has_name: a named party stands among them.
    """
    if head in WORDS["work"]:
        return SpeakerKind.DOCUMENT
    if head in WORDS["institution"] and not is_people(head):
        proper = has_name or any(token.kind is WordClass.NAME for token in core[1:])
        return SpeakerKind.ORGANISATION if proper else SpeakerKind.UNNAMED_INSTITUTION
    if head in WORDS["person"]:
        return SpeakerKind.UNNAMED_PERSON
    if head in _BODIES:
        return SpeakerKind.UNNAMED_INSTITUTION
    plural = is_people(head) or head in WORDS["group"] or (head.endswith("s") and not head.endswith("ss"))
    return SpeakerKind.UNNAMED_GROUP if plural or head in _SEVERAL else SpeakerKind.UNKNOWN


def stated_count(core: list[Token]) -> int | None:
    """How many people, where the words say so; None also for "dozens"."""
    for token in core[:3]:
        if token.form in _NUMBERS:
            return _NUMBERS[token.form]
        if token.kind is WordClass.NUMBER and token.form.replace(",", "").isdigit():
            return int(token.form.replace(",", "")) if len(token.form) <= len("1,000,000") else None
    single = core[0].form in {"a", "an", "one"} and core[-1].form in WORDS["person"]
    return 1 if single else None
