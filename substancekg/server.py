"""A graph on this machine's own web server: explorer, query page, SPARQL endpoint, node pages.

Everything is read-only. It listens on the loopback address unless told otherwise, answers only to
its own host names there, and lets no other origin read its answers unless one is named.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from substancekg.errors import SubstanceKGError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from substancekg.graph.knowledge_graph import KnowledgeGraph

QUERY_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Query the graph</title>
<link rel="stylesheet" href="/assets/yasgui.min.css">
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 1rem; }}
nav a {{ margin-right: 1rem; }}
select {{ max-width: 100%; font: inherit; }}
.autocompleteWrapper {{ display: none; }}
</style>
</head>
<body>
<nav><a href="/">Explorer</a><a href="/sparql">Endpoint</a><a href="/ontology">Ontology</a></nav>
<p><label>Saved queries: <select id="saved"><option value="">choose one to ask it</option>
{options}
</select></label></p>
<pre id="start" hidden>{start}</pre>
<div id="yasgui"></div>
<noscript>
<form action="/sparql" method="get">
<p><label for="query">SPARQL</label></p>
<textarea id="query" name="query" rows="12" cols="80">{start}</textarea>
<input type="hidden" name="format" value="csv">
<p><button>Ask</button></p>
</form>
</noscript>
<script src="/assets/yasgui.min.js"></script>
<script src="/assets/query.js"></script>
</body>
</html>
"""
START = """\
SELECT ?claim ?label ?status ?verdict WHERE {
  ?claim a skg:Claim ; rdfs:label ?label ; skg:status ?status ; skg:verdict ?verdict .
}
ORDER BY ?label LIMIT 100
"""
ASSETS = {
    "yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css", "query.js": "text/javascript",
    "yasgui.LICENSE.txt": "text/plain",
}  # fmt: skip
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
EXPLORER_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class ServerError(SubstanceKGError, OSError):
    """The server cannot start."""


def create_app(
    source: str | Path,
    *,
    timeout: float = 30.0,
    max_rows: int | None = 100_000,
    cors: str | None = None,
    hosts: tuple[str, ...] = ("*",),
    workers: int = 2,
) -> Starlette:
    """Return the ASGI application for a graph.

    :param cors: origin whose pages may read the answers; none by default
    :param hosts: host names that the server answers to
    :param workers: queries that run at once
    :raises GraphError: if the graph cannot be loaded
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Route

    from substancekg.graph.load import load_graph
    from substancekg.graph.sources import locate
    from substancekg.graph.sparql_pool import QueryPool
    from substancekg.sparql_protocol import SparqlEndpoint

    kg = load_graph(source)
    remote = locate(source).kind == "endpoint"
    pool = QueryPool(kg if remote else source, size=workers)
    pages = _Pages(kg)
    endpoint = SparqlEndpoint(pool, timeout=timeout, max_rows=max_rows)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))]
    if cors is not None:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=[cors], allow_methods=["GET", "POST"])
        )
    return Starlette(
        routes=[
            Route("/", pages.explorer),
            Route("/query", pages.query),
            Route("/sparql", endpoint.__call__, methods=["GET", "POST"]),
            Route("/health", pages.health),
            Route("/ontology", pages.ontology),
            Route("/shapes", pages.shapes),
            Route("/graph.ttl", pages.whole),
            Route("/assets/{name}", pages.asset),
            Route("/favicon.ico", pages.icon),
            Route("/{path:path}", pages.node),
        ],
        middleware=middleware,
        lifespan=lifespan,
    )


class _Pages:
    """The pages of one graph; those that take long to make are made once."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        from substancekg.server_pages import NodePages

        self._kg = kg
        self._nodes = NodePages(kg)
        self._explorer = ""
        self._query = ""

    async def explorer(self, request: object) -> object:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import HTMLResponse

        if not self._explorer:
            from substancekg.viz.explorer import render_html

            self._explorer = await run_in_threadpool(render_html, self._kg)
        return HTMLResponse(self._explorer, headers=_headers(EXPLORER_POLICY))

    async def query(self, request: object) -> object:
        from starlette.responses import HTMLResponse

        if not self._query:
            self._query = QUERY_PAGE.format(
                options=_saved_options(self._kg), start=escape(_declared(START, self._kg.base_iri))
            )
        return HTMLResponse(self._query, headers=_headers(PAGE_POLICY))

    async def health(self, request: object) -> object:
        from starlette.responses import JSONResponse

        found = {
            "status": "ok", "claims": len(self._kg.claims), "documents": len(self._kg.documents),
        }  # fmt: skip
        return JSONResponse(found)

    async def ontology(self, request: object) -> object:
        from substancekg.graph.ontology_turtle import ontology_file

        return _turtle(ontology_file().read_text(encoding="utf-8"))

    async def shapes(self, request: object) -> object:
        from substancekg.graph.shapes import shapes_file

        return _turtle(shapes_file().read_text(encoding="utf-8"))

    async def whole(self, request: object) -> object:
        from starlette.concurrency import run_in_threadpool

        from substancekg.graph.turtle import turtle

        return _turtle(await run_in_threadpool(turtle, self._kg))

    async def asset(self, request: object) -> object:
        from starlette.requests import Request
        from starlette.responses import PlainTextResponse, Response

        assert isinstance(request, Request)
        name = request.path_params["name"]
        if name not in ASSETS:
            return PlainTextResponse("not found\n", 404)
        data = files("substancekg.viz").joinpath("assets", name).read_bytes()
        return Response(data, media_type=ASSETS[name], headers=_headers(PAGE_POLICY))

    async def icon(self, request: object) -> object:
        from starlette.responses import Response

        return Response(status_code=204)

    async def node(self, request: object) -> object:
        from starlette.requests import Request
        from starlette.responses import HTMLResponse, PlainTextResponse, Response

        from substancekg.sparql_protocol import negotiate

        assert isinstance(request, Request)
        path = request.path_params["path"]
        if path not in self._nodes:
            return PlainTextResponse(f"nothing is known of {path}\n", 404)
        offered = {
            "text/html": "html", "text/turtle": "turtle", "application/ld+json": "jsonld",
            "application/json": "jsonld",
        }  # fmt: skip
        wanted = request.query_params.get("format")
        found = (
            (wanted, wanted)
            if wanted in offered.values()
            else negotiate(request.headers.get("accept", ""), offered)
        )
        if found is None:
            return PlainTextResponse("comes as " + ", ".join(offered) + "\n", 406)
        vary = {"Vary": "Accept"}
        if found[1] == "turtle":
            return _turtle(self._nodes.turtle(path), vary)
        if found[1] == "jsonld":
            return Response(
                self._nodes.json_ld(path), media_type="application/ld+json", headers=vary
            )
        return HTMLResponse(self._nodes.html(path), headers={**_headers(PAGE_POLICY), **vary})


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


