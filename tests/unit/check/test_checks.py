"""Each check with a story in which it must speak, and one in which it must stay silent."""

import pytest

import wherefrom
from wherefrom.records import Finding


def findings_in(*texts: str, outlets: tuple[str, ...] = ()) -> list[Finding]:
    names = outlets or tuple(f"Paper {number}" for number in range(len(texts)))
    documents = tuple(
        wherefrom.read_text(text, document_id=f"d{number}", outlet=name, published=f"2026-05-1{number}")
        for number, (text, name) in enumerate(zip(texts, names, strict=True))
    )
    return list(wherefrom.analyse(documents).findings)


def told(check: str, findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.check == check]


LENA = "Forty residents of Harrow Quay were treated for breathing trouble on Tuesday night"

SPEAKS = {
    "single origin": (f"{LENA}, Dr. Lena Obst said.", f"{LENA}, Dr. Lena Obst said at noon."),
    "unnamed source only": (
        "Two people close to the company said that 40 containers of solvent had been moved in April.",
    ),
    "hedge lost": (
        "The fire in Shed 7 at Harrow Quay may have been caused by faulty wiring on Tuesday. "
        "In other words, faulty wiring in Shed 7 at Harrow Quay caused the fire on Tuesday.",
    ),
    "figures differ": (
        "Eleven firefighters of Harrow Quay fought the blaze in Shed 7 through the night.",
        "Fourteen firefighters of Harrow Quay fought the blaze in Shed 7 through the night.",
    ),
    "dates conflict": (
        "The last safety inspection of Shed 7 by the port company took place on 14 April 2026.",
        "The last safety inspection of Shed 7 by the port company took place on 2 March 2026.",
    ),
    "headline states as fact": (
        "Faulty wiring caused quay fire\n\nBy Ana Brandt\nMay 3, 2026\n\nFaulty wiring may have caused the quay fire, Tomas Reyl"
        " said on Monday.\n\nHe gave no other reason, and the brigade will look further into it this week.",
    ),
    "figure arithmetic": (
        "Of the 480 drums in the yard, 210 drums were leaking. In other words, nearly two-thirds of the drums were leaking.",
    ),
    "speaker not introduced": ("The gate stayed open all night. “They never came back for the keys,” Tolland said.",),
    "cited but not held": ("The sheds were empty, according to a report by the Port Safety Directorate.",),
    "passage repeated": ("We have walked past that shed every evening for eleven years. It rained. " * 2,),
}
SILENT = {
    "single origin": (f"{LENA}, Dr. Lena Obst said.", f"{LENA}, the mayor Jon Peric said."),
    "unnamed source only": ("Dr. Lena Obst said that 40 containers of solvent had been moved in April.",),
    "hedge lost": (
        "The fire at Shed 7 in Harrow Quay may have been caused by faulty wiring, Captain Tomas Reyl said. The choir of the"
        " town hall will sing in the market on Sunday.",
    ),
    "figures differ": (
        "Eleven firefighters of Harrow Quay fought the blaze in Shed 7 through the night.",
        "Fourteen firefighters of Saltmarsh Point fought the blaze in Shed 9 through the night.",
    ),
    "dates conflict": (
        "The last safety inspection of Shed 7 by the port company took place on 14 April 2026.",
        "The last safety inspection of Shed 7 by the port company took place in April 2026.",
    ),
    "headline states as fact": (
        "Faulty wiring may have caused quay fire\n\nBy Ana Brandt\nMay 3, 2026\n\nFaulty wiring may have caused the quay fire,"
        " Tomas Reyl said on Monday.\n\nHe gave no other reason, and the brigade will look further into it this week.",
    ),
    "figure arithmetic": ("In the six-year period 2000–2005, the port recorded nine smaller fires.",),
    "speaker not introduced": ("“They never came back for the keys,” said Marta Tolland, who kept the gate.",),
    "cited but not held": ("The sheds were empty, Dr. Lena Obst said.",),
    "passage repeated": ("We have walked past that shed every evening. It rained. It rained.",),
}


