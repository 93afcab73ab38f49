"""Claims in other words: ``causes analgesia`` says what ``alleviates pain`` says.

Which relations to which objects say the same is data (``ontology/data/same_meaning.tsv``): evidence
in the other wording of a row bears on a claim in the first one as if it were worded so. Rows go one
way; where both wordings say neither more nor less, there are two rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from substancekg.graph.claims import Claim
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.tables import data_file, read_rows
from substancekg.ontology.vocabulary import predicate

COLUMNS = ("predicate", "object", "other_predicate", "other_object")

MADE_FROM, TURNED_INTO = "derived_from", "metabolized_to"
"""What the body turns X into is made from X. Not the other way: heroin is made from morphine."""

Wording = tuple[str, Entity]


@cache
def wordings() -> Mapping[tuple[str, str], tuple[Wording, ...]]:
    """Return the wordings of evidence for each predicate and object slug of the table."""
    found: dict[tuple[str, str], list[Wording]] = defaultdict(list)
    resolve = default_lexicon().resolve
    for _, row in read_rows(data_file("same_meaning.tsv"), COLUMNS):
        one = (predicate(row["predicate"]).name, resolve(row["object"]))
        other = (predicate(row["other_predicate"]).name, resolve(row["other_object"]))
        found[one[0], one[1].slug].append(other)
    return {key: tuple(others) for key, others in found.items()}


def same_meaning(claim: Claim) -> list[Claim]:
    """Return the claim in its other wordings; most claims have none.

    A claim that names an aspect has none: the aspect is one of the object as it was worded.
    """
    if claim.aspect:
        return []
    others = [
        replace(claim, predicate=name, object=obj)
        for name, obj in wordings().get((claim.predicate, claim.object.slug), ())
    ]
    if claim.predicate == MADE_FROM:
        others.append(
            replace(claim, subject=claim.object, predicate=TURNED_INTO, object=claim.subject)
        )
    return others
