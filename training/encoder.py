"""The encoder that the networks share: all-MiniLM-L6-v2, its token types replaced by what a word looks like."""

from torch import nn
from transformers import BertModel

from wherefrom.attribute.trained.windows import FEATURES


def make_encoder(weights: str) -> BertModel:
    """The published encoder with features of letter case, paragraph start and quotation marks in place of token types.

    Word and position embeddings are frozen: the corpora are too small to move them well.
    """
    encoder = BertModel.from_pretrained(weights, add_pooling_layer=False, attn_implementation="eager")
    old = encoder.embeddings.token_type_embeddings.weight.data
    new = nn.Embedding(FEATURES, encoder.config.hidden_size)
    new.weight.data.copy_(old[0].expand(FEATURES, encoder.config.hidden_size))
    encoder.embeddings.token_type_embeddings = new
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder.embeddings.position_embeddings.weight.requires_grad_(False)
    return encoder
