"""Effect adjectives: "sedative", "anxiolytic" and the effects that they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from substancekg.loaders.reading.tables import table_rows


@dataclass(frozen=True, slots=True)
class EffectAdjective:
    """An adjective, the label of the effect that it names, and whether it may follow "is"."""

    adjective: str
    effect: str
    predicative: bool
    negated: bool = False


@cache
def effect_adjectives() -> dict[str, EffectAdjective]:
    """Return the effect adjectives by their lower-case form."""
    found: dict[str, EffectAdjective] = {}
    for row in table_rows("effects.tsv", ("adjective", "effect", "predicative")):
        plain = row["adjective"]
        predicative = row["predicative"] == "yes"
        found[plain] = EffectAdjective(plain, row["effect"], predicative)
        for other in (f"non-{plain}", f"non{plain}"):  # "a non-addictive remedy"
            found[other] = EffectAdjective(other, row["effect"], predicative, negated=True)
    return found
