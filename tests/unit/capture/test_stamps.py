"""Time stamps: asked of authorities on the loopback address, kept, and held against openssl."""

import json
import socket
import threading
import time
from pathlib import Path
from types import ModuleType
from typing import Protocol

import pytest

from wherefrom.capture.bag import open_bag
from wherefrom.capture.ledger import read_ledger, record_act
from wherefrom.capture.seals import Stamp, check_stamps, stamp_ledger
from wherefrom.capture.seals.authority import fault_of
from wherefrom.errors import UsageError
from wherefrom.records import Act, ActKind
from wherefrom.verify import verify_case


class Authority(Protocol):
    """What these tests ask of `tests/time_authority.py`."""

    folder: Path
    root: Path
    asked: int

    def address(self, behaviour: str = "good") -> str: ...


def head_of(case: Path) -> str:
    return verify_case(case).head


def last_line(case: Path) -> bytes:
    return (case / "custody.jsonl").read_bytes().splitlines()[-1]


def stamp_acts(case: Path) -> list[Act]:
    return [act for act in read_ledger(case) if act.kind is ActKind.STAMP]


def test_every_kept_token_passes_openssl_by_the_head_and_by_the_line(
    case: Path, time_authority: Authority, openssl_time: ModuleType, tmp_path: Path
) -> None:
    head, line = head_of(case), tmp_path / "last-line"
    line.write_bytes(last_line(case))
    addresses = [time_authority.address(f"good?{number}") for number in range(3)]
    stamps = stamp_ledger(case, addresses, "a collector")
    assert [stamp.authority for stamp in stamps] == addresses
    assert {stamp.head for stamp in stamps} == {head}
    assert len({stamp.path for stamp in stamps}) == 3
    for stamp in stamps:
        token = case / stamp.path
        for of_what in (("-digest", head), ("-data", line)):
            ended = openssl_time.openssl("ts", "-verify", *of_what, "-in", token, "-CAfile", time_authority.root)
            assert ended.returncode == 0, ended.stderr
        other = openssl_time.openssl("ts", "-verify", "-digest", "0" * 64, "-in", token, "-CAfile", time_authority.root)
        assert other.returncode != 0
    assert verify_case(case).problems == ()
    assert [seal.kind for seal in verify_case(case).seals] == ["stamp"] * 3


def test_act_tells_head_authority_time_and_token(case: Path, time_authority: Authority) -> None:
    before, head = time.time(), head_of(case)
    (stamp,) = stamp_ledger(case, [time_authority.address()], "a collector")
    (act,) = stamp_acts(case)
    assert act.by == "a collector"
    assert act.details.keys() == {"step", "head", "authority", "told_at", "token", "token_sha256"}
    assert (act.details["head"], act.details["authority"]) == (head, time_authority.address())
    assert act.details["token"] == stamp.path
    told = time.strptime(stamp.told_at, "%Y-%m-%dT%H:%M:%SZ")
    assert abs(time.mktime(told) - time.timezone - before) < 60


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("garbage", "no time stamp"),
        ("page", "of the type text/html"),
        ("another", "something else"),
        ("old", "another question"),
        ("rejection", "refused"),
        ("more", "no time stamp"),
        ("too-much", "longer than"),
        ("part", "cut off"),
        pytest.param("drops", "within 3 seconds", marks=pytest.mark.slow),
        pytest.param("never", "within 3 seconds", marks=pytest.mark.slow),
        ("elsewhere", "not followed"),
        ("error", "status 503"),
    ],
)
def test_failed_authority_is_an_act_and_stops_no_other(
    case: Path, time_authority: Authority, behaviour: str, reason: str
) -> None:
    begun = time.monotonic()
    addresses = [time_authority.address(behaviour), time_authority.address()]
    failed, made = stamp_ledger(case, addresses, "a collector", seconds=3.0)
    assert time.monotonic() - begun < 20
    assert reason in failed.failure
    assert not made.failure
    first, second = stamp_acts(case)
    assert (first.details["step"], first.details["reason"]) == ("failed", failed.failure)
    assert second.details["step"] == "stamped"
    assert [path.name for path in (case / "stamps").iterdir()] == [Path(made.path).name]
    assert verify_case(case).problems == ()


def test_nobody_there_is_said(case: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    (failed,) = stamp_ledger(case, [address], "a collector")
    assert "could not be asked: Connection refused" in failed.failure
    assert not (case / "stamps").exists()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "time.invalid",
        "http://",
        "http://127.0.0.1:0/",
        "http://127.0.0.1:99999/",
        "http://somebody:secret@127.0.0.1/",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nX-More: 1",
    ],
)
def test_address_that_cannot_be_asked_is_refused_unasked(case: Path, address: str) -> None:
    assert fault_of(address)
    (failed,) = stamp_ledger(case, [address], "a collector")
    assert failed.failure == fault_of(address)


def test_password_in_an_address_does_not_reach_the_ledger(case: Path) -> None:
    stamp_ledger(case, ["http://somebody:secret@127.0.0.1/"], "a collector")
    assert b"secret" not in (case / "custody.jsonl").read_bytes()


