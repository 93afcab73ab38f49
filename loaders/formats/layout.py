"""The structure of plain text: title, headings, paragraphs, items, table lines, contents.

Plain text marks its structure only by convention; the conventions known here are underlined,
``#``, bold, numbered and upper-case headings, short lines above a text, bullets and numbers,
``Key: value`` lines, and tables by tabs or pipes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Block, BlockKind
from substancekg.loaders.formats.backmatter import without_back_matter
from substancekg.loaders.formats.contents import contents_lines
from substancekg.loaders.formats.lines import (
    Piece,
    ends_sentence,
    join_wrapped,
    mark_tables,
    split_lines,
)
from substancekg.loaders.formats.rendering import key_value_cells

_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}|_{3,}")
_ATX = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_]{2,100}?):?\1:?")
_KEY_VALUE = re.compile(
    r"(?P<key>[^\W\d_][^:.;!?\t]{0,39}?)[ \t]*:[ \t]+(?P<value>\S.*)", re.DOTALL
)
_LEAD_IN = frozenset(
    {
        "it", "they", "this", "these", "we", "you", "i", "is", "are", "was", "were", "be", "may", "can", "could", "might", "will", "has",
        "have", "had", "do", "does", "include", "includes", "including", "help", "helps",
        "with", "for", "to", "of", "by", "as", "and", "or", "such", "following",
    }
)  # fmt: skip
PLAIN_LEVEL = 2


@dataclass(slots=True)
class _Part:
    """A piece with its kind; levels count as in :class:`Block`."""

    piece: Piece
    kind: BlockKind | None = None  # None: not decided yet
    level: int = 0


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text, in order; none for a text without any word.

    Sections such as references are no blocks.
    """
    pieces = join_wrapped(text, mark_tables(text, split_lines(text)))
    parts = _marked_headings(text, pieces)
    _decide_lists(text, parts)
    _decide_short_lines(text, parts)
    for part in parts:
        part.kind = part.kind or BlockKind.PARAGRAPH
    _decide_contents(text, parts)
    return without_back_matter(text, _blocks(text, parts))


def _marked_headings(text: str, pieces: Sequence[Piece]) -> list[_Part]:
    """Return the parts, the headings that are marked as such decided; rules are left out."""
    parts: list[_Part] = []
    for index, piece in enumerate(pieces):
        words = piece.of(text)
        if _UNDERLINE.fullmatch(words):
            above = parts[-1] if parts else None
            if (
                above is not None
                and above.kind is None
                and not piece.gap
                and above.piece.lines == 1
                and not above.piece.cells
                and above.piece.end - above.piece.start <= 120
            ):
                above.kind, above.level = BlockKind.HEADING, 1 if words[0] == "=" else 2
            continue
        part = _Part(piece)
        follows = index + 1 < len(pieces)
        if atx := _ATX.fullmatch(words):
            part.kind, part.level = BlockKind.HEADING, len(atx[1])
            piece.start, piece.end = piece.start + atx.start(2), piece.start + atx.end(2)
        elif not piece.mark and (bold := _BOLD.fullmatch(words)) and follows:
            part.kind, part.level = BlockKind.HEADING, 3
            base = piece.start
            piece.start, piece.end = base + bold.start("words"), base + bold.end("words")
        elif piece.cells:
            part.kind = BlockKind.ROW
        elif _is_upper(words) and follows and not piece.mark and len(words) <= 80:
            part.kind, part.level = BlockKind.HEADING, 1
            piece.end -= len(words) - len(words.rstrip(": "))
        if piece.start < piece.end:
            parts.append(part)
    return parts


def _is_upper(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters) and not words.endswith(".")


def _is_short(words: str) -> bool:
    """Whether a line may be a heading: few words, a capital first, no full stop."""
    if len(words) > 100 or len(words.split()) > 14 or not any(c.isalpha() for c in words):
        return False
    first = words.lstrip("\"'“‘([¿¡")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    if words.endswith("?"):
        return len(words) <= 80
    return not ends_sentence(words) and not words.endswith((",", "-"))


