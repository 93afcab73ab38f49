"""The lexicon: entities, the names they go by, their classes and their composition."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from substancekg.errors import LexiconError, UnknownNameError
from substancekg.ontology.entities import GREEK, Entity
from substancekg.ontology.surface_forms import SurfaceForm, surface_forms
from substancekg.ontology.tables import data_file, read_rows, split_cell

ENTITY_COLUMNS = ("curie", "label", "type", "synonyms", "xrefs", "parents", "source")
COMPOSITION_COLUMNS = ("subject", "predicate", "object", "source")


@dataclass(frozen=True, slots=True)
class CompositionFact:
    """One curated statement: subject contains, derived_from or metabolized_to object.

    :ivar source: where it was read, as the table says
    """

    subject: Entity
    predicate: str
    object: Entity
    source: str


def normalize_name(name: str) -> str:
    """Return a name without case, Greek letters, dashes and plural of its last word.

    >>> normalize_name("μ-Opioid Receptors") == normalize_name("mu opioid receptor")
    True
    """
    spelt = "".join(GREEK.get(char, char) for char in name).casefold()
    words = re.findall(r"[^\W_]+", spelt)
    if words and len(words[-1]) > 3 and re.search(r"[^su]s$", words[-1]):
        words[-1] = words[-1][:-3] + "y" if words[-1].endswith("ies") else words[-1][:-1]
    return " ".join(words)


class Lexicon:
    """Entities by name.

    A lexicon is built once and not changed. Names are those of labels, synonyms and CURIEs.
    """

    def __init__(
        self, entities: Iterable[Entity], composition: Iterable[CompositionFact] = ()
    ) -> None:
        self.entities: Mapping[str, Entity] = {e.slug: e for e in entities}
        self.composition: Sequence[CompositionFact] = tuple(composition)
        self._by_name: dict[str, Entity] = {}
        for entity in self.entities.values():
            for name in (entity.label, entity.curie, *entity.synonyms, *entity.xrefs):
                if name:
                    self._by_name.setdefault(normalize_name(name), entity)
        for entity in self.entities.values():  # labels win over synonyms
            self._by_name[normalize_name(entity.label)] = entity

    def get(self, name: str) -> Entity | None:
        """Return the entity of a label, synonym, CURIE or cross-reference, or ``None``."""
        return self._by_name.get(normalize_name(name))

    def resolve(self, name: str) -> Entity:
        """Return the entity of a name.

        :raises UnknownNameError: if there is none; nearly right names are suggested
        """
        entity = self.get(name)
        if entity is None:
            near = difflib.get_close_matches(normalize_name(name), list(self._by_name), n=3)
            labels = list(dict.fromkeys(self._by_name[key].label for key in near))
            raise UnknownNameError("entity", name, labels)
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

    def surface_forms(self) -> Iterator[SurfaceForm]:
        """Yield every written form of every entity, each once, in a fixed order.

        See :func:`substancekg.ontology.surface_forms.surface_forms`.
        """
        return surface_forms(self.entities.values())

    @property
    def fingerprint(self) -> str:
        """Hash of all entities and facts: equal for equal lexicons, whatever their order."""
        lines = sorted(
            [repr((e.curie, e.label, e.type, sorted(e.synonyms), e.parents, e.generic))
             for e in self.entities.values()]
            + [f"{f.subject.slug}|{f.predicate}|{f.object.slug}" for f in self.composition]
        )  # fmt: skip
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def read_entities(source: Traversable | Path) -> Iterator[Entity]:
    """Yield the entities of a lexicon table, in its order.

    :raises LexiconError: with file and line, when a row is wrong
    """
    for _, row in read_rows(source, ENTITY_COLUMNS, error=LexiconError, optional=("generic",)):
        yield Entity(
            label=row["label"],
            type=row["type"],
            curie=row["curie"],
            synonyms=split_cell(row["synonyms"]),
            xrefs=split_cell(row["xrefs"]),
            parents=split_cell(row["parents"]),
            source=row["source"] or "local",
            generic=row["generic"] == "yes",
        )


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon that ships with the project."""
    entities = list(read_entities(data_file("entities.tsv")))
    names = Lexicon(entities)
    table = data_file("composition.tsv")
    facts = [
        CompositionFact(
            names.resolve(row["subject"]), row["predicate"], names.resolve(row["object"]),
            row["source"],
        )
        for _, row in read_rows(table, COMPOSITION_COLUMNS, error=LexiconError)
    ]  # fmt: skip
    return Lexicon(entities, facts)
