"""Records to JSON and back, checked against their types on the way in."""

from typing import TypeVar

import msgspec

Record = TypeVar("Record")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode_record(record: object) -> bytes:
    """One record as JSON, keys in the order of its fields, UTF-8.

    Raises:
        TypeError: the object is not made of records and JSON values.
    """
    return _ENCODER.encode(record)


def decode_record(data: bytes | str, kind: type[Record]) -> Record:
    """The record of a kind from its JSON.

    Raises:
        ValueError: the JSON does not fit the kind (msgspec.ValidationError says where).
    """
    return msgspec.json.decode(data, type=kind)
