"""Known: what is made once of one document and kept, since several stages and runs need it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one document beside its records.

    Attributes:
        document: its id.
        statements: ids of the statements that have a vector, in order.
        vectors: [statements, width] of 16-bit floats, row by row, little-endian: what each statement means.
        maker: the model that made them; empty: none could, and statements are compared by their words alone.
    """

    document: str
    statements: tuple[str, ...]
    vectors: bytes
    maker: str