@pytest.mark.parametrize("check", sorted(SPEAKS))
def test_check_speaks(check: str) -> None:
    assert told(check, findings_in(*SPEAKS[check]))


@pytest.mark.parametrize("check", sorted(SILENT))
def test_check_stays_silent(check: str) -> None:
    assert told(check, findings_in(*SILENT[check])) == []


def test_two_outlets_that_credit_each_other_are_a_circle() -> None:
    line = "Brennick Holdings cancelled the insurance on Shed 7 a week before the fire"
    circle = told(
        "circle",
        findings_in(
            f"{line}, the Harrow Ledger reported.",
            f"{line}, the Quayside Voice reported.",
            outlets=("Quayside Voice", "Harrow Ledger"),
        ),
    )
    assert len(circle) == 1
    assert "Nothing leads out" in circle[0].message


def test_wrong_ratio_is_a_warning_and_a_fair_one_a_note() -> None:
    (wrong,) = told("figure arithmetic", findings_in(*SPEAKS["figure arithmetic"]))
    assert (wrong.severity.value, "44 %" in wrong.message) == ("warning", True)
    fair = SPEAKS["figure arithmetic"][0].replace("210", "330").replace("nearly", "approximately")
    (note,) = told("figure arithmetic", findings_in(fair))
    assert (note.severity.value, "fair" in note.message) == ("note", True)


def test_a_stated_length_that_does_not_fit_its_years_is_found() -> None:
    assert told(
        "figure arithmetic", findings_in("In the six-year period 2015–2022, the port recorded nine smaller fires.")
    )


def test_findings_never_say_what_is_true() -> None:
    for texts in SPEAKS.values():
        for finding in findings_in(*texts):
            assert not {"false", "untrue", "lie", "lied"} & set(finding.message.casefold().split())
            assert 0 < finding.confidence <= 1
            assert finding.places


def test_a_document_that_says_a_thing_flatly_twice_is_told_of_once() -> None:
    careful = "The fire in Shed 7 at Harrow Quay may have been caused by faulty wiring on Tuesday."
    flat = "The fire in Shed 7 at Harrow Quay was caused by faulty wiring on Tuesday."
    found = told("hedge lost", findings_in(careful, f"{flat}\n\nIt rained in the hills.\n\n{flat}"))
    assert [{place.document for place in finding.places} for finding in found] == [{"d0", "d1"}]


def test_words_that_are_not_in_the_work_they_are_quoted_from_are_told_with_both_places() -> None:
    speech = (
        "The quay is safe, and nobody needs to leave it before the summer comes. We have looked at every wall of it."
    )
    quoting = "“Nobody looked at every wall of the quay, and it is not safe for one more summer there,” the Aldmere Post reported."
    [finding] = told("quotation altered", findings_in(speech, quoting, outlets=("Aldmere Post", "Coast Courier")))
    assert [(place.document, place.span.start) for place in finding.places] == [("d1", 0), ("d0", 0)]


def test_a_work_not_held_is_said_to_matter_for_the_claims_that_rest_on_it() -> None:
    text = (
        "The sheds were empty, according to a report by the Port Safety Directorate. It rained in the hills. "
        "The gate was open too, the Port Safety Directorate said."
    )
    [finding] = told("cited but not held", findings_in(text))
    assert len(finding.claims) == 2


def test_a_copy_under_the_same_headline_does_not_end_the_search_of_headlines() -> None:
    first = SPEAKS["headline states as fact"][0]
    other = first.replace("Faulty wiring caused quay fire", "Broken pump flooded the mill").replace(
        "Faulty wiring may have caused the quay fire", "A broken pump may have flooded the mill"
    )
    found = told("headline states as fact", findings_in(first, first, other))
    assert [finding.places[0].document for finding in found] == ["d0", "d2"]
