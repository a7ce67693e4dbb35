"""Who is shown to be distinct: by names, offices, voices, works, who told whom, and by words."""

import pytest

import wherefrom
from wherefrom.records import CaseRecords, Decision, Ruling, Trace

MATTER = "40 drums of solvent were dumped into the Aldmere"
OTHERWISE = "40 drums of solvent had been dumped in the river Aldmere"


def case_of(first: str, second: str, *decisions: Decision) -> CaseRecords:
    texts = (f"{first} that {MATTER}.", f"{second} that {OTHERWISE}.")
    documents = [
        wherefrom.read_text(f"It rained in {place}. {text}", document_id=name)
        for name, place, text in zip("ab", ("Holm", "Tarn"), texts, strict=True)
    ]
    return wherefrom.analyse(documents, decisions=decisions)


def trace_of(records: CaseRecords) -> Trace:
    [claim] = [own for own in records.claims if "40 drums" in own.text]
    return records.trace[claim.id]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("Lena Obst said", "Mr. Obst said", "the names may be one person's"),
        ("Lena Obst said", "L. Obst said", "the names may be one person's"),
        ("Lena Obst said", "Karl Obst said", ""),
        ("Thomas Obst said", "Tom Obst said", "the names may be one person's"),
        ("The Russian Defence Ministry said", "The Russia Defence Ministry said", "the names end alike"),
        ("The Port Authority said", "The harbour inspectorate said", ""),
        ("The river authority said", "The harbour inspectorate said", ""),
        ("The river authority said", "The river inspectorate said", "the descriptions share a word"),
        ("Lena Obst said", "President-Elect Obst said", "the names may be one person's"),
        ("Lena Obst said", "Lena Moss said", ""),
        ("The National Coalition said", "The Coalition said", "one name is a part of the other"),
        ("The Ministry of Health said", "The Health Ministry said", "one name is a part of the other"),
        ("The Health Ministry said", "The Defence Ministry said", ""),
        ("The National Dockers Union said", "The NDU said", "one name is the letters of the other"),
        (
            "The Port Authority said",
            "Lena Obst, a spokeswoman for the Port Authority, said",
            "one speaks for the other",
        ),
        ("The Port Authority said", "Lena Obst, a spokeswoman for the Harbour Union, said", ""),
        ("The Port Authority said", "A report by the Port Authority said", "one speaks for the other"),
        ("Lena Obst told the Holm Echo", "The Holm Echo said", "one told the other"),
    ],
)
def test_two_parties_are_one_where_nothing_shows_them_distinct(first: str, second: str, why: str) -> None:
    own = trace_of(case_of(first, second))
    if len(own.origins) == 1:
        assert why or first.startswith("Lena Obst"), "identity made them one already"
        return
    assert [alike.why for alike in own.alike] == ([why] if why else [])
    assert (own.firm, own.hi) == (1 if why else 2, 2)


def test_who_is_only_described_may_be_whoever_the_text_names_besides() -> None:
    def told(beside: str) -> Trace:
        one = f"Radio Holm said that {MATTER}. It is a radio of Holm."
        other = f"The streaming service said that {OTHERWISE}. {beside}"
        documents = [wherefrom.read_text(text, document_id=name) for name, text in zip("ab", (one, other), strict=True)]
        return trace_of(wherefrom.analyse(documents))

    assert [own.why for own in told("Radio Holm has an office in Tarn.").alike] == [
        "the text that describes the one names the other"
    ]
    assert told("Its office is in Tarn.").alike == ()


def test_a_work_of_which_nothing_is_told_is_nobody_who_could_be_told_from_others() -> None:
    named = trace_of(case_of("Lena Obst said", "A report by the Port Authority said"))
    bare = trace_of(case_of("Lena Obst said", "The report said"))
    assert (named.firm, named.hi) == (2, 2)
    assert (bare.firm, bare.hi) == (1, 2)


def test_a_person_may_rule_that_two_are_two() -> None:
    before = case_of("The National Coalition said", "The Coalition said")
    assert trace_of(before).firm == 1
    speaker = next(own for own in before.speakers if own.document == "b" and "Coalition" in own.name)
    after = case_of(
        "The National Coalition said", "The Coalition said", Decision(1, Ruling.SPLIT, speaker.id, "", "", "", "ana")
    )
    assert (trace_of(after).alike, trace_of(after).firm) == ((), 2)


def test_eight_words_in_a_row_are_one_telling_and_seven_are_two() -> None:
    line = "forty grey drums of solvent reached the river"
    for words, firm in ((line, 1), (line.removesuffix(" river"), 2)):
        texts = (f"Lena Obst said that {words}.", f"Karl Moss said that {words}.")
        records = wherefrom.analyse(
            [wherefrom.read_text(text, document_id=name) for name, text in zip("ab", texts, strict=True)]
        )
        [claim] = [own for own in records.claims if "forty grey" in own.text]
        assert records.trace[claim.id].firm == firm, words


def test_one_statement_of_two_people_is_the_word_of_two() -> None:
    text = "Lena Obst and Karl Moss said that forty grey drums of solvent reached the river in the night."
    records = wherefrom.analyse([wherefrom.read_text(text, document_id="a")])
    [trace] = [records.trace[own.id] for own in records.claims if "forty grey" in own.text]
    assert trace.alike == ()
    assert len(trace.origins) == 2


def test_a_denial_stands_against_its_claim_and_carries_nothing() -> None:
    records = wherefrom.analyse([wherefrom.read_text(f"Lena Obst denied that {MATTER}.", document_id="a")])
    [claim] = [own for own in records.claims if "40 drums" in own.text]
    assert claim.text.startswith("[denied] ")
    trace = records.trace[claim.id]
    assert (trace.documents, trace.origins, trace.firm, trace.hi) == (0, (), 0, 0)
    assert trace.against == claim.statements
    assert trace.sentence == "Nobody in the case asserts this; it is denied by one statement."
