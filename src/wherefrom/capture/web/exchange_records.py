"""Exchanges into a WARC: each request and each answer a record of its own, the bytes as they went over the wire.

WARC 1.1 (ISO 28500:2017), one gzip member a record. Digests are SHA-256 in hexadecimal, so that ``sha256sum`` gives them too.
Nothing of this machine is written: no address of its own, no host name.
"""

import hashlib
import io
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import IO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wherefrom.capture.web.fetch import Exchange

_PIECE = 1024 * 1024
_EMPTY = hashlib.sha256(b"").hexdigest()

Fields = list[tuple[str, str]]


def write_exchanges(exchanges: Sequence[Exchange], out: IO[bytes]) -> None:
    """Write the exchanges that led to a page, in order, as one WARC.

    Args:
        exchanges: each redirect, then the page.
        out: a binary file.
    """
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    info = _new_id()
    _write_info(writer, info)
    before = ""
    for exchange in exchanges:
        answer = _new_id()
        shared = [
            ("WARC-Target-URI", exchange.address.url),
            ("WARC-Date", _date(exchange.at)),
            ("WARC-Warcinfo-ID", info),
        ]
        _write_answer(writer, exchange, [*shared, ("WARC-Record-ID", answer)])
        request = [*shared, ("WARC-Record-ID", _new_id()), ("WARC-Concurrent-To", answer)]
        _write_block(writer, "request", request, exchange.request, payload=_EMPTY)
        if before:
            told = f"via: {before}\r\nhopsFromSeed: R\r\n".encode()
            _write_block(
                writer, "metadata", [*shared, ("WARC-Record-ID", _new_id()), ("WARC-Concurrent-To", answer)], told
            )
        before = exchange.address.url


def _write_info(writer: WARCWriter, identifier: str) -> None:
    told = (
        f"software: wherefrom {version('wherefrom')}\r\n"
        "format: WARC File Format 1.1\r\n"
        "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        "robots: ignore\r\n"
        "description: one address, fetched by a person's command; what the page embeds was not fetched\r\n"
    ).encode()
    _write_block(writer, "warcinfo", [("WARC-Record-ID", identifier), ("WARC-Date", _date(datetime.now(UTC)))], told)


def _write_answer(writer: WARCWriter, exchange: Exchange, fields: Fields) -> None:
    whole, body = _digests(exchange)
    fields = [
        *fields,
        ("WARC-IP-Address", exchange.ip),
        ("WARC-Block-Digest", f"sha256:{whole}"),
        ("WARC-Payload-Digest", f"sha256:{body}"),
        *([("WARC-Truncated", exchange.truncated)] if exchange.truncated else []),
    ]
    exchange.answer.seek(0)
    _write(writer, "response", fields, exchange.answer, exchange.length)


def _digests(exchange: Exchange) -> tuple[str, str]:
    """Of the whole answer, and of what follows its head: the body as sent, its chunks included, as other archivers do."""
    whole, body, at = hashlib.sha256(), hashlib.sha256(), 0
    exchange.answer.seek(0)
    while piece := exchange.answer.read(_PIECE):
        whole.update(piece)
        body.update(piece[max(exchange.head_length - at, 0) :])
        at += len(piece)
    return whole.hexdigest(), body.hexdigest()


def _write_block(writer: WARCWriter, kind: str, fields: Fields, block: bytes, payload: str = "") -> None:
    fields = [*fields, ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}")]
    if payload:
        fields.append(("WARC-Payload-Digest", f"sha256:{payload}"))
    _write(writer, kind, fields, io.BytesIO(block), len(block))


def _write(writer: WARCWriter, kind: str, fields: Fields, block: IO[bytes], length: int) -> None:
    """Write one record. Its HTTP head stays part of the block: warcio would write a head anew, and not byte for byte."""
    headers = StatusAndHeaders("", [("WARC-Type", kind), *fields], protocol="WARC/1.1")
    content_type = WARCWriter.WARC_RECORDS[kind]
    record = ArcWarcRecord("warc", kind, headers, block, None, content_type, length)
    # With every digest that it would ask for in place, warcio adds none of its own (SHA-1, of the block taken for payload).
    if not headers.get_header("WARC-Payload-Digest") and kind not in WARCWriter.NO_PAYLOAD_DIGEST_TYPES:
        headers.add_header("WARC-Payload-Digest", headers.get_header("WARC-Block-Digest"))
    writer.write_record(record)


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _new_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"
