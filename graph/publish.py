"""Loading a graph into a SPARQL server by the Graph Store Protocol: in batches, with retries.

The triples have no blank nodes, so a batch that arrives twice does no harm, and a load that broke
off can simply be run again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import Quad

from substancekg.errors import GraphError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import triples
from substancekg.graph.rdf_files import one_line, read_quads
from substancekg.graph.sources import locate

if TYPE_CHECKING:
    import httpx

BATCH = 10_000
"""Triples in one request."""
ATTEMPTS = 5
"""So many times a request is tried when the server is busy or cannot be reached."""
FIRST_PAUSE = 0.5
"""Seconds before the second attempt; each further pause is twice as long."""


def publish(
    source: KnowledgeGraph | str | Path,
    url: str,
    *,
    named_graph: str | None = None,
    user: str | None = None,
    replace: bool = False,
    batch: int = BATCH,
    progress: Callable[[int], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Send all triples of a graph to a server and return how many were sent.

    :param url: the Graph Store endpoint (``http://host:7878/store``,
        ``http://host:8890/sparql-graph-crud-auth``)
    :param named_graph: IRI of the graph to load into; the default graph when not given
    :param user: ``name:password``, for servers that ask for it
    :param replace: remove what that graph holds first
    :param progress: called after each batch with the number of triples sent so far
    :raises GraphError: if the graph cannot be read, or the server refuses it or stays away
    """
    import httpx

    if not url.startswith(("http://", "https://")):
        raise GraphError(f"{url}: give the http(s) address of a Graph Store endpoint")
    sent = 0
    with httpx.Client(timeout=120.0, follow_redirects=True) as client:
        sender = _Sender(client, _graph_url(url, named_graph), user, pause)
        lines = _lines(source)
        method = "PUT" if replace else "POST"
        while part := list(islice(lines, batch)):
            sender.send(method, "".join(part))
            method = "POST"
            sent += len(part)
            if progress is not None:
                progress(sent)
    return sent


def _lines(source: KnowledgeGraph | str | Path) -> Iterator[str]:
    """Yield the triples of a graph as lines of N-Triples; named graphs taken together."""
    if isinstance(source, KnowledgeGraph):
        for s, p, o in triples(source):
            yield f"{s} {p} {o} .\n"
        return
    found = locate(source)
    quads: Iterator[Quad]
    if found.kind == "endpoint":
        from substancekg.graph.load import load_graph

        yield from _lines(load_graph(source))
        return
    if found.kind == "store":
        from substancekg.graph.store import open_store

        quads = iter(open_store(found.place))
    else:
        quads = read_quads(found.path)
    for quad in quads:
        yield f"{quad.subject} {quad.predicate} {quad.object} .\n"


def _graph_url(url: str, named_graph: str | None) -> str:
    join = "&" if "?" in url else "?"
    if named_graph is None:
        if "sparql-graph-crud" in url:
            raise GraphError(f"{url}: Virtuoso loads into named graphs only; give one with --graph")
        return f"{url}{join}default"
    name = "graph-uri" if "sparql-graph-crud" in url else "graph"
    return f"{url}{join}{name}={quote(named_graph, safe='')}"


class _Sender:
    """Sends batches to one graph of one server."""

    def __init__(
        self, client: httpx.Client, url: str, user: str | None, pause: Callable[[float], None]
    ) -> None:
        self._client, self._url, self._user, self._pause = client, url, user, pause
        self._auth: httpx.Auth | None = None

    def send(self, method: str, body: str) -> None:
        """Send one batch; wait and try again where that may help.

        :raises GraphError: if the server refuses it or stays away
        """
        import httpx

        reason = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                self._pause(FIRST_PAUSE * 2 ** (attempt - 1))
            try:
                response = self._request(method, body)
            except httpx.TransportError as error:
                reason = f"cannot be reached ({one_line(error) or type(error).__name__})"
                continue
            if response.is_success:
                return
            said = " ".join(response.text[:300].split())
            reason = f"HTTP {response.status_code} {said}".strip()
            if response.status_code in (401, 403) and self._user is None:
                reason += "; give --user NAME:PASSWORD"
            if response.status_code not in (408, 425, 429, 500, 502, 503, 504):
                break
        raise GraphError(f"{self._url}: {reason}")

    def _request(self, method: str, body: str) -> httpx.Response:
        headers = {"Content-Type": "text/turtle; charset=utf-8"}  # N-Triples is Turtle
        response = self._client.request(
            method, self._url, content=body.encode("utf-8"), headers=headers, auth=self._auth
        )
        if response.status_code == 401 and self._user is not None and self._auth is None:
            self._auth = _authentication(self._user, response.headers.get("www-authenticate", ""))
            response = self._client.request(
                method, self._url, content=body.encode("utf-8"), headers=headers, auth=self._auth
            )
        return response


def _authentication(user: str, asked: str) -> httpx.Auth:
    """Return the scheme that the server asks for."""
    import httpx

    name, _, password = user.partition(":")
    if asked.lower().startswith("digest"):
        return httpx.DigestAuth(name, password)
    return httpx.BasicAuth(name, password)
