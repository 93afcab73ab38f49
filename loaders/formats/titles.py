"""The title of a page among its blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from substancekg.loaders.documents import Block, BlockKind
from substancekg.loaders.formats.rendering import TextBuilder

_NEAR_TOP = 4  # blocks among which a heading may be the page's title


def render_titled(title: str, render: Callable[[TextBuilder], None]) -> TextBuilder:
    """Return the blocks that ``render`` appends, with the title as one of them.

    A heading near the top with the words of the title becomes the title; without one the title
    comes first. Without a title, a leading heading of level 1 becomes it.
    """
    builder = TextBuilder()
    render(builder)
    at = _title_index(builder.text, builder.blocks, title)
    if at is None and title:
        builder = TextBuilder()
        builder.add(BlockKind.TITLE, title)
        render(builder)
    elif at is not None:
        builder.blocks[:] = _promoted(builder.blocks, at)
    return builder


def title_of(text: str, blocks: Sequence[Block]) -> str:
    """Return the words of the title block; empty when there is none."""
    return next((b.span.of(text) for b in blocks if b.kind is BlockKind.TITLE), "")


def _title_index(text: str, blocks: Sequence[Block], title: str) -> int | None:
    for index, block in enumerate(blocks[:_NEAR_TOP]):
        if block.kind is BlockKind.HEADING:
            words = block.span.of(text).casefold()
            if words == title.casefold() or (not title and index == 0 and block.level == 1):
                return index
    return None


def _promoted(blocks: Sequence[Block], at: int) -> list[Block]:
    """Return the blocks with one heading as the title, which heads no other block."""
    span = blocks[at].span
    return [
        Block(BlockKind.TITLE, span)
        if index == at
        else replace(block, headings=tuple(h for h in block.headings if h != span))
        for index, block in enumerate(blocks)
    ]
