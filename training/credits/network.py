"""The network: an encoder that reads a window once, and two layers of it that read it again for each statement, marked."""

import torch
from torch import Tensor, nn

from training.encoder import make_encoder

SHARED_LAYERS = 4  # of six; the rest see which words are the statement's
MARKS = 4  # elsewhere; in the statement; in its sentences, beside it; the document's own outlet
TAGS = 5  # outside; begins and goes on: whom the document has it from; whom these have it from
STANDINGS = 5
NAMES = 7  # outside; begins and goes on: a person, a body, a place


class CreditNetwork(nn.Module):
    """Encoder, namer, marks, tagger of credits, classifier of how the document has the statement.

    The encoder is all-MiniLM-L6-v2 with its token types replaced by features of letter case, paragraph start and quotation marks.
    """

    def __init__(self, weights: str) -> None:
        super().__init__()
        self.encoder = make_encoder(weights)
        width = self.encoder.config.hidden_size
        self.marks = nn.Embedding(MARKS, width)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.tagger = nn.Linear(width, TAGS)
        self.standing = nn.Linear(2 * width, STANDINGS)
        self.namer = nn.Linear(width, NAMES)

    def read(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """[B, T, width] of windows, whatever is asked of them."""
        hidden = self.encoder.embeddings(input_ids=pieces, token_type_ids=features)
        return self._run(hidden, mask, self.encoder.encoder.layer[:SHARED_LAYERS])

    def ask(self, states: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tag scores [S, T, TAGS] and standing scores [S, STANDINGS] of statements, each with its window's states.

        Args:
            states: [S, T, width].
            marks: [S, T] where the statement stands.
            mask: [S, T] pieces that are there.
        """
        hidden = self._run(states + self.marks(marks), mask, self.encoder.encoder.layer[SHARED_LAYERS:])
        hidden = self.drop(hidden)
        inside = (marks == 1).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * inside).sum(1) / inside.sum(1).clamp(min=1)
        return self.tagger(hidden), self.standing(torch.cat([mean, hidden[:, 0]], -1))

    def name(self, states: Tensor) -> Tensor:
        """[B, T, NAMES] scores of who is named, from the states of windows."""
        scores: Tensor = self.namer(self.drop(states))
        return scores

    def _run(self, hidden: Tensor, mask: Tensor, layers: nn.ModuleList) -> Tensor:
        blocked = (1 - mask[:, None, None, :].to(hidden.dtype)) * torch.finfo(hidden.dtype).min
        for layer in layers:
            out = layer(hidden, attention_mask=blocked)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden
