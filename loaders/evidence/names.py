"""Identifiers and names of other databases, looked up in the lexicon."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon

_PREFIXES = {"EGID": "NCBIGENE"}
"""Prefixes of other databases that the ontology does not know, and those that it does."""
_KEPT = 500_000
"""Names, and identifiers, whose answers are remembered."""


def plain_text(name: str) -> str:
    """Return a name without HTML: tags removed, entities as characters.

    >>> plain_text("5-HT<sub>1A</sub> receptor"), plain_text("&mu; receptor")
    ('5-HT1A receptor', 'μ receptor')
    """
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,40}>", "", name)).split())


class EntityNames:
    """A lexicon by identifier and by name, with its answers remembered.

    Generic entries (receptor, disease ...) are no ends of evidence and are not found.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._by_curie: dict[str, Entity | None] = {}
        self._by_name: dict[str, Entity | None] = {}

    def by_curie(self, curie: str) -> Entity | None:
        """Return the entity of an identifier or cross-reference, or ``None``."""
        if curie not in self._by_curie:
            prefix, _, local = curie.strip().partition(":")
            wanted = f"{_PREFIXES.get(prefix.upper(), prefix)}:{local}"
            _remember(self._by_curie, curie, self.lexicon.entity_for_curie(wanted))
        return self._by_curie[curie]

    def by_name(self, name: str) -> Entity | None:
        """Return the entity of a label or synonym, or ``None``."""
        if name not in self._by_name:
            _remember(self._by_name, name, self.lexicon.get(name))
        return self._by_name[name]

    def find(self, curies: Iterable[str], names: Iterable[str] = ()) -> Entity | None:
        """Return the entity of the first known identifier, else of the first known name."""
        for curie in curies:
            if found := self.by_curie(curie):
                return found
        for name in names:
            if found := self.by_name(name):
                return found
        return None


def _remember(known: dict[str, Entity | None], key: str, found: Entity | None) -> None:
    """Keep an answer, generic entries as none; forget all when there are too many."""
    if len(known) >= _KEPT:
        known.clear()
    known[key] = None if found is None or found.generic else found
