"""Parquet: every kind of record as a typed table, lists and structures as such; nothing is flattened or left out.

The columns are made from the records' own types, so a field added to a record is a column of its table the same day.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from operator import attrgetter, itemgetter
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from wherefrom.publish.exports.export_text import Scribe
from wherefrom.publish.exports.exporting import TOLD_OF_CASE, ExportSource, Written, changed_text
from wherefrom.records import Anchor, CaseRecords, Statement, encode_record
from wherefrom.spans import covered_text

# Records held as columns at a time.
BATCH = 1000

_PLAIN = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


@dataclass(frozen=True, slots=True)
class Column:
    """The Parquet type of a record's field, and how a value gets into it."""

    type: pa.DataType
    convert: Callable[[Any], Any]


def write_parquet(source: ExportSource, target: Path) -> Written:
    """Write a table for each kind of record into a folder; a statement's row has its ``words`` too."""
    case, scribe, counts = source.case, Scribe(), {}
    for name, kind in _kinds():
        columns = {own: make_column(hint, scribe) for own, hint in get_type_hints(kind).items()}
        described = [pa.field(own, column.type) for own, column in columns.items()]
        schema = pa.schema([*described, pa.field("words", pa.string())] if kind is Statement else described)
        records = getattr(case, name)
        with pq.ParquetWriter(target / f"{name}.parquet", schema, compression="zstd") as table:
            for start in range(0, len(records), BATCH):
                batch = records[start : start + BATCH]
                rows = [
                    {own: column.convert(getattr(record, own)) for own, column in columns.items()} for record in batch
                ]
                if kind is Statement:
                    for row, record in zip(rows, batch, strict=True):
                        row["words"] = scribe.unicode(covered_text(case.document[record.document].text, record.spans))
                table.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))
        counts[name] = len(records)
    return Written(counts, (changed_text(scribe),))


def make_column(hint: Any, scribe: Scribe) -> Column:  # noqa: ANN401, PLR0911 - any annotation of a record, a case each
    """The column for a field of a record.

    Raises:
        TypeError: records hold nothing of this kind.
    """
    arguments = [own for own in get_args(hint) if own is not NoneType]
    if hint in _PLAIN:
        return Column(_PLAIN[hint], _as_it_is)
    if isinstance(hint, type) and issubclass(hint, str):
        return Column(pa.string(), scribe.unicode)
    if get_origin(hint) is tuple and arguments[1:] == [Ellipsis]:
        item = make_column(arguments[0], scribe)
        return Column(pa.list_(item.type), lambda values: [item.convert(value) for value in values])
    if get_origin(hint) is tuple:
        # A pair: its places have no names of their own.
        return _make_struct({f"item_{place}": own for place, own in enumerate(arguments)}, itemgetter, scribe)
    if hint is Anchor:
        # It holds others of its kind, as deep as it likes: JSON.
        return Column(pa.string(), lambda value: scribe.unicode(encode_record(value).decode("utf-8")))
    if is_dataclass(hint):
        return _make_struct(get_type_hints(hint), attrgetter, scribe)
    if get_origin(hint) is dict:
        # An act's details differ from act to act: JSON.
        return Column(pa.string(), lambda value: json.dumps(scribe.deep(value), ensure_ascii=False, sort_keys=True))
    if len(arguments) == 1:
        present = make_column(arguments[0], scribe)
        return Column(present.type, lambda value: None if value is None else present.convert(value))
    message = f"no column for {hint}"
    raise TypeError(message)


def _make_struct(hints: dict[str, Any], getter: Callable[..., Callable[[Any], Any]], scribe: Scribe) -> Column:
    parts = {name: make_column(hint, scribe) for name, hint in hints.items()}
    gets = {name: getter(place if getter is itemgetter else name) for place, name in enumerate(parts)}
    return Column(
        pa.struct([(name, part.type) for name, part in parts.items()]),
        lambda value: {name: part.convert(gets[name](value)) for name, part in parts.items()},
    )


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - numbers of any kind
    return value


def _kinds() -> Iterator[tuple[str, Any]]:
    for name, hint in get_type_hints(CaseRecords).items():
        if get_origin(hint) is tuple and name not in TOLD_OF_CASE:
            yield name, get_args(hint)[0]
