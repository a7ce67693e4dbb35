"""Write the sentence model that ships: all-MiniLM-L6-v2 as published, its mean of word states, int8 ONNX.

usage: python -m training.export_sentences --models src/wherefrom/infer/models
"""

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from training.export import write_eight_bit, write_tokenizer
from training.pins import pin
from training.train import WEIGHTS

VERSION = "1"


class Exported(nn.Module):
    """One sentence's pieces to one vector of length one: the mean of the states of its pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(WEIGHTS), add_pooling_layer=False, attn_implementation="eager")

    def forward(self, pieces: Tensor) -> Tensor:
        """[1, T] to [1, width]."""
        output = self.encoder(input_ids=pieces, attention_mask=torch.ones_like(pieces))
        mean = output.last_hidden_state.mean(dim=1)
        return nn.functional.normalize(mean, dim=1)


def main() -> None:
    """Read the arguments, export, quantise, pin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=Path, required=True)
    options = parser.parse_args()
    folder = options.models / "sentences"
    folder.mkdir(parents=True, exist_ok=True)
    given = (torch.randint(1000, 2000, (1, 32)),)
    write_eight_bit(
        Exported().eval(), given, (["pieces"], ["vector"]), {"pieces": {1: "length"}}, folder / "model.onnx"
    )
    shutil.copyfile(Path(__file__).parents[1] / "LICENSE", folder / "LICENSE")
    write_tokenizer(folder)
    (folder / "settings.json").write_text(json.dumps({"version": VERSION}, indent=1) + "\n", encoding="utf-8")
    pin(options.models, "sentences")


if __name__ == "__main__":
    main()
