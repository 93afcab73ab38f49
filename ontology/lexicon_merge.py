"""Merging of lexicons: entries of another file join those that are known already.

Two entries are the same when they share an identifier, or, failing that, a label. Names,
cross-references and classes are then added; an identifier is set where there was none. What is
known is never changed in silence: another type, an identifier of the same scheme but another
number, or a name that belongs to another entity is an error, with file and line. Large public
ontologies are less strict: of an entry whose type was guessed the known type stays, and a name
that another entity has already is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from substancekg.ontology.composition import CompositionFact
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.lexicon_files import LexiconFile
from substancekg.ontology.lexicon_tables import EntityRow, check_entities
from substancekg.ontology.names import NameIndex

logger = logging.getLogger(__name__)

KNOWN = Path("the lexicon so far")  # in messages on entities that no file of this merge touched


def merged(lexicon: Lexicon, extra: LexiconFile) -> Lexicon:
    """Return a lexicon with the entities and facts of a file added; the given one stays as it is.

    :raises LexiconError: with file and line, if the file contradicts the lexicon or itself
    """
    merge = _Merge(lexicon)
    for row in extra.rows:
        merge.add(row)
    rows = list(merge.finished())
    check_entities(rows)
    widened = Lexicon(row.entity for row in rows)
    facts = {_key(fact): fact for fact in _moved(lexicon.composition, widened)}
    for fact in extra.facts(widened.resolve):
        facts.setdefault(_key(fact), fact)
    return widened.with_composition(facts.values())


def _key(fact: CompositionFact) -> tuple[str, str, str]:
    """Return what makes two facts the same."""
    return fact.subject.slug, fact.predicate, fact.object.slug


def _moved(facts: Iterable[CompositionFact], lexicon: Lexicon) -> Iterator[CompositionFact]:
    """Yield facts on the entities of another lexicon, which has them all."""
    for fact in facts:
        subject, obj = lexicon.entities[fact.subject.slug], lexicon.entities[fact.object.slug]
        yield replace(fact, subject=subject, object=obj)


class _Merge:
    """One merge under way: the entities by slug, and the rows that made or touched them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.entities = dict(lexicon.entities)
        self.rows: dict[str, EntityRow] = {}
        self.names = NameIndex(self.entities.values())
        self.curies = {
            curie: entity.slug
            for entity in self.entities.values()
            for curie in (*entity.xrefs, entity.curie)
            if curie
        }

    def add(self, row: EntityRow) -> None:
        """Add a row as a new entity, or join it to the entity that it is."""
        known = self._known(row)
        if known is None:
            entity = replace(
                row.entity,
                synonyms=self._new_names(row, row.entity, row.entity.synonyms),
                xrefs=self._new_xrefs(row.entity.xrefs, row.entity.curie),
            )
        else:
            entity = self._joined(known, row)
        self.entities[entity.slug] = entity
        self.rows[entity.slug] = row
        self.names.include(entity)
        for curie in filter(None, (entity.curie, *entity.xrefs)):
            self.curies.setdefault(curie, entity.slug)

    def _known(self, row: EntityRow) -> Entity | None:
        """Return the entity that a row is, if there is one: by identifier, else by label."""
        curie = row.entity.curie
        by_label = self.entities.get(row.entity.slug) or self.names.owner(row.entity.label)
        by_label = self.entities[by_label.slug] if by_label else None
        for same in (curie, *row.same_as):
            if same not in self.curies:
                continue
            known = self.entities[self.curies[same]]
            if by_label is not None and by_label.slug != known.slug and row.sure:
                reason = f"{same} is {known.label!r}, the label is a name of {by_label.label!r}"
                raise row.error(reason)
            return known
        if by_label is not None and _scheme(curie) == _scheme(by_label.curie) != "":
            raise row.error(f"{by_label.label!r} is {by_label.curie}, not {curie}")
        return by_label

    def _joined(self, known: Entity, row: EntityRow) -> Entity:
        """Return a known entity with what a row adds."""
        entity = row.entity
        if entity.type != known.type and row.sure:
            raise row.error(f"{known.label!r} is a {known.type}, not a {entity.type}")
        curie = known.curie or entity.curie
        return replace(
            known,
            curie=curie,
            source=known.source if known.curie else entity.source,
            synonyms=known.synonyms + self._new_names(row, known, (entity.label, *entity.synonyms)),
            xrefs=known.xrefs + self._new_xrefs((entity.curie, *entity.xrefs), curie),
            parents=tuple(dict.fromkeys((*known.parents, *entity.parents))),
            generic=known.generic or entity.generic,
            roles=tuple(dict.fromkeys((*known.roles, *entity.roles))),
        )

    def _new_xrefs(self, offered: Iterable[str], curie: str) -> tuple[str, ...]:
        """Return those identifiers that no entity has yet."""
        fresh = dict.fromkeys(x for x in offered if x and x != curie and x not in self.curies)
        return tuple(fresh)

    def _new_names(self, row: EntityRow, entity: Entity, offered: Iterable[str]) -> tuple[str, ...]:
        """Return the names that are new; one of another entity is an error or left out."""
        fresh: dict[str, str] = {}
        for name in offered:
            owner = self.names.owner(name)
            if owner is None:
                fresh.setdefault(name.casefold(), name)
            elif owner.slug != entity.slug and row.sure:
                raise row.error(f"name {name!r} belongs to {owner.label!r}")
            elif owner.slug != entity.slug:
                logger.info("%s: name %r left to %r", row.path, name, owner.label)
        fresh.pop(entity.label.casefold(), None)
        return tuple(fresh.values())

    def finished(self) -> Iterator[EntityRow]:
        """Yield all entities as rows, their parents as labels.

        :raises LexiconError: if a parent is not known, save of entries whose type was guessed
        """
        for slug, entity in self.entities.items():
            row = self.rows.get(slug)
            if row is None:
                yield EntityRow(entity, KNOWN, None)
                continue
            parents: dict[str, None] = {}
            for name in entity.parents:
                parent = self.names.get(name) or self.entities.get(self.curies.get(name, ""))
                if parent is not None and parent.slug != slug:
                    parents[parent.label] = None
                elif parent is None and row.sure:
                    raise row.error(f"parent {name!r} is no label or identifier that is known")
            yield replace(row, entity=replace(entity, parents=tuple(parents)))


def _scheme(curie: str) -> str:
    """Return the prefix of a CURIE."""
    return curie.partition(":")[0]
