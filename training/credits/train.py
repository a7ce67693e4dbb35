"""Train the network of credits.

usage: python -m training.credits.train --out build/credits --voices DIR [--voices DIR …] [--leave NAME …] [--news TRAIN.jsonl]
       [--names NAMES.jsonl] [--times N] [--epochs N] [--set-aside N]

Voices named with --leave are not trained on: `training.credits.measure` measures on them. Every 14th article of the news is held
out, as for the reader. Writes ``network.pt`` and ``training.jsonl`` (losses).
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.credits.batches import IGNORED, Batch, Page, batches, make_batch, make_pages
from training.credits.network import CreditNetwork
from training.credits.news import Article, read_news
from training.credits.render import Renderer, read_voices
from training.train import WEIGHTS, is_held_out

SEED = 20261127
RATE, HEAD_RATE, WARMUP = 2e-4, 1e-3, 0.06
PIECES = 4000  # of statements' windows in a batch
MASKED = 0.04
EVERY = 50  # steps between two lines of the log
STANDING_WEIGHT = 0.2
NAMING_WEIGHT = 0.3


def load_tokenizer() -> Tokenizer:
    """The encoder's, without cutting or padding."""
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def gather(
    voices: dict[str, dict[str, list[str]]],
    articles: list[Article],
    times: int,
    tokenizer: Tokenizer,
    chance: random.Random,
) -> list[Page]:
    """Pages of every voice, each template so many times, and of all articles."""
    clauses = [clause for article in articles for clause in article.clauses]
    filler = [paragraph for article in articles for paragraph in article.filler]
    outlets = [outlet for voice in voices.values() for outlet in voice.get("outlets", ())]
    renderer = Renderer(clauses, filler, chance, outlets)
    pages = [
        page
        for voice in voices.values()
        for own in renderer.render(voice, times)
        for page in make_pages([own], tokenizer)
    ]
    pages += [page for article in articles if article.examples for page in make_pages(article.examples, tokenizer)]
    return pages


def train(pages: list[Page], epochs: float, mask_piece: int, log: Path) -> CreditNetwork:
    """Train on pages; the last weights come back."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    network = CreditNetwork(str(WEIGHTS))
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            new = not name.startswith("encoder.") or "token_type" in name
            groups.setdefault(HEAD_RATE if new else RATE, []).append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": own, "lr": rate} for rate, own in groups.items()], betas=(0.9, 0.98), weight_decay=0.01
    )
    plan = [own for _ in range(int(epochs) + 1) for own in _shuffled(pages, chance)]
    plan = plan[: int(len(plan) * epochs / (int(epochs) + 1))]
    shape = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (WARMUP * len(plan)), max(len(plan) - step, 0) / (len(plan) * (1 - WARMUP))),
    )
    network.train()
    started, sums = time.monotonic(), dict.fromkeys(("tagging", "standing", "naming"), 0.0)
    for step, held in enumerate(plan, 1):
        batch = make_batch(held, chance, (MASKED, mask_piece))
        losses = _losses(network, batch)
        loss = losses["tagging"] + STANDING_WEIGHT * losses["standing"] + NAMING_WEIGHT * losses["naming"]
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        shape.step()
        for name, own in losses.items():
            sums[name] += own.item()
        if step % EVERY == 0 or step == len(plan):
            line = {"step": step, "of": len(plan), **{name: round(total / EVERY, 4) for name, total in sums.items()}}
            sums = dict.fromkeys(sums, 0.0)
            with log.open("a", encoding="utf-8") as out:
                out.write(json.dumps(line | {"seconds": round(time.monotonic() - started)}) + "\n")
    return network.eval()


def _losses(network: CreditNetwork, batch: Batch) -> dict[str, Tensor]:
    """Of one batch: of the credits' tags, of the standings, of the names; nought where nothing is labelled."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.read(batch.pieces, batch.features, batch.mask)
        tags, standing = network.ask(states[batch.of], batch.marks, batch.mask[batch.of])
        names = network.name(states)
    return {
        "tagging": _cross_entropy(tags, batch.labels),
        "standing": _cross_entropy(standing[:, None], batch.standing[:, None]),
        "naming": _cross_entropy(names, batch.names),
    }


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    found = nn.functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    return torch.nan_to_num(found)


def _shuffled(pages: list[Page], chance: random.Random) -> list[list[Page]]:
    """Batches of pages of like length, in any order."""
    shuffled = chance.sample(pages, len(pages))
    chunks = [sorted(shuffled[at : at + 400], key=lambda page: len(page.pieces)) for at in range(0, len(shuffled), 400)]
    found = [own for chunk in chunks for own in batches(chunk, PIECES)]
    chance.shuffle(found)
    return found


def main() -> None:
    """Read the arguments, train, save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--voices", type=Path, action="append", required=True)
    parser.add_argument("--leave", nargs="*", default=[])
    parser.add_argument("--news", type=Path)
    parser.add_argument("--names", type=Path, help="whom the news names (training.credits.teach)")
    parser.add_argument("--times", type=int, default=12)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--share", type=float, default=1.0, help="share of the news to train on")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer()
    voices = read_voices(*given.voices, leave=given.leave)
    articles = (
        [own for number, own in enumerate(read_news(given.news, given.names)) if not is_held_out(number)]
        if given.news
        else []
    )
    articles = articles[: int(len(articles) * given.share)]
    pages = gather(voices, articles, given.times, tokenizer, random.Random(SEED))  # noqa: S311
    print(
        f"{len(voices)} voices, {len(articles)} articles, {len(pages)} windows, {sum(len(p.asked) for p in pages)} statements",
        flush=True,
    )
    network = train(pages, given.epochs, tokenizer.token_to_id("[MASK]"), given.out / "training.jsonl")
    torch.save(network.state_dict(), given.out / "network.pt")


if __name__ == "__main__":
    main()