def _turtle(text: str, headers: dict[str, str] | None = None) -> object:
    from starlette.responses import Response

    return Response(text, media_type="text/turtle; charset=utf-8", headers=headers)


def _declared(query: str, base_iri: str) -> str:
    """Return a query with the prefixes that it uses declared, as other endpoints need it."""
    from substancekg.graph.sparql_guard import check_query
    from substancekg.graph.sparql_results import prefixes_for

    prefixes = prefixes_for(base_iri)
    used = sorted(check_query(query).used & set(prefixes))
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in used) + query


def _saved_options(kg: KnowledgeGraph) -> str:
    from substancekg.graph.saved_queries import bind_query, saved_queries

    lines = []
    for query in saved_queries().values():
        text = _declared(bind_query(query.name, {}, kg), kg.base_iri)
        lines.append(
            f'<option value="{escape(query.name)}" title="{escape(query.description)}" '
            f'data-query="{escape(text)}">{escape(query.title)}</option>'
        )
    return "\n".join(lines)


def allowed_hosts(host: str) -> tuple[str, ...]:
    """Return the host names that a server on an address answers to.

    On the loopback address only its own names count, so that a web page elsewhere cannot reach the
    server under a name of its own that it lets point here.
    """
    try:
        loopback = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        loopback = host == "localhost"
    return ("127.0.0.1", "localhost", "[::1]", "::1", host) if loopback else ("*",)


def serve_graph(
    source: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    timeout: float = 30.0,
    max_rows: int | None = 100_000,
    cors: str | None = None,
) -> None:
    """Serve a graph until interrupted; running requests are let finish.

    :param port: 0 takes a free one
    :raises GraphError: if the graph cannot be loaded
    :raises ServerError: if the address is taken or not this machine's, or what serves is missing
    """
    from substancekg.console import message

    try:
        import uvicorn
    except ImportError as error:
        raise ServerError("serving needs 'pip install substancekg[serve]'") from error
    app = create_app(
        source, timeout=timeout, max_rows=max_rows, cors=cors, hosts=allowed_hosts(host)
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServerError(f"cannot listen on {host} port {port}: {reason}; try --port") from error
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    message(f"serving {address}/ (explorer), {address}/query, {address}/sparql; Ctrl-C stops")
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=5, server_header=False
    )
    with suppress(KeyboardInterrupt):  # the ordinary way to stop
        uvicorn.Server(config).run(sockets=[listening])
