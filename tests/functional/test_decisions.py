"""A person overrules the machine: through the API and the command line, kept in the ledger, alive after every rerun."""

import json
import shutil
from pathlib import Path

import pytest

import wherefrom
from tests.running import run_program
from wherefrom.errors import UsageError
from wherefrom.records import CaseRecords, LinkKind

FIRST = (
    "ALDMERE, 3 May 2026. The port company dumped forty drums of solvent into the Aldmere river, said Mara Quill, a diver who saw it. "
    "The drums lay below the mill for a week before the council sent a boat to bring them up again."
)
COPY = FIRST + "\n\nThe mill was built in 1911."
OTHER = "The bakery on Ferry Lane sold sixty drums of solvent last year, the Estuary Post reported. It rained on Monday in Holm."


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drums")
    made = wherefrom.create(folder / "case", "Drums", collector="A. Reporter")
    for name, text in (("first.txt", FIRST), ("copy.txt", COPY), ("other.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
        made.add(folder / name)
    made.trace()
    return folder / "case"


@pytest.fixture
def case(traced: Path, tmp_path: Path) -> wherefrom.Case:
    return wherefrom.open(shutil.copytree(traced, tmp_path / "case"))


def copies(records: CaseRecords) -> dict[str, str]:
    return {link.a: link.b for link in records.links if link.kind is LinkKind.COPY}


def claim_with(records: CaseRecords, words: str) -> str:
    return next(claim.id for claim in records.claims if words in claim.text)


def test_a_copy_that_is_split_stands_alone_after_every_rerun_until_it_is_withdrawn(case: wherefrom.Case) -> None:
    [(copy, _)] = copies(case.records).items()
    decision = case.decide("split", copy, note="written by somebody else")
    assert copies(case.records) == {}
    case.trace(afresh=True)
    assert copies(case.records) == {}
    case.decide("withdraw", str(decision.number))
    assert list(copies(case.records)) == [copy]


def test_a_rejected_link_is_gone_and_an_accepted_one_is_sure_and_a_persons(case: wherefrom.Case) -> None:
    link = next(own for own in case.records.links if own.kind is LinkKind.COPY)
    case.decide("accept", link.id)
    [kept] = [own for own in case.records.links if own.id == link.id]
    assert (kept.confidence, kept.score) == (1.0, link.score)
    assert kept.maker.startswith("A. Reporter, decision")
    case.decide("reject", link.id)
    assert link.id not in {own.id for own in case.records.links}


def test_claims_are_merged_and_split(case: wherefrom.Case) -> None:
    one, other = claim_with(case.records, "forty drums"), claim_with(case.records, "sixty drums")
    before = len(case.records.claims)
    case.decide("merge", other, one, note="the same drums")
    assert len(case.records.claims) == before - 1
    [merged] = [claim for claim in case.records.claims if "forty drums" in claim.text]
    assert merged.maker.startswith("A. Reporter")
    assert case.records.trace[merged.id].documents == 3
    case.decide("split", merged.statements[-1])
    assert len(case.records.claims) == before
    assert sorted(own for claim in case.records.claims for own in claim.statements) == sorted(case.records.statement)


def test_documents_are_merged_as_copies(case: wherefrom.Case) -> None:
    first, other = (
        next(document.id for document in case.records.documents if document.text.startswith(words))
        for words in ("ALDMERE", "The bakery")
    )
    case.decide("merge", other, first)
    assert copies(case.records)[other] == first


def test_every_decision_is_a_line_of_the_ledger(case: wherefrom.Case) -> None:
    [(copy, _)] = copies(case.records).items()
    decision = case.decide("split", copy, note="own words")
    act = case.records.acts[decision.number - 1]
    assert (act.kind.value, act.by, act.details["note"]) == ("judge", "A. Reporter", "own words")
    assert not case.verify().problems


@pytest.mark.parametrize(
    ("ruling", "a", "b"),
    [
        ("praise", "link-", ""),
        ("reject", "link-nothing", ""),
        ("merge", "doc-", ""),
        ("split", "doc-", "doc-"),
        ("withdraw", "99", ""),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(case: wherefrom.Case, ruling: str, a: str, b: str) -> None:
    acts = len(case.records.acts)
    with pytest.raises(UsageError):
        case.decide(ruling, a, b)
    assert len(case.records.acts) == acts


def test_a_lone_statement_is_not_split_and_unlike_things_are_not_merged(case: wherefrom.Case) -> None:
    lone = next(claim.statements[0] for claim in case.records.claims if len(claim.statements) == 1)
    document = case.records.documents[0].id
    with pytest.raises(UsageError):
        case.decide("split", lone)
    with pytest.raises(UsageError):
        case.decide("merge", document, lone)


def test_command_decides_lists_and_takes_back(case: wherefrom.Case) -> None:
    folder = case.folder
    claim = claim_with(case.records, "forty drums")
    shown = run_program("show", folder, claim, "--ids").stdout
    assert "link-" in shown
    [(copy, _)] = copies(case.records).items()
    decided = run_program("decide", folder, "split", copy, "--note", "checked by telephone", "--json")
    number = json.loads(decided.stdout)["number"]
    listed = run_program("decide", folder).stdout
    assert "checked by telephone" in listed
    run_program("decide", folder, "withdraw", number)
    assert len(json.loads(run_program("decide", folder, "--json").stdout)) == 2
    assert run_program("decide", folder, "reject", "link-nothing").returncode == 2


def test_dossier_tells_what_people_decided(case: wherefrom.Case, tmp_path: Path) -> None:
    [(copy, _)] = copies(case.records).items()
    case.decide("split", copy, note="<b>own</b> words")
    case.publish(tmp_path / "dossier")
    page = (tmp_path / "dossier" / "making.html").read_text(encoding="utf-8")
    assert "What people decided" in page
    assert "&lt;b&gt;own&lt;/b&gt; words" in page


def test_namesakes_are_split_and_merged(tmp_path: Path) -> None:
    made = wherefrom.create(tmp_path / "case", "Names")
    for name, text in (
        ("one.txt", "Mara Quill said that the dam at Wexley failed on Monday. It rained."),
        ("two.txt", "The dam at Wexley failed on Monday, Mara Quill said. The hens were fed."),
        ("three.txt", "The dam at Wexley failed on Monday, Maria Quill said. The mill stood still."),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.add(tmp_path / name)
    made.trace()

    def origins() -> int:
        return max(trace.hi for trace in made.records.traces)

    speakers = [speaker for speaker in made.records.speakers if "Quill" in speaker.name]
    assert origins() == 2
    made.decide("split", speakers[1].id, note="another Mara Quill")
    assert origins() == 3
    made.decide("withdraw", str(made.records.decisions[-1].number))
    made.decide("merge", speakers[2].id, speakers[0].id, note="a slip of the pen")
    assert origins() == 1
