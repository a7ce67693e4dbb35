"""Describing: whom a description means: somebody introduced so ("the lawyer"), or a party without a name ("two witnesses")."""

from collections.abc import Callable

from wherefrom.attribute.people.directory import Somebody
from wherefrom.attribute.people.discourse import Discourse, Reference
from wherefrom.attribute.people.kinds import gender_of_words, kind_of_head, stated_count
from wherefrom.attribute.people.naming import strip_determiner
from wherefrom.attribute.people.pronouns import last_body
from wherefrom.language.tokens import Token, WordClass
from wherefrom.records import Span, SpeakerKind

# How sure each way of resolving is, an ordering by kind of evidence, estimated and not measured.
BY_ROLE = 0.7
BY_DESCRIPTION = 0.9
LONGEST_DESCRIPTION = 160  # code points
# An unnamed party is called by all its words up to so many, else by those up to its noun.
_NAME_WORDS = 8
# A noun among so many words of a description may stand for who is described.
_LEADING_WORDS = 12
# "The network said": the body of that kind that was spoken of last, whatever its name.
_BODY_ROLES = frozenset(
    {
        "network",
        "agency",
        "company",
        "newspaper",
        "paper",
        "broadcaster",
        "firm",
        "magazine",
        "website",
        "outlet",
        "channel",
    }
    | {"station", "union", "foundation", "bank", "airline", "charity", "group", "organisation", "organization"}
)
Owner = Callable[[Span, str], Somebody | None]
"""Whose something is, by a possessive pronoun and where it stands."""


def who_is_described(
    discourse: Discourse, document: str, core: list[Token], rest: list[Token], owner_of: Owner
) -> Reference:
    """Whom a description means.

    Args:
        discourse: what has been told so far.
        document: the document's id, which keeps unnamed parties of different documents apart.
        core: the words of the description up to its noun.
        rest: those after it, as far as they describe.
        owner_of: finds whom "its" means.
    """
    directory = discourse.directory
    named = directory.named_within(Span(core[0].start, core[-1].end))
    # "The nations of the world": the noun before the preposition says what they are.
    cut = next((at for at, token in enumerate(core) if at and token.kind is WordClass.PREPOSITION), len(core))
    head = core[cut - 1].form
    span = Span(core[0].start, (rest or core)[-1].end)
    kind = kind_of_head(head, core, has_name=bool(named))
    if core[0].form in {"the", "this", "that", "these", "those"}:
        known = _known_by_role(discourse, head, kind, span.start)
        if known is not None:
            return Reference(known, span, BY_ROLE)
    name, full = _called(discourse, core, span, named, owner_of)
    if kind in {SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT} and any(token.kind is WordClass.NAME for token in core):
        key, called = name.casefold().replace("’", "'"), name
    else:
        key, called = f"{document}:{full.casefold()}", full if len(full.split()) <= _NAME_WORDS else name
    described = full if full != name else ""
    new = Somebody(key, called, kind, described, gender_of_words([head]), stated_count(core))
    return Reference(directory.known.get(key, new), span, BY_DESCRIPTION)


def _called(
    discourse: Discourse, core: list[Token], span: Span, named: list[tuple[Span, Somebody]], owner_of: Owner
) -> tuple[str, str]:
    """What a described party is called by its noun, and by all its words; whose it is, where that is told."""
    text = discourse.directory.text
    name = strip_determiner(" ".join(text[core[0].start : core[-1].end].split()))
    full = strip_determiner(" ".join(text[span.start : span.end].split()))[:LONGEST_DESCRIPTION]
    if core[0].kind is WordClass.POSSESSIVE:
        owner = owner_of(Span(core[0].start, core[0].end), core[0].form)
        if owner is not None:
            name = full = f"{name} of {owner.name}"
    clitic = next((at for at, token in enumerate(core) if token.kind is WordClass.CLITIC), None)
    if clitic and clitic + 1 < len(core) and named and named[0][0].end <= core[clitic].start:
        name = full = f"{text[core[clitic + 1].start : core[-1].end]} of {named[0][1].name}"
    return name, full


def _known_by_role(discourse: Discourse, head: str, kind: SpeakerKind, before: int) -> Somebody | None:
    """Whoever was introduced by this noun, or bears a title that it stands for, the latest first."""
    lately = list(discourse.spoken_lately())
    titled = next((who for who in lately if head in who.roles), None)
    if titled is not None:
        return titled
    if head in _BODY_ROLES and (body := last_body(discourse, before)) is not None:
        return body
    for who in lately:
        if head in who.description.casefold().split()[:_LEADING_WORDS] or head in who.name.casefold().split()[-1:]:
            return who
    if kind is SpeakerKind.UNNAMED_GROUP:
        return None
    for who in discourse.known_lately():
        words = who.description.casefold().replace(",", " ").split()
        if (head in words or head in who.roles) and who.first_seen < before:
            return who
    return None
