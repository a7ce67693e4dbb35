"""Load a model: its tokeniser and its network, each checked against the digest that was pinned when it was trained."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from wherefrom.errors import ModelError

MODELS = Path(__file__).parent / "models"
_PINS = "pins.json"
_REMEDY = "Install wherefrom again."


@dataclass(frozen=True, slots=True)
class Model:
    """One trained model, ready to run.

    Attributes:
        name: for example ``reader``.
        maker: name and version, as records carry it.
        tokenizer: cuts text into the pieces that the network reads.
        session: the network.
        settings: what was chosen when it was trained: sizes, thresholds, calibration.
        folder: where its files lie.
    """

    name: str
    maker: str
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession
    settings: dict[str, object]
    folder: Path


def open_network(model: Model, file: str) -> onnxruntime.InferenceSession:
    """A further network of a model, which stands beside its first.

    Raises:
        ModelError: it cannot be loaded.
    """
    path = model.folder / file
    try:
        return onnxruntime.InferenceSession(str(path), _session_options(), providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"{path} cannot be loaded: {error}.", _REMEDY) from error


@cache
def load_model(name: str, models: Path = MODELS) -> Model:
    """A model by name, loaded once a process.

    Args:
        name: its folder: ``tokenizer.json``, ``model.onnx``, ``settings.json`` and the files that these name.
        models: the folder that holds all models and, in ``pins.json``, the SHA-256 of every file.

    Raises:
        ModelError: a file is missing, differs from its pin, or cannot be loaded.
    """
    folder = models / name
    _check_pins(folder, models / _PINS)
    try:
        settings = json.loads((folder / "settings.json").read_bytes())
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), _session_options(), providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        # The libraries raise bare Exceptions of their own; whatever it is, the model cannot be used.
        raise ModelError(f"The model {name!r} in {folder} cannot be loaded: {error}.", _REMEDY) from error
    return Model(name, _maker(name, settings), tokenizer, session, settings, folder)


def check_model(name: str, models: Path = MODELS) -> str:
    """See that a model's files are those that were pinned, without loading it.

    Returns:
        Its name and version, as records carry it.

    Raises:
        ModelError: a file is missing or differs from its pin.
    """
    folder = models / name
    _check_pins(folder, models / _PINS)
    return _maker(name, json.loads((folder / "settings.json").read_bytes()))


def load_settings(name: str, models: Path = MODELS) -> tuple[str, dict[str, object]]:
    """A model that is numbers alone: its name and version, and its settings.

    Raises:
        ModelError: a file is missing or differs from its pin.
    """
    maker = check_model(name, models)
    return maker, json.loads((models / name / "settings.json").read_bytes())


def _maker(name: str, settings: dict[str, object]) -> str:
    return f"wherefrom.{name}/{settings['version']}"


def _check_pins(folder: Path, pins_file: Path) -> None:
    try:
        pins: dict[str, str] = json.loads(pins_file.read_bytes()).get(folder.name, {})
    except (OSError, ValueError) as error:
        raise ModelError(f"The digests of the models cannot be read from {pins_file}: {error}.", _REMEDY) from error
    if not pins:
        raise ModelError(f"No model named {folder.name!r} is pinned in {pins_file}.", _REMEDY)
    for name, pinned in pins.items():
        try:
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"A file of the model {folder.name!r} is missing: {folder / name}.", _REMEDY) from error
        if digest != pinned:
            raise ModelError(f"{folder / name} is not the file that was trained (SHA-256 {digest}).", _REMEDY)


def _session_options() -> onnxruntime.SessionOptions:
    """One thread a session: the process pool has one process a core, and idle threads that spin slow each other down."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return options
