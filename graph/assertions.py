"""Assertions: one place where one document says that a relation holds, or does not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty, Polarity


def content_hash(*parts: object) -> str:
    """Return 20 hexadecimal digits that depend on the parts and their order alone.

    Parts are joined by the unit separator U+001F, which none of them may contain.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:20]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text, in code points from 0."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words of the span in ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What the graph keeps of a document: everything but its text.

    :ivar id: short name (file name without extension, or PMID, PMCID ...), unique by convention only
    :ivar sha256: of the UTF-8 bytes of the text that all offsets refer to
    :ivar location: path relative to where the build was started, or URL; empty for stdin
    :ivar date: ISO 8601 date as far as known (``2021``, ``2021-05``); empty when unknown
    """

    id: str
    sha256: str
    title: str = ""
    location: str = ""
    url: str = ""
    format: str = "text"
    date: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    language: str = ""
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    sentences: int = 0

    @property
    def key(self) -> str:
        """Identity in a graph: equal texts under one name are one document."""
        return content_hash("document", self.id, self.sha256)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One relation as one sentence of one document states it.

    All spans count code points of the document's text from 0, end-exclusive, and the quotes are
    exactly the text of their spans. A subject taken from a heading or an earlier sentence has its
    span there.

    :ivar document: :attr:`SourceDocument.key` of the document
    :ivar document_id: its short name, as shown to people
    :ivar sentence: span of the sentence, list item or table line
    :ivar quote: the words of that span
    :ivar subject_text: the words of the subject's mention (``it``, ``this herb``, ``Kratom``)
    :ivar aspect: what of the object changes (``level``, ``release`` ...); empty when not said
    :ivar attribution: whose claim it is (``research suggests``, ``users report``); empty when the
        document itself speaks
    :ivar trigger: the words that carry the relation, with their span
    :ivar hedge: the words that make it hedged, with their span; empty and ``None`` otherwise
    :ivar rule: name of the reading rule that found it
    :ivar headings: titles of the sections around the sentence, outermost first
    """

    document: str
    document_id: str
    sentence: Span
    quote: str
    subject: Entity
    subject_span: Span
    subject_text: str
    predicate: str
    object: Entity
    object_span: Span
    object_text: str
    trigger: str
    trigger_span: Span
    rule: str
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    aspect: str = ""
    attribution: str = ""
    hedge: str = ""
    hedge_span: Span | None = None
    headings: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Content hash: the same reading of the same place gives the same key on every machine."""
        return content_hash(
            "assertion", self.document, self.sentence.start, self.sentence.end,
            self.subject.slug, self.subject_span.start, self.subject_span.end, self.predicate,
            self.object.slug, self.object_span.start, self.object_span.end,
            self.polarity, self.certainty, self.aspect, self.trigger_span.start,
            self.trigger_span.end,
        )  # fmt: skip

    @property
    def hedged(self) -> bool:
        """Whether the document states it with reserve."""
        return self.certainty is Certainty.HEDGED
