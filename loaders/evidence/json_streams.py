"""Streaming JSON: records of large files, one at a time, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson

from substancekg.errors import EvidenceError
from substancekg.loaders.evidence.rows import lines, open_text, shown


def json_items(path: Path, prefix: str) -> Iterator[Any]:
    """Yield the items of an array in a JSON file; ``prefix`` is ijson's path (``item``).

    :raises EvidenceError: if the file is no JSON, or cut off
    """
    yield from _parsed(path, prefix, pairs=False)


def json_pairs(path: Path, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of an object in a JSON file.

    :raises EvidenceError: if the file is no JSON, or cut off
    """
    yield from _parsed(path, prefix, pairs=True)


def _parsed(path: Path, prefix: str, *, pairs: bool) -> Iterator[Any]:
    with open_text(path) as text:
        try:
            parse = ijson.kvitems if pairs else ijson.items
            yield from parse(text.buffer, prefix, use_float=True)
        except (ijson.JSONError, ValueError) as cause:
            reason = " ".join(str(cause).split())[:120]
            raise EvidenceError(shown(path), None, f"damaged or not JSON ({reason})") from cause


def json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield ``(line number, value)`` of JSON lines; a malformed line gives its exception as value.

    :raises EvidenceError: if the file as a whole cannot be read
    """
    for number, line in lines(path):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as cause:
            yield number, ValueError(f"not JSON ({cause})")


def text_of(value: Any) -> str:
    """Return a JSON value as text: a string or number; anything else is empty.

    Halves of surrogate pairs, which no file can hold, become question marks.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip().encode("utf-8", "replace").decode("utf-8")


def texts_of(value: Any) -> list[str]:
    """Return a JSON value as a list of texts; a single one is a list of one."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, values) if text]


def object_of(value: Any) -> dict[str, Any]:
    """Return a JSON value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}
