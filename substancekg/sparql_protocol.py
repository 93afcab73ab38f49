"""The SPARQL 1.1 Protocol over HTTP: queries in three ways, answers in the form that is asked for.

Only queries are served; an update is answered with an error. All limits are the pool's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from substancekg.errors import QueryError
from substancekg.graph.rdf_terms import VOCABULARY_PREFIXES
from substancekg.graph.sparql_pool import BusyError, QueryPool

if TYPE_CHECKING:
    from substancekg.graph.sparql_results import QueryResult

MAX_QUERY_BYTES = 1_000_000

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json", "application/json": "json",
    "application/sparql-results+xml": "xml", "application/xml": "xml", "text/xml": "xml",
    "text/csv": "csv", "text/tab-separated-values": "tsv",
}  # fmt: skip
"""Media types for rows and truth values, the preferred one first."""
TRIPLES: Mapping[str, str] = {
    "text/turtle": "turtle", "application/n-triples": "ntriples", "text/plain": "ntriples",
    "application/ld+json": "jsonld", "application/json": "jsonld",
    "application/rdf+xml": "rdfxml", "application/xml": "rdfxml",
}  # fmt: skip
"""Media types for triples, the preferred one first."""

SERVICE_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

[] a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ,
        <http://www.w3.org/ns/formats/SPARQL_Results_XML> ,
        <http://www.w3.org/ns/formats/SPARQL_Results_CSV> ,
        <http://www.w3.org/ns/formats/SPARQL_Results_TSV> ,
        <http://www.w3.org/ns/formats/Turtle> ,
        <http://www.w3.org/ns/formats/N-Triples> ,
        <http://www.w3.org/ns/formats/JSON-LD> ,
        <http://www.w3.org/ns/formats/RDF_XML> ;
    sd:feature sd:UnionDefaultGraph .
"""


def negotiate(accept: str, offered: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the media type and format that an Accept header likes best; ``None`` if none fits.

    The most specific range decides on each type, and the order of ``offered`` among equals. An
    empty header accepts everything.
    """
    ranges: list[tuple[str, float]] = []
    for part in (accept or "*/*").split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        ranges.append((media.lower(), quality))

    def liking(media: str) -> float:
        kind = media.partition("/")[0]
        for wanted in (media, f"{kind}/*", "*/*"):
            found = [quality for name, quality in ranges if name == wanted]
            if found:
                return max(found)
        return 0.0

    best = max(offered, key=liking)  # the first of equals
    return (best, offered[best]) if liking(best) > 0 else None


class Refused(Exception):  # noqa: N818  # an answer, not a fault
    """A request that is answered with an error.

    :ivar status: HTTP status
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class SparqlEndpoint:
    """The endpoint of one graph.

    :param query_page: address of the page for people who open the endpoint in a browser
    """

    def __init__(
        self, pool: QueryPool, *, timeout: float, max_rows: int | None, query_page: str = "/query"
    ) -> None:
        self._pool = pool
        self._timeout, self._max_rows = timeout, max_rows
        self._query_page = query_page

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        try:
            query = await self._query(request)
            if query is None:
                return self._without_query(request)
            entail = request.query_params.get("entail") in ("true", "1")
            result = await run_in_threadpool(
                self._pool.run, query, timeout=self._timeout, max_rows=self._max_rows,
                entail=entail,
            )  # fmt: skip
            return self._answer(request, result)
        except Refused as refused:
            return PlainTextResponse(f"{refused.message}\n", refused.status)
        except BusyError as error:
            return PlainTextResponse(f"{error}\n", 503, {"Retry-After": "5"})
        except QueryError as error:
            return PlainTextResponse(f"{error}\n", _status(str(error)))

    async def _query(self, request: Request) -> str | None:
        parameters = request.query_params
        query: str | None = parameters.get("query")
        if request.method == "POST":
            kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            body = await self._body(request)
            if kind == "application/sparql-query":
                query = body
            elif kind == "application/x-www-form-urlencoded":
                from urllib.parse import parse_qsl

                form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=100))
                if "update" in form:
                    raise Refused(403, "updates are refused: this endpoint is read-only")
                _check_dataset(form)
                query = form.get("query")
            elif kind == "application/sparql-update":
                raise Refused(403, "updates are refused: this endpoint is read-only")
            else:
                raise Refused(
                    415,
                    "send application/sparql-query or application/x-www-form-urlencoded",
                )
            if not query:
                raise Refused(400, "no query in the request")
        if "update" in parameters:
            raise Refused(403, "updates are refused: this endpoint is read-only")
        _check_dataset(parameters)
        return query

    async def _body(self, request: Request) -> str:
        parts = []
        size = 0
        async for part in request.stream():
            size += len(part)
            if size > MAX_QUERY_BYTES:
                raise Refused(413, f"a query has at most {MAX_QUERY_BYTES} bytes")
            parts.append(part)
        try:
            return b"".join(parts).decode("utf-8")
        except UnicodeDecodeError:
            raise Refused(400, "the query is not UTF-8") from None

    def _without_query(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        if "text/html" in accept:
            return RedirectResponse(self._query_page, 303)
        endpoint = str(request.url.replace(query="", fragment=""))
        if any(char in endpoint for char in '<>"{}|^`\\'):
            endpoint = "sparql"
        return Response(
            SERVICE_DESCRIPTION.format(endpoint=endpoint), media_type="text/turtle; charset=utf-8"
        )

    def _answer(self, request: Request, result: QueryResult) -> Response:
        triples = result.columns is None and result.truth is None
        offered = TRIPLES if triples else ROWS
        wanted = request.query_params.get("format", "")
        if wanted:
            by_name = {name: media for media, name in reversed(list(offered.items()))}
            media = by_name.get(wanted, wanted)
            found = (media, offered[media]) if media in offered else None
        else:
            accept = request.headers.get("accept", "")
            found = negotiate(accept, offered)
            if found is None and "text/html" in accept:
                found = next(iter(offered.items()))
        if found is None:
            raise Refused(406, "this answer comes as " + ", ".join(offered))
        media, name = found
        body = triples_as(result, name) if triples else result.serialize(name)
        return Response(
            body, media_type=f"{media}; charset=utf-8" if media.startswith("text/") else media,
            headers={"Vary": "Accept"},
        )  # fmt: skip


def _check_dataset(parameters: Mapping[str, str]) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        if parameters.get(name):
            raise Refused(400, f"{name}: this endpoint has one graph; leave the parameter out")


def _status(message: str) -> int:
    """Return the HTTP status of a query that failed."""
    if message.startswith("stopped after"):
        return 503
    if message.startswith("more than"):
        return 413
    if "SERVICE would send" in message or "would change the graph" in message:
        return 403
    return 400


def triples_as(result: QueryResult, name: str) -> str | bytes:
    """Return the triples of a result as Turtle, N-Triples, JSON-LD or RDF/XML."""
    if name == "turtle":
        return result.serialize("turtle")
    from pyoxigraph import RdfFormat, Triple, serialize

    formats = {
        "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
    }  # fmt: skip
    triples = [Triple(*(term.raw for term in triple)) for triple in result.triples]
    prefixes = dict(result.prefixes or VOCABULARY_PREFIXES)
    found = serialize(triples, format=formats[name], prefixes=prefixes)
    assert found is not None
    return found
