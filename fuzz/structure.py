"""Damage that knows the format: inside an archive's members, a mail's parts, a web archive's records, a PDF's objects."""

import base64
import gzip
import io
import random
import re
import warnings
import zipfile
import zlib

from fuzz.mutate import damage

_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?endobj\s*", re.DOTALL)
_REFERENCE = re.compile(rb"\d+ 0 R\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BASE64 = re.compile(rb"(?:^[A-Za-z0-9+/]{20,}={0,2}\r?\n)+", re.MULTILINE)
_RECORD = re.compile(rb"(?=^WARC/1\.\d\r\n)", re.MULTILINE)
_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,300}>")


def damage_archive(data: bytes, chance: random.Random) -> bytes:
    """Change what lies in one member, or its name, or the list of members; the archive around it is sound again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError):
        return damage(data, chance)
    if not members:
        return damage(data, chance)
    # What is read for its words is hit most often.
    main = [at for at, (name, _) in enumerate(members) if name.endswith(("document.xml", ".warc.gz", ".jsonl"))]
    at = chance.choice(main) if main and chance.random() < 0.6 else chance.randrange(len(members))
    name, content = members[at]
    what = chance.randrange(8)
    if what == 0:
        del members[at]
    elif what == 1:
        members.insert(chance.randrange(len(members) + 1), (name, content))
    elif what == 2:
        members[at] = (
            chance.choice(("../" + name, "/" + name, name.upper(), "", "a" * 300, name + "\n", "\u202e" + name)),
            content,
        )
    elif name.endswith(".gz"):
        members[at] = (name, damage_web_archive(content, chance))
    else:
        members[at] = (name, damage_tags(content, chance) if chance.random() < 0.5 else damage(content, chance))
    written = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(written, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive,
    ):
        warnings.simplefilter("ignore")  # a second member of one name is what is wanted
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()


def damage_pdf(data: bytes, chance: random.Random) -> bytes:
    """Repeat, remove, swap objects; turn references around, into circles too; change what lies in packed streams."""
    objects = list(_OBJECT.finditer(data))
    if not objects:
        return damage(data, chance)
    one, other, what = chance.choice(objects), chance.choice(objects), chance.randrange(5)
    if what == 0:
        return data[: one.start()] + data[one.end() :]
    if what == 1:
        return data[: one.start()] + other.group() + data[one.end() :]
    references = list(_REFERENCE.finditer(data))
    if what == 2 and references:
        at = chance.choice(references)
        target = b"%d 0 R" % chance.choice((0, 1, 2, 3, chance.randrange(len(objects) + 2), 99999))
        return data[: at.start()] + target + data[at.end() :]
    streams = list(_STREAM.finditer(data))
    if what == 3 and streams:
        at = chance.choice(streams)
        return data[: at.start(1)] + _damage_stream(at.group(1), chance) + data[at.end(1) :]
    return data[: one.start()] + damage(one.group(), chance) + data[one.end() :]


def _damage_stream(content: bytes, chance: random.Random) -> bytes:
    """Change what a stream unpacks to: deflated, in ASCII 85 around that as reportlab writes it, or neither."""
    is_85 = content.rstrip().endswith(b"~>")
    try:
        packed = base64.a85decode(content.strip().removesuffix(b"~>")) if is_85 else content
        unpacked = zlib.decompress(packed)
    except (ValueError, zlib.error):
        return damage(content, chance)
    packed = zlib.compress(damage(unpacked, chance))
    return base64.a85encode(packed) + b"~>" if is_85 else packed


def damage_mail(data: bytes, chance: random.Random) -> bytes:
    """Change what base64 holds, put the whole into another message, repeat parts, or damage the head alone."""
    what = chance.randrange(4)
    packed = list(_BASE64.finditer(data))
    if what == 0 and packed:
        at = chance.choice(packed)
        whole = at.group().replace(b"\r", b"").replace(b"\n", b"").rstrip(b"=")
        inner = base64.b64decode(whole[: len(whole) // 4 * 4])
        inner = damage_archive(inner, chance) if inner.startswith(b"PK") else damage(inner, chance)
        return data[: at.start()] + base64.encodebytes(inner) + data[at.end() :]
    if what == 1:
        line = b'Subject: Outer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b0"\n\n--b0\n'
        for _ in range(chance.choice((1, 1, 2, 12))):
            data = line + b"Content-Type: message/rfc822\n\n" + data[:50_000] + b"\n--b0--\n"
        return data
    head, blank, body = data.partition(b"\n\n")
    if what == 2:
        return damage(head, chance) + blank + body
    boundaries = re.findall(rb"^--[^\n]{1,80}$", body, re.MULTILINE)
    if boundaries:
        parts = body.split(chance.choice(boundaries))
        parts.insert(chance.randrange(len(parts)), chance.choice(parts))
        return head + blank + boundaries[0].join(parts)
    return damage(data, chance)


def damage_web_archive(data: bytes, chance: random.Random) -> bytes:
    """Damage, repeat, remove or swap records, in a gzip member each where they were packed so."""
    is_packed = data.startswith(b"\x1f\x8b")
    try:
        plain = gzip.decompress(data) if is_packed else data
    except (OSError, EOFError, zlib.error):
        return damage(data, chance)
    records = [record for record in _RECORD.split(plain) if record]
    if not records:
        return damage(data, chance)
    at, what = chance.randrange(len(records)), chance.randrange(5)
    if what == 0:
        del records[at]
    elif what == 1:
        records.insert(chance.randrange(len(records) + 1), records[at])
    elif what == 2:
        head, blank, body = records[at].partition(b"\r\n\r\n")
        records[at] = damage(head, chance) + blank + body
    else:
        records[at] = damage(records[at], chance)
    if not is_packed or chance.random() < 0.1:
        return b"".join(records)
    members = [gzip.compress(record, 1, mtime=0) for record in records]
    if members and chance.random() < 0.3:
        broken = chance.randrange(len(members))
        members[broken] = damage(members[broken], chance)
    return b"".join(members)


def damage_tags(data: bytes, chance: random.Random) -> bytes:
    """Remove, repeat, swap or nest the tags of HTML and XML."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return damage(data, chance)
    one, other, what = chance.choice(tags), chance.choice(tags), chance.randrange(4)
    if what == 0:
        return data[: one.start()] + data[one.end() :]
    if what == 1:
        return data[: one.start()] + one.group() * chance.choice((2, 10, 400)) + data[one.end() :]
    if what == 2:
        return data[: one.start()] + other.group() + data[one.end() :]
    return data[: one.start()] + damage(one.group(), chance) + data[one.end() :]
