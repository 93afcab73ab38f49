"""Tables of contents: lists whose lines repeat the headings below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from substancekg.loaders.documents import Block, BlockKind

_CONTENTS_TITLE = re.compile(
    r"(table of )?contents|(in|on) this (article|page|post|guide)|overview|quick links|jump to"
)
_LISTED = (BlockKind.ITEM, BlockKind.HEADING)


def contents_lines(names: Sequence[str], kinds: Sequence[BlockKind]) -> set[int]:
    """Return the indexes of the blocks that make up tables of contents.

    A run of items and headings is one when two of its lines, or one below a title such as
    "Contents", come back as headings further down. Its other items belong to it if at least half
    of them come back.
    """
    plain = [" ".join(re.findall(r"\w+", name.casefold())) for name in names]
    last_heading = {
        name: index for index, name in enumerate(plain) if kinds[index] is BlockKind.HEADING
    }
    found: set[int] = set()
    index = 0
    while index < len(plain):
        if kinds[index] not in _LISTED:
            index += 1
            continue
        stop = index
        while stop < len(plain) and kinds[stop] in _LISTED:
            stop += 1
        repeats = [k for k in range(index, stop) if last_heading.get(plain[k], -1) > k]
        titled = any(_CONTENTS_TITLE.fullmatch(plain[k]) for k in range(max(index - 1, 0), stop))
        if len(repeats) > 1 or (repeats and titled):
            items = [k for k in range(repeats[0], stop) if kinds[k] is BlockKind.ITEM]
            whole = 2 * sum(1 for k in repeats if k in items) >= len(items)
            found.update(repeats, items if whole else ())
        index = stop
    return found


def mark_contents(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with tables of contents marked as such."""
    found = contents_lines([b.span.of(text) for b in blocks], [b.kind for b in blocks])
    return tuple(
        replace(block, kind=BlockKind.CONTENTS, level=0, cells=()) if index in found else block
        for index, block in enumerate(blocks)
    )
