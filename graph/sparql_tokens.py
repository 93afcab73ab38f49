"""The tokens of a SPARQL query, exactly as the grammar's terminals part them.

One place of the grammar is open: ``<`` may begin an IRI or be the operator, and only the syntax
around it tells. :func:`all_readings` follows both, so that no reading of a query, whatever an
engine makes of it, hides a token; :func:`tokens` follows the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LOCAL_CHAR = r"(?:[\w:·‿⁀-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    rf"""
    (?P<space>[\s\ufeff]+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
      |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<blank>_:\w(?:[\w.·-]*[\w·-])?)
  | (?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:{_LOCAL_CHAR}(?:(?:{_LOCAL_CHAR}|\.)*{_LOCAL_CHAR})?)?)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign>&&|\|\||!=|<=|>=|\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNICODE_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    :ivar kind: ``iri``, ``string``, ``blank``, ``name`` (prefixed), ``variable``, ``language``,
        ``number``, ``word`` or ``sign``
    :ivar start: offset in the query
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the token."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The word in upper case; empty for every other kind of token."""
        return self.text.upper() if self.kind == "word" else ""


def _at(query: str, place: int) -> Token:
    match = _TOKEN.match(query, place)
    assert match is not None  # the last alternative takes any character
    return Token(match.lastgroup or "sign", match.group(), place)


def tokens(query: str) -> list[Token]:
    """Return the tokens of a query in order, ``<`` with a matching ``>`` read as an IRI."""
    found, place = [], 0
    while place < len(query):
        token = _at(query, place)
        if token.kind not in ("space", "comment"):
            found.append(token)
        place = token.end
    return found


def all_readings(query: str) -> dict[int, list[Token]]:
    """Return the tokens that can start at each offset in any reading of the query.

    Offsets that no reading reaches do not occur. Where ``<`` may begin an IRI, both the IRI and the
    sign stand there.
    """
    found: dict[int, list[Token]] = {}
    open_places = [0]
    while open_places:
        place = open_places.pop()
        if place >= len(query) or place in found:
            continue
        token = _at(query, place)
        found[place] = [token]
        if token.kind == "iri":
            found[place].append(Token("sign", "<", place))
        open_places.extend(item.end for item in found[place])
    return found


def next_tokens(readings: dict[int, list[Token]], place: int) -> Iterator[Token]:
    """Yield the tokens that can come next from an offset, white space and comments skipped."""
    seen = set()
    open_places = [place]
    while open_places:
        at = open_places.pop()
        if at in seen:
            continue
        seen.add(at)
        for token in readings.get(at, ()):
            if token.kind in ("space", "comment"):
                open_places.append(token.end)
            else:
                yield token


def without_unicode_escapes(query: str) -> str:
    """Return a query with the code point escapes that SPARQL allows anywhere put in plain."""

    def plain(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match.group()

    return _UNICODE_ESCAPE.sub(plain, query) if "\\" in query else query
