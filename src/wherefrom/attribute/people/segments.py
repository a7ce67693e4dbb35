"""Segments: one source phrase cut into its parties, each with the words that only describe it."""

from wherefrom.attribute.people.names import PLURALS, WORDS, is_people
from wherefrom.language.tokens import Token, WordClass

_CUT = frozenset(
    {
        WordClass.PREPOSITION,
        WordClass.RELATIVE,
        WordClass.BRACKET,
        WordClass.THAT,
        WordClass.VERB,
        WordClass.AUXILIARY,
        WordClass.TO,
    }
)


def split_segments(tokens: list[Token]) -> list[tuple[list[Token], list[Token]]]:
    """Each party's own words and what follows them as description: "A, a lawyer, and B of C" is two."""
    pieces: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if token.kind in {WordClass.COMMA, WordClass.AND} or (token.kind is WordClass.DASH):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            inside = token.kind is WordClass.AND and _joins_inside(tokens, index)
            if following is not None and not inside:
                pieces.append([])
                continue
        pieces[-1].append(token)
    segments: list[tuple[list[Token], list[Token]]] = []
    joined = False
    for number, piece in enumerate(pieces):
        if not piece:
            joined = True
            continue
        core = _core(piece)
        after_and = (number > 0 and _preceded_by_and(tokens, piece[0])) or joined
        joined = False
        named = core and (after_and or (_looks_like_party(core) and not (segments and _is_role(segments[-1][0]))))
        new = not segments or named
        if new and core:
            segments.append((core, piece[len(core) :]))
        elif segments:
            segments[-1] = (segments[-1][0], segments[-1][1] + piece)
    return segments


def _joins_inside(tokens: list[Token], index: int) -> bool:
    """Whether "and" stands inside one party's words, such as a lower-case list or an organisation's name."""
    left = tokens[index - 1] if index else None
    right = tokens[index + 1] if index + 1 < len(tokens) else None
    if left is None or right is None:
        return True
    if (
        any(token.kind in {WordClass.RELATIVE, WordClass.PREPOSITION} for token in tokens[:index])
        and left.kind is not WordClass.COMMA
    ):
        return right.kind is not WordClass.NAME or left.kind is not WordClass.NAME
    return left.form in WORDS["topic"]


def _preceded_by_and(tokens: list[Token], first: Token) -> bool:
    at = tokens.index(first)
    return at > 0 and tokens[at - 1].kind is WordClass.AND


def _core(piece: list[Token]) -> list[Token]:
    """The words up to the first that only describes: "a spokesman [for the ministry]"."""
    end = 0
    while end < len(piece) and piece[end].kind not in _CUT:
        if end and piece[end].form.endswith("ing") and piece[end - 1].form in PLURALS:
            break  # "researchers [investigating the practice]"
        end += 1
    core = piece[:end]
    if end < len(piece) and piece[end].form in {"of", "for"} and core and core[-1].form in WORDS["organisation_word"]:
        core = piece
    while core and core[-1].kind in {
        WordClass.CLOSING,
        WordClass.OPENING,
        WordClass.OTHER,
        WordClass.ADVERB,
        WordClass.CLITIC,
    }:
        core = core[:-1]
    return core


def _looks_like_party(core: list[Token]) -> bool:
    """Whether a piece after a comma names another party rather than describing the one before."""
    return (
        core[0].kind is WordClass.NAME
        and all(token.kind is WordClass.NAME for token in core)
        and not is_common(core[-1].form)
    )


def _is_role(core: list[Token]) -> bool:
    """Whether words introduce one person by what they are: "the chief engineer [, Nils Brandt]"."""
    return core[0].kind in {WordClass.DETERMINER, WordClass.POSSESSIVE} and (
        core[-1].form in WORDS["person"] or (core[-1].kind is WordClass.NOMINAL and not core[-1].form.endswith("s"))
    )


def is_common(form: str) -> bool:
    """Whether a word is a noun for people, bodies or works, capital or not."""
    return form in WORDS["person"] or form in WORDS["institution"] or form in WORDS["work"] or is_people(form)
