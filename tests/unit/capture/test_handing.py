from pathlib import Path

import pytest

from wherefrom.capture import capture_file
from wherefrom.capture.bag import open_bag
from wherefrom.capture.ledger import find_items, read_ledger, record_note, record_transfer
from wherefrom.errors import UsageError
from wherefrom.records import ActKind, Collection, Transfer
from wherefrom.verify import verify_case


@pytest.fixture
def held(case: Path, tmp_path: Path) -> Path:
    with open_bag(case, "QUAY") as bag:
        for number in range(3):
            path = tmp_path / f"{number}.txt"
            path.write_text(f"letter {number}")
            capture_file(bag, path, "me", limit_bytes=99)
    return case


def test_item_is_found_by_reference_id_and_digest(held: Path) -> None:
    acts = tuple(read_ledger(held))
    (second,) = find_items(acts, ["quay-000002"])
    assert second.name == "1.txt"
    assert find_items(acts, [second.id]) == find_items(acts, [second.sha256[:12].upper()]) == (second,)
    assert [own.name for own in find_items(acts, ["QUAY-000003", "QUAY-000001", second.id, second.id])] == [
        "0.txt",
        "1.txt",
        "2.txt",
    ]


@pytest.mark.parametrize("name", ["QUAY-000009", "", "cap-", "1.txt"])
def test_name_that_fits_none_or_several_is_refused(held: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"item|items"):
        find_items(tuple(read_ledger(held)), [name])


def test_note_is_appended_and_changes_nothing_before(held: Path) -> None:
    before = (held / "custody.jsonl").read_bytes()
    act = record_note(held, "QUAY-000001", Collection(url="https://example.org/a", context="the thread"), "Ada")
    assert (held / "custody.jsonl").read_bytes().startswith(before)
    assert (act.kind, act.by, act.details["reference"]) == (ActKind.NOTE, "Ada", "QUAY-000001")
    assert act.details["url"] == "https://example.org/a"
    assert "note" not in act.details
    assert verify_case(held).is_sound


def test_note_that_says_nothing_is_refused(held: Path) -> None:
    with pytest.raises(UsageError, match="says nothing"):
        record_note(held, "QUAY-000001", Collection(collector="Ada"), "Ada")


def test_transfer_names_its_items_or_all_that_are_held(held: Path) -> None:
    some = record_transfer(held, ["QUAY-000001", "QUAY-000002"], Transfer("B", giver="A", medium="disk 7"), "Ada")
    everything = record_transfer(held, [], Transfer("C"), "Ada")
    assert some.details["count"] == 2
    assert len(str(some.details["items"]).split()) == 2
    assert (some.details["giver"], some.details["medium"]) == ("A", "disk 7")
    assert (everything.details["items"], everything.details["count"]) == ("all", 3)
    assert verify_case(held).is_sound


@pytest.mark.parametrize("told", [Transfer(" "), Transfer("B", note="x" * 3000)])
def test_transfer_to_nobody_or_at_great_length_is_refused(held: Path, told: Transfer) -> None:
    with pytest.raises(UsageError):
        record_transfer(held, [], told, "Ada")
    assert len(list(read_ledger(held))) == 4
