"""What the network of credits says, put into chains: a reader that says what a test wants stands for the network."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wherefrom.attribute.attributing import record_drafts
from wherefrom.attribute.credits.asking import Credited, CreditReader, Credits, Standing, mark_words, names_of_outlet
from wherefrom.attribute.credits.reading import Pages
from wherefrom.attribute.parts.draft import Draft
from wherefrom.attribute.parts.recognised import NameKind, RecognisedName
from wherefrom.attribute.parts.rule import Rule
from wherefrom.attribute.parts.units import cut_units
from wherefrom.attribute.trained.windows import Window, WordTable
from wherefrom.figures import find_figures
from wherefrom.read import read_text
from wherefrom.records import Attributed, Document, Span, SpeakerKind, Stance

TEXTS: dict[str, str] = {}
CLAIM = "the harbour board of Holm sold the old dock in 2019"


@dataclass
class Says(CreditReader):
    """Says the same of every statement."""

    sources: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    standing: Standing = Standing.NAMED
    confidence: float = 0.9
    maker: str = "test/1"
    bodies: tuple[str, ...] = ("Holm Echo", "Holm Council")
    people: tuple[str, ...] = ("Mara Quill",)

    def open(self, document: Document) -> Pages:
        return Pages(document, cut_words_of_nothing(), ())

    def names(self, reading: Pages) -> list[RecognisedName]:
        text = reading.document.text
        found = [
            RecognisedName(Span(at.start(), at.end()), kind, 0.9)
            for kind, names in ((NameKind.BODY, self.bodies), (NameKind.PERSON, self.people))
            for name in names
            for at in re.finditer(re.escape(name), text)
        ]
        return sorted(found, key=lambda name: name.span)

    def ask(self, reading: Pages, statements: Sequence[tuple[Span, ...]]) -> dict[int, Credits]:
        def found(words: tuple[str, ...]) -> tuple[Credited, ...]:
            return tuple(Credited(span(reading.document.text, own), self.confidence) for own in words)

        told = Credits(found(self.sources), found(self.behind), self.standing, self.confidence)
        return dict.fromkeys(range(len(statements)), told)


def cut_words_of_nothing() -> WordTable:
    none = np.zeros(0, np.int32)
    return WordTable(none, none, none, none, np.zeros(1, np.int32), none, none)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def credit(text: str, reader: CreditReader, *drafts: tuple[str, str, str], outlet: str = "") -> Attributed:
    """The records of a text in which some attributions were found: source, cue, content."""
    document = read_text(text, outlet=outlet or None)
    TEXTS[document.id] = document.text
    found = [
        Draft(0, Rule.TRAINED, cue, (span(text, source),), (span(text, cue),), (span(text, content),))
        for source, cue, content in drafts
    ]
    return record_drafts(document, find_figures(document), cut_units(document), found, reader)


def chains(made: Attributed, words: str = "sold") -> list[list[str]]:
    """The chains of the statement that holds some words, as names; those of others are left out."""
    names = {own.id: own.name for own in made.speakers}
    by_id = {own.id: own for own in made.attributions}
    [own] = [one for one in made.statements if words in TEXTS[one.document][one.spans[0].start : one.spans[-1].end]]
    return [
        [" and ".join(names[speaker] for speaker in by_id[link].speakers) or "nobody" for link in chain]
        for chain in ([own.chain] if own.chain else []) + list(own.also)
    ]


def test_a_statement_of_the_author_is_credited_to_whom_the_network_names() -> None:
    text = f"{CLAIM.capitalize()}. The Holm Echo has the story."
    made = credit(text, Says(("Holm Echo",)))
    assert chains(made) == [["Holm Echo"]]
    own = next(one for one in made.attributions if one.maker == "test/1")
    assert (own.cue, own.confidence, own.stance) == ((), 0.9, Stance.ASSERTED)


def test_nothing_is_added_where_the_network_is_not_sure() -> None:
    text = f"{CLAIM.capitalize()}. The Holm Echo has the story."
    assert chains(credit(text, Says(("Holm Echo",), confidence=0.4))) == []
    assert chains(credit(text, Says(("Holm Echo",), standing=Standing.NONE))) == []


def test_who_is_behind_the_credited_is_the_inner_link() -> None:
    text = f"{CLAIM.capitalize()}. The Holm Echo has it from Mara Quill."
    assert chains(credit(text, Says(("Holm Echo",), ("Mara Quill",)))) == [["Holm Echo", "Mara Quill"]]


def test_two_who_are_credited_are_two_chains() -> None:
    text = f"{CLAIM.capitalize()}. The Holm Echo has the story, and Mara Quill saw it."
    assert chains(credit(text, Says(("Holm Echo", "Mara Quill")))) == [["Holm Echo"], ["Mara Quill"]]


def test_whom_an_attribution_found_stays_and_another_is_a_further_chain() -> None:
    text = f"Mara Quill said that {CLAIM}, and the Holm Echo has it too."
    made = credit(text, Says(("Mara Quill", "Holm Echo")), ("Mara Quill", "said", f"that {CLAIM}"))
    assert chains(made) == [["Mara Quill"], ["Holm Echo"]]


def test_who_passes_on_what_was_found_is_the_outer_link() -> None:
    text = f"Mara Quill told the Holm Echo that {CLAIM}."
    made = credit(text, Says(("Holm Echo",), ("Mara Quill",)), ("Mara Quill", "told", f"that {CLAIM}"))
    assert chains(made) == [["Holm Echo", "Mara Quill"]]


def test_a_pronoun_that_nobody_explains_stands_for_whom_the_network_names() -> None:
    text = f"Seen the Holm Echo today? It reports that {CLAIM}."
    made = credit(text, Says(("Holm Echo",)), ("It", "reports", f"that {CLAIM}"))
    assert chains(made) == [["Holm Echo"]]


def test_a_description_that_names_nobody_stands_for_whom_the_network_names() -> None:
    text = f"Seen the Holm Echo today? The paper reports that {CLAIM}."
    made = credit(text, Says(("Holm Echo",)), ("The paper", "reports", f"that {CLAIM}"))
    assert chains(made) == [["Holm Echo"]]
    named = f"Mara Quill reports that {CLAIM}. The Holm Echo has it too."
    made = credit(named, Says(("Holm Echo",)), ("Mara Quill", "reports", f"that {CLAIM}"))
    assert chains(made) == [["Mara Quill"], ["Holm Echo"]]


def test_a_name_that_is_credited_in_part_is_credited_whole_and_once() -> None:
    text = f"{CLAIM.capitalize()}. The Siren and Kettle has the story."
    reader = Says(("Siren", "Kettle"), bodies=("Siren and Kettle",))
    assert chains(credit(text, reader)) == [["Siren and Kettle"]]
    assert chains(credit(text, Says(("Siren",), bodies=("Siren and Kettle",)))) == [["Siren and Kettle"]]


def test_the_own_outlet_is_no_source() -> None:
    text = f"The Holm Echo has learned that {CLAIM}."
    draft = ("The Holm Echo", "has learned", f"that {CLAIM}")
    unnamed = credit(text, Says(standing=Standing.UNNAMED), draft, outlet="Holm Echo")
    assert chains(unnamed) == [["nobody"]]
    record = credit(text, Says(standing=Standing.RECORD), draft, outlet="Holm Echo")
    [own] = [one for one in record.statements if not one.chain]
    assert own.first_hand
    assert chains(credit(text, Says(standing=Standing.RECORD), draft, outlet="Tarn Post")) == [["Holm Echo"]]


def test_who_denies_is_told_as_denying() -> None:
    text = f"The charge that {CLAIM} is a lie, in the words of the Holm Council."
    made = credit(text, Says(("Holm Council",), standing=Standing.DENIED))
    [own] = [one for one in made.statements if one.chain]
    assert own.stance is Stance.DENIED
    found = credit(
        f"Mara Quill called it a lie that {CLAIM}.",
        Says(("Mara Quill",), standing=Standing.DENIED),
        ("Mara Quill", "called it a lie", f"that {CLAIM}"),
    )
    assert [one.stance for one in found.statements if one.chain] == [Stance.DENIED]


def test_unnamed_people_are_no_speakers_and_are_counted_as_such() -> None:
    text = f"It is whispered in the yard that {CLAIM}."
    made = credit(text, Says(standing=Standing.UNNAMED))
    assert chains(made) == [["nobody"]]
    assert all(own.kind is not SpeakerKind.PERSON for own in made.speakers)


def test_the_own_outlet_is_marked_wherever_it_is_named() -> None:
    document = read_text("The Holm Echo asked. Nobody told the Holm Echo.", outlet="The Holm Echo")
    assert [document.text[s.start : s.end] for s in names_of_outlet(document)] == ["Holm Echo", "Holm Echo"]
    assert names_of_outlet(read_text("Nobody knows.")) == []


def test_words_are_marked_by_where_they_stand_to_the_statement() -> None:
    count = 5
    ints = np.arange(count, dtype=np.int32)
    table = WordTable(
        ints * 2,
        ints * 2 + 1,
        ints * 0,
        np.asarray([0, 0, 0, 1, 1], np.int32),
        np.arange(count + 1, dtype=np.int32),
        ints,
        ints,
    )
    marks = mark_words(table, Window(0, 0, count), ints + 1, count + 2, ([1], [3]))
    assert marks.tolist() == [0, 2, 1, 2, 3, 0, 0]


def test_beside_somebody_whom_the_words_credit_only_who_is_credited_beyond_doubt_counts() -> None:
    text = f"Mara Quill said that {CLAIM}, and the Holm Echo has it too."
    draft = ("Mara Quill", "said", f"that {CLAIM}")
    assert chains(credit(text, Says(("Holm Echo",), confidence=0.85), draft)) == [["Mara Quill"]]
    assert chains(credit(text, Says(("Holm Echo",), confidence=0.9), draft)) == [["Mara Quill"], ["Holm Echo"]]


def test_a_spokesman_speaks_for_his_body_where_it_is_credited_by_name() -> None:
    text = f"A spokesman for the Holm Council said that {CLAIM}."
    draft = ("A spokesman for the Holm Council", "said", f"that {CLAIM}")
    assert chains(credit(text, Says(("Holm Council",)), draft)) == [["Holm Council"]]
    unnamed = chains(credit(text, Says(("Holm Council",), standing=Standing.UNNAMED), draft))
    assert unnamed != [["Holm Council"]]


def test_the_own_outlet_beside_somebody_else_is_no_speaker() -> None:
    text = f"Mara Quill told the Holm Echo that {CLAIM}."
    document = read_text(text, outlet="Holm Echo")
    TEXTS[document.id] = document.text
    source = (span(text, "Mara Quill"), span(text, "the Holm Echo"))
    draft = Draft(0, Rule.TRAINED, "told", source, (span(text, "told"),), (span(text, f"that {CLAIM}"),))
    made = record_drafts(document, find_figures(document), cut_units(document), [draft], Says())
    assert chains(made) == [["Mara Quill"]]