def _decide_lists(text: str, parts: Sequence[_Part]) -> None:
    """Decide bullets, numbered items against numbered headings, and key-value lines."""
    indents: list[int] = []
    for index, part in enumerate(parts):
        piece, words = part.piece, part.piece.of(text)
        after = parts[index + 1] if index + 1 < len(parts) else None
        before = parts[index - 1] if index else None
        if part.kind is not None or not piece.mark:
            indents = indents if piece.indent and indents else []
            continue
        sibling = before is not None and before.kind is BlockKind.ITEM and before.piece.number
        heading_like = (
            bool(piece.number)
            and piece.lines == 1
            and _is_short(words)
            and after is not None
            and (not sibling or "." in piece.number)
            and not (after.piece.mark and not after.piece.number.startswith(piece.number + "."))
            and after.kind is None
            and ("." in piece.number or after.piece.end - after.piece.start > len(words))
        )
        if heading_like:
            part.kind = BlockKind.HEADING
            part.level = PLAIN_LEVEL + piece.number.count(".")
            indents = []
            continue
        while indents and piece.indent < indents[-1]:
            indents.pop()
        if not indents or piece.indent > indents[-1]:
            indents.append(piece.indent)
        part.kind, part.level = BlockKind.ITEM, len(indents)
    like = [part.kind is None and _key_value(text, part.piece) for part in parts]
    for index, part in enumerate(parts):
        if not like[index]:
            continue
        match = _KEY_VALUE.fullmatch(part.piece.of(text))
        assert match is not None
        beside = (index > 0 and like[index - 1]) or (index + 1 < len(parts) and like[index + 1])
        plain_value = match["value"][0].islower() or match["value"][0].isdigit()
        if not ends_sentence(match["value"]) and (beside or plain_value):
            part.kind, part.level = BlockKind.ITEM, 1


def _key_value(text: str, piece: Piece) -> bool:
    words = piece.of(text)
    match = _KEY_VALUE.fullmatch(words)
    return match is not None and len(match["key"].split()) <= 4 and len(words) <= 240


def _decide_short_lines(text: str, parts: Sequence[_Part]) -> None:
    """Decide which short lines without a full stop are headings and which are items."""
    index = 0
    while index < len(parts):
        run = []
        while index < len(parts) and parts[index].kind is None:
            piece = parts[index].piece
            if piece.lines > 1 or not _is_short(piece.of(text)):
                break
            run.append(parts[index])
            index += 1
        after = parts[index] if index < len(parts) else None
        if run:
            start = index - len(run)
            headed = start > 0 and parts[start - 1].kind is BlockKind.HEADING
            _decide_run(run, after, headed=headed)
            continue
        part = parts[index]
        if part.kind is None and after is not None and _is_label(text, part.piece):
            follower = parts[index + 1] if index + 1 < len(parts) else None
            if follower is not None and follower.kind in (BlockKind.ITEM, BlockKind.ROW):
                part.kind, part.level = BlockKind.HEADING, 4
                part.piece.end -= 1
        index += 1


def _decide_run(run: Sequence[_Part], after: _Part | None, *, headed: bool) -> None:
    """Decide a run of short lines: headings above a text, or a list without bullets.

    The first line heads the others unless a heading stands before it; the last one heads what
    comes after unless only that is set off by a blank line. A line alone at the end is a text.
    """
    for part in run:
        part.kind, part.level = BlockKind.ITEM, 1
    first, last = run[0], run[-1]
    if len(run) > 1 and not headed:
        first.kind, first.level = BlockKind.HEADING, PLAIN_LEVEL
    if after is None:
        if len(run) == 1 and not headed:
            first.kind, first.level = BlockKind.PARAGRAPH, 0
    elif len(run) <= 2 - headed or last.piece.gap or not after.piece.gap:
        last.kind = BlockKind.HEADING
        last.level = PLAIN_LEVEL + (len(run) == 2 and not headed)


def _is_label(text: str, piece: Piece) -> bool:
    """Whether a line such as ``Side effects:`` only names the list below it."""
    words = piece.of(text)
    names = words[:-1].casefold().split()
    return words.endswith(":") and len(names) <= 5 and _LEAD_IN.isdisjoint(names)


def _decide_contents(text: str, parts: Sequence[_Part]) -> None:
    names = [part.piece.of(text) for part in parts]
    kinds = [part.kind or BlockKind.PARAGRAPH for part in parts]
    for index in contents_lines(names, kinds):
        parts[index].kind, parts[index].level = BlockKind.CONTENTS, 0


def _blocks(text: str, parts: Iterable[_Part]) -> tuple[Block, ...]:
    """Return the parts as blocks with the headings around them; a leading heading is the title."""
    blocks: list[Block] = []
    stack: list[tuple[int, Span]] = []
    for part in parts:
        span = Span(part.piece.start, part.piece.end)
        kind = part.kind or BlockKind.PARAGRAPH
        if kind is BlockKind.HEADING:
            if not blocks and part.level <= PLAIN_LEVEL and not part.piece.number:
                blocks.append(Block(BlockKind.TITLE, span))
                continue
            while stack and stack[-1][0] >= part.level:
                stack.pop()
        around = tuple(heading for _, heading in stack)
        cells = tuple(Span(start, end) for start, end in part.piece.cells)
        if kind is BlockKind.ITEM:
            cells = key_value_cells(span.of(text), span.start)
        blocks.append(Block(kind, span, part.level, around, cells=cells))
        if kind is BlockKind.HEADING:
            stack.append((part.level, span))
    return tuple(blocks)
