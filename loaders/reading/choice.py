"""Choice of the predicate: what a relation word says about an object of a certain kind.

``families.tsv`` has one row for each family of relation words and one column for each kind of
object; ``processes.tsv`` tells traits, quantities and effects apart.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.loaders.reading.tables import table_rows
from substancekg.ontology.vocabulary import predicates

COLUMNS: Final = (
    "family", "substance", "receptor", "channel", "target", "protein", "condition", "trait",
    "quantity", "effect", "system", "context",
)  # fmt: skip
REVERSED: Final = frozenset({"metabolite", "constituent", "found_in", "cause_by", "process"})
_PLAIN_FAMILY: Final = {
    "metabolite": "metabolize", "constituent": "contain", "found_in": "contain",
    "source": "contain", "provide": "contain", "cause_by": "cause", "process": "substrate",
}  # fmt: skip
_RISK: Final = {"up": "causes", "cause": "causes", "promote": "causes", "associate": "causes",
                "down": "prevents", "prevent": "prevents", "relieve": "prevents",
                "affect": "affects", "worsen": "causes", "block": "prevents", "inhibit": "prevents",
                "treat": "prevents", "risk": "causes"}  # fmt: skip
_LOWERS_RISK: Final = frozenset({"associate", "cause", "promote", "involve", "down"})
_REUPTAKE: Final = frozenset({"inhibit", "block", "down", "prevent", "antagonize"})
NOT_AGENTS: Final = frozenset({"treats", "alleviates", "prevents"})


@cache
def families() -> dict[str, dict[str, str]]:
    """Return the rows of ``families.tsv`` by family."""
    return {row["family"]: row for row in table_rows("families.tsv", COLUMNS)}


@cache
def process_kinds() -> dict[str, str]:
    """Return the kind of each listed process, by the label of its entity."""
    return {row["label"]: row["kind"] for row in table_rows("processes.tsv", ("label", "kind"))}


def object_kind(argument: Argument, words: str) -> str:
    """Return the column of ``families.tsv`` for an object; empty when it can be no object."""
    entity = argument.entity
    kind = entity.type
    if kind in AGENTS or kind in ("Hormone", "Neurotransmitter"):
        return "substance"
    if kind in ("Receptor", "ReceptorFamily"):
        return "channel" if "channel" in entity.label else "receptor"
    if kind in ("Enzyme", "Transporter"):
        return "target"
    if kind == "Protein":
        return "protein receptor" if "receptor" in words else "protein"
    if kind == "Condition":
        return "condition"
    if kind == "Process":
        found = process_kinds().get(entity.label, "system")
        return "" if found == "none" else found
    return "context" if kind == "Intervention" else ""


def choose(family: str, subject: Argument, obj: Argument, words: str) -> str:
    """Return the predicate that the family gives with these ends; empty when it gives none.

    :param words: the words of the object, lower case
    """
    if family == "provide" and subject.entity.type not in ("Plant", "Botanical"):
        return ""
    family = _PLAIN_FAMILY.get(family, family)
    if family == "contain" and subject.entity.type == "CompoundClass":
        return ""
    row = families().get(family)
    if row is None or subject.entity.slug == obj.entity.slug:
        return ""
    kind = object_kind(obj, words)
    if kind == "protein receptor":
        # a given protein: only "block" tells receptors from other proteins
        kind = "receptor" if family == "block" else "protein"
    if kind == "effect" and obj.aspect == "activity":
        obj = replace(obj, aspect="")
    if not kind:
        return ""
    if family == "cause" and kind == "substance" and obj.aspect == "activity":
        return ""  # "contributes to the effect of X"
    messenger = obj.entity.type in ("Neurotransmitter", "Hormone")
    if family == "treat" and kind == "substance" and not obj.aspect and not messenger:
        return ""  # "managing dopamine levels", but not "use of X with Y"
    if obj.aspect == "reduced risk" and kind in ("condition", "effect", "quantity", "system"):
        predicate = "prevents" if family in _LOWERS_RISK else ""
    elif obj.aspect == "risk" and kind in ("condition", "effect", "quantity", "system"):
        predicate = _RISK.get(family, "")
    elif obj.aspect == "reuptake" and family in _REUPTAKE and kind in ("substance", "protein"):
        predicate = "inhibits"
    elif family == "activate" and obj.aspect in ("expression", "production", "release", "level"):
        predicate = "increases"
    else:
        predicate = row[kind]
        if (
            predicate in ("inhibits", "antagonist_of", "agonist_of")
            and family in ("down", "promote", "inhibit", "block")
            and obj.aspect in ("expression", "level", "release", "production")
        ):
            predicate = "increases" if family == "promote" else "decreases"
    if not predicate or predicate == "-":
        return ""
    types = predicates()[predicate]
    if not types.allows(subject.entity.type, obj.entity.type):
        return ""
    if subject.entity.type in ("Population",) or obj.entity.type == "Population":
        return ""
    if predicate in NOT_AGENTS and subject.entity.type == "Condition":
        return ""
    if predicate == "involved_in" and subject.entity.type in ("Plant", "Botanical"):
        return ""
    return predicate
