"""A press that publishes one story with a known origin: whatever the program answers can be held against what happened.

Each article is written from a small bank of phrasings, by a seeded chance, with a paragraph of its own beside the claim, so
that articles are no copies of one another unless the press means them to be.
"""

import random
from dataclasses import dataclass, field

from wherefrom.records import NodeKind

OUTLETS = [
    "Aldmere Post",
    "Tidewater Gazette",
    "Harrow Ledger",
    "Coast Courier",
    "Estuary Observer",
    "Morrow Evening",
    "Quayside Voice",
]
WITNESSES = ["Lena Obst", "Tomas Reyl", "Mara Quill", "Pavel Hrin", "Odile Marrin"]
PLACES = ["Saltmarsh", "Brimmel", "Ostwick", "Ferrow", "Calder Reach"]
THINGS = ["containers of varnish", "crates of fertiliser", "drums of naphtha", "sacks of lime"]
# Who knows it for itself tells it in words of its own; who relays it, in those of whom it has it from.
TELLINGS = [
    "{number} {things} were moved from {place} before the fire",
    "before the fire, {number} {things} had been moved from {place}",
    "from {place}, {number} {things} were moved before the fire",
]
NAMED = ["{claim}, {who} said.", "“{Claim},” said {who}.", "{who} said that {claim}.", "According to {who}, {claim}."]
RELAYED = ["{Claim}, the {who} reported.", "The {who} reported that {claim}.", "{Claim}, according to the {who}."]
UNNAMED = ["{Claim}, a port official said.", "Two people familiar with the matter said that {claim}."]
SCENES = [
    "The market in {place} was quiet on the morning after, and the ferry left on time with few passengers on its upper deck.",
    "Rain fell over {place} for most of the week, and the school on the hill kept its doors shut until the water had gone.",
    "In {place} the choir sang as it does each spring, though some of the benches in the old church stayed empty.",
    "A dog found its way home to {place} after nine days, thin and cheerful, to the joy of the baker who had fed it.",
    "The bridge at {place} will be painted green, after a vote in which the young wanted blue and the old wanted nothing.",
]


@dataclass
class Story:
    """What the press published, and how it came about."""

    claim: str
    articles: list[tuple[str, str]] = field(default_factory=list)
    kinds: dict[str, NodeKind] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)


def publish_story(seed: int) -> Story:
    """Publish a story: witnesses or an unnamed source, relays of relays, perhaps two outlets in a circle."""
    chance = random.Random(seed)
    outlets, witnesses = chance.sample(OUTLETS, 5), chance.sample(WITNESSES, 3)
    matter = {"number": chance.randint(12, 900), "things": chance.choice(THINGS), "place": chance.choice(PLACES)}
    tellings = [own.format(**matter) for own in TELLINGS]
    story = Story(tellings[0])
    origins = chance.randint(1, 3)
    for number, outlet in enumerate(outlets):
        story.kinds[outlet] = NodeKind.DOCUMENT
        if number < origins:
            who = witnesses[number]
            story.kinds[who] = NodeKind.EXTERNAL
            story.told[who] = tellings[number]
            _write(story, chance, outlet, who, NAMED)
        elif number == origins and chance.random() < 0.3:
            who = f"unnamed of {outlet}"
            story.kinds[who] = NodeKind.UNNAMED
            _write(story, chance, outlet, who, UNNAMED)
        else:
            _write(story, chance, outlet, chance.choice(outlets[:number]), RELAYED)
    return story


def publish_circle(seed: int) -> Story:
    """Two outlets that credit each other, and a third that credits one of them."""
    chance = random.Random(seed)
    first, second, third = chance.sample(OUTLETS, 3)
    story = Story(
        f"{chance.randint(12, 900)} {chance.choice(THINGS)} were moved from {chance.choice(PLACES)} before the fire"
    )
    for outlet, credited in ((first, second), (second, first), (third, first)):
        story.kinds[outlet] = NodeKind.DOCUMENT
        _write(story, chance, outlet, credited, RELAYED)
    return story


def _write(story: Story, chance: random.Random, outlet: str, who: str, phrasings: list[str]) -> None:
    claim = story.told[outlet] = story.told.get(who, story.claim)
    sentence = chance.choice(phrasings).format(claim=claim, Claim=claim[0].upper() + claim[1:], who=who)
    # Each article has a scene of its own: what two articles share is the claim alone.
    scene = SCENES[len(story.articles)].format(place=chance.choice(PLACES))
    story.articles.append((outlet, f"{scene}\n\n{sentence[0].upper()}{sentence[1:]}"))
    story.edges.append((outlet, who))
