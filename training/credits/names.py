"""Names for invented texts: many people, bodies, outlets and places, so that no name is learnt, only where names stand."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

_LISTS: dict[str, list[str]] = json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf-8"))
FIRST = _LISTS["first"]
LAST = _LISTS["last"]
PARTICLES = _LISTS["particles"]
ROLES = _LISTS["roles"]
_BODY_HEADS = _LISTS["body_heads"]
_BODY_LEADS = _LISTS["body_leads"]
_PROPER = _LISTS["proper"]
_FIELDS = _LISTS["fields"]
_SYLLABLES = _LISTS["syllables"]
_OUTLET_NOUNS = _LISTS["outlet_nouns"]
_OUTLET_LEADS = _LISTS["outlet_leads"]
_BROADCAST = _LISTS["broadcast"]
_ONLINE = _LISTS["online"]
_AGENCIES = _LISTS["agencies"]
_ODD = _LISTS["odd"]
_THINGS = _LISTS["things"]
_QUALITIES = _LISTS["qualities"]


class Names:
    """Invents names.

    Args:
        chance: where they come from.
        outlets: real in their voices, used beside invented ones.
    """

    def __init__(self, chance: random.Random, outlets: Sequence[str] = ()) -> None:
        self._chance, self._outlets = chance, outlets

    def place(self) -> str:
        """A place that does not exist."""
        word = "".join(self._chance.choices(_SYLLABLES, k=self._chance.choice((2, 2, 3))))
        return word.capitalize()

    def person(self) -> str:
        """A full name."""
        pick = self._chance.choice
        first, last = pick(FIRST), pick(LAST)
        draw = self._chance.random()
        if draw < 0.06:
            particle = pick(PARTICLES)
            return f"{first} {particle}{'' if particle[-1] in '-’' or particle == 'Mc' else ' '}{last}"
        if draw < 0.10:
            return f"{first} {pick(LAST)}-{last}"
        if draw < 0.14:
            return f"{first} {pick('ABCDEFGHJKLMNPRSTW')}. {last}"
        if draw < 0.18:
            return f"{first} {pick(FIRST)} {last}"
        return f"{first} {last}"

    def role(self) -> str:
        """A role with its article."""
        return self._chance.choice(ROLES)

    def body(self) -> str:
        """A body, lower case with its article unless it is a proper name."""
        if self._chance.random() < 0.3:
            name = self._chance.choice(_PROPER).format(x=self.place(), y=self._chance.choice(_FIELDS))
            return name if self._chance.random() < 0.5 else f"the {name}"
        return f"the {self._chance.choice(_BODY_LEADS).format(p=self.place())}{self._chance.choice(_BODY_HEADS)}"

    def outlet(self) -> str:
        """An outlet's full name."""
        pick = self._chance.choice
        if self._outlets and self._chance.random() < 0.2:
            return pick(self._outlets)
        if self._chance.random() < 0.3:
            return self._odd_outlet()
        draw = self._chance.random()
        if draw < 0.55:
            lead = self.place() if self._chance.random() < 0.6 else pick(_OUTLET_LEADS)
            name = f"{lead} {pick(_OUTLET_NOUNS)}"
            return f"The {name}" if self._chance.random() < 0.6 else name
        forms = _BROADCAST if draw < 0.7 else _ONLINE if draw < 0.87 else _AGENCIES
        return pick(forms).format(x=self.place(), n=self._chance.randint(1, 9))

    def _odd_outlet(self) -> str:
        """An outlet whose name is made of any words: a magazine, a newsletter, a podcast, a channel."""
        things = self._chance.sample(_THINGS, 2)
        qualities = self._chance.sample(_QUALITIES, 2)
        form = self._chance.choice(_ODD)
        return form.format(n=things[0], m=things[1], q=qualities[0], r=qualities[1], x=self.place())

    def alias(self, outlet: str) -> str:
        """An outlet as others write it: whole, by its last word, as an address."""
        words, draw = outlet.removeprefix("The ").split(), self._chance.random()
        if draw < 0.2 and len(words) > 1:
            return f"the {words[-1]}"
        if draw < 0.27:
            return "".join(word for word in "".join(words).lower() if word.isalnum() or word == "-") + ".example"
        return outlet.replace("The ", "the ") if draw < 0.6 else outlet
