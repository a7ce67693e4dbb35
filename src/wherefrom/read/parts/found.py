"""Metadata as it is found, each value with the place that it was found in."""

from dataclasses import dataclass, field

FIELDS = ("title", "author", "outlet", "published", "language", "url")
_LONGEST = 500


@dataclass(slots=True)
class Found:
    """Metadata of one document in the making.

    Attributes:
        values: what was found, by the field's name in `Document`.
        places: where, by the same names, for example ``text: byline``.
    """

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, value: str | None, place: str) -> None:
        """Keep a value unless the field has one already: whoever notes first is believed."""
        cleaned = " ".join((value or "").split())[:_LONGEST]
        if cleaned and name not in self.values:
            self.values[name] = cleaned
            self.places[name] = place

    def fill_from(self, other: "Found") -> None:
        """Take over what the other has and this one lacks."""
        for name, value in other.values.items():
            self.note(name, value, other.places[name])

    def joined_with(self, other: "Found") -> "Found":
        """What both have, this one believed first; neither is changed."""
        joined = Found(dict(self.values), dict(self.places))
        joined.fill_from(other)
        return joined
