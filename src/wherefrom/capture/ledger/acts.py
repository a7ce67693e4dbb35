"""Acts to ledger lines and back.

A line is canonical JSON: keys sorted, no white space, everything beyond ASCII escaped. ASCII, because a ledger travels
through editors, mail and terminals, where Unicode is normalised and text direction plays tricks.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields

import msgspec

from wherefrom.records import Act, ActKind, Capture, decode_record

Details = Mapping[str, str | int | float | bool | None]

NO_PREVIOUS = "0" * 64
ID_DIGITS = 16


def render_act(act: Act) -> bytes:
    """The act's line, without its line break.

    Raises:
        ValueError: a number is not finite, which JSON lacks.
    """
    return json.dumps(asdict(act), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()


def parse_act(line: bytes) -> Act | None:
    """The act of a line; None when the line is no act in canonical form."""
    try:
        act = decode_record(line, Act)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return act if render_act(act) == line else None


def unknown_kind(line: bytes) -> str:
    """The kind of an act that this version does not know, such as a newer one may write; empty for any other line."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict) or told.keys() != {field.name for field in fields(Act)}:
        return ""
    kind = told["kind"]
    return kind if isinstance(kind, str) and kind not in set(ActKind) else ""


def describe_capture(capture: Capture, *, is_new: bool) -> Details:
    """What the ledger says of a capture; when and by whom stands in the act itself."""
    return {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "media_type": capture.media_type,
        "name": capture.name,
        "path": capture.path,
        "received_from": capture.received_from,
        "is_new": is_new,
    }


def capture_of(act: Act) -> Capture | None:
    """The capture that an act tells of; None for an act of another kind."""
    if act.kind is not ActKind.CAPTURE:
        return None
    told = act.details
    size = told.get("size")
    return Capture(
        id=str(told.get("id", "")),
        sha256=str(told.get("sha256", "")),
        size=size if isinstance(size, int) else -1,
        media_type=str(told.get("media_type", "")),
        name=str(told.get("name", "")),
        path=str(told.get("path", "")),
        received_from=str(told.get("received_from", "")),
        at=act.at,
        by=act.by,
    )


def name_capture(sha256: str) -> str:
    """The id of the capture of a payload."""
    return f"cap-{sha256[:ID_DIGITS]}"


def clean_details(details: Details) -> dict[str, str | int | float | bool | None]:
    """The details with every text made valid Unicode."""
    return {clean(key): clean(value) if isinstance(value, str) else value for key, value in details.items()}


def clean(text: str) -> str:
    r"""The text with lone surrogates, which JSON readers of other languages reject, written as ``\udc80``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
