from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.loaders.documents import Block, BlockKind, Document
from substancekg.loaders.formats.text import read_text
from substancekg.loaders.reading.reader import Reader
from substancekg.loaders.sources import open_stream
from substancekg.ontology.lexicon import default_lexicon

Claims = set[str]


def document(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """One block a line, all of one kind."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    return Document(SourceDocument("page", "0" * 64), text, tuple(blocks))


def written(assertion: Assertion) -> str:
    """``kava causes sedation``, with ``not``, ``maybe`` and the aspect where they apply."""
    words = [assertion.subject.label, assertion.predicate, assertion.object.label]
    if assertion.aspect:
        words.append(f"({assertion.aspect})")
    if assertion.polarity == "negated":
        words.insert(0, "not:")
    if assertion.certainty == "hedged":
        words.insert(0, "maybe:")
    return " ".join(words)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(default_lexicon())


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Claims]:
    """Read a text of one paragraph a line; the claims as short sentences."""

    def claims(text: str) -> Claims:
        return {written(a) for a in reader.read(document(text)).assertions}

    return claims


@pytest.fixture(scope="session")
def assertions(reader: Reader) -> Callable[[str], list[Assertion]]:
    def found(text: str) -> list[Assertion]:
        return list(reader.read(document(text)).assertions)

    return found


@pytest.fixture(scope="session")
def said(reader: Reader) -> Callable[[str], Claims]:
    """Read a plain text with headings and lists; the claims without their aspects."""

    def claims(text: str) -> Claims:
        source = open_stream(BytesIO(text.encode()), "page", "page.txt")
        found = [a for page in read_text(source) for a in reader.read(page).assertions]
        return {written(replace(a, aspect="")) for a in found}

    return claims
