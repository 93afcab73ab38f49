"""What a document format is, and what all formats share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from substancekg.graph.assertions import SourceDocument
from substancekg.loaders.documents import Block, Document, text_sha256
from substancekg.loaders.sources import Source


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A way in which documents are written down.

    :ivar name: as in ``--format`` and in :attr:`SourceDocument.format`
    :ivar description: one line for ``substancekg formats``
    :ivar extensions: in lower case without dot; the first is the usual one
    :ivar sniff: from the first bytes of a file and its name, how sure it is that the file is of
        this format: 0 for no, 50 for perhaps, 100 for certain
    :ivar read: yields the documents of a source, in its order, one at a time
    :ivar streamed: whether a file may hold any number of records in bounded memory
    :ivar template: an empty document to start from; empty when that makes no sense
    """

    name: str
    description: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes, str], int]
    read: Callable[[Source], Iterator[Document]]
    streamed: bool = False
    template: str = ""


def make_document(
    source: Source, format_name: str, text: str, blocks: tuple[Block, ...], **details: Any
) -> Document:
    """Return a document of a source.

    :param details: other fields of its :class:`SourceDocument`; the id is the file's name and the
        URL that of the source unless they say otherwise
    """
    record = SourceDocument(
        id=details.pop("id", "") or source.stem,
        sha256=text_sha256(text),
        location=source.location,
        url=details.pop("url", "") or source.origin.url,
        format=format_name,
    )
    return Document(replace(record, **details), text, blocks)
