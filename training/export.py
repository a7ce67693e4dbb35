"""Write the trained network as the files that ship: int8 ONNX, the pairer's weights, the tokeniser, settings, digests.

usage: python -m training.export --network build/reader/network.pt --models src/wherefrom/infer/models
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.network import ReaderNetwork
from training.pins import pin
from training.train import WEIGHTS

VERSION = "2"
OPSET = 17


class Exported(nn.Module):
    """What runs in the package: pieces and features of one window to tag scores and states of every piece."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """[B, T, tags] and [B, T, width]."""
        states = self.network.states(pieces, features, torch.ones_like(pieces))
        return self.network.tagger(states), states


def export_network(network: ReaderNetwork, folder: Path) -> None:
    """Write ``model.onnx`` (int8) and ``pairer.npz``."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.randint(1000, 2000, (1, 32))
    names = ["pieces", "features"], ["tags", "states"]
    axes = {name: {0: "windows", 1: "pieces"} for own in names for name in own}
    write_eight_bit(Exported(network).eval(), (pieces, torch.zeros_like(pieces)), names, axes, folder / "model.onnx")
    arrays = {
        "word": with_bias(network.word),
        "cue": with_bias(network.cue),
        "out": with_bias(network.pairer),
        **{f"places{number}": array(table.weight) for number, table in enumerate(network.places)},
    }
    np.savez(folder / "pairer.npz", **arrays)


def write_eight_bit(
    module: nn.Module,
    given: tuple[Tensor, ...],
    names: tuple[list[str], list[str]],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    """Write a network as eight-bit ONNX, its weights quantised by channel.

    Args:
        module: the network.
        given: an example of what goes in.
        names: of what goes in, and of what comes out.
        axes: which axes of each are of any length.
        path: where to.
    """
    full = path.with_suffix(".full")
    torch.onnx.export(
        module,
        given,
        str(full),
        input_names=names[0],
        output_names=names[1],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()


def array(weights: Tensor) -> np.ndarray:
    """Weights as float32."""
    values: np.ndarray = weights.detach().float().numpy()
    return values


def with_bias(layer: nn.Linear) -> np.ndarray:
    """[in + 1, out]: the weights, and the bias as the last row."""
    return np.concatenate([array(layer.weight).T, array(layer.bias)[None]])


def write_tokenizer(folder: Path) -> None:
    """The tokeniser, without the cutting and padding that it was published with."""
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def write_settings(folder: Path, decoding: dict[str, object]) -> None:
    """What the reader needs to know beside its weights."""
    settings = {"version": VERSION, "decoding": decoding}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments, export, pin; keeps the decoding that was chosen before, if any."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    options = parser.parse_args()
    network = ReaderNetwork(str(WEIGHTS))
    network.load_state_dict(torch.load(options.network, weights_only=True))
    folder = options.models / "reader"
    export_network(network.eval(), folder)
    shutil.copyfile(Path(__file__).parents[1] / "LICENSE", folder / "LICENSE")
    write_tokenizer(folder)
    write_settings(folder, {"tagger": 0.5, "cue": 0.0, "confidence": [], "threshold": 0.0})
    pin(options.models, "reader")


if __name__ == "__main__":
    main()
