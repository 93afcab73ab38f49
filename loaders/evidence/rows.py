"""Streaming rows of delimited files, plain or gzip-compressed, with their line numbers."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from substancekg.errors import EvidenceError

MAX_LINE = 4_000_000
"""Longest line that is read, in characters; more is not a table but an attack or a mistake."""


@contextmanager
def open_text(source: Traversable | Path) -> Iterator[TextIO]:
    """Open a UTF-8 file for reading, compressed with gzip or not (told by its content).

    A byte order mark is skipped. Line ends are kept as they are in the file.

    :raises EvidenceError: if the file cannot be opened, or proves damaged or not UTF-8 while it is
        read inside the ``with`` block
    """
    try:
        raw = cast("BinaryIO", source.open("rb"))
    except OSError as cause:
        reason = f"cannot be read ({cause.strerror or cause})"
        raise EvidenceError(shown(source), None, reason) from cause
    with raw:
        compressed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        binary = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if compressed else raw
        with io.TextIOWrapper(binary, encoding="utf-8-sig", newline="") as text:
            try:
                yield text
            except UnicodeDecodeError as cause:
                reason = f"not UTF-8 ({cause.reason}); save it as UTF-8"
                raise EvidenceError(shown(source), None, reason) from cause
            except (OSError, EOFError, zlib.error) as cause:
                reason = f"damaged or cut off ({cause})"
                raise EvidenceError(shown(source), None, reason) from cause


def shown(source: Traversable | Path) -> Path:
    """Return the path of a file as messages show it."""
    return source if isinstance(source, Path) else Path(source.name)


def lines(source: Traversable | Path) -> Iterator[tuple[int, str]]:
    """Yield ``(line number, line)`` from 1, without line ends.

    :raises EvidenceError: if the file is not UTF-8, is damaged, or has a line over
        :data:`MAX_LINE` characters
    """
    number = 0
    with open_text(source) as text:
        while True:
            try:
                line = text.readline(MAX_LINE + 1)
            except UnicodeDecodeError as cause:
                reason = f"not UTF-8 ({cause.reason}); save it as UTF-8"
                raise EvidenceError(shown(source), number + 1, reason) from cause
            except (OSError, EOFError, zlib.error) as cause:
                reason = f"damaged or cut off ({cause})"
                raise EvidenceError(shown(source), number + 1, reason) from cause
            if not line:
                return
            number += 1
            if len(line) > MAX_LINE:
                reason = f"line longer than {MAX_LINE} characters"
                raise EvidenceError(shown(source), number, reason)
            yield number, line.rstrip("\r\n")


def records(
    source: Traversable | Path, delimiter: str, *, quoted: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield ``(line number, cells)`` of a delimited file, in file order, comments included.

    The number is that of the record's last line. Blank lines are skipped.

    :param quoted: whether cells may be quoted as in CSV, and then hold line ends
    :raises EvidenceError: as :func:`lines`, and when a quoted cell is malformed
    """
    if not quoted:
        for number, line in lines(source):
            if line.strip():
                yield number, line.split(delimiter)
        return
    last = 0

    def fed() -> Iterator[str]:
        nonlocal last
        for number, line in lines(source):
            last = number
            yield line + "\n"

    reader = csv.reader(fed(), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as cause:
            raise EvidenceError(shown(source), last, f"malformed record ({cause})") from cause
        if any(cell.strip() for cell in cells):
            yield last, cells
