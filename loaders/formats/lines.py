"""Lines of plain text, and which of them belong together.

A dump of a web article has one paragraph a line; mail and old files are wrapped at a fixed width,
so that sentences run over line ends. Both occur in one file, so each line end is judged by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"(?P<mark>[-*+•‣◦▪▫●○·∙–—►▶✓✔➤→»]|\(?\d{1,2}[.)]|\(?[a-zA-Z][)])[ \t\u00a0]+(?=\S)"
)
_NUMBER = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){0,3}\.?)[ \t\u00a0]+(?=[^\W\d_])")
_TAB_CELL = re.compile(r"[^\t]+")
_PIPE_CELL = re.compile(r"[^|]+")
_RULE_CELLS = re.compile(r"[\s|:+=-]+")
_NARROWEST, _WIDEST = 40, 160  # characters a line of wrapped text
_CLOSERS = "\"'”’»)]*_"


@dataclass(slots=True)
class Piece:
    """One line, or several that belong together, before its kind is known.

    :ivar start: of its words, after bullet and white space
    :ivar end: of its words
    :ivar indent: columns of white space before it
    :ivar gap: whether blank lines stand before it
    :ivar mark: the bullet or number; empty when there is none
    :ivar cells: spans of the cells of a table line
    """

    start: int
    end: int
    indent: int = 0
    gap: bool = False
    mark: str = ""
    cells: tuple[tuple[int, int], ...] = ()
    lines: int = 1

    def of(self, text: str) -> str:
        """Return its words."""
        return text[self.start : self.end]

    @property
    def number(self) -> str:
        """The number that leads a heading or numbered item, without its full stop."""
        return self.mark.strip("().") if self.mark[:1].isdigit() else ""


def ends_sentence(words: str) -> bool:
    """Whether a line ends as a sentence does; brackets and quotes after the full stop are passed.

    >>> ends_sentence("It helps."), ends_sentence('He said "no."'), ends_sentence("Side effects")
    (True, True, False)
    """
    return words.rstrip(_CLOSERS).endswith((".", "!", "?", "…", ":", ";"))


def _continues(words: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return words.lstrip("(\"'“‘[")[:1].islower()


def split_lines(text: str) -> list[Piece]:
    """Return the lines of a text that are not blank, in order, each as a piece of its own."""
    pieces: list[Piece] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        piece = Piece(start, start + len(stripped), indent=start - match.start())
        between = text[last_end : match.start()].replace("\r\n", "\n")
        piece.gap = not pieces or sum(between.count(c) for c in "\n\r\x85\u2028\u2029") > 1
        last_end = match.end()
        bullet = _BULLET.match(stripped) or _NUMBER.match(stripped)
        if bullet and not _RULE_CELLS.fullmatch(stripped):
            piece.mark = bullet["mark"]
            piece.start += bullet.end()
        pieces.append(piece)
    return pieces


def _cells(text: str, piece: Piece) -> tuple[tuple[int, int], ...]:
    """Return the spans of the cells of a line with tabs or pipes; none for any other line."""
    line_start = piece.start
    words = piece.of(text)
    if "\t" in words:
        pattern = _TAB_CELL
    elif words.count("|") >= 1:
        pattern = _PIPE_CELL
    else:
        return ()
    spans = []
    for match in pattern.finditer(words):
        cell = match.group()
        if cell.strip():
            lead = len(cell) - len(cell.lstrip())
            begin = line_start + match.start() + lead
            spans.append((begin, begin + len(cell.strip())))
    return tuple(spans) if len(spans) > 1 else ()


def _is_rule(words: str) -> bool:
    """Whether a line only draws a rule below a table's header."""
    return "-" in words and _RULE_CELLS.fullmatch(words) is not None


def mark_tables(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the lines of tables their cells; rules between header and body are left out.

    A table is two or more lines in a row with tabs or pipes; one such line alone is none.
    """
    kept: list[Piece] = []
    run: list[tuple[Piece, tuple[tuple[int, int], ...]]] = []

    def close() -> None:
        rows = [item for item in run if item[1]]
        if len(rows) > 1:
            for piece, cells in rows:
                piece.cells, piece.mark = cells, ""
                piece.start, piece.end = cells[0][0], cells[-1][1]
            kept.extend(piece for piece, _ in rows)
        else:
            kept.extend(piece for piece, _ in run)
        run.clear()

    for piece in pieces:
        words = piece.of(text)
        rule = bool(run) and _is_rule(words)
        cells = () if piece.mark or rule else _cells(text, piece)
        inside = bool(cells) or rule
        if not inside or (run and piece.gap):
            close()
        if inside:
            run.append((piece, cells))
        else:
            kept.append(piece)
    close()
    return kept


def _wrap_width(text: str, pieces: Sequence[Piece]) -> int:
    """Return the width at which the text is wrapped, in characters; 0 when it is not wrapped."""
    pairs = [(a, b) for a, b in _adjacent(pieces) if a.end - a.start >= _NARROWEST]
    if not pairs:
        return 0
    middles = sum(1 for a, b in pairs if not ends_sentence(a.of(text)) and _continues(b.of(text)))
    lengths = sorted(a.end - a.start for a, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if width <= _WIDEST and middles * 4 >= len(pairs) else 0


def _adjacent(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    for before, after in pairwise(pieces):
        if not after.gap and not after.mark and not after.cells and not before.cells:
            yield before, after


def join_wrapped(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Join the lines of wrapped paragraphs and list items; the others stay as they are."""
    width = _wrap_width(text, pieces)
    joined: list[Piece] = []
    last_line: Piece | None = None
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and last_line is not None and _adjoins(before, piece):
            line = text[last_line.start : last_line.end]
            words = piece.of(text)
            hanging = bool(before.mark) and piece.indent > before.indent
            middle = (
                not ends_sentence(line)
                and _continues(words)
                and (len(line) >= _NARROWEST or before.lines > 1)
            )
            first = words.split(None, 1)[0]
            full = width > 0 and len(line) >= 0.6 * width and len(line) + len(first) > width - 6
            if hanging or middle or full:
                before.end = piece.end
                before.lines += 1
                last_line = piece
                continue
        joined.append(piece)
        last_line = Piece(piece.start, piece.end)
    return joined


def _adjoins(before: Piece, piece: Piece) -> bool:
    return not (piece.gap or piece.mark or piece.cells or before.cells)
