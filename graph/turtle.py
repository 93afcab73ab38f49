"""Deterministic Turtle for people: headed sections, one block a node, only the prefixes in use.

Within a block the properties keep their reading order; short blocks stand on one line. Integers,
booleans and ``a`` are written bare, everything else exactly as in N-Triples, so that escaping has
one place (:mod:`substancekg.graph.rdf_terms`). The same graph gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from substancekg.files import replacing
from substancekg.graph import rdf_terms as t
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import Block, Section, Triple, sections
from substancekg.graph.rdf_terms import Names

ONE_LINE = 140
"""A block that fits into so many characters stands on one line."""
WIDTH = 100
"""Values of one property that do not fit into so many characters stand below each other."""

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_INTEGER = f'"^^<{t.XSD}integer>'
_BARE_INTEGER = re.compile(r"[+-]?[0-9]+")


class _Shortener(dict[str, str]):
    """Terms in N-Triples notation to terms in Turtle, remembered, with the prefixes they use."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__({t.A: "a", t.TRUE: "true", t.FALSE: "false"})
        self.by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.used: set[str] = set()

    def __missing__(self, term: str) -> str:
        if term[0] == "<":
            short = self._iri(term)
        elif term[0] != '"' or term[-1] == '"':
            return term  # a plain literal or a blank node; not worth remembering
        elif term.endswith(_INTEGER) and _BARE_INTEGER.fullmatch(term[1 : -len(_INTEGER)]):
            short = term[1 : -len(_INTEGER)]
        elif term[-1] == ">":
            at = term.rindex('"^^<') + 3
            short = term[:at] + self[term[at:]]
        else:
            return term
        self[term] = short
        return short

    def _iri(self, term: str) -> str:
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        namespace, local = term[1:cut], term[cut:-1]
        if namespace == t.OBO and "_" in local:
            kind = local.index("_") + 1
            if namespace + local[:kind] in self.by_namespace:
                namespace, local = namespace + local[:kind], local[kind:]
        prefix = self.by_namespace.get(namespace)
        if prefix is None or not _LOCAL.fullmatch(local):
            return term
        self.used.add(prefix)
        return f"{prefix}:{local}"


def _block_text(block: Block, short: _Shortener) -> str:
    """Return one block as Turtle, ended by a full stop and a line end."""
    properties = [
        (short[prop], [short[value] for _, value in values])
        for prop, values in groupby(block.pairs, itemgetter(0))
    ]
    subject = short[block.subject]
    joined = [f"{prop} {' , '.join(values)}" for prop, values in properties]
    size = len(subject) + sum(map(len, joined)) + 3 * len(joined)
    if size <= ONE_LINE:
        return f"{subject} {' ; '.join(joined)} .\n"
    for number, line in enumerate(joined):
        if len(line) > WIDTH and len(properties[number][1]) > 1:
            prop, values = properties[number]
            joined[number] = f"{prop} " + " ,\n        ".join(values)
    return f"{subject} " + " ;\n    ".join(joined) + " .\n"


def turtle_chunks(parts: Iterable[Section], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield a Turtle document in pieces: the prefixes in use, then the sections.

    Sections without blocks are left out.
    """
    short = _Shortener(prefixes)
    body: list[str] = []
    for section in parts:
        blocks = [_block_text(block, short) for block in section.blocks]
        if blocks:
            if section.title:
                body.append(f"\n# {section.title}\n")
            for block in blocks:
                body.append("\n" + block if block.count("\n") > 1 else block)
    for prefix in sorted(short.used):
        yield f"@prefix {prefix}: <{prefixes[prefix]}> .\n"
    yield from body


def turtle(kg: KnowledgeGraph, *, direct_edges: str = "supported") -> str:
    """Return a whole knowledge graph as Turtle."""
    return "".join(graph_chunks(kg, direct_edges=direct_edges))


def graph_chunks(kg: KnowledgeGraph, *, direct_edges: str = "supported") -> Iterator[str]:
    """Yield a whole knowledge graph as Turtle, in pieces."""
    prefixes = {**t.VOCABULARY_PREFIXES, **Names(kg.base_iri).prefixes}
    return turtle_chunks(sections(kg, direct_edges=direct_edges), prefixes)


def write_turtle(kg: KnowledgeGraph, path: Path, *, direct_edges: str = "supported") -> None:
    """Write a whole knowledge graph as Turtle, whole or not at all.

    :raises OutputError: if the file cannot be written
    """
    with replacing(path) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(graph_chunks(kg, direct_edges=direct_edges))


def sorted_blocks(triples: Iterable[Triple]) -> Iterator[Block]:
    """Yield any triples as blocks: subjects sorted, types and labels first, each triple once."""
    first = {t.A: "0", t.LABEL: "1"}
    ordered = sorted({(s, first.get(p, p), o) for s, p, o in triples})
    back = {"0": t.A, "1": t.LABEL}
    for subject, group in groupby(ordered, itemgetter(0)):
        yield Block(subject, tuple((back.get(prop, prop), value) for _, prop, value in group))


def turtle_of_triples(
    triples: Iterable[Triple], prefixes: Mapping[str, str] = t.VOCABULARY_PREFIXES
) -> str:
    """Return any triples (terms in N-Triples notation) as sorted, grouped Turtle."""
    return "".join(turtle_chunks([Section("", sorted_blocks(triples))], prefixes))


def triples_text(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Return triples as sorted, grouped Turtle without the declaration of the prefixes."""
    short = _Shortener(prefixes)
    return "".join(_block_text(block, short) for block in sorted_blocks(triples))
