"""Names: runs of capitalised words that name a person or an organisation, with title and what precedes them."""

from collections.abc import Sequence
from dataclasses import dataclass

from wherefrom.language.lists import word_lists
from wherefrom.language.tokens import IRREGULAR_PAST, Token, WordClass
from wherefrom.records import Span, SpeakerKind

WORDS = word_lists("parties")
_PEOPLE_ENDINGS = ("icans", "ians", "eans", "crats", "ists", "ites", "inese", "anese", "amese")
_SHORTEST_PEOPLE = 6
TITLES = WORDS["title"] | WORDS["title_male"] | WORDS["title_female"]
PLURALS = frozenset(
    {f"{word}s" for word in WORDS["person"]} | {f"{word}es" for word in WORDS["person"]} | WORDS["irregular_plural"]
)
_PLACE_BEFORE = frozenset({"in", "at", "near", "from", "across", "outside", "inside", "around", "throughout"})
_LEAST_FULL = 2
_MOST_FULL = 4
_APPOSITION_TOKENS = 25
_EPITHET_TOKENS = 5
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did", "has", "is"})


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of name words, title left out.

    Attributes:
        span: the words, without the title.
        words: lower-case forms, in order.
        title: lower-case title before it; may be empty.
        kind: person, organisation, or unknown (a place, a work, a surname not yet resolved).
        initial: it opens a sentence, so that its capital says little.
        heading: it stands in a heading.
        description: an apposition after it, or what it is called before it.
    """

    span: Span
    words: tuple[str, ...]
    title: str
    kind: SpeakerKind
    initial: bool
    heading: bool = False
    description: str = ""


def is_people(form: str) -> bool:
    """Whether a word, capital or not, is the plural name of a people, a party's followers or the like: "Mexicans"."""
    return form in PLURALS or (len(form) > _SHORTEST_PEOPLE and form.endswith(_PEOPLE_ENDINGS))


def find_names(text: str, tokens: Sequence[Token]) -> list[NameRun]:
    """The name runs in a stretch of tokens (quotations not masked), in order."""
    found: list[NameRun] = []
    index = 0
    while index < len(tokens):
        if not is_name_word(tokens[index]) and not _is_first_name(tokens, index):
            index += 1
            continue
        end = _run_end(tokens, index)
        run = _make_run(text, tokens, index, end)
        if run is not None:
            found.append(run)
        index = end
    return found


def is_name_word(token: Token) -> bool:
    """Whether a word with a capital may be a name by itself."""
    return token.kind is WordClass.NAME and token.form not in WORDS["not_name"]


def _is_first_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that is seldom a name begins one here: "May Bell said", "Per Holm told"; not "Per Reuters, …".

    A name and a verb in the past must follow: of "Will Obama resign?" and "In May Bell …" nobody is called so.
    """
    token = tokens[at]
    if not token.capital or token.form not in WORDS["also_first_name"]:
        return False
    end = at + 1
    while end < len(tokens) and is_name_word(tokens[end]):
        end += 1
    if end == at + 1 or end == len(tokens) or (at and tokens[at - 1].kind is WordClass.PREPOSITION):
        return False
    after = tokens[end]
    return after.form in _PAST_AUXILIARIES | IRREGULAR_PAST or after.form.endswith("ed")


def _run_end(tokens: Sequence[Token], start: int) -> int:
    """One past the last token of the run; "of" and "and" are stepped over inside names of organisations."""
    end = start + 1
    while end < len(tokens):
        token = tokens[end]
        if is_name_word(token):
            end += 1
            continue
        particles = end
        while particles < len(tokens) and tokens[particles].form in WORDS["particle"]:
            particles += 1
        if particles > end and particles < len(tokens) and is_name_word(tokens[particles]):
            end = particles + 1
            continue
        following = tokens[end + 1] if end + 1 < len(tokens) else None
        if following is None or not is_name_word(following):
            break
        before = tokens[end - 1].form
        linked = token.form in WORDS["connector"] and (
            token.form not in {"of", "for", "on"} or before in WORDS["organisation_word"] or before == "bank"
        )
        if not linked and not (token.kind is WordClass.AND and before in WORDS["topic"]):
            break
        end += 2
    return end


def _make_run(text: str, tokens: Sequence[Token], start: int, end: int) -> NameRun | None:
    first, titles = start, []
    while start < end and tokens[start].form in TITLES and not _names_body(tokens, start, end):
        titles.append(tokens[start].form)
        start += 1
    if start == end:
        return None
    words = tuple(token.form for token in tokens[start:end])
    initial = first == 0 or tokens[first - 1].kind in {WordClass.STOP, WordClass.OPENING}
    if len(words) == 1 and initial and not titles and (words[0] in PLURALS or words[0] in WORDS["person"]):
        return None
    span = Span(tokens[start].start, tokens[end - 1].end)
    kind = guess_kind(text, tokens, (first, end), words, titled=bool(titles))
    description = describe_run(text, tokens, first, end)
    return NameRun(span, words, " ".join(titles), kind, initial, description=description)


def _names_body(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a title is the first word of an organisation's name: "Justice Department"."""
    return start + 2 == end and tokens[end - 1].form in WORDS["organisation_word"]


