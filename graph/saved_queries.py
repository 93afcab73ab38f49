"""Saved queries: a library of questions with parameters, each one documented ``.rq`` file.

A file is plain SPARQL with a header of comments: ``# title:``, ``# description:`` and a line for
each parameter, ``# param NAME (TYPE[, optional]): WORDS[; default: VALUE]``. In the query a
parameter stands as ``$NAME``. Binding replaces these tokens by terms that are written out with full
escaping; nothing that a user types is ever pasted as SPARQL. An optional parameter without a value
becomes a variable, which matches everything.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Store

from substancekg.errors import QueryError, UnknownNameError
from substancekg.graph import rdf_terms as t
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.sparql import Source, run_query
from substancekg.graph.sparql_tokens import tokens
from substancekg.ontology.lexicon import default_lexicon, normalize_name
from substancekg.ontology.terms import Status, Verdict
from substancekg.ontology.vocabulary import predicate, predicate_descendants, predicates

TYPES = ("entity", "predicate", "predicates", "status", "verdict", "text", "integer")
_HEADER = re.compile(r"# (title|description): (.+)")
_PARAMETER = re.compile(
    r"# param (?P<name>\w+) \((?P<type>\w+)(?P<optional>, optional)?\): (?P<description>.*?)"
    r"(?:; default: (?P<default>.+))?"
)


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """One parameter of a saved query.

    :ivar type: one of :data:`TYPES`
    :ivar default: used when no value is given; empty when one must be, unless it is optional
    """

    name: str
    type: str
    description: str
    default: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question that can be asked of every graph.

    :ivar text: the SPARQL with its header
    """

    name: str
    title: str
    description: str
    parameters: tuple[QueryParameter, ...]
    text: str


@cache
def saved_queries() -> Mapping[str, SavedQuery]:
    """Return the saved queries by name, in the order of their names."""
    folder = files("substancekg.graph.queries")
    found = {}
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".rq"):
            name = item.name.removesuffix(".rq")
            found[name] = parse_saved_query(name, item.read_text(encoding="utf-8"))
    return MappingProxyType(found)


def parse_saved_query(name: str, text: str) -> SavedQuery:
    """Return the saved query of a file's text.

    :raises QueryError: if its header lacks title or description, or a parameter line is wrong
    """
    header: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _HEADER.fullmatch(line):
            header[match[1]] = match[2].strip()
        elif match := _PARAMETER.fullmatch(line):
            if match["type"] not in TYPES:
                raise QueryError(f"{name}: parameter type {match['type']!r}; known: {TYPES}")
            parameters.append(
                QueryParameter(
                    match["name"], match["type"], match["description"].strip(),
                    (match["default"] or "").strip(), bool(match["optional"]),
                )
            )  # fmt: skip
        elif line.startswith("# param"):
            raise QueryError(f"{name}: not a parameter line: {line!r}")
    if header.keys() != {"title", "description"}:
        raise QueryError(f"{name}: needs '# title:' and '# description:' lines at its top")
    return SavedQuery(name, header["title"], header["description"], tuple(parameters), text)


def saved_query(name: str) -> SavedQuery:
    """Return the saved query of that name.

    :raises UnknownNameError: if there is none; nearly right names are suggested
    """
    known = saved_queries()
    if name not in known:
        near = difflib.get_close_matches(name.lower().replace("_", "-"), list(known), n=3)
        raise UnknownNameError("saved query", name, near, "`substancekg query --list` shows all")
    return known[name]


def saved_query_rows() -> list[tuple[str, str, str]]:
    """Return name, parameters and description of each saved query, for a table."""
    rows = []
    for query in saved_queries().values():
        shown = []
        for item in query.parameters:
            text = f"{item.name}={item.default}" if item.default else item.name
            shown.append(f"[{text}]" if item.optional else text)
        rows.append((query.name, ", ".join(shown), f"{query.title}. {query.description}"))
    return rows


def bind_query(
    name: str, parameters: Mapping[str, str] | None = None, source: Source | None = None
) -> str:
    """Return the SPARQL of a saved query with its parameters put in.

    :param source: the graph, for the names of its entities; without it the shipped lexicon names
        them
    :raises UnknownNameError: if there is no such query, entity, predicate, status or verdict
    :raises QueryError: if a parameter is not one of the query's, or lacks a value
    """
    query = saved_query(name)
    given = dict(parameters or {})
    known = {item.name: item for item in query.parameters}
    for other in given:
        if other not in known:
            near = difflib.get_close_matches(other, list(known), n=2)
            wanted = ", ".join(known) or "none"
            raise UnknownNameError("parameter", other, near, f"{name} takes: {wanted}")
    terms: dict[str, str] = {}
    for item in query.parameters:
        value = given.get(item.name, item.default)
        if value:
            terms[item.name] = parameter_term(item, value, source)
        elif item.type == "predicates":
            terms[item.name] = ", ".join(t.skg(other) for other in predicates())
        elif item.optional:
            terms[item.name] = f"?any_{item.name}"
        else:
            raise QueryError(f"{name}: parameter {item.name} needs a value ({item.description})")
    return _with_terms(query.text, terms)


