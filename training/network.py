"""The network: a small encoder that tags words, and a pairer that says of each word what it is to a given cue."""

import torch
from torch import Tensor, nn

from training.corpus import PAIRS, TAGS
from training.encoder import make_encoder
from wherefrom.attribute.trained.pairer import CUES_BETWEEN, DISTANCES, PASSAGES, SENTENCES

PAIRING_WIDTH = 256


class ReaderNetwork(nn.Module):
    """Encoder, tagger and pairer.

    The encoder is all-MiniLM-L6-v2 with its token types replaced by features of letter case, paragraph start and quotation
    marks. For a cue (the mean of its words' states) and a word, the pairer adds projections of both, their product, and where
    the word stands to the cue, and scores neither / source / content in BIO form.
    """

    def __init__(self, weights: str) -> None:
        super().__init__()
        self.encoder = make_encoder(weights)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tagger = nn.Linear(width, TAGS)
        self.word = nn.Linear(width, 2 * PAIRING_WIDTH)
        self.cue = nn.Linear(width, 2 * PAIRING_WIDTH)
        self.places = nn.ModuleList(
            nn.Embedding(n, PAIRING_WIDTH) for n in (DISTANCES, SENTENCES, PASSAGES, CUES_BETWEEN)
        )
        for table in self.places:
            nn.init.normal_(table.weight, std=0.02)
        self.pairer = nn.Linear(PAIRING_WIDTH, PAIRS)

    def states(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """[B, T, width] from piece ids, features and mask, each [B, T]."""
        output = self.encoder(input_ids=pieces, token_type_ids=features, attention_mask=mask)
        states: Tensor = output.last_hidden_state
        return states

    def pair(self, words: Tensor, cues: Tensor, pair_word: Tensor, pair_cue: Tensor, places: Tensor) -> Tensor:
        """[M, PAIRS] scores of M (word, cue) pairs.

        Args:
            words: [N, width] states of words.
            cues: [C, width] mean states of cues' words.
            pair_word: [M] which word.
            pair_cue: [M] which cue.
            places: [M, 4] where the word stands to the cue: rows of the four tables.
        """
        word_sum, word_gate = self.word(words)[pair_word].chunk(2, -1)
        cue_sum, cue_gate = self.cue(cues)[pair_cue].chunk(2, -1)
        hidden = word_sum + cue_sum + word_gate * cue_gate
        for column, table in enumerate(self.places):
            hidden = hidden + table(places[:, column])
        scores: Tensor = self.pairer(self.drop(torch.relu(hidden)))
        return scores
