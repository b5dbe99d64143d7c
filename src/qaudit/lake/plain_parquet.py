"""Plain tables as Parquet, for whoever reads them elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}


def write_parquet(file: IO[bytes], columns: Mapping[str, type], rows: Sequence[Sequence[Any]]) -> None:
    """Writes rows under their columns; each column has the type of its cells, None among them."""
    schema = pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()])
    cells = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), file, compression="zstd")