def _with_terms(text: str, terms: Mapping[str, str]) -> str:
    """Return a query with each ``$name`` of ``terms`` replaced; strings and comments stay."""
    parts = []
    end = 0
    for token in tokens(text):
        if token.kind == "variable" and token.text[0] == "$" and token.text[1:] in terms:
            parts += [text[end : token.start], terms[token.text[1:]]]
            end = token.end
    return "".join([*parts, text[end:]])


def parameter_term(parameter: QueryParameter, value: str, source: Source | None = None) -> str:
    """Return the value of a parameter as a term in N-Triples notation.

    :raises UnknownNameError: if the value names nothing of the parameter's type
    :raises QueryError: if a whole number is wanted and the value is none
    """
    if parameter.type == "entity":
        return entity_term(value, source)
    if parameter.type == "predicate":
        return t.skg(predicate(value.removeprefix("skg:")).name)
    if parameter.type == "predicates":
        name = predicate(value.removeprefix("skg:")).name
        return ", ".join(t.skg(other) for other in (name, *predicate_descendants(name)))
    if parameter.type in ("status", "verdict"):
        words = [member.value for member in (Status if parameter.type == "status" else Verdict)]
        if value.removeprefix("skg:") not in words:
            near = difflib.get_close_matches(value.lower(), words, n=2)
            raise UnknownNameError(parameter.type, value, near, "known: " + ", ".join(words))
        return t.skg(value.removeprefix("skg:"))
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip()):
            raise QueryError(f"parameter {parameter.name}: {value!r} is no whole number")
        return t.integer(int(value))
    return t.text(value)


def entity_term(value: str, source: Source | None = None) -> str:
    """Return the IRI of an entity, given as any of its names or as its IRI, as a term.

    Names of the graph come first, then those of the shipped lexicon, which the graph may say
    nothing about.

    :raises UnknownNameError: if neither knows the name
    """
    if re.fullmatch(r"<?https?://[^\s<>\"{}|^`\\]+>?", value):
        return t.iri(value.strip("<>"))
    if isinstance(source, KnowledgeGraph):
        from substancekg.graph.names import resolve_entity

        return t.Names(source.base_iri).entity(resolve_entity(source, value).slug)
    if source is None:
        return t.Names(_default_base()).entity(default_lexicon().resolve(value).slug)
    return _entity_of_source(value, source)


def _default_base() -> str:
    from substancekg.graph.knowledge_graph import DEFAULT_BASE_IRI

    return DEFAULT_BASE_IRI


_NAMES = (
    "SELECT ?entity ?name ?rank ?base WHERE { "
    "VALUES (?p ?rank) { (rdfs:label 0) (dct:identifier 1) (skos:altLabel 1) (skg:xref 1) } "
    "?entity ?p ?name . FILTER(CONTAINS(STR(?entity), '/entity/') || EXISTS { "
    "{ ?c rdf:subject ?entity } UNION { ?c rdf:object ?entity } }) }"
)


def _entity_of_source(value: str, source: Store | str | Path) -> str:
    """Return the entity that a graph on disk or behind an endpoint knows by a name."""
    wanted = normalize_name(value)
    by_name: dict[str, tuple[int, str]] = {}
    for row in run_query(source, _NAMES):
        name = normalize_name(str(row.name))
        by_name[name] = min(by_name.get(name, (9, "")), (int(str(row.rank)), str(row.entity)))
    if wanted in by_name:
        return t.iri(by_name[wanted][1])
    try:
        entity = default_lexicon().resolve(value)
    except UnknownNameError as error:
        near = difflib.get_close_matches(wanted, list(by_name), n=3)
        raise UnknownNameError(
            "entity", value, list(dict.fromkeys([*near, *error.suggestions]))[:3]
        ) from None
    known = by_name.get(normalize_name(entity.label))
    if known is not None:
        return t.iri(known[1])
    from substancekg.graph.sparql import graph_prefixes

    return t.iri(graph_prefixes(source)["ent"] + entity.slug)
