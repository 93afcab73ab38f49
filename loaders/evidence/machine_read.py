"""Machine-read evidence: what papers report, found by the same reader as the claims.

Each paper has one vote on a relation, whatever the number of its sentences. Questions, aims and
methods are not counted, nor are relations that only the nearness of words suggests; what a paper only repeats from others is hedged. Where a paper speaks both
for and against a relation, the stronger place decides (conclusion before results before title),
and where these are equal it has no vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Protocol

from substancekg.graph.assertions import Assertion, SourceDocument
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.findings import Role, SentenceRoles
from substancekg.loaders.evidence.importing import one_line
from substancekg.loaders.evidence.study_types import (
    described_study_type,
    species,
    study_grade,
    study_type_of,
)
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Polarity
from substancekg.ontology.vocabulary import predicate

_SECTION_RANKS = {
    "conclusions": 0, "results": 1, "title": 2, "abstract": 3, "": 3, "discussion": 4,
    "case": 4, "table": 4, "other": 5, "background": 6,
}  # fmt: skip
"""Where a paper says most plainly what it found; lower is stronger."""

GUESSED = frozenset({"nearby words"})
"""Reading rules that relate a pair by the nearness of a word, not by what the sentence says. They
find more, but are right less often, and evidence has to be right."""
NOTICES = frozenset({"retraction of publication", "published erratum"})
RETRACTED = "retracted publication"


class Reading(Protocol):
    """What a reader found in a document."""

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """The relations that the document states."""

    @property
    def sentences(self) -> int:
        """How many sentences were read."""


class Reader(Protocol):
    """Whatever turns a document into assertions."""

    def read(self, document: Document) -> Reading:
        """Return what the document states."""


@dataclass(slots=True)
class ReadTally:
    """What became of the papers and of what they say.

    :ivar papers: papers read
    :ivar passed_over: documents that are no papers, or retraction notices
    :ivar evidence: votes given
    :ivar left_out: assertions that gave none, by reason; repeated ones of a paper among them
    """

    papers: int = 0
    passed_over: int = 0
    sentences: int = 0
    assertions: int = 0
    evidence: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Vote:
    """An assertion of a paper that counts as a finding.

    :ivar rank: of the place where it stands; lower is stronger
    """

    assertion: Assertion
    direction: Direction
    certainty: Certainty
    section: str
    rank: int

    @property
    def relation(self) -> tuple[str, str, str, str]:
        """What the vote is on: ends, predicate and aspect."""
        a = self.assertion
        ends = (a.subject.slug, a.object.slug)
        if predicate(a.predicate).symmetric:
            ends = (min(ends), max(ends))
        return (ends[0], a.predicate, ends[1], a.aspect)

    @property
    def order(self) -> tuple[bool, int, int]:
        """Strongest first: stated plainly, in the strongest place, earliest."""
        hedged = self.certainty is Certainty.HEDGED
        return (hedged, self.rank, self.assertion.sentence.start)


def read_evidence(
    documents: Iterable[Document],
    reader: Reader,
    *,
    provider: str | None = None,
    tally: ReadTally | None = None,
) -> Iterator[Evidence]:
    """Yield the evidence of papers, one vote a paper and relation, in the order of the papers.

    Documents without PMID, PMCID and DOI are no papers and are passed over; so are notices of
    retraction. A retracted paper's evidence is marked as such. Memory does not grow with the
    number of papers.

    :param provider: what to name as provider; the reader of this release by default
    :param tally: is filled with what became of everything
    """
    counts = tally if tally is not None else ReadTally()
    named = provider if provider is not None else f"read by SubstanceKG {version('substancekg')}"
    for document in documents:
        types = {kind.lower() for kind in document.publication_types}
        source = document.source
        if not (source.pmid or source.pmcid or source.doi) or types & NOTICES:
            counts.passed_over += 1
            continue
        counts.papers += 1
        reading = reader.read(document)
        counts.sentences += reading.sentences
        counts.assertions += len(reading.assertions)
        votes = list(paper_votes(document, reading.assertions, counts))
        study_type = study_type_of(document.publication_types, document.mesh)
        if study_type == "unclassified":
            study_type = described_study_type(_summary(document))
        for vote in votes:
            counts.evidence += 1
            yield Evidence(
                subject=vote.assertion.subject,
                predicate=vote.assertion.predicate,
                object=vote.assertion.object,
                direction=vote.direction,
                citation=paper_citation(source, retracted=RETRACTED in types),
                grade=study_grade(study_type),
                evidence_class=EvidenceClass.MACHINE_READ,
                aspect=vote.assertion.aspect,
                system=", ".join(species(document.mesh)),
                study_type=study_type,
                quote=one_line(vote.assertion.quote),
                section=vote.section,
                certainty=vote.certainty,
                provider=named,
            )


def paper_votes(
    document: Document, assertions: Iterable[Assertion], tally: ReadTally | None = None
) -> Iterator[Vote]:
    """Yield the votes of one paper in the order of its text, one a relation at most."""
    counts = tally if tally is not None else ReadTally()
    roles = SentenceRoles(document)
    by_relation: dict[tuple[str, str, str, str], list[Vote]] = {}
    for assertion in assertions:
        if assertion.subject.generic or assertion.object.generic:
            counts.left_out["an end is a generic word"] += 1
            continue
        if assertion.rule in GUESSED:
            counts.left_out["related by nearness alone"] += 1
            continue
        role = roles.role(assertion)
        if role in (Role.AIM, Role.METHOD, Role.QUESTION):
            counts.left_out[f"the sentence is a statement of {role.value}"] += 1
            continue
        block = roles.block(assertion.sentence.start)
        section = block.section if block is not None else ""
        weak = assertion.hedged or role is Role.BACKGROUND
        rank = _SECTION_RANKS["background" if role is Role.BACKGROUND else section]
        negated = assertion.polarity is Polarity.NEGATED
        vote = Vote(
            assertion,
            Direction.REFUTES if negated else Direction.SUPPORTS,
            Certainty.HEDGED if weak else Certainty.ASSERTED,
            section,
            rank,
        )
        by_relation.setdefault(vote.relation, []).append(vote)
    chosen = []
    for votes in by_relation.values():
        best = _decided(votes)
        counts.left_out["the paper has its vote already"] += len(votes) - (best is not None)
        if best is not None:
            chosen.append(best)
    yield from sorted(chosen, key=lambda vote: (vote.assertion.sentence.start, vote.relation))


def _decided(votes: list[Vote]) -> Vote | None:
    """Return the strongest vote; ``None`` when the strongest for and against are equal."""
    best = {
        direction: min((v for v in votes if v.direction is direction), key=lambda v: v.order)
        for direction in Direction
        if any(v.direction is direction for v in votes)
    }
    first, *others = sorted(best.values(), key=lambda vote: vote.order)
    if others and others[0].order[:2] == first.order[:2]:
        return None
    return first


def paper_citation(source: SourceDocument, *, retracted: bool = False) -> Citation:
    """Return the citation of a paper from its record."""
    return Citation(
        pmid=source.pmid,
        pmcid=source.pmcid,
        doi=source.doi,
        title=one_line(source.title),
        year=source.date[:4],
        authors=source.authors,
        journal=source.site,
        url=source.url,
        retracted=retracted,
    )


def _summary(document: Document) -> str:
    """Return title and abstract, or the opening of a paper without labelled sections."""
    parts = [
        block.span.of(document.text)
        for block in document.blocks
        if block.section in ("title", "abstract", "methods", "results", "")
    ]
    return " ".join(parts)[:6000]
