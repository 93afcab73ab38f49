"""Text for documents that come as markup: blocks one below the other, with their spans.

The text is what a reader of the page sees: white space is single, blocks are set off by a blank
line, items and table lines by a line end, cells by `` | ``. The same input gives the same text.
"""

from __future__ import annotations

from collections.abc import Sequence

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Block, BlockKind

CELL_SEPARATOR = " | "
_LISTED = (BlockKind.ITEM, BlockKind.ROW, BlockKind.CONTENTS)


class TextBuilder:
    """Collects blocks and the text that they stand in.

    :ivar blocks: in order; spans count code points of :attr:`text`
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._headings: list[tuple[int, Span]] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def __len__(self) -> int:
        return self._length

    def add(self, kind: BlockKind, words: str, *, level: int = 0, section: str = "") -> Span | None:
        """Append a block and return its span; ``None``, and no block, when it has no words.

        A heading closes the headings of its own and deeper levels before it.
        """
        words = tidy(words)
        if not words:
            return None
        if kind is BlockKind.HEADING:
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
        span = self._append(kind, words)
        cells = key_value_cells(words, span.start) if kind is BlockKind.ITEM else ()
        self.blocks.append(Block(kind, span, level, self.headings, section, cells))
        if kind is BlockKind.HEADING:
            self._headings.append((level, span))
        return span

    def add_row(self, cells: Sequence[str], *, section: str = "") -> Span | None:
        """Append a table line and return its span; ``None`` when all its cells are empty."""
        cells = [tidy(cell) for cell in cells]
        if not any(cells):
            return None
        span = self._append(BlockKind.ROW, CELL_SEPARATOR.join(cells))
        spans, start = [], span.start
        for cell in cells:
            spans.append(Span(start, start + len(cell)))
            start += len(cell) + len(CELL_SEPARATOR)
        self.blocks.append(Block(BlockKind.ROW, span, 0, self.headings, section, tuple(spans)))
        return span

    @property
    def headings(self) -> tuple[Span, ...]:
        """Spans of the headings that are open, outermost first."""
        return tuple(span for _, span in self._headings)

    def close_headings(self, level: int) -> None:
        """Close the headings of this and deeper levels, as at the end of a section."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()

    def _append(self, kind: BlockKind, words: str) -> Span:
        if self.blocks:
            listed = kind in _LISTED and self.blocks[-1].kind is kind
            separator = "\n" if listed else "\n\n"
            self._parts.append(separator)
            self._length += len(separator)
        self._parts.append(words)
        span = Span(self._length, self._length + len(words))
        self._length += len(words)
        return span


def tidy(words: str) -> str:
    """Return words with single spaces, without those around and without invisible characters.

    Soft hyphens, zero-width spaces and controls go; what is seen stays as it is.
    """
    return " ".join(words.translate(_INVISIBLE).split())


_INVISIBLE = dict.fromkeys(
    [*range(9), *range(14, 28), *range(127, 133), *range(134, 160),
     0x00AD, 0x200B, 0x2060, 0xFEFF]
)  # fmt: skip


def key_value_cells(words: str, offset: int = 0) -> tuple[Span, ...]:
    """Return the spans of key and value of ``Key: value``; none for other words.

    A key is up to five words and forty characters. ``offset`` is added to the spans.
    """
    key, colon, value = words.partition(":")
    if not colon or not value[:1].isspace() or not value.strip():
        return ()
    key = key.rstrip()
    if not 0 < len(key) <= 40 or len(key.split()) > 5 or not key[0].isalpha():
        return ()
    if any(char in key for char in ".;!?\t"):
        return ()
    start = len(words) - len(value.lstrip())
    return (Span(offset, offset + len(key)), Span(offset + start, offset + len(words.rstrip())))
