"""Several processes on one graph, so that one slow query does not hold up the others."""

from __future__ import annotations

import queue
from pathlib import Path

from substancekg.errors import QueryError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.sources import locate
from substancekg.graph.sparql import ask_process
from substancekg.graph.sparql_guard import check_query
from substancekg.graph.sparql_process import QueryProcess
from substancekg.graph.sparql_results import QueryResult


class BusyError(QueryError):
    """All processes were at work for as long as the query might have taken."""


class QueryPool:
    """Asks one graph from several threads.

    Processes start when they are first needed and are replaced when a query had to be stopped.

    :param source: a graph in memory, or a local folder or file
    :param size: queries that run at once
    :raises GraphError: if the graph cannot be read
    """

    def __init__(self, source: KnowledgeGraph | str | Path, *, size: int = 2) -> None:
        if isinstance(source, KnowledgeGraph):
            from substancekg.graph.store import ntriples

            self._kind, self._place = "ntriples", ntriples(source)
        else:
            found = locate(source, prefer="store")
            self._kind, self._place = found.kind, found.place  # type: ignore[assignment]
        self._free: queue.LifoQueue[QueryProcess | None] = queue.LifoQueue()
        for _ in range(size - 1):
            self._free.put(None)
        self._size = size
        self._free.put(self._start())  # a graph that cannot be read is found out at once

    def run(
        self, sparql: str, *, timeout: float, max_rows: int | None = None, entail: bool = False
    ) -> QueryResult:
        """Return the answer to one query.

        :raises QueryError: as :func:`substancekg.graph.sparql.run_query`
        :raises BusyError: if no process got free in time
        """
        checked = check_query(sparql)
        try:
            process = self._free.get(timeout=timeout)
        except queue.Empty:
            raise BusyError("too many queries are running; try again later") from None
        try:
            if process is None or not process.alive:
                process = self._start()
            return ask_process(process, checked, timeout, max_rows, entail)
        finally:
            self._free.put(process if process is not None and process.alive else None)

    def close(self) -> None:
        """End all processes; running queries fail."""
        for _ in range(self._size):
            try:
                process = self._free.get(timeout=1.0)
            except queue.Empty:
                return
            if process is not None:
                process.stop()

    def _start(self) -> QueryProcess:
        return QueryProcess(self._kind, self._place)
