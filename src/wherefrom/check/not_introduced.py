"""Speaker not introduced: someone is quoted, and the document never says who that is."""

from collections.abc import Iterator

from wherefrom.check.view import make_finding
from wherefrom.records import Finding, Place, Severity, Span, Speaker, SpeakerKind
from wherefrom.spans import sentence_at
from wherefrom.view.casebook import Casebook

CHECK = "speaker not introduced"


def check_not_introduced(book: Casebook) -> Iterator[Finding]:
    """Find persons who are credited with a statement under a name that the document does not explain."""
    credited = {speaker for attribution in book.case.attributions for speaker in attribution.speakers}
    for speaker in book.case.speakers:
        if (
            speaker.introduced
            or speaker.kind is not SpeakerKind.PERSON
            or speaker.id not in credited
            or not speaker.mentions
        ):
            continue
        if all(_begins_sentence(book, speaker, mention) for mention in speaker.mentions):
            continue  # a capital at a sentence's beginning makes no name: "Mourners said"
        statements = [
            statement
            for statement in book.statements_in(speaker.document)
            if any(speaker.id in book.case.attribution[name].speakers for name in statement.chain)
        ]
        yield make_finding(
            CHECK,
            f"“{speaker.name}” is quoted, and the document does not say who that is: neither a full name nor a description.",
            [Place(speaker.document, mention) for mention in speaker.mentions],
            severity=Severity.WARNING,
            claims=book.claims_of(statements),
            confidence=speaker.confidence,
        )


def _begins_sentence(book: Casebook, speaker: Speaker, mention: Span) -> bool:
    sentence = sentence_at(book.case.document[speaker.document], mention.start)
    return sentence is not None and sentence.start == mention.start
