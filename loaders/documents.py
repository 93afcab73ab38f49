"""Documents: text with its structure and its source, as every format loader delivers them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.ontology.entities import Entity


class BlockKind(StrEnum):
    """What a stretch of text is on the page.

    ``CONTENTS`` is a line of a table of contents: it repeats a heading and says nothing itself.
    """

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CONTENTS = "contents"


SECTIONS = (
    "title", "abstract", "background", "objective", "methods", "results", "discussion",
    "conclusions", "case", "table", "caption", "other",
)  # fmt: skip
"""Kinds of sections in a paper; ``abstract`` is an abstract without labels."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table line.

    Blocks of a document are in order and do not overlap; text between them (blank lines, bullets)
    is layout.

    :ivar span: code points of the document's text, end-exclusive, without bullet and white space
    :ivar level: depth of a heading (1 for the outermost) or of a list item (1 for the outer list)
    :ivar headings: spans of the headings around it, outermost first
    :ivar section: kind of section in a paper (``abstract``, ``results`` ...); empty elsewhere
    :ivar cells: spans of the cells of a table line; the first row of a table is its header
    """

    kind: BlockKind
    span: Span
    level: int = 0
    headings: tuple[Span, ...] = ()
    section: str = ""
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of text that names an entity.

    :ivar given: whether the document brought it (PubTator, BioC), rather than the lexicon
    """

    span: Span
    entity: Entity = field(compare=False)
    given: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read.

    ``text`` is what all offsets count in. For plain text it is the decoded file (without its BOM),
    so that slices of the file are the mentions.

    :ivar mentions: mentions that the document brings, ordered by start; empty for most formats
    :ivar assertions: what a table of claims states outright, in the order of its rows; they are
        taken as they are, and the text is not read again
    :ivar publication_types: of a paper, as its record names them
    :ivar mesh: MeSH headings of a paper's record
    """

    source: SourceDocument
    text: str
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    assertions: tuple[Assertion, ...] = ()


def text_sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
