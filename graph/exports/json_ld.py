"""JSON-LD 1.1: the blocks of the Turtle as JSON objects, under a context that says what they mean.

Keys are the prefixed names of the Turtle. The context is the same for every graph with the same
base IRI: it declares the prefixes and, for each property that only ever points to nodes, that its
values are IRIs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from substancekg.graph import rdf_terms as t
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import Block, sections
from substancekg.graph.rdf_terms import Names
from substancekg.ontology.vocabulary import predicates

NODE_PROPERTIES = (
    "rdf:subject", "rdf:predicate", "rdf:object", "rdfs:seeAlso", "skos:broader",
    "skos:exactMatch", "dct:conformsTo", "oa:hasBody", "oa:hasTarget", "oa:hasSource",
    "oa:hasSelector", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:used",
    "void:vocabulary", "skg:subject", "skg:predicate", "skg:object", "skg:polarity", "skg:status",
    "skg:verdict", "skg:supportedBy", "skg:disputedBy", "skg:relatedTo", "skg:supportingLine",
    "skg:disputingLine", "skg:relatedLine", "skg:evidence", "skg:bearing", "skg:chain", "skg:hop",
    "skg:states", "skg:certainty", "skg:direction", "skg:evidenceClass", "skg:grade",
    "skg:minGrade", "skg:policy", "skg:sentenceSelector", "skg:subjectSelector",
    "skg:triggerSelector", "skg:objectSelector", "skg:hedgeSelector",
)  # fmt: skip
"""Properties whose values are always nodes (``dct:source`` is not: it also holds texts)."""

_LITERAL = re.compile(r'"(.*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-F]{4}|U[0-9A-F]{8}|.)")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "\\": "\\"}
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def context(base_iri: str) -> dict[str, Any]:
    """Return the JSON-LD context of graphs with that base IRI."""
    prefixes = {**t.VOCABULARY_PREFIXES, **Names(base_iri).prefixes}
    found: dict[str, Any] = {"@version": 1.1}
    for prefix, namespace in sorted(prefixes.items()):
        found[prefix] = {"@id": namespace, "@prefix": True}
    for name in sorted((*NODE_PROPERTIES, *(f"skg:{name}" for name in predicates()))):
        found[name] = {"@type": "@id"}
    return found


def json_ld(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the graph as JSON-LD, one node a line."""
    writer = NodeWriter(kg.base_iri)
    yield b'{"@context": ' + _json(context(kg.base_iri)).encode("utf-8") + b',\n"@graph": ['
    before = b"\n"
    for section in sections(kg, direct_edges=direct_edges):
        for block in section.blocks:
            yield before + _json(writer.node(block)).encode("utf-8")
            before = b",\n"
    yield b"\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


class NodeWriter:
    """Turns blocks into JSON objects under :func:`context`."""

    def __init__(self, base_iri: str) -> None:
        prefixes = {**t.VOCABULARY_PREFIXES, **Names(base_iri).prefixes}
        self._by_length = sorted(
            ((namespace, prefix) for prefix, namespace in prefixes.items()),
            key=lambda pair: -len(pair[0]),
        )
        self._short: dict[str, str] = {}
        self._coerced = {*NODE_PROPERTIES, *(f"skg:{name}" for name in predicates())}

    def node(self, block: Block) -> dict[str, Any]:
        """Return one block as a JSON object."""
        found: dict[str, Any] = {"@id": self._compact(block.subject)}
        for prop, pairs in groupby(block.pairs, itemgetter(0)):
            if prop == t.A:
                values: list[Any] = [self._compact(value) for _, value in pairs]
                key = "@type"
            else:
                key = self._compact(prop)
                values = [self._value(value, key in self._coerced) for _, value in pairs]
            found[key] = values[0] if len(values) == 1 else values
        return found

    def _compact(self, term: str) -> str:
        short = self._short.get(term)
        if short is None:
            value = term[1:-1] if term[0] == "<" else term
            short = value
            for namespace, prefix in self._by_length:
                rest = value[len(namespace) :]
                if value.startswith(namespace) and rest and not rest.startswith("//"):
                    short = f"{prefix}:{rest}"
                    break
            self._short[term] = short
        return short

    def _value(self, term: str, coerced: bool) -> Any:
        if term[0] != '"':
            node = self._compact(term)
            return node if coerced else {"@id": node}
        match = _LITERAL.fullmatch(term)
        assert match is not None
        value = _ESCAPE.sub(_unescape, match[1]) if "\\" in match[1] else match[1]
        if match[2] == f"{t.XSD}integer" and _CANONICAL_INTEGER.fullmatch(value):
            return int(value)
        if match[2] == f"{t.XSD}boolean" and value in ("true", "false"):
            return value == "true"
        if match[2]:
            return {"@value": value, "@type": self._compact(f"<{match[2]}>")}
        if match[3]:
            return {"@value": value, "@language": match[3]}
        return value


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if code[0] in "uU" and len(code) > 1 else _PLAIN[code]
