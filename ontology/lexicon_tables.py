"""The table of entities, and the checks that a lexicon must pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from substancekg.errors import LexiconError
from substancekg.ontology.entities import Entity, slugify
from substancekg.ontology.identifiers import prefixes, standard_curie
from substancekg.ontology.names import normalize_name
from substancekg.ontology.surface_forms import is_case_sensitive
from substancekg.ontology.tables import read_rows, split_cell, where
from substancekg.ontology.vocabulary import entity_types

REQUIRED = ("label", "type")
OPTIONAL = ("curie", "synonyms", "xrefs", "parents", "source", "generic", "roles")


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity with the place it was read at.

    :ivar line: 1-based; ``None`` in formats that are not read line by line
    :ivar sure: whether its type was given, not guessed
    :ivar same_as: identifiers besides its own that tell which entity it is
    """

    entity: Entity
    path: Path
    line: int | None
    sure: bool = True
    same_as: tuple[str, ...] = ()

    def error(self, reason: str) -> LexiconError:
        """Return an error on this row."""
        return LexiconError(self.path, self.line, f"{self.entity.label!r}: {reason}")


def read_entities(source: Traversable | Path) -> Iterator[EntityRow]:
    """Yield the rows of a table of entities, in its order.

    Columns ``label`` and ``type`` are required; ``curie``, ``synonyms``, ``xrefs``, ``parents`` and
    ``roles`` (several values with ``|`` between), ``source`` and ``generic`` (``yes`` or empty) may
    be there.

    :raises LexiconError: with file and line, when a row is wrong in itself
    """
    path = where(source)
    for number, row in read_rows(source, REQUIRED, error=LexiconError, optional=OPTIONAL):
        entity = Entity(
            label=row["label"],
            type=row["type"],
            curie=row["curie"],
            synonyms=split_cell(row["synonyms"]),
            xrefs=split_cell(row["xrefs"]),
            parents=split_cell(row["parents"]),
            source=row["source"] or ("local" if not row["curie"] else path.name),
            generic=row["generic"] == "yes",
            roles=split_cell(row["roles"]),
        )
        found = EntityRow(entity, path, number, same_as=entity.xrefs)
        if row["generic"] not in ("", "yes", "no"):
            raise found.error(f"generic is {row['generic']!r}; expected yes, no or nothing")
        _check_row(found)
        yield found


def _check_row(row: EntityRow) -> None:
    """Check what can be told from one row alone."""
    entity = row.entity
    if not slugify(entity.label):
        raise row.error("a label needs a letter or digit")
    if entity.type not in entity_types():
        raise row.error(f"unknown type {entity.type!r}; expected {', '.join(entity_types())}")
    for curie in filter(None, (entity.curie, *entity.xrefs)):
        if standard_curie(curie) != curie:
            raise row.error(_curie_problem(curie))
    if entity.curie:
        prefix = prefixes()[entity.curie.partition(":")[0]]
        if entity.type not in prefix.types:
            raise row.error(f"{prefix.prefix} names no {entity.type}: {entity.curie}")
    if len(set(entity.xrefs)) != len(entity.xrefs) or entity.curie in entity.xrefs:
        raise row.error("a cross-reference stands twice")
    _check_synonyms(row)


def _check_synonyms(row: EntityRow) -> None:
    """Check that a row names no synonym twice and none that is too short."""
    own = {normalize_name(row.entity.label)}
    exact = {row.entity.label}
    for name in row.entity.synonyms:
        if len(name) < 2 or not slugify(name):
            raise row.error(f"synonym {name!r} is too short")
        if name in exact or (name.casefold() in {known.casefold() for known in exact}
                             and not is_case_sensitive(name)):  # fmt: skip
            raise row.error(f"synonym {name!r} stands twice")
        exact.add(name)
        own.add(normalize_name(name))


def _curie_problem(curie: str) -> str:
    """Return what is wrong with a CURIE and what would be right."""
    standard = standard_curie(curie)
    if standard:
        return f"identifier {curie!r} is written {standard!r}"
    name, _, _ = curie.partition(":")
    known = next((p for p in prefixes().values() if p.prefix.casefold() == name.casefold()), None)
    if known is None or ":" not in curie:
        return f"identifier {curie!r} has no known prefix; known: {', '.join(prefixes())}"
    return f"identifier {curie!r} does not match {known.prefix}:{known.pattern}"


def check_entities(rows: Sequence[EntityRow]) -> None:
    """Check a whole table: each name and identifier once, parents known, no circle of classes.

    :raises LexiconError: on the first problem, with file and line
    """
    labels = _unique_labels(rows)
    curies = _unique_identifiers(rows)
    _check_names(rows, labels)
    above: dict[str, list[str]] = {}
    for row in rows:
        above[row.entity.slug] = []
        for name in row.entity.parents:
            parent = labels.get(normalize_name(name)) or curies.get(name)
            if parent is None:
                raise row.error(f"parent {name!r} is no label or identifier of the table")
            if parent is row:
                raise row.error("its own parent")
            above[row.entity.slug].append(parent.entity.slug)
        for name in row.entity.roles:
            if normalize_name(name) not in labels and name not in curies:
                raise row.error(f"role {name!r} is no label or identifier of the table")
    _check_circles(rows, above)


def _unique_labels(rows: Sequence[EntityRow]) -> dict[str, EntityRow]:
    """Return the rows by normalised label."""
    labels: dict[str, EntityRow] = {}
    slugs: dict[str, EntityRow] = {}
    for row in rows:
        other = slugs.setdefault(row.entity.slug, row)
        if other is not row:
            raise row.error(f"label or slug as in {_place(other)} ({other.entity.label!r})")
        labels.setdefault(normalize_name(row.entity.label), row)
    return labels


def _unique_identifiers(rows: Sequence[EntityRow]) -> dict[str, EntityRow]:
    """Return the rows by CURIE and by cross-reference; none names two entities."""
    curies: dict[str, EntityRow] = {}
    for row in rows:
        for curie in filter(None, (row.entity.curie, *row.entity.xrefs)):
            other = curies.setdefault(curie, row)
            if other is not row:
                raise row.error(f"{curie} is {other.entity.label!r} in {_place(other)}")
    return curies


def _check_names(rows: Sequence[EntityRow], labels: dict[str, EntityRow]) -> None:
    """Check that no synonym is also a name of another entity."""
    exact = {row.entity.label.casefold(): row for row in rows}
    for row in rows:
        for name in row.entity.synonyms:
            key = name if is_case_sensitive(name) else name.casefold()
            other = exact.setdefault(key, row)
            if other is not row:
                raise row.error(f"synonym {name!r} is a name of {other.entity.label!r} too")


def _check_circles(rows: Sequence[EntityRow], above: dict[str, list[str]]) -> None:
    """Check that no class is above itself."""
    places = {row.entity.slug: row for row in rows}
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        stack: list[tuple[str, bool]] = [(start, False)]
        while stack:
            slug, leaving = stack.pop()
            if leaving:
                done.add(path.pop())
            elif slug in path:
                circle = " -> ".join([*path[path.index(slug) :], slug])
                raise places[slug].error(f"its classes form a circle: {circle}")
            elif slug not in done:
                path.append(slug)
                stack.append((slug, True))
                stack.extend((parent, False) for parent in above.get(slug, ()))


def _place(row: EntityRow) -> str:
    """Return where a row stands."""
    return f"line {row.line}" if row.line else row.path.name
