"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from substancekg.errors import OutputError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new path beside ``path``; on success what was written there takes its place.

    The new path may become a file or a folder. When the body raises, also on Ctrl-C, the new path
    is removed and what stood at ``path`` is left as it was. Files are replaced in one step; for a
    folder the old one is moved away first and removed afterwards.

    :raises OutputError: if the folder above does not exist and cannot be made, or is not writable
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise OutputError(path, f"cannot be written ({error.strerror or error})") from error
    fresh = place / path.name
    try:
        yield fresh
        if fresh.is_dir() and path.exists():
            path.rename(place / "old")
        if path.is_dir() and not fresh.is_dir():
            raise OutputError(path, "is a folder; give the name of a file")
        fresh.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(path, f"cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with ``\\n`` line ends, whole or not at all.

    :raises OutputError: if it cannot be written
    """
    write_bytes(path, text.encode("utf-8", "surrogatepass"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    :raises OutputError: if it cannot be written
    """
    with replacing(path) as fresh:
        fresh.write_bytes(data)
