"""JSON read record by record: lists of records of any length in bounded memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from substancekg.loaders.sources import WHOLE_LIMIT, Source, size_words

_CHUNK = 2**16
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")


def iter_json_records(source: Source, lists: Sequence[str]) -> Iterator[Any]:
    """Yield the records of a JSON file.

    These are the items of a list at the top, or of the first list of a top object under one of
    the names ``lists``; otherwise each value of the file (one, or one a line).

    :raises LoaderError: if the JSON is damaged or truncated, not UTF-8, or a record is too large
    """
    yield from _Reader(source).records(frozenset(lists))


class _Reader:
    """A window over the text of a file that grows until the next value is complete."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._json = json.JSONDecoder()
        self._window, self._at, self._passed, self._ended = "", 0, 0, False

    def records(self, lists: frozenset[str]) -> Iterator[Any]:
        while char := self._peek():
            if char == "[":
                yield from self._items()
            elif char == "{":
                yield from self._object(lists)
            else:
                raise self._error("a value where a record is wanted")

    def _object(self, lists: frozenset[str]) -> Iterator[Any]:
        """Yield the items of the named list, or the object itself when it has none."""
        self._take("{")
        collected: dict[str, Any] = {}
        streamed = False
        while self._peek() != "}":
            name = self._value()
            self._take(":")
            if isinstance(name, str) and name in lists and self._peek() == "[" and not streamed:
                streamed = True
                yield from self._items()
            else:
                collected[str(name)] = self._value()
            if self._peek() == ",":
                self._take(",")
            elif self._peek() != "}":
                raise self._error("a comma or closing brace is missing")
        self._take("}")
        if not streamed:
            yield collected

    def _items(self) -> Iterator[Any]:
        self._take("[")
        while self._peek() != "]":
            yield self._value()
            if self._peek() == ",":
                self._take(",")
            elif self._peek() != "]":
                raise self._error("a comma or closing bracket is missing")
        self._take("]")

    def _peek(self) -> str:
        """Return the next character that is no white space; empty at the end."""
        while True:
            match = _SPACE.match(self._window, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def _take(self, char: str) -> None:
        if self._peek() != char:
            raise self._error(f"{char!r} is missing" if self._peek() else "truncated")
        self._at += 1

    def _value(self) -> Any:
        if not self._peek():
            raise self._error("truncated")
        while True:
            try:
                value, end = self._json.raw_decode(self._window, self._at)
            except json.JSONDecodeError as cause:
                if not self._more():
                    raise self._error(f"truncated or malformed ({cause.msg})") from cause
                continue
            except RecursionError as cause:
                raise self._error("nested too deeply") from cause
            whole = isinstance(value, str | dict | list)
            if end == len(self._window) and not whole and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def _more(self) -> bool:
        """Read on, at least as much again as is in the window; ``False`` at the end."""
        if self._ended:
            return False
        self._passed += self._at
        self._window = self._window[self._at :]
        self._at = 0
        if len(self._window) > WHOLE_LIMIT:
            raise self._error(f"a record larger than {size_words(WHOLE_LIMIT)}")
        data = self._source.stream.read(max(_CHUNK, len(self._window)))
        self._ended = not data
        try:
            self._window += self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as cause:
            raise self._error("not UTF-8") from cause
        return True

    def _error(self, reason: str) -> Exception:
        where = self._passed + self._at
        return self._source.error(f"not valid JSON near character {where}: {reason}")
