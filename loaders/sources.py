"""Sources: where the bytes of documents come from, read once, in order and within bounds."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from substancekg.errors import LoaderError
from substancekg.ontology.lexicon import Lexicon, default_lexicon

HEAD_BYTES = 8192
"""Bytes at the start that a format may look at to recognise itself."""

WHOLE_LIMIT = 64 * 2**20
"""Most bytes of a document that is held in memory as a whole, and of one record of a stream."""

STREAM_LIMIT = 64 * 2**30
"""Most bytes, after decompression, of a file that is read record by record."""

SIDECAR = ".source.json"
"""Ending of the file beside a kept page that says where and when it was fetched."""

GZIP_MAGIC = b"\x1f\x8b"


class BoundedStream(io.RawIOBase):
    """Another stream's bytes, up to a limit; damage and overrun are a :class:`LoaderError`."""

    def __init__(self, stream: BinaryIO, name: str, limit: int = STREAM_LIMIT) -> None:
        super().__init__()
        self._stream, self._name, self._left, self._limit = stream, name, limit, limit

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` and return the number of bytes; 0 at the end."""
        try:
            data = self._stream.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as cause:
            raise LoaderError(self._name, f"damaged or truncated gzip file ({cause})") from cause
        except OSError as cause:
            raise LoaderError(self._name, f"cannot be read ({cause.strerror or cause})") from cause
        self._left -= len(data)
        if self._left < 0:
            raise LoaderError(self._name, f"larger than {size_words(self._limit)}; split it")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream below as well."""
        self._stream.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page from the web came from; all empty for an ordinary file.

    :ivar id: short name of the page
    :ivar url: after redirects
    :ivar charset: encoding that the server named
    :ivar media_type: content type that the server named
    """

    id: str = ""
    url: str = ""
    charset: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, URL or standard input, open for one pass.

    :ivar name: for error messages: path, URL or ``-``
    :ivar file_name: name without folders and without ``.gz``
    :ivar head: the first :data:`HEAD_BYTES` bytes, after decompression; fewer only when it is short
    :ivar stream: all its bytes, after decompression, from the start
    :ivar location: path or URL for the graph; empty for standard input
    """

    name: str
    file_name: str
    head: bytes
    stream: BinaryIO
    location: str = ""
    origin: Origin = Origin()
    given_lexicon: Lexicon | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that identifiers are looked up in."""
        return self.given_lexicon or default_lexicon()

    @property
    def stem(self) -> str:
        """The file name without its extension: the id of a document that brings none."""
        return self.origin.id or PurePosixPath(self.file_name).stem or self.file_name

    @property
    def extension(self) -> str:
        """The extension in lower case without its dot; empty when there is none."""
        return PurePosixPath(self.file_name).suffix.lower().lstrip(".")

    def read(self, limit: int = WHOLE_LIMIT) -> bytes:
        """Return all bytes.

        :raises LoaderError: if there are none, or more than ``limit``
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise self.error(f"larger than {size_words(limit)}; split it into several files")
        if not data.strip():
            raise self.error("empty: there is nothing to read")
        return data

    def error(self, reason: str) -> LoaderError:
        """Return an error that names this source."""
        return LoaderError(self.name, reason)


def size_words(count: int) -> str:
    """Return a number of bytes as people write it.

    >>> size_words(64 * 2**20)
    '64 MiB'
    """
    for unit, factor in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if count >= factor:
            return f"{count // factor} {unit}"
    return f"{count} bytes"


def open_stream(
    raw: BinaryIO,
    name: str,
    file_name: str,
    *,
    location: str = "",
    origin: Origin = Origin(),
    lexicon: Lexicon | None = None,
    limit: int = STREAM_LIMIT,
) -> Source:
    """Return a source over a binary stream; gzip is recognised by its first bytes and unpacked.

    :raises LoaderError: if its first bytes cannot be read
    """
    stream: BinaryIO = io.BufferedReader(BoundedStream(raw, name, limit))
    start = _read_fully(stream, 2)
    stream = io.BufferedReader(BoundedStream(_Joined(start, stream), name, limit))  # type: ignore[arg-type]
    if start == GZIP_MAGIC:
        unpacked = gzip.GzipFile(fileobj=stream, mode="rb")
        stream = io.BufferedReader(BoundedStream(unpacked, name, limit))  # type: ignore[arg-type]
        file_name = file_name[:-3] if file_name.lower().endswith(".gz") else file_name
    head = _read_fully(stream, HEAD_BYTES)
    joined = io.BufferedReader(_Joined(head, stream))
    return Source(name, file_name, head, joined, location, origin, lexicon)


def open_path(
    path: Path,
    *,
    origin: Origin = Origin(),
    lexicon: Lexicon | None = None,
    limit: int = STREAM_LIMIT,
) -> Source:
    """Return a source over a file.

    :raises LoaderError: if there is no such file, or it cannot be read
    """
    try:
        raw = path.open("rb")
    except FileNotFoundError as cause:
        raise LoaderError(path, "no such file or folder") from cause
    except IsADirectoryError as cause:
        raise LoaderError(path, "a folder, where a file is wanted") from cause
    except OSError as cause:
        raise LoaderError(path, f"cannot be read ({cause.strerror or cause})") from cause
    return open_stream(
        raw, str(path), readable_name(path.name),
        location=_location(path), origin=origin, lexicon=lexicon, limit=limit,
    )  # fmt: skip


def open_stdin(*, lexicon: Lexicon | None = None, limit: int = STREAM_LIMIT) -> Source:
    """Return a source over standard input, whose document is named ``stdin``."""
    return open_stream(sys.stdin.buffer, "-", "stdin", lexicon=lexicon, limit=limit)


class _Joined(io.RawIOBase):
    """Bytes already read, and after them the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = memoryview(head), rest
        self._read: Callable[[int], bytes] = getattr(rest, "read1", rest.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._rest.close()
        super().close()


def _read_fully(stream: BinaryIO, count: int) -> bytes:
    """Return ``count`` bytes, fewer only at the end of the stream."""
    parts = []
    while count > 0:
        part = stream.read(count)
        if not part:
            break
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def readable_name(name: str) -> str:
    """Return a file name in whole characters, whatever bytes it has on disk.

    Names that are not in the system's encoding are read as UTF-8; other bytes become ``�``.
    """
    if name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name):
        return name
    return os.fsencode(name).decode("utf-8", "replace")


def _location(path: Path) -> str:
    """Return a path for the graph: as given when relative, never one that names the machine."""
    if not path.is_absolute():
        return readable_name(path.as_posix())
    try:
        return readable_name(path.relative_to(Path.cwd()).as_posix())
    except ValueError:
        return readable_name(path.name)
