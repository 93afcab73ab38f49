"""The closed sets of words that the whole project shares.

Every member's value is the spelling used in files, on the command line and (as the last part of
an IRI) in RDF.
"""

from __future__ import annotations

from enum import StrEnum


class Polarity(StrEnum):
    """Whether a relation is said to hold or said not to hold."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """Whether a relation is stated plainly or with reserve."""

    ASSERTED = "asserted"
    HEDGED = "hedged"


class Direction(StrEnum):
    """What a piece of evidence says about its own triple."""

    SUPPORTS = "supports"
    REFUTES = "refutes"


class Status(StrEnum):
    """The two-valued mark of a claim."""

    SOURCE_ASSERTED = "source-asserted"
    LITERATURE_SUPPORTED = "literature-supported"


class Verdict(StrEnum):
    """What the evidence says about a claim, kept beside the status."""

    SUPPORTED = "supported"
    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    RELATED_ONLY = "related-only"
    NOT_FOUND = "not-found"

    @property
    def status(self) -> Status:
        """Literature-supported exactly when the verdict is supported or contested."""
        if self in (Verdict.SUPPORTED, Verdict.CONTESTED):
            return Status.LITERATURE_SUPPORTED
        return Status.SOURCE_ASSERTED


class EvidenceClass(StrEnum):
    """How a piece of evidence came to be."""

    CURATED = "curated"
    MACHINE_READ = "machine-read"
    ONTOLOGY = "ontology"


class Grade(StrEnum):
    """Strength of a study, strongest first; compare by :attr:`rank`."""

    TRIAL = "trial"
    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in-vitro"
    REVIEW = "review"

    @property
    def rank(self) -> int:
        """0 for the strongest grade (meta-analyses and trials), 4 for review statements."""
        return list(Grade).index(self)

    @property
    def label(self) -> str:
        """The words shown to people."""
        return {
            Grade.TRIAL: "trial or meta-analysis",
            Grade.HUMAN: "human observational study",
            Grade.ANIMAL: "animal study",
            Grade.IN_VITRO: "in vitro study",
            Grade.REVIEW: "review or curated statement",
        }[self]
