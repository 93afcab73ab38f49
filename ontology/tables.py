"""Reading of the project's tab-separated tables, with file and line in every complaint."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from substancekg.errors import DataError

GZIP = b"\x1f\x8b"


def data_file(name: str) -> Traversable:
    """Return a file of ``ontology/data``; ``name`` may have folders (``evidence/basics.tsv``)."""
    return files("substancekg.ontology").joinpath("data", *name.split("/"))


def where(source: Traversable | Path) -> Path:
    """Return what to call a table in a message: its path, or the name of a packaged file."""
    return source if isinstance(source, Path) else Path(source.name)


def content(source: Traversable | Path, *, error: type[DataError] = DataError) -> bytes:
    """Return the bytes of a file, unpacked if it is gzip-compressed.

    :raises DataError: (or the subclass ``error``) if it cannot be read or unpacked
    """
    try:
        data = source.read_bytes()
        return gzip.decompress(data) if data[:2] == GZIP else data
    except (OSError, EOFError, zlib.error) as cause:
        reason = getattr(cause, "strerror", None) or cause
        raise error(where(source), None, f"cannot be read ({reason})") from cause


def read_rows(
    source: Traversable | Path,
    columns: Sequence[str],
    *,
    error: type[DataError] = DataError,
    optional: Sequence[str] = (),
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield ``(line number, row)`` of a TSV file with a header, cells stripped, in file order.

    The file may be gzip-compressed. Lines are counted from 1, the header being line 1. Blank lines
    and lines that start with ``#`` are skipped. Columns not named in ``columns`` or ``optional``
    are an error; those of ``optional`` that are absent read as empty.

    :raises DataError: (or the subclass ``error``) when the file is not UTF-8, the header differs
        or a line has too many or too few cells
    """
    path = where(source)
    try:
        text = content(source, error=error).decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise error(path, None, f"not UTF-8 at byte {cause.start}; save it as UTF-8") from cause
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            missing = [column for column in columns if column not in cells]
            unknown = [cell for cell in cells if cell not in columns and cell not in optional]
            if missing or unknown:
                problem = f"missing {missing}" if missing else f"unknown {unknown}"
                wanted = ", ".join([*columns, *optional])
                raise error(path, number, f"columns {problem}; expected {wanted}")
            if len(set(cells)) != len(cells):
                raise error(path, number, "a column stands twice")
            header = cells
            continue
        if len(cells) != len(header):
            raise error(path, number, f"{len(cells)} cells, the header has {len(header)}")
        row = dict.fromkeys(optional, "")
        row.update(zip(header, cells, strict=True))
        yield number, row
    if header is None:
        raise error(path, None, "empty table; expected columns " + ", ".join(columns))


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the values of a cell, separated by ``|``; an empty cell has none."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
