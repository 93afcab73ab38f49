"""Biolink predicates and qualifiers, read as predicates and aspects of the vocabulary.

The mapping is that of the predicate table, turned round where the Biolink term is not broader than
ours; :data:`_NAMED` adds Biolink predicates that the table has no need to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from substancekg.ontology.vocabulary import predicates

_NAMED = {
    "treats": "treats",
    "has_side_effect": "causes",
    "has_adverse_event": "causes",
    "physically_interacts_with": "interacts_with",
    "directly_physically_interacts_with": "binds",
    "is_substrate_of": "substrate_of",
    "has_active_ingredient": "contains",
    "prevents": "prevents",
}
_NOT_TURNED = frozenset({"improves", "contraindicated_with"})
"""More of something is not better of it, and a drug that is contraindicated in a condition is no
pair of substances."""
_DIRECTIONS = {
    "increased": "increases", "upregulated": "increases",
    "decreased": "decreases", "downregulated": "decreases",
}  # fmt: skip
_ASPECTS = {
    "abundance": "level", "expression": "expression", "activity": "activity",
    "secretion": "release", "release": "release", "synthesis": "production",
    "uptake": "reuptake", "transport": "reuptake", "degradation": "turnover",
    "metabolic_processing": "turnover",
}  # fmt: skip
_INHIBITED = frozenset({"Enzyme", "Transporter"})


def term(curie: str) -> str:
    """Return a Biolink term without prefix, in lower case with underscores.

    >>> term("biolink:has_side_effect"), term("biolink:has side effect")
    ('has_side_effect', 'has_side_effect')
    """
    return curie.rsplit(":", 1)[-1].strip().lower().replace(" ", "_")


@cache
def _mechanisms() -> Mapping[str, str]:
    """Return our predicates by Biolink causal mechanism."""
    found = {"potentiation": "positive_allosteric_modulator_of", "biased_agonism": "agonist_of"}
    for item in predicates().values():
        for qualifier in item.biolink_qualifiers:
            key, _, value = qualifier.partition("=")
            if key == "causal_mechanism_qualifier":
                found[value] = item.name
    return found


@cache
def _plain() -> Mapping[str, str]:
    """Return our predicates by Biolink predicate, where no qualifier is needed."""
    found = dict(_NAMED)
    for item in predicates().values():
        exact = item.biolink and not item.biolink_qualifiers and item.biolink_match != "broad"
        if exact and item.name not in _NOT_TURNED:
            found.setdefault(term(item.biolink), item.name)
    return found


def relation(edge: Mapping[str, str], object_type: str) -> tuple[str, str, str]:
    """Return predicate, aspect and the reason why there is none.

    The causal mechanism decides first, then the direction, then the predicate alone.

    :param edge: ``predicate`` and the qualifiers of an association, each a single value
    :param object_type: entity type of the object
    """
    name = term(edge.get("predicate", ""))
    if edge.get("subject_direction_qualifier"):
        return "", "", "about a change of the subject"
    if edge.get("object_form_or_variant_qualifier") or edge.get(
        "subject_form_or_variant_qualifier"
    ):
        return "", "", "about a variant of an end"
    mechanism = term(edge.get("causal_mechanism_qualifier", ""))
    if mechanism in _mechanisms():
        return _mechanisms()[mechanism], "", ""
    aspect = _ASPECTS.get(term(edge.get("object_aspect_qualifier", "")), "")
    direction = term(edge.get("object_direction_qualifier", ""))
    if name in ("affects", "regulates", "causes") and direction in _DIRECTIONS:
        found = _DIRECTIONS[direction]
        if found == "decreases" and aspect == "activity" and object_type in _INHIBITED:
            return "inhibits", "", ""
        return found, aspect, ""
    found = _plain().get(name, "")
    if not found:
        return "", "", f"no relation for {edge.get('predicate', '')!r}"
    return found, aspect if found == "affects" else "", ""
