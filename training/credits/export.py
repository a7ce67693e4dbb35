"""Write the trained network of credits as the files that ship: two int8 networks, the tokeniser, settings, digests.

usage: python -m training.credits.export --network build/credits/network.pt --models src/wherefrom/infer/models
"""

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from training.credits.network import CreditNetwork
from training.export import write_eight_bit, write_tokenizer
from training.pins import pin
from training.train import WEIGHTS

VERSION = "2"
SETTINGS = f'{{"version": "{VERSION}"}}\n'


class Read(nn.Module):
    """Pieces and features of a window to its states, and to scores of who is named in it."""

    def __init__(self, network: CreditNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """[B, T, width] and [B, T, names]."""
        states = self.network.read(pieces, features, torch.ones_like(pieces))
        return states, self.network.name(states)


class Ask(nn.Module):
    """States of a window and the marks of a statement to scores of tags and of how it stands."""

    def __init__(self, network: CreditNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """[S, T, tags] and [S, standings]."""
        return self.network.ask(states, marks, torch.ones_like(marks))


def export(network: CreditNetwork, folder: Path) -> None:
    """Write ``model.onnx``, which reads a window once, and ``asked.onnx``, which reads it again for each statement."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.randint(1000, 2000, (1, 32))
    marks = torch.ones_like(pieces)
    _write(
        Read(network).eval(),
        (pieces, torch.zeros_like(pieces)),
        (["pieces", "features"], ["states", "names"]),
        folder / "model.onnx",
    )
    states = network.read(pieces, torch.zeros_like(pieces), torch.ones_like(pieces)).detach()
    _write(Ask(network).eval(), (states, marks), (["states", "marks"], ["tags", "standing"]), folder / "asked.onnx")


def _write(module: nn.Module, given: tuple[Tensor, ...], names: tuple[list[str], list[str]], path: Path) -> None:
    axes = {
        name: {0: "statements"} if name == "standing" else {0: "windows", 1: "pieces"} for own in names for name in own
    }
    write_eight_bit(module, given, names, axes, path)


def main() -> None:
    """Read the arguments, export, pin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    given = parser.parse_args()
    network = CreditNetwork(str(WEIGHTS))
    network.load_state_dict(torch.load(given.network, weights_only=True))
    folder = given.models / "credits"
    export(network.eval(), folder)
    shutil.copyfile(Path(__file__).parents[2] / "LICENSE", folder / "LICENSE")
    write_tokenizer(folder)
    (folder / "settings.json").write_text(SETTINGS, encoding="utf-8")
    pin(given.models, "credits")


if __name__ == "__main__":
    main()
