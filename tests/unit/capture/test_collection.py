import json
import os
import platform
import socket
from pathlib import Path

import pytest

from wherefrom.capture import capture_file, list_inputs
from wherefrom.capture.bag import open_bag
from wherefrom.capture.ground.machine import describe_machine, say_clock
from wherefrom.capture.ledger import Method, begin_collecting
from wherefrom.capture.ledger.collecting import MOST_CHARACTERS, check_collection, describe_file, make_prefix
from wherefrom.config import Settings
from wherefrom.errors import UsageError
from wherefrom.records import Collection

TOLD = Collection(
    collector="Ada", obtained_from="a neighbour", obtained_at="2026-11", url="https://example.org/a", note="wet"
)


def details(case: Path) -> list[dict[str, object]]:
    return [json.loads(line)["details"] for line in (case / "custody.jsonl").read_text().splitlines()][1:]


def add(case: Path, *paths: Path, told: Collection = TOLD, settings: Settings | None = None) -> None:
    collecting = begin_collecting(told, settings or Settings(name="The quay fire"))
    with open_bag(case, collecting.prefix) as bag:
        for entry in list_inputs(map(str, paths)):
            collected = collecting.describe(Method.FILE, entry.path)
            capture_file(bag, entry, "Ada", limit_bytes=99, collected=collected, keep_path=collecting.keep_paths)


def test_every_act_says_what_was_told_and_what_the_machine_knows(case: Path, letter: Path) -> None:
    os.utime(letter, (0, 1_767_225_600))
    add(case, letter, letter.with_name("nothing.txt"))
    captured, refused = details(case)
    for act in (captured, refused):
        assert act["obtained_from"] == "a neighbour"
        assert act["obtained_at"] == "2026-11"
        assert act["url"] == "https://example.org/a"
        assert act["note"] == "wet"
        assert act["method"] == "file given"
        assert act["clock"] in {"synchronised", "not synchronised", "unknown"}
        assert f"Python {platform.python_version()}" in str(act["program"])
        assert str(act["time_zone"])[-6:-5] in {"+", "-"}
    assert captured["batch"] == refused["batch"]
    assert captured["file_modified"] == "2026-01-01T00:00:00Z"
    assert captured["file_size"] == captured["size"] == letter.stat().st_size
    assert "file_modified" not in refused


def test_two_commands_are_two_batches(case: Path, letter: Path) -> None:
    add(case, letter)
    add(case, letter)
    first, second = details(case)
    assert first["batch"] != second["batch"]


def test_what_nobody_told_is_left_out(case: Path, letter: Path) -> None:
    add(case, letter, told=Collection())
    (act,) = details(case)
    assert {"note", "url", "obtained_from", "context", "custodian", "organisation", "machine"}.isdisjoint(act)
    assert all(value != "" for value in act.values())


def test_settings_fill_in_and_what_is_told_goes_first(case: Path, letter: Path) -> None:
    settings = Settings(organisation="The Desk", custodian="Room 2", collection_note="dry", machine="INV-7")
    add(case, letter, told=Collection(custodian="Room 3"), settings=settings)
    (act,) = details(case)
    assert (act["organisation"], act["custodian"], act["note"], act["machine"]) == (
        "The Desk",
        "Room 3",
        "dry",
        "INV-7",
    )


def test_host_name_is_told_only_where_the_setting_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "anas-laptop")
    assert "anas-laptop" not in str(describe_machine("", named=False))
    assert describe_machine("", named=True)["machine"] == "anas-laptop"
    assert describe_machine("INV-7", named=True)["machine"] == "INV-7"


