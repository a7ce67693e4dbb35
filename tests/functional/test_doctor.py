import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wherefrom.case import health
from wherefrom.cli.app import app
from wherefrom.confine import Mechanisms
from wherefrom.errors import InstallationError


def test_doctor_tries_every_attempt_and_finds_the_machine_fit(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "wherefrom", "doctor", str(tmp_path / "case"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    signs = {sign["what"]: sign for sign in json.loads(run.stdout)}
    assert run.returncode == 0, run.stdout
    assert signs["SQLite with full-text search"]["health"] == "good"
    assert signs["trained models"]["health"] == "good"
    assert sum("a confined reader tries to" in what for what in signs) == 9
    assert "free space" in signs
    assert not list(tmp_path.iterdir())


def test_what_a_confined_reader_may_do_is_a_warning_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Mechanisms(why_not=("namespaces: Operation not permitted",))
    signs = list(health._tell_mechanisms(bare))  # noqa: SLF001 - no machine lacks all of them at will
    assert [sign.health for sign in signs] == ["good", "warning", "warning", "warning"]
    assert signs[1].seen == "not in force: Operation not permitted"
    monkeypatch.setattr(health, "_look_at_confinement", lambda: iter(signs))
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0


def test_doctor_fails_when_readers_cannot_be_confined(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_prepare: str) -> None:
        raise InstallationError("The process that reads documents apart from this one does not start.")

    monkeypatch.setattr(health, "open_confinement", refuse)
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 1
    assert "does not start" in ran.output


def test_altered_models_are_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "models" / "reader").mkdir(parents=True)
    (tmp_path / "models" / "reader" / "model.onnx").write_bytes(b"altered")
    (tmp_path / "models" / "pins.json").write_text('{"reader": {"model.onnx": "00"}}')
    monkeypatch.setattr(health.resources, "files", lambda _package: tmp_path)
    assert "reader/model.onnx" in health._look_at_models().seen  # noqa: SLF001 - the models themselves must not be touched
