"""Wording: claims and statements in plain English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from substancekg.graph.assessment import Hop
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Evidence
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Direction, Polarity
from substancekg.ontology.vocabulary import predicate


def reading(predicate_name: str, *, negated: bool = False) -> str:
    """Return the words between subject and object.

    >>> reading("agonist_of"), reading("agonist_of", negated=True)
    ('is an agonist of', 'is not an agonist of')
    >>> reading("binds", negated=True)
    'does not bind to'
    """
    words = predicate(predicate_name).reading
    if not negated:
        return words
    first, _, rest = words.partition(" ")
    start = "is not" if first == "is" else f"does not {first.removesuffix('s')}"
    return f"{start} {rest}".strip()


def statement(
    subject: Entity | str,
    predicate_name: str,
    obj: Entity | str,
    *,
    negated: bool = False,
    aspect: str = "",
) -> str:
    """Return a triple as a clause without a full stop: ``melatonin increases level of X``."""
    start = subject.label if isinstance(subject, Entity) else subject
    end = obj.label if isinstance(obj, Entity) else obj
    if aspect:
        end = f"{end} ({aspect})"
    return f"{start} {reading(predicate_name, negated=negated)} {end}"


def claim_text(claim: Claim) -> str:
    """Return a claim as a clause: ``kratom does not cause death``."""
    return statement(
        claim.subject,
        claim.predicate,
        claim.object,
        negated=claim.polarity is Polarity.NEGATED,
        aspect=claim.aspect,
    )


def evidence_text(evidence: Evidence, *, circumstances: bool = False) -> str:
    """Return what a record reports as a clause, negated when it refutes.

    :param circumstances: whether to add under which ones, in brackets: ``(pregnancy)``
    """
    notes = (evidence.aspect, evidence.context if circumstances else "")
    return statement(
        evidence.subject,
        evidence.predicate,
        evidence.object,
        negated=evidence.direction is Direction.REFUTES,
        aspect="; ".join(note for note in notes if note),
    )


def hop_text(hop: Hop) -> str:
    """Return a step of a chain as a clause; what one record reports with aspect, circumstances."""
    if len(hop.evidence) == 1:
        return evidence_text(hop.evidence[0], circumstances=True)
    return statement(hop.subject, hop.predicate, hop.object)


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 paper``, ``2 papers``, ``1,000 papers``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return items as a list in a sentence: ``a, b and c``."""
    words: Sequence[str] = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capitalised(text: str) -> str:
    """Return a sentence with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