def describe_run(text: str, tokens: Sequence[Token], first: int, end: int) -> str:
    """What a name's neighbours tell of whoever bears it: an apposition after it, or what it is called before it.

    Args:
        text: the document's text.
        tokens: the passage's.
        first: the first token of the name, or of its title.
        end: one past its last.
    """
    return _apposition(text, tokens, end) or _epithet(text, tokens, first)


def _apposition(text: str, tokens: Sequence[Token], end: int) -> str:
    """What stands between commas after a name: "David Matas, a Canadian lawyer, said"."""
    if end + 1 >= len(tokens) or tokens[end].kind is not WordClass.COMMA:
        return ""
    first = tokens[end + 1]
    if first.form not in {"a", "an", "the", "former", "formerly", "then", "who"} and first.form not in WORDS["person"]:
        return ""
    for at in range(end + 2, min(end + _APPOSITION_TOKENS, len(tokens))):
        if tokens[at].kind in {WordClass.COMMA, WordClass.STOP, WordClass.OPENING}:
            return " ".join(text[first.start : tokens[at - 1].end].split())
    return ""


def _epithet(text: str, tokens: Sequence[Token], first: int) -> str:
    """What a person is called before the name: "union lawyer Ann Pell"."""
    start = first
    while (
        start > 0 and first - start < _EPITHET_TOKENS and tokens[start - 1].kind in {WordClass.NAME, WordClass.NOMINAL}
    ):
        start -= 1
    if start == first or tokens[first - 1].form not in WORDS["person"]:
        return ""
    return " ".join(text[tokens[start].start : tokens[first - 1].end].split())


def guess_kind(
    text: str, tokens: Sequence[Token], place: tuple[int, int], words: tuple[str, ...], *, titled: bool
) -> SpeakerKind:
    """Person, organisation, or unknown, by title, by the words of the name and by what stands beside it.

    Args:
        text: the document's text.
        tokens: the passage's.
        place: the first token, titles included, and one past the last.
        words: of the name, lower case.
        titled: it has a title.
    """
    first, end = place
    organised = any(word in WORDS["organisation_word"] for word in words)
    if titled and not (words[-1] in WORDS["organisation_word"] and len(words) > _LEAST_FULL):
        return SpeakerKind.PERSON
    raw = text[tokens[end - 1].start : tokens[end - 1].end]
    initials = len(words) == 1 and raw.isupper() and len(raw) > 1 and "." not in raw
    of_place = words[-1] in WORDS["place_word"]
    # "RT America": initials, and a name of two words that is nobody's office.
    lead = text[tokens[first].start : tokens[first].end]
    initials |= (
        len(words) == _LEAST_FULL
        and lead.isupper()
        and lead.isalpha()
        and words[-1] not in WORDS["person"]
        and words[0] != "gop"
        and len(lead) > 1
    )
    if (organised and not of_place) or initials:
        return SpeakerKind.ORGANISATION
    before = tokens[first - 1].form if first else ""
    after = tokens[end].form if end < len(tokens) else ""
    located = before in {"the", "a", "an"} or before in _PLACE_BEFORE or after in PLURALS
    full = _LEAST_FULL <= len(words) <= _MOST_FULL and not any(word in WORDS["place_word"] for word in words)
    return SpeakerKind.PERSON if full and not located else SpeakerKind.UNKNOWN
