"""Pages about single nodes of a graph: HTML for people, Turtle and JSON-LD for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from jinja2 import Environment, select_autoescape

from substancekg.graph import rdf_terms as t
from substancekg.graph.exports.json_ld import NodeWriter, context
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import Block, Section, sections
from substancekg.graph.sparql_results import shorten
from substancekg.graph.turtle import turtle_chunks

MAX_INCOMING = 200
"""So many nodes that point to a node are listed on its page."""

_TEMPLATE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 1rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
nav a { margin-right: 1rem; }
th { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; font-weight: 600;
  white-space: nowrap; }
td { padding: .2rem 0; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #888; }
.mark { padding: .1rem .5rem; border: 1px solid #555; border-radius: .3rem; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #161616; } a { color: #8ab4ff; }
}
</style>
</head>
<body>
<nav><a href="/">Explorer</a><a href="/query">Query</a>
<a href="?format=turtle">Turtle</a><a href="?format=jsonld">JSON-LD</a></nav>
<h1>{{ title }}</h1>
{% if marks %}<p>{% for mark in marks %}<span class="mark">{{ mark }}</span> {% endfor %}</p>{% endif %}
{% if why %}<p>{{ why }}</p>{% endif %}
{% if quotes %}<h2>What documents say</h2>
{% for quote in quotes %}<blockquote>{{ quote.text }}<br>
<small>{{ quote.document }}, characters {{ quote.start }} to {{ quote.end }}{% if quote.hedged %}, hedged{% endif %}</small>
</blockquote>{% endfor %}{% endif %}
<h2>Properties</h2>
<table>
{% for property, values in rows %}<tr><th scope="row">{{ property }}</th><td>
{% for value in values %}{% if value.href %}<a href="{{ value.href }}">{{ value.text }}</a>{% else %}{{ value.text }}{% endif %}{% if not loop.last %}<br>{% endif %}
{% endfor %}</td></tr>
{% endfor %}</table>
{% if incoming %}<h2>Mentioned by</h2>
<table>
{% for property, values in incoming %}<tr><th scope="row">{{ property }} of</th><td>
{% for value in values %}<a href="{{ value.href }}">{{ value.text }}</a>{% if not loop.last %}<br>{% endif %}
{% endfor %}</td></tr>
{% endfor %}</table>{% endif %}
</body>
</html>
"""


class NodePages:
    """The nodes of one graph by their path on the server.

    A path is what stands behind the base IRI: ``entity/kratom``, ``claim/0123``.
    """

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg
        self._names = t.Names(kg.base_iri)
        self._prefixes = {**t.VOCABULARY_PREFIXES, **self._names.prefixes}
        self._template = Environment(
            autoescape=select_autoescape(default=True, default_for_string=True)
        ).from_string(_TEMPLATE)

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        found: dict[str, Block] = {}
        for section in sections(self._kg):
            for block in section.blocks:
                known = found.get(block.subject)
                pairs = block.pairs if known is None else (*known.pairs, *block.pairs)
                found[block.subject] = Block(block.subject, pairs)
        return found

    @cached_property
    def _incoming(self) -> dict[str, list[tuple[str, str]]]:
        """Property and subject of the triples that point to each node of the graph."""
        found: dict[str, list[tuple[str, str]]] = {}
        for block in self._blocks.values():
            for prop, value in block.pairs:
                if value in self._blocks:
                    found.setdefault(value, []).append((prop, block.subject))
        return found

    def _node(self, path: str) -> str:
        return f"<{self._names.base}{path}>"

    def __contains__(self, path: object) -> bool:
        return self._node(str(path)) in self._blocks

    def _described(self, path: str) -> list[Block]:
        """Return a node's block, those of the nodes that it owns, and the lines of a claim."""
        node = self._node(path)
        start = f"{node[:-1]}-"
        wanted = [node]
        for prop, subject in self._incoming.get(node, ()):
            if prop == t.skg("states"):
                wanted.append(subject)
        for prop, value in self._blocks[node].pairs:
            if prop.endswith("Line>") and value in self._blocks:
                wanted.append(value)
        owners = tuple(f"{name[:-1]}-" for name in wanted)
        owned = [name for name in self._blocks if name.startswith((start, *owners))]
        return [self._blocks[name] for name in dict.fromkeys([*wanted, *owned])]

    def turtle(self, path: str) -> str:
        """Return what the graph says about a node as Turtle."""
        return "".join(turtle_chunks([Section("", self._described(path))], self._prefixes))

    def json_ld(self, path: str) -> str:
        """Return what the graph says about a node as JSON-LD."""
        writer = NodeWriter(self._kg.base_iri)
        nodes = [writer.node(block) for block in self._described(path)]
        whole = {"@context": context(self._kg.base_iri), "@graph": nodes}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def html(self, path: str) -> str:
        """Return the page of a node; all text of the graph is escaped."""
        node = self._node(path)
        block = self._blocks[node]
        key = path.rpartition("/")[2]
        assessment = self._kg.assessments.get(key) if path.startswith("claim/") else None
        marks: list[str] = []
        quotes: list[dict[str, Any]] = []
        if assessment is not None:
            marks = [assessment.status.value, assessment.verdict.value]
            quotes = [
                {
                    "text": said.quote,
                    "document": said.document_id,
                    "start": said.sentence.start,
                    "end": said.sentence.end,
                    "hedged": said.hedged,
                }
                for said in self._kg.assertions.get(key, ())
            ]
        pairs = sorted(set(self._incoming.get(node, ())))[:MAX_INCOMING]
        return self._template.render(
            title=self._label(node),
            marks=marks,
            why=assessment.why if assessment is not None else "",
            quotes=quotes,
            rows=self._rows(block.pairs),
            incoming=self._rows(pairs),
        )

    def _rows(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[dict[str, str]]]]:
        return [
            (shorten(prop[1:-1], self._prefixes), [self._value(value) for _, value in values])
            for prop, values in groupby(pairs, itemgetter(0))
        ]

    def _value(self, term: str) -> dict[str, str]:
        """Return the text and the link of a value; only http(s) and own addresses are links."""
        if term.startswith('"'):
            return {"text": _literal(term), "href": ""}
        address = term[1:-1]
        if term in self._blocks:
            href = "/" + address.removeprefix(self._names.base)
            return {"text": self._label(term), "href": href}
        safe = address.startswith(("http://", "https://"))
        return {"text": shorten(address, self._prefixes), "href": address if safe else ""}

    def _label(self, node: str) -> str:
        wanted = (t.LABEL, t.TITLE, t.EXACT)
        pairs = dict(reversed(self._blocks[node].pairs))
        for prop in wanted:
            if prop in pairs:
                return _literal(pairs[prop])
        return shorten(node[1:-1], self._prefixes)


def _literal(term: str) -> str:
    """Return the text of a literal in N-Triples notation."""
    from pyoxigraph import Literal, RdfFormat, parse

    if "\\" not in term:
        return term[1 : term.rindex('"')]
    (quad,) = parse(f"<x:s> <x:p> {term} .", RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, Literal)
    return quad.object.value
