"""The lexicon: entities, the names they go by, their classes and their composition."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache, cached_property
from pathlib import Path

from substancekg.errors import UnknownNameError
from substancekg.ontology.composition import CompositionFact, read_composition
from substancekg.ontology.entities import Entity
from substancekg.ontology.identifiers import standard_curie
from substancekg.ontology.lexicon_tables import check_entities, read_entities
from substancekg.ontology.names import NameIndex, normalize_name
from substancekg.ontology.surface_forms import SurfaceForm, surface_forms
from substancekg.ontology.tables import data_file

__all__ = ["CompositionFact", "Lexicon", "default_lexicon", "load_lexicon", "normalize_name"]


class Lexicon:
    """Entities by name and by identifier. A lexicon is built once and not changed.

    :ivar entities: by slug, in the order given
    :ivar composition: curated statements on what contains what
    """

    def __init__(
        self, entities: Iterable[Entity], composition: Iterable[CompositionFact] = ()
    ) -> None:
        self.entities: Mapping[str, Entity] = {e.slug: e for e in entities}
        self._names = NameIndex(self.entities.values())
        self._by_curie: dict[str, Entity] = {}
        for entity in self.entities.values():
            if entity.curie:
                self._by_curie.setdefault(entity.curie, entity)
        for entity in self.entities.values():
            for xref in entity.xrefs:
                self._by_curie.setdefault(xref, entity)
        self._compose(composition)

    def _compose(self, facts: Iterable[CompositionFact]) -> None:
        """Set the composition and index it."""
        self.composition: Sequence[CompositionFact] = tuple(facts)
        self._contained: dict[str, list[Entity]] = {}
        self._sources: dict[str, list[Entity]] = {}
        for fact in self.composition:
            if fact.predicate == "contains":
                self._contained.setdefault(fact.subject.slug, []).append(fact.object)
            elif fact.predicate == "derived_from":
                self._sources.setdefault(fact.subject.slug, []).append(fact.object)

    def with_composition(self, facts: Iterable[CompositionFact]) -> Lexicon:
        """Return a lexicon of the same entities with other composition facts."""
        other = copy(self)
        other._compose(facts)
        return other

    def get(self, name: str) -> Entity | None:
        """Return the entity of a label, synonym, CURIE or cross-reference, or ``None``.

        Case, dashes, Greek letters, British or American spelling and the plural of the last word
        do not matter, save for short forms in capitals, which name their entity only as they are
        written.
        """
        found = self._names.get(name) or (self.entity_for_curie(name) if ":" in name else None)
        return found or self._variants.get(normalize_name(name))

    @cached_property
    def _variants(self) -> Mapping[str, Entity]:
        """The case-insensitive surface forms: British spelling, ``5HT2A`` and the like."""
        found: dict[str, Entity] = {}
        for form in self.surface_forms():
            if not form.case_sensitive:
                found.setdefault(normalize_name(form.text), form.entity)
        return found

    def entity_for_curie(self, curie: str) -> Entity | None:
        """Return the entity with a CURIE or cross-reference, or ``None``.

        Prefixes are known by their other names and in any case (``mesh:D008550``); ``ent:`` with a
        slug names an entity that has no public identifier. An own identifier goes before a
        cross-reference.
        """
        found = self._by_curie.get(curie)
        if found is None and curie.startswith("ent:"):
            found = self.entities.get(curie.removeprefix("ent:"))
        if found is None:
            found = self._by_curie.get(standard_curie(curie) or "")
        return found

    def suggestions(self, name: str, count: int = 3) -> list[str]:
        """Return labels of entities whose names are nearly right, best first."""
        known = list(self._names.loose)
        near = difflib.get_close_matches(normalize_name(name), known, n=count, cutoff=0.72)
        return list(dict.fromkeys(self._names.loose[key].label for key in near))

    def resolve(self, name: str) -> Entity:
        """Return the entity of a name; see :meth:`get`.

        :raises UnknownNameError: if there is none; nearly right names are suggested
        """
        entity = self.get(name)
        if entity is None:
            names = self.suggestions(name)
            hint = "" if names else "the lexicon lacks it; --lexicon FILE adds names"
            raise UnknownNameError("entity", name, names, hint)
        return entity

    def parents(self, entity: Entity) -> tuple[Entity, ...]:
        """Return the classes directly above an entity, in the order of its row."""
        found = (self.get(label) for label in entity.parents)
        return tuple(parent for parent in found if parent is not None)

    def ancestors(self, entity: Entity) -> tuple[Entity, ...]:
        """Return all classes above an entity, nearest first, each once."""
        seen: dict[str, Entity] = {}
        level: tuple[Entity, ...] = (entity,)
        while level:
            above = [parent for item in level for parent in self.parents(item)]
            level = tuple(p for p in dict.fromkeys(above) if p.slug not in seen and p != entity)
            seen.update((item.slug, item) for item in level)
        return tuple(seen.values())

    def described_as(self, entity: Entity) -> tuple[Entity, ...]:
        """Return the classes that a text may call an entity by: its own, then those of its roles.

        Nothing vouches for roles: saffron may be called an antidepressant without being one.
        """
        found = dict.fromkeys(self.ancestors(entity))
        for label in entity.roles:
            role = self.get(label)
            if role is not None:
                found.update(dict.fromkeys((role, *self.ancestors(role))))
        return tuple(found)

    def constituents(self, entity: Entity) -> tuple[Entity, ...]:
        """Return what an entity contains, in the order of the composition table.

        What the plants contain that it derives from comes after what is said of itself. Empty if
        nothing is known, which is no statement that there is nothing.
        """
        found: dict[str, Entity] = {}
        seen = {entity.slug}
        todo = [entity]
        while todo:
            item = todo.pop(0)
            for part in self._contained.get(item.slug, ()):
                found.setdefault(part.slug, part)
            for origin in self._sources.get(item.slug, ()):
                if origin.slug not in seen:
                    seen.add(origin.slug)
                    todo.append(origin)
        return tuple(found.values())

    def surface_forms(self) -> Iterator[SurfaceForm]:
        """Yield every written form of every entity, each once, in a fixed order.

        See :func:`substancekg.ontology.surface_forms.surface_forms`.
        """
        return surface_forms(self.entities.values())

    @property
    def fingerprint(self) -> str:
        """Hash of all entities and facts: equal for equal lexicons, whatever their order."""
        lines = sorted(
            [repr((e.curie, e.label, e.type, sorted(e.synonyms), e.parents, e.roles, e.generic))
             for e in self.entities.values()]
            + [f"{f.subject.slug}|{f.predicate}|{f.object.slug}" for f in self.composition]
        )  # fmt: skip
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon that ships with the project, checked.

    :raises LexiconError: with file and line, if a table is wrong
    """
    rows = list(read_entities(data_file("entities.tsv")))
    check_entities(rows)
    lexicon = Lexicon(row.entity for row in rows)
    facts = read_composition(data_file("composition.tsv"), lexicon.resolve)
    return lexicon.with_composition(facts)


def load_lexicon(*extra_files: Path) -> Lexicon:
    """Return the lexicon that ships with the project, widened by other files, in their order.

    See :mod:`substancekg.ontology.lexicon_files` for the formats, and
    :mod:`substancekg.ontology.lexicon_merge` for what happens to entries that are known already.

    :raises LexiconError: if a file cannot be read, is wrong, or contradicts what is there
    """
    from substancekg.ontology.lexicon_files import read_lexicon_file
    from substancekg.ontology.lexicon_merge import merged

    lexicon = default_lexicon()
    for path in extra_files:

        def known_type(curie: str, so_far: Lexicon = lexicon) -> str:
            found = so_far.entity_for_curie(curie)
            return found.type if found else ""

        lexicon = merged(lexicon, read_lexicon_file(Path(path), known_type))
    return lexicon
