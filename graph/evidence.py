"""Evidence: what peer-reviewed and curated sources report, one finding of one source a record."""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.graph.assertions import content_hash
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a reader can open.

    At least one of ``pmid``, ``pmcid``, ``doi``, ``url`` and ``source`` is given. Authors, title
    and year are as the source's record shows them, and empty when it was not seen.

    :ivar source: name of a curated database or table, with its version, where there is no paper
    :ivar retracted: whether the paper is known to be retracted; it is then shown and never counted
    """

    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    title: str = ""
    year: str = ""
    authors: tuple[str, ...] = ()
    journal: str = ""
    url: str = ""
    source: str = ""
    retracted: bool = False

    @property
    def key(self) -> str:
        """Identity of the paper or source, for counting each once: PMID, else PMCID, DOI, rest."""
        if self.pmid:
            return f"pmid:{self.pmid}"
        if self.pmcid:
            return f"pmc:{self.pmcid}"
        if self.doi:
            return f"doi:{self.doi.lower()}"
        return self.url or self.source


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: a triple, whether the source supports or refutes it, and where to read it.

    :ivar aspect: what of the object was measured; empty when not said
    :ivar context: under which circumstances (dose, phase, group), in free words
    :ivar system: in what it was measured (``human``, ``rat in vivo``, ``in vitro`` ...)
    :ivar finding: one line with the figures, in the project's own words
    :ivar quote: the sentence, for machine-read evidence only
    :ivar certainty: hedged when the source itself speaks with reserve; such evidence is weaker
    :ivar provider: table or database that the record comes from, with version
    """

    subject: Entity
    predicate: str
    object: Entity
    direction: Direction
    citation: Citation
    grade: Grade
    evidence_class: EvidenceClass = EvidenceClass.CURATED
    aspect: str = ""
    system: str = ""
    finding: str = ""
    study_type: str = ""
    quote: str = ""
    section: str = ""
    certainty: Certainty = Certainty.ASSERTED
    provider: str = ""
    context: str = ""

    @property
    def key(self) -> str:
        """Content hash of the triple, direction, aspect, paper, finding and context."""
        return content_hash(
            "evidence", self.subject.slug, self.predicate, self.object.slug, self.direction,
            self.aspect, self.citation.key, self.system, self.finding, self.quote,
            self.context,
        )  # fmt: skip
