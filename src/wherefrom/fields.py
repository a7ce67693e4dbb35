"""What a field of a file that people write may hold; each kind parses itself, and says in words what it allows."""

import re
from dataclasses import dataclass


class FieldError(ValueError):
    """A value that its field does not allow; the message says what the field should be."""


@dataclass(frozen=True, slots=True)
class TextField:
    """Any text, or one that fits a pattern.

    Attributes:
        pattern: what the whole text must match; empty: any.
        words: the same in words.
    """

    pattern: str = ""
    words: str = "a text"

    def parse(self, value: object) -> str:
        """The text.

        Raises:
            FieldError: it is none, or not one of this kind.
        """
        if not isinstance(value, str) or (self.pattern and not re.fullmatch(self.pattern, value)):
            raise FieldError(self.words)
        return value


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is allowed."""
        return f"one of {', '.join(self.choices)}"

    def parse(self, value: object) -> str:
        """The word.

        Raises:
            FieldError: it is none of them.
        """
        if not isinstance(value, str) or value not in self.choices:
            raise FieldError(self.words)
        return value


@dataclass(frozen=True, slots=True)
class NumberField:
    """A whole number within a range.

    Attributes:
        least: the smallest that makes sense.
        most: the largest that does.
        unit: of what, in the plural; empty for a mere count.
        off: a number outside the range that turns the limit off, or leaves the choice to the program.
    """

    least: int
    most: int
    unit: str = ""
    off: int | None = None

    @property
    def words(self) -> str:
        """What is allowed."""
        measured = f" {self.unit}" if self.unit else ""
        or_off = f", or {self.off}" if self.off is not None else ""
        return f"a whole number of {self.least} to {self.most}{measured}{or_off}"

    def parse(self, value: object) -> int:
        """The number.

        Raises:
            FieldError: it is none (true and false are none), or lies outside the range.
        """
        if type(value) is not int or not (self.least <= value <= self.most or value == self.off):
            raise FieldError(self.words)
        return value


@dataclass(frozen=True, slots=True)
class YesNoField:
    """True or false."""

    words: str = "true or false"

    def parse(self, value: object) -> bool:
        """The truth value.

        Raises:
            FieldError: it is none.
        """
        if not isinstance(value, bool):
            raise FieldError(self.words)
        return value


@dataclass(frozen=True, slots=True)
class TextsField:
    """A list of texts."""

    words: str = "a list of texts"

    def parse(self, value: object) -> tuple[str, ...]:
        """The texts.

        Raises:
            FieldError: it is no list, or holds something else.
        """
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise FieldError(self.words)
        return tuple(value)


Field = TextField | ChoiceField | NumberField | YesNoField | TextsField