def test_no_network_data_is_recorded(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        pytest.fail("the network was asked")

    class LocalSocket(socket.socket):
        """The pipe to a reader is a socket too: only what leaves the machine is the network."""

        def __init__(self, family: int = -1, kind: int = -1, proto: int = -1, fileno: int | None = None) -> None:
            if family != socket.AF_UNIX:
                asked()
            super().__init__(family, kind, proto, fileno)

    monkeypatch.setattr(socket, "socket", LocalSocket)
    for name in ("getaddrinfo", "gethostbyname", "getfqdn"):
        monkeypatch.setattr(socket, name, asked)
    with pytest.raises(pytest.fail.Exception):
        socket.socket(socket.AF_INET)
    mail = tmp_path / "letter.eml"
    mail.write_bytes(
        b"Received: from submitter.example ([203.0.113.77]) by mx.example; Tue, 3 Mar 2026 08:00:00 +0000\r\n"
        b"X-Originating-IP: [198.51.100.9]\r\nUser-Agent: Secretmail/1.2\r\nFrom: a@example.org\r\n\r\nHello.\r\n"
    )
    settings = Settings(record_machine=True)
    collecting = begin_collecting(Collection(), settings)
    with open_bag(case, collecting.prefix) as bag:
        capture_file(bag, mail, "Ada", limit_bytes=9999, collected=collecting.describe(Method.FILE, mail))
    ledger = (case / "custody.jsonl").read_text()
    for trace in ("203.0.113.77", "198.51.100.9", "submitter.example", "Secretmail", "a@example.org", "Received"):
        assert trace not in ledger


def test_reference_is_given_once_and_kept(case: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(path.name)
    add(case, paths[0], paths[1])
    add(case, paths[1], paths[2], settings=Settings(name="Another name"))
    assert [act["reference"] for act in details(case)] == ["TQF-000001", "TQF-000002", "TQF-000002", "AN-000003"]


def test_payload_without_reference_gets_its_own_number_later(case: Path, tmp_path: Path, letter: Path) -> None:
    with open_bag(case) as bag:
        capture_file(bag, letter, "me", limit_bytes=99)
    other = tmp_path / "other.txt"
    other.write_text("other")
    add(case, other, letter)
    assert [act.get("reference") for act in details(case)] == [None, "TQF-000002", "TQF-000001"]


def test_path_that_names_a_source_can_be_left_out(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "from-maria"
    folder.mkdir()
    (folder / "letter.txt").write_text("x")
    add(case, folder / "letter.txt", folder / "none.txt", settings=Settings(keep_paths=False))
    assert "from-maria" not in (case / "custody.jsonl").read_text()
    assert [act["received_from"] for act in details(case)] == ["letter.txt", "none.txt"]


def test_act_stays_small(case: Path, letter: Path) -> None:
    add(case, letter, told=Collection())
    line = (case / "custody.jsonl").read_bytes().splitlines()[-1]
    assert len(line) < 1200


@pytest.mark.parametrize(
    "moment", ["2026", "2026-11", "2026-11-24", "2026-11-24T14:30", "2026-11-24T14:30:05+01:00", "2026-11-24 14:30Z"]
)
def test_dates_as_precise_as_known_are_taken(moment: str) -> None:
    check_collection(Collection(obtained_at=moment))


@pytest.mark.parametrize("moment", ["yesterday", "2026-13", "2026-02-30", "26-1-1", "2026-11-24T25:00", "٢٠٢٦"])
def test_what_is_no_date_is_refused(moment: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        check_collection(Collection(obtained_at=moment))


@pytest.mark.parametrize("url", ["example.org", "https://", "https://a b.example", "https://me:secret@example.org/"])
def test_what_is_no_open_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no whole address"):
        check_collection(Collection(url=url))


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        check_collection(Collection(url="x", obtained_at="x", note="x" * (MOST_CHARACTERS + 1)))
    assert all(name in str(caught.value) for name in ("url", "obtained_at", "note"))


def test_collection_never_changes_what_the_act_says_of_the_payload(case: Path, letter: Path) -> None:
    collected = {"sha256": "0" * 64, "size": 1, "path": "elsewhere", "reference": "FALSE-1"}
    with open_bag(case, "TRUE") as bag:
        capture_file(bag, letter, "me", limit_bytes=99, collected=collected)
    (act,) = details(case)
    assert act["size"] == letter.stat().st_size
    assert act["reference"] == "TRUE-000001"
    assert "elsewhere" not in str(act)


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("The quay fire", "TQF"), ("mycase", "MYCASE"), ("Hafenbehördenprotokoll", "HAFENBEH"), ("…", "ITEM"), ("", "ITEM"),
     ("дело о порте", "ДОП"), ("<script>", "SCRIPT")],
)  # fmt: skip
def test_prefix_is_made_from_the_name(name: str, prefix: str) -> None:
    assert make_prefix(name) == prefix


def test_file_whose_time_no_calendar_holds_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_text("a")
    status = os.stat_result((0o100644, 1, 1, 1, 0, 0, 1, 0, 10**15, 0))
    monkeypatch.setattr(os, "lstat", lambda _: status)
    assert describe_file(file) == {}


def test_clock_of_an_unknown_system_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert say_clock() == "unknown"
