"""Claims: the edges of the graph, keyed by what they say and by nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.graph.assertions import Assertion, content_hash
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Polarity
from substancekg.ontology.vocabulary import predicate


@dataclass(frozen=True, slots=True)
class Claim:
    """subject - predicate - object with its polarity and, where one is named, its aspect.

    The aspect is part of the identity because evidence on dopamine *expression* says nothing about
    dopamine *release*: with it, the status of a claim depends on the claim and the evidence alone,
    and graphs built apart merge by plain union.

    Ends of symmetric predicates are put in the order of their slugs (:meth:`of`).
    """

    subject: Entity
    predicate: str
    object: Entity
    polarity: Polarity = Polarity.AFFIRMED
    aspect: str = ""

    @classmethod
    def of(cls, assertion: Assertion) -> Claim:
        """Return the claim that an assertion makes."""
        return cls.make(
            assertion.subject, assertion.predicate, assertion.object,
            assertion.polarity, assertion.aspect,
        )  # fmt: skip

    @classmethod
    def make(
        cls,
        subject: Entity,
        predicate_name: str,
        obj: Entity,
        polarity: Polarity = Polarity.AFFIRMED,
        aspect: str = "",
    ) -> Claim:
        """Return a claim, the ends of a symmetric predicate in the order of their slugs.

        Predicates that hold both ways between some types only keep the order of the document.
        """
        if predicate(predicate_name).symmetric and obj.slug < subject.slug:
            subject, obj = obj, subject
        return cls(subject, predicate_name, obj, polarity, aspect)

    @property
    def key(self) -> str:
        """Content hash, the last part of the claim's IRI."""
        return content_hash(
            "claim", self.subject.slug, self.predicate, self.object.slug, self.polarity, self.aspect
        )

    @property
    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Order in every listing: subject, predicate, object, aspect, polarity."""
        return (self.subject.slug, self.predicate, self.object.slug, self.aspect, self.polarity)
