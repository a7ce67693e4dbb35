"""Measure the network of credits on voices that it was not trained on, and on news held out.

usage: python -m training.credits.measure NETWORK.pt --voices DIR … --only NAME … [--news TRAIN.jsonl] [--times N]

Prints for each voice: of the credits those found (a found span that meets it), of the spans found those right, standings right;
the same without unnamed sources' spans, which voices do not mark.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from training.credits.batches import IGNORED, Page, batches, make_batch, make_pages
from training.credits.examples import Standing
from training.credits.network import CreditNetwork
from training.credits.news import read_news
from training.credits.render import Renderer, read_voices
from training.credits.train import load_tokenizer
from training.train import WEIGHTS, is_held_out


def spans_of(labels: Sequence[int], begins: int) -> list[tuple[int, int]]:
    """Runs that begin with one label and go on with the next, as half-open pairs."""
    found: list[tuple[int, int]] = []
    for at, label in enumerate(labels):
        if label == begins or (label == begins + 1 and not (found and found[-1][1] == at)):
            found.append((at, at + 1))
        elif label == begins + 1:
            found[-1] = (found[-1][0], at + 1)
    return found


def judge(network: CreditNetwork, pages: list[Page]) -> Counter[str]:
    """What was found right and wrong."""
    tally: Counter[str] = Counter()
    for own in batches(sorted(pages, key=lambda page: len(page.pieces)), 16_000):
        batch = make_batch(own)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = network.read(batch.pieces, batch.features, batch.mask)
            tags, standings = network.ask(states[batch.of], batch.marks, batch.mask[batch.of])
        for labels, scores, standing, told in zip(batch.labels, tags, standings, batch.standing, strict=True):
            name = Standing(int(told)).name
            right = int(standing.argmax()) == int(told)
            tally["standing"] += 1
            tally["standing right"] += right
            tally[f"standing {name}"] += 1
            tally[f"standing {name} right"] += right
            at = (labels != IGNORED).nonzero().flatten()
            if not len(at):
                continue
            gold, found = labels[at].tolist(), scores[at].argmax(-1).tolist()
            for role, begins in (("credit", 1), ("behind", 3)):
                asked, given = spans_of(gold, begins), spans_of(found, begins)
                tally[f"{role} asked"] += len(asked)
                tally[f"{role} given"] += len(given)
                tally[f"{role} found"] += sum(any(a < d and c < b for c, d in given) for a, b in asked)
                tally[f"{role} right"] += sum(any(a < d and c < b for c, d in asked) for a, b in given)
                tally[f"{role} exact"] += sum(own in given for own in asked)
    return tally


def say(name: str, tally: Counter[str]) -> str:
    """One line."""
    share = lambda a, b: f"{tally[a] / tally[b]:.3f}" if tally[b] else "  –  "  # noqa: E731
    kinds = " ".join(
        f"{own.name.lower()} {share(f'standing {own.name} right', f'standing {own.name}')}" for own in Standing
    )
    return (
        f"{name:22} credits R {share('credit found', 'credit asked')} P {share('credit right', 'credit given')} "
        f"exact {share('credit exact', 'credit asked')} behind R {share('behind found', 'behind asked')} "
        f"P {share('behind right', 'behind given')} standing {share('standing right', 'standing')} ({kinds})"
    )


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", type=Path)
    parser.add_argument("--voices", type=Path, action="append", default=[])
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--times", type=int, default=4)
    given = parser.parse_args()
    network = CreditNetwork(str(WEIGHTS))
    network.load_state_dict(torch.load(given.network, weights_only=True))
    network.eval()
    tokenizer = load_tokenizer()
    articles = [own for number, own in enumerate(read_news(given.news)) if is_held_out(number)] if given.news else []
    filler = [paragraph for article in articles for paragraph in article.filler]
    clauses = [clause for article in articles for clause in article.clauses]
    total: Counter[str] = Counter()
    for name, voice in read_voices(*given.voices).items():
        if given.only is None or name in given.only:
            renderer = Renderer(clauses, filler, random.Random(f"measure {name}"))  # noqa: S311 - repeatable on purpose
            pages = [page for own in renderer.render(voice, given.times) for page in make_pages([own], tokenizer)]
            tally = judge(network, pages)
            total += tally
            print(say(name, tally), flush=True)
    if total:
        print(say("all voices", total))
    if articles:
        pages = [page for article in articles if article.examples for page in make_pages(article.examples, tokenizer)]
        print(say("news", judge(network, pages)))


if __name__ == "__main__":
    main()