def test_redirect_is_not_followed(case: Path, time_authority: Authority) -> None:
    asked = time_authority.asked
    stamp_ledger(case, [time_authority.address("elsewhere")], "a collector")
    assert time_authority.asked == asked


def test_proxy_of_the_environment_is_not_used(
    case: Path, time_authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    assert not made.failure


def test_authority_over_tls_is_asked_only_if_its_certificate_is_trusted(
    case: Path, openssl_time: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "authority").mkdir()
    tls = openssl_time.make_tls(tmp_path)
    with openssl_time.TimeAuthority(tmp_path / "authority").serve(tls) as authority:
        assert authority.address().startswith("https://")
        (doubted,) = stamp_ledger(case, [authority.address()], "a collector")
        assert "certificate" in doubted.failure.lower()
        assert authority.asked == 0
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls.crt"))
        (made,) = stamp_ledger(case, [authority.address()], "a collector")
        assert not made.failure


def test_case_can_be_written_while_an_authority_is_waited_for(case: Path, time_authority: Authority) -> None:
    found: list[Stamp] = []
    ask = threading.Thread(
        target=lambda: found.extend(stamp_ledger(case, [time_authority.address("never")], "a", seconds=1.5))
    )
    ask.start()
    time.sleep(0.3)
    act = record_act(case, ActKind.NOTE, "an editor", {"note": "meanwhile"})
    ask.join()
    assert found[0].failure
    assert [one.number for one in stamp_acts(case)] == [act.number + 1]
    assert verify_case(case).problems == ()


def test_kept_token_is_never_replaced(case: Path, time_authority: Authority) -> None:
    (first,) = stamp_ledger(case, [time_authority.address()], "a collector")
    content = (case / first.path).read_bytes()
    (second,) = stamp_ledger(case, [time_authority.address()], "a collector")
    assert second.path != first.path
    assert second.head != first.head
    assert (case / first.path).read_bytes() == content


def test_signatures_of_kept_tokens_are_checked_up_to_the_reader_s_roots(
    case: Path, time_authority: Authority, openssl_time: ModuleType, tmp_path: Path
) -> None:
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    (held,) = check_stamps(case, time_authority.root)
    assert held == made
    other = openssl_time.TimeAuthority(tmp_path)
    (doubted,) = check_stamps(case, other.root)
    assert "does not lead to these certificates" in doubted.failure
    assert not doubted.told_at


def test_answer_that_does_not_lead_to_the_given_roots_is_not_kept(
    case: Path, time_authority: Authority, openssl_time: ModuleType, tmp_path: Path
) -> None:
    other = openssl_time.TimeAuthority(tmp_path)
    (failed,) = stamp_ledger(case, [time_authority.address()], "a collector", roots=other.root)
    assert "does not lead to these certificates" in failed.failure
    assert not (case / "stamps").exists()
    (forged,) = stamp_ledger(case, [time_authority.address("forged")], "a", roots=time_authority.root)
    assert "does not lead to these certificates" in forged.failure
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector", roots=time_authority.root)
    assert not made.failure


def test_altered_token_does_not_hold(case: Path, time_authority: Authority) -> None:
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    token = case / made.path
    content = bytearray(token.read_bytes())
    content[len(content) // 2] ^= 1
    token.write_bytes(content)
    (held,) = check_stamps(case, time_authority.root)
    assert "altered" in held.failure
    token.unlink()
    (held,) = check_stamps(case, time_authority.root)
    assert "cannot be read" in held.failure
    token.symlink_to("/dev/zero")
    (held,) = check_stamps(case, time_authority.root)
    assert "cannot be read" in held.failure


def test_file_without_a_root_is_refused(case: Path, time_authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("none")
    for path in (tmp_path / "no.pem", tmp_path / "absent.pem", time_authority.folder / "authority.pem"):
        with pytest.raises(UsageError):
            check_stamps(case, path)


def test_crash_between_act_and_name_is_finished_at_the_next_opening(case: Path, time_authority: Authority) -> None:
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    token = case / made.path
    unnamed = token.with_name(f".{token.name}.new")
    token.rename(unnamed)
    token.with_name(".half-written.tsr.new").write_bytes(b"half")
    report = verify_case(case)
    assert report.problems == ()
    assert len(report.notes) == 2
    with open_bag(case):
        pass
    assert sorted((case / "stamps").iterdir()) == [token]
    assert verify_case(case).problems == ()
    mended = json.loads(last_line(case))
    assert mended["kind"] == "mend"
    assert "1 acknowledged stamp" in mended["details"]["mended"]
    assert "1 unfinished stamp" in mended["details"]["mended"]


def test_stamp_mends_what_an_earlier_crash_left(case: Path, time_authority: Authority) -> None:
    (case / "stamps").mkdir()
    (case / "stamps" / ".half-written.tsr.new").write_bytes(b"half")
    (made,) = stamp_ledger(case, [time_authority.address()], "a collector")
    assert sorted((case / "stamps").iterdir()) == [case / made.path]
    assert verify_case(case).problems == ()
