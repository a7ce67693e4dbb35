import json
from hashlib import sha256
from pathlib import Path

import pytest

from wherefrom.errors import ModelError
from wherefrom.infer import load_model


def test_a_model_that_nobody_pinned_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pins.json").write_text("{}")
    with pytest.raises(ModelError, match="No model named 'reader'"):
        load_model("reader", tmp_path)


def test_missing_digests_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be read.*Install wherefrom again"):
        load_model("reader", tmp_path)


def test_a_file_that_is_not_the_one_that_was_pinned_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"changed")
    (tmp_path / "pins.json").write_text(json.dumps({"reader": {"model.onnx": "0" * 64}}))
    with pytest.raises(ModelError, match="is not the file that was trained"):
        load_model("reader", tmp_path)


def test_a_pinned_file_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "pins.json").write_text(json.dumps({"reader": {"model.onnx": "0" * 64}}))
    with pytest.raises(ModelError, match=r"missing: .*model\.onnx"):
        load_model("reader", tmp_path)


def test_a_file_that_is_no_network_is_an_error_of_ours(tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    files = {"model.onnx": b"no network", "settings.json": b'{"version": "1"}', "tokenizer.json": b"{}"}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    pins = {name: sha256(content).hexdigest() for name, content in files.items()}
    (tmp_path / "pins.json").write_text(json.dumps({"reader": pins}))
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_model("reader", tmp_path)
