"""The reader's own word tables, read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from substancekg.ontology.tables import read_rows


def table_rows(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a table beside this module, in file order.

    :raises DataError: if a column is missing or a line has too many or too few cells
    """
    table = files("substancekg.loaders.reading").joinpath(name)
    for _, row in read_rows(table, columns):
        yield row
