"""What a text says, as the reader finds it, in short notation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest

from substancekg.graph.assertions import Assertion
from substancekg.loaders.formats.text import read_text
from substancekg.loaders.reading.reader import Reader
from substancekg.loaders.sources import open_stream
from substancekg.ontology.lexicon import default_lexicon


@cache
def _reader() -> Reader:
    return Reader(default_lexicon(), mentions="lexicon")


def read_assertions(text: str) -> tuple[Assertion, ...]:
    """Return the assertions of a plain text."""
    documents = read_text(open_stream(BytesIO(text.encode()), "text", "text.txt"))
    return tuple(a for document in documents for a in _reader().read(document).assertions)


def notation(assertion: Assertion) -> str:
    """Return ``kratom alleviates pain``, with ``NOT`` before and ``?`` after where it applies."""
    said = f"{assertion.subject.label} {assertion.predicate} {assertion.object.label}"
    said = f"NOT {said}" if assertion.polarity.value == "negated" else said
    return f"{said} ?" if assertion.certainty.value == "hedged" else said


@pytest.fixture
def assertions() -> Callable[[str], tuple[Assertion, ...]]:
    return read_assertions


@pytest.fixture
def said() -> Callable[[str], set[str]]:
    return lambda text: {notation(assertion) for assertion in read_assertions(text)}
