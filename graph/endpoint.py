"""A SPARQL 1.1 endpoint as a graph: asked over HTTP, never trusted to answer in time or in full."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from substancekg.errors import GraphError, QueryError
from substancekg.graph import rdf_terms as t
from substancekg.graph.nodes import Nodes
from substancekg.graph.rdf_files import one_line
from substancekg.ontology.vocabulary import entity_types

if TYPE_CHECKING:
    import httpx

PAGE = 10_000
"""Rows asked for at once when a whole graph is read; many servers give no more."""
MAX_ANSWER_BYTES = 1 << 30
_ACCEPT_TABLE = "application/sparql-results+json"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.8"

_KINDS: Sequence[str] = (
    f"{t.SKG}Claim", f"{t.SKG}EvidenceLine", f"{t.SKG}Assertion", f"{t.OA}SpecificResource",
    f"{t.OA}TextPositionSelector", f"{t.SKG}Chain", f"{t.SKG}Hop", f"{t.SKG}Evidence",
    f"{t.SKG}Paper", f"{t.SKG}Source", f"{t.SKG}Document", f"{t.SKG}Build", f"{t.SKG}Policy",
    f"{t.SKG}SearchedTable", f"{t.PROV}SoftwareAgent", f"{t.VOID}Dataset",
)  # fmt: skip


class Endpoint:
    """One endpoint by its URL.

    :param timeout: seconds for each request, from its start to the last byte of its answer
    """

    def __init__(self, url: str, *, timeout: float = 60.0) -> None:
        self.url = url
        self.timeout = timeout

    def select(self, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return the variables and rows of a SELECT; terms are those of pyoxigraph.

        :raises QueryError: if the endpoint refuses the query or takes too long
        :raises GraphError: if it cannot be reached or its answer is no result
        """
        found = self.table(query)
        if isinstance(found, QueryBoolean):
            raise GraphError(f"{self.url}: answered a SELECT with a truth value")
        names = [variable.value for variable in found.variables]
        try:
            return names, [tuple(row) for row in found]
        except (SyntaxError, ValueError) as error:
            raise GraphError(f"{self.url}: the answer breaks off ({one_line(error)})") from error

    def table(self, query: str) -> QuerySolutions | QueryBoolean:
        """Return the answer to a SELECT or ASK.

        :raises QueryError: as :meth:`select`
        :raises GraphError: as :meth:`select`
        """
        body, _ = self._ask(query, _ACCEPT_TABLE)
        try:
            return parse_query_results(body, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise GraphError(
                f"{self.url}: no SPARQL results in the answer ({one_line(error)}); "
                "is this the address of a SPARQL endpoint?"
            ) from error

    def truth(self, query: str) -> bool:
        """Return the answer to an ASK.

        Where JSON is asked for, Virtuoso gives a table: one row for true, none for false.

        :raises QueryError: as :meth:`select`
        :raises GraphError: as :meth:`select`
        """
        found = self.table(query)
        if isinstance(found, QueryBoolean):
            return bool(found)
        if [variable.value.lower() for variable in found.variables] == ["__ask_retval"]:
            return len(list(found)) > 0
        raise GraphError(f"{self.url}: answered an ASK without a truth value")

    def triples(self, query: str) -> list[Triple]:
        """Return the answer to a CONSTRUCT or DESCRIBE.

        :raises QueryError: as :meth:`select`
        :raises GraphError: as :meth:`select`
        """
        body, media_type = self._ask(query, _ACCEPT_TRIPLES)
        found = RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE
        try:
            return [quad.triple for quad in parse(body, found)]
        except (SyntaxError, ValueError) as error:
            raise GraphError(f"{self.url}: no RDF in the answer ({one_line(error)})") from error

    def nodes(self) -> Nodes:
        """Return all that the endpoint holds of the project's vocabulary.

        Each class is read in pages, and the rows are counted before and after, so that a server
        that cuts its answers short is found out.

        :raises GraphError: if the endpoint cannot be reached, or gives fewer rows than it counts
        """
        nodes = Nodes()
        for kind in (*_KINDS, *(t.SKG + name for name in entity_types())):
            pattern = f"?s a <{kind}> . ?s ?p ?o"
            rows = f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }}"
            _, counted = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {rows} }} }}")
            total = int(counted[0][0].value)
            if total:
                read = nodes.add(self._pages(rows, total))
                if read != total:
                    raise GraphError(
                        f"{self.url}: gave {read} of {total} rows about {kind}; "
                        "raise its limit on result rows"
                    )
        return nodes

    def _pages(self, select: str, total: int) -> Iterator[Triple]:
        """Yield the rows of a query as triples, page after page, each once.

        Pages are not sorted, which would be too much for large graphs; a server that gives a row
        on two pages therefore owes another one, and the caller's count finds that out.
        """
        offset = 0
        seen: set[int] = set()
        while offset < total:
            _, rows = self.select(f"{select} LIMIT {PAGE} OFFSET {offset}")
            for row in rows:
                mark = hash(row)
                if mark not in seen and isinstance(row[1], NamedNode):
                    seen.add(mark)
                    yield Triple(*row)
            if not rows:
                return
            offset += len(rows)

    def _ask(self, query: str, accept: str) -> tuple[bytes, str]:
        """Return the body and media type of an answer; the time limit covers all of it."""
        import httpx

        deadline = time.monotonic() + self.timeout
        try:
            with httpx.stream(
                "POST", self.url, data={"query": query}, headers={"Accept": accept},
                timeout=self.timeout, follow_redirects=True,
            ) as response:  # fmt: skip
                body = self._body(response, deadline)
        except httpx.TimeoutException:
            raise self._too_slow() from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = one_line(error) or type(error).__name__
            raise GraphError(f"{self.url}: cannot be reached ({reason})") from error
        if response.is_success:
            return body, response.headers.get("content-type", "").partition(";")[0].strip()
        said = " ".join(body[:400].decode("utf-8", "replace").split())
        raise QueryError(f"{self.url}: HTTP {response.status_code}: {said}")

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if time.monotonic() > deadline:
                raise self._too_slow()
            if size > MAX_ANSWER_BYTES:
                raise QueryError(f"{self.url}: the answer is larger than {MAX_ANSWER_BYTES} bytes")
        return b"".join(parts)

    def _too_slow(self) -> QueryError:
        return QueryError(
            f"{self.url}: no full answer within {self.timeout:g} s; narrow the query or give it "
            "more time with --timeout"
        )
