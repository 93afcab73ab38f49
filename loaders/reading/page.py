"""The page around a sentence: headings, lead-in lines and tables, and whom they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from substancekg.loaders.documents import Block, BlockKind, Document, Mention
from substancekg.loaders.reading.lists import Lead, key_in
from substancekg.loaders.reading.references import SUBSTANCES, Argument, Discourse
from substancekg.loaders.reading.sentences import Sentence

LISTED = frozenset({BlockKind.ITEM, BlockKind.ROW})


class Page:
    """What the reader keeps of a document's layout while it goes from sentence to sentence.

    :ivar folded: the text, lower case with folded marks, same length
    :ivar lead: what the line above a list says of its items; ``None`` outside such lists
    """

    def __init__(self, document: Document, folded: str, given: bool) -> None:
        self.document, self.folded, self.given = document, folded, given
        self.sentences = 0
        self.warnings: list[str] = []
        self.lead: Lead | None = None
        self._named: dict[int, Argument] = {}  # substance of a heading, by the heading's start
        self._header: Block | None = None
        self._last: Block | None = None

    def enter(self, sentence: Sentence, inside: Sequence[Mention]) -> None:
        """Note that the reader has come to a sentence."""
        block = sentence.block
        if block is self._last:
            return
        if block.kind is not BlockKind.ITEM:
            self.lead = None
        if block.kind is BlockKind.ROW and (
            self._last is None or self._last.kind is not BlockKind.ROW
        ):
            self._header = block
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            for mention in inside:
                if mention.entity.type in SUBSTANCES and not mention.entity.generic:
                    span = mention.span
                    self._named[block.span.start] = Argument(mention.entity, span.start, span.end)
                    break
        self._last = block

    def section(self, sentence: Sentence) -> list[Argument]:
        """Return the substance that the nearest heading around a sentence names; none without."""
        for span in reversed(sentence.block.headings):
            if span.start in self._named:
                return [self._named[span.start]]
        return []

    def subjects(self, sentence: Sentence, discourse: Discourse) -> list[Argument]:
        """Return the substance that an item speaks of: of its headings, else the document's."""
        return self.section(sentence) or discourse.topic()

    def lead_for(self, sentence: Sentence) -> Lead | None:
        """Return what the lead-in line, or else the nearest heading with a key, says of an item."""
        if self.lead is not None:
            return self.lead
        if sentence.block.kind is not BlockKind.ITEM:
            return None
        for span in reversed(sentence.block.headings[-1:]):
            family = key_in(span.of(self.document.text))
            if family:
                return Lead((), family)
        return None

    def columns(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Return start, end and family of each cell of a table line; none for the header itself."""
        block, header = sentence.block, self._header
        if header is None or block is header or len(block.cells) != len(header.cells):
            return []
        text = self.document.text
        return [
            (cell.start, cell.end, key_in(above.of(text)))
            for cell, above in zip(block.cells, header.cells, strict=True)
        ]
