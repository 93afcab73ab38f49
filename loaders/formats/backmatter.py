"""What comes after the text of a page: references, links, comments. It is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from substancekg.loaders.documents import Block, BlockKind

_TITLES = re.compile(
    r"(?:\d+\.?\s*)?(?:(?:scientific |selected |article )?(?:references|citations|bibliography)"
    r"(?: (?:and|&) .*)?|works cited|literature cited|(?:further|additional|recommended) reading"
    r"|external links|see also|related (?:posts?|articles?|products?|reading|content|topics)"
    r"|you (?:may|might) also (?:like|enjoy|be interested in)|more from .*|(?:\d+ )?comments?"
    r"|leave a (?:reply|comment|review)|about the authors?|share (?:this|on).*|footnotes)[:.]?",
    re.IGNORECASE,
)


def without_back_matter(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks without the sections below a title such as "References".

    Such a section ends at the next heading of its own or a higher level. The words stay in the
    text, so that no offset changes.
    """
    kept: list[Block] = []
    inside: int | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if inside is not None and block.level <= inside:
                inside = None
            if inside is None and _TITLES.fullmatch(" ".join(block.span.of(text).split())):
                inside = block.level
        if inside is None:
            kept.append(block)
    return tuple(kept)
