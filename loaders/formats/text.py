"""Plain text: the decoded file is the text, so that slices of the file are the mentions."""

from __future__ import annotations

from collections.abc import Iterator

from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.encoding import decode, is_binary
from substancekg.loaders.formats.layout import find_blocks
from substancekg.loaders.sources import Source


def sniff(head: bytes, name: str) -> int:
    """Return 10 for anything that is text: every other format is tried before."""
    return 0 if is_binary(head) else 10


def read_text(source: Source) -> Iterator[Document]:
    """Yield the one document of a text file.

    Line ends are kept as they are and the byte order mark is left out, so that offsets count
    code points of the decoded file.

    :raises LoaderError: if it is empty, binary, too large or in an encoding not recognised
    """
    text = decode(source.read(), source)
    blocks = find_blocks(text)
    if not blocks:
        raise source.error("empty: there is nothing to read")
    title = next((b.span.of(text) for b in blocks if b.kind is BlockKind.TITLE), "")
    yield make_document(source, "text", text, blocks, title=" ".join(title.split()))


FORMAT = DocumentFormat(
    name="text",
    description="plain text with headings, lists and tables as people type them",
    extensions=("txt", "text", "asc"),
    sniff=sniff,
    read=read_text,
)
FORMATS = (FORMAT,)
