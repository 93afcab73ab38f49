"""Names to entities: which entity a written name means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from substancekg.ontology.entities import SPELL_OUT, Entity
from substancekg.ontology.surface_forms import is_case_sensitive

WORD = re.compile(r"[^\W_]+")
PLURAL = re.compile(r"[^su]s$")


@lru_cache(maxsize=1 << 16)
def normalize_name(name: str) -> str:
    """Return a name without case, Greek letters, dashes and plural of its last word.

    >>> normalize_name("μ-Opioid Receptors") == normalize_name("mu opioid receptor")
    True
    """
    words = WORD.findall(name.casefold().translate(SPELL_OUT))
    if words and len(words[-1]) > 3 and PLURAL.search(words[-1]):
        words[-1] = words[-1][:-3] + "y" if words[-1].endswith("ies") else words[-1][:-1]
    return " ".join(words)


class NameIndex:
    """Entities by label and synonym.

    A name is looked up as it is written first, then without case, then without plural and dashes;
    the last two ways leave out the case-sensitive forms, so that ``ache`` is not ``AChE``. Labels
    win over synonyms, earlier entities over later ones.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._exact: dict[str, Entity] = {}
        self._folded: dict[str, Entity] = {}
        self.loose: dict[str, Entity] = {}
        everyone = tuple(entities)
        for entity in everyone:
            self._add(entity.label, entity)
        for entity in everyone:
            for name in entity.synonyms:
                self._add(name, entity)

    def include(self, entity: Entity) -> None:
        """Add the names of an entity that no other entity has."""
        for name in (entity.label, *entity.synonyms):
            self._add(name, entity)

    def _add(self, name: str, entity: Entity) -> None:
        self._exact.setdefault(name, entity)
        if not is_case_sensitive(name):
            self._folded.setdefault(name.casefold(), entity)
            self.loose.setdefault(normalize_name(name), entity)

    def get(self, name: str) -> Entity | None:
        """Return the entity of a name, or ``None``."""
        name = name.strip()
        found = self._exact.get(name) or self._folded.get(name.casefold())
        found = found or self.loose.get(normalize_name(name))
        if found is None and name.endswith("s") and is_case_sensitive(name):
            found = self._exact.get(name[:-1])  # SERTs
        return found

    def owner(self, name: str) -> Entity | None:
        """Return the entity that a new name would collide with, or ``None``."""
        if is_case_sensitive(name):
            return self._exact.get(name)
        return self.get(name)
