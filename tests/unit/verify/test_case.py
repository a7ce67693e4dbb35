"""A case held against its own hashes: everything altered, missing, added, reordered or truncated is named."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from wherefrom.capture.ledger import read_captures
from wherefrom.errors import UsageError
from wherefrom.verify import What, verify_case


def found(case: Path) -> set[tuple[What, str]]:
    return {(problem.what, problem.thing) for problem in verify_case(case).problems}


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(change(content))
    assert path.read_bytes() != content


def edit_lines(case: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    edit(case / "custody.jsonl", lambda content: b"".join(change(content.splitlines(keepends=True))))


def payload(case: Path) -> str:
    return f"evidence/{next(iter(read_captures(case))).path}"


def rechain(lines: list[bytes]) -> list[bytes]:
    """What a forger would do: every link made anew."""
    previous, chained = "0" * 64, []
    for number, line in enumerate(lines, start=1):
        act = {**json.loads(line), "number": number, "previous": previous}
        chained.append(json.dumps(act, sort_keys=True, separators=(",", ":")).encode() + b"\n")
        previous = hashlib.sha256(chained[-1][:-1]).hexdigest()
    return chained


def test_untouched_case_is_sound_and_counted(case: Path) -> None:
    report = verify_case(case)
    assert report.is_sound
    assert (report.kind, report.acts, report.captures) == ("case", 6, 3)
    assert report.head == hashlib.sha256((case / "custody.jsonl").read_bytes().splitlines()[-1]).hexdigest()


def test_altered_original_is_named(case: Path) -> None:
    path = payload(case)
    edit(case / path, lambda content: content.replace(b"nothing", b"nothinG"))
    assert found(case) == {(What.ALTERED, path)}


def test_missing_original_is_named(case: Path) -> None:
    path = payload(case)
    (case / path).unlink()
    assert (What.MISSING, path) in found(case)


def test_added_payload_is_named(case: Path) -> None:
    (case / "evidence/data/00").mkdir(exist_ok=True)
    (case / "evidence/data/00/planted.txt").write_text("planted")
    assert (What.ADDED, "evidence/data/00/planted.txt") in found(case)


def test_added_tag_file_and_hidden_file_are_named(case: Path) -> None:
    (case / "evidence/fetch.txt").write_text("http://quay.example/ - data/x\n")
    (case / "evidence/.note").write_text("x")
    assert found(case) == {(What.ADDED, "evidence/fetch.txt"), (What.ADDED, "evidence/.note")}


def test_link_and_pipe_among_the_payload_are_named_and_not_opened(case: Path) -> None:
    (case / "evidence/data/link").symlink_to("/etc/hostname")
    os.mkfifo(case / "evidence/data/pipe")
    assert found(case) == {(What.ADDED, "evidence/data/link"), (What.ADDED, "evidence/data/pipe")}


def test_original_replaced_by_a_link_to_the_same_bytes_is_named(case: Path, tmp_path: Path) -> None:
    path = payload(case)
    (tmp_path / "elsewhere").write_bytes((case / path).read_bytes())
    (case / path).unlink()
    (case / path).symlink_to(tmp_path / "elsewhere")
    assert {(What.ADDED, path), (What.MISSING, path)} <= found(case)


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_altered_and_missing_tag_files_are_named(case: Path, name: str) -> None:
    edit(case / "evidence" / name, lambda content: content[:-2] + b"7\n")
    assert found(case)
    (case / "evidence" / name).unlink()
    assert (What.MISSING, f"evidence/{name}") in found(case)


def test_wrong_oxum_is_named_even_when_the_tag_manifest_agrees(case: Path) -> None:
    info, tags = case / "evidence/bag-info.txt", case / "evidence/tagmanifest-sha256.txt"
    before = hashlib.sha256(info.read_bytes()).hexdigest().encode()
    edit(info, lambda content: content.replace(b".3\n", b".4\n"))
    after = hashlib.sha256(info.read_bytes()).hexdigest().encode()
    edit(tags, lambda content: content.replace(before, after))
    assert found(case) == {(What.ALTERED, "evidence/bag-info.txt")}


@pytest.mark.parametrize("line", [1, 2, 5])
def test_edited_ledger_line_is_named(case: Path, line: int) -> None:
    def change(lines: list[bytes]) -> list[bytes]:
        lines[line - 1] = lines[line - 1].replace(b'"by":"a', b'"by":"A')
        return lines

    edit_lines(case, change)
    assert found(case) == {(What.ALTERED, f"custody.jsonl, line {line}")}


def test_edited_last_line_is_noticed_by_the_recorded_head(case: Path) -> None:
    edit_lines(case, lambda lines: [*lines[:-1], lines[-1].replace(b'"yes"', b'"no"')])
    assert found(case) == {(What.TRUNCATED, "custody.jsonl")}


def test_removed_line_is_named(case: Path) -> None:
    edit_lines(case, lambda lines: lines[:2] + lines[3:])
    assert {(What.MISSING, "custody.jsonl, act 3")} <= found(case)


def test_swapped_lines_are_named(case: Path) -> None:
    edit_lines(case, lambda lines: [lines[0], lines[2], lines[1], *lines[3:]])
    assert found(case) == {
        (What.REORDERED, "custody.jsonl, line 2"),
        (What.REORDERED, "custody.jsonl, line 3"),
    }


def test_repeated_line_is_named(case: Path) -> None:
    edit_lines(case, lambda lines: [*lines[:2], lines[1], *lines[2:]])
    assert (What.ADDED, "custody.jsonl, line 3") in found(case)


def test_cut_off_end_is_named(case: Path) -> None:
    edit_lines(case, lambda lines: lines[:-1])
    assert found(case) == {(What.TRUNCATED, "custody.jsonl")}


def test_end_cut_inside_a_line_is_named(case: Path) -> None:
    edit(case / "custody.jsonl", lambda content: content[:-20])
    assert (What.TRUNCATED, "custody.jsonl, line 6") in found(case)


def test_line_appended_from_outside_is_named(case: Path) -> None:
    edit_lines(case, lambda lines: rechain([*lines, lines[-1]]))
    assert found(case) == {(What.ADDED, "custody.jsonl")}


def test_captures_cut_off_with_the_head_forged_are_noticed_by_their_payloads(case: Path) -> None:
    edit_lines(case, lambda lines: lines[:3])
    last = (case / "custody.jsonl").read_bytes().splitlines()[-1]
    (case / "custody.head").write_text(hashlib.sha256(last).hexdigest() + "\n")
    assert {what for what, _ in found(case)} == {What.ADDED}


def test_forged_ledger_is_noticed_by_a_known_head(case: Path) -> None:
    known = verify_case(case).head
    edit_lines(case, lambda lines: rechain([line.replace(b"an editor", b"an oditor") for line in lines]))
    last = (case / "custody.jsonl").read_bytes().splitlines()[-1]
    (case / "custody.head").write_text(hashlib.sha256(last).hexdigest() + "\n")
    assert verify_case(case).is_sound
    (problem,) = verify_case(case, known_head=known).problems
    assert (problem.what, problem.thing) == (What.TRUNCATED, "custody.jsonl")


def test_known_head_of_an_earlier_moment_is_still_good(case: Path) -> None:
    second = hashlib.sha256((case / "custody.jsonl").read_bytes().splitlines()[1]).hexdigest()
    assert verify_case(case, known_head=second).is_sound


def test_act_with_another_digest_is_named_though_the_chain_was_forged(case: Path) -> None:
    path = payload(case)
    digest = Path(path).stem.encode()
    edit_lines(
        case, lambda lines: rechain([line.replace(b'"sha256":"' + digest, b'"sha256":"' + b"0" * 64) for line in lines])
    )
    last = (case / "custody.jsonl").read_bytes().splitlines()[-1]
    (case / "custody.head").write_text(hashlib.sha256(last).hexdigest() + "\n")
    assert found(case) == {(What.ALTERED, path)}


@pytest.mark.parametrize("name", ["custody.jsonl", "custody.head"])
def test_missing_and_empty_ledger_files_are_named(case: Path, name: str) -> None:
    (case / name).write_bytes(b"")
    assert found(case)
    (case / name).unlink()
    assert (What.MISSING, name) in found(case)


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b"{}", b"\xff\xfe", b"null", b'{"number":1e999}', b"1" * 5000, b"", b'{"at":"\x00"}']
)
def test_hostile_line_is_named_and_nothing_breaks(case: Path, line: bytes) -> None:
    edit_lines(case, lambda lines: [lines[0], line + b"\n", *lines[2:]])
    assert (What.ALTERED, "custody.jsonl, line 2") in found(case)


def test_act_that_jumps_far_ahead_costs_nothing(case: Path) -> None:
    edit_lines(case, lambda lines: [*lines[:-1], lines[-1].replace(b'"number":6', b'"number":600000000000')])
    assert (What.MISSING, "custody.jsonl, acts between 6 and 599999999999") in found(case)


def test_payload_path_that_leads_outside_is_not_read(case: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    hostile = f"{digest}  data/../../../secret.txt\n{digest}  {tmp_path}/secret.txt\n".encode()
    edit(case / "evidence/manifest-sha256.txt", lambda content: content + hostile)
    assert {
        (What.MISSING, "evidence/data/../../../secret.txt"),
        (What.MISSING, f"evidence/{tmp_path}/secret.txt"),
    } <= found(case)


def test_evidence_folder_that_is_a_link_is_not_followed(case: Path, tmp_path: Path) -> None:
    (case / "evidence").rename(tmp_path / "moved")
    (case / "evidence").symlink_to(tmp_path / "moved", target_is_directory=True)
    report = verify_case(case)
    assert (What.ADDED, "evidence") in found(case)
    assert report.size < 2000


def test_names_in_problems_can_be_printed(case: Path) -> None:
    (case / "evidence/data" / os.fsdecode(b"\x1b[31m\xff\n")).write_text("x")
    assert (What.ADDED, "evidence/data/\\x1b[31m\\xff\\n") in found(case)


def test_progress_ends_at_the_total(case: Path) -> None:
    told: list[tuple[int, int]] = []
    verify_case(case, report=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_other_folder_is_an_error_of_use(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="neither"):
        verify_case(tmp_path / "empty")
    with pytest.raises(UsageError, match="neither"):
        verify_case(tmp_path / "nothing")
