"""Asking in another process, so that a time limit holds even inside one long native call."""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from substancekg.errors import GraphError, QueryError

KEPT = 2
"""So many processes stay ready for the next query on the same graph."""

MEMORY = 4 << 30
"""Bytes that a query may take beside the graph."""


@dataclass(slots=True)
class RawAnswer:
    """What the engine said.

    :ivar variables: of a SELECT; ``None`` for other forms
    :ivar items: rows of a SELECT (terms or ``None``), or triples
    :ivar truth: of an ASK; ``None`` for other forms
    """

    variables: list[str] | None = None
    items: list[tuple[Any, ...]] = field(default_factory=list)
    truth: bool | None = None


class EngineError(QueryError):
    """The engine refused a query.

    :ivar kind: ``syntax``, ``dataset``, ``rows`` or ``engine``
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


class QueryProcess:
    """One process with one store.

    :param contained: take the network and further files away from it
    :param memory: bytes that queries may take beside the graph, where the system can hold it to that
    """

    def __init__(
        self, kind: str, place: Any, *, contained: bool = True, memory: int | None = MEMORY
    ) -> None:
        environment = dict(os.environ)
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "substancekg.graph.sparql_worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment,
        )  # fmt: skip
        self._messages: queue.SimpleQueue[tuple[Any, ...] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()
        self._send((kind, place, contained, memory))
        message = self._messages.get()
        if message is None or message[0] == "error":
            self.stop()
            raise GraphError(str(message[2]) if message else "the query process did not start")
        self.base_iri = str(message[1])

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def ask(self, request: tuple[Any, ...], timeout: float | None) -> RawAnswer:
        """Return the answer to one request; one at a time.

        :raises QueryError: when the time is up (the process is then gone) or it died
        :raises EngineError: when the engine refuses
        """
        with self._lock:
            deadline = None if timeout is None else time.monotonic() + timeout
            self._send(request)
            answer = RawAnswer()
            while True:
                message = self._next(deadline, timeout)
                kind = message[0]
                if kind == "end":
                    return answer
                if kind == "batch":
                    answer.items.extend(message[1])
                elif kind == "variables":
                    answer.variables = message[1]
                elif kind == "boolean":
                    answer.truth = message[1]
                elif kind == "error":
                    raise EngineError(message[1], message[2])

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    def _send(self, message: tuple[Any, ...]) -> None:
        stream = self._process.stdin
        assert stream is not None
        try:
            pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
            stream.flush()
        except OSError:
            self._messages.put(None)

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while True:
                self._messages.put(pickle.load(stream))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._messages.put(None)

    def _next(self, deadline: float | None, timeout: float | None) -> tuple[Any, ...]:
        try:
            wait = None if deadline is None else max(0.0, deadline - time.monotonic())
            message = self._messages.get(timeout=wait)
        except queue.Empty:
            self.stop()
            raise QueryError(
                f"stopped after {timeout:g} s; narrow the query, add LIMIT, or give it more time "
                "with --timeout"
            ) from None
        if message is None:
            self.stop()
            raise QueryError(
                "the query needed more memory than it may take, or its process was ended; narrow "
                "it or add LIMIT"
            )
        return message


_kept: OrderedDict[Hashable, tuple[QueryProcess, Any]] = OrderedDict()
_kept_lock = threading.Lock()


def process_for(
    key: Hashable, kind: str, place: Any, *, contained: bool, held: Any
) -> QueryProcess:
    """Return a running process for a graph, the one of its last query where there is one.

    :param key: identity of the graph as it is now
    :param place: what the process opens, or a function without parameters that returns it
    :param held: kept alive beside the process, so that an identity in ``key`` stays its own
    """
    with _kept_lock:
        known = _kept.get(key)
        if known is not None:
            if known[0].alive:
                _kept.move_to_end(key)
                return known[0]
            del _kept[key]
    process = QueryProcess(kind, place() if callable(place) else place, contained=contained)
    with _kept_lock:
        _kept[key] = (process, held)
        while len(_kept) > KEPT:
            _, (oldest, _) = _kept.popitem(last=False)
            oldest.stop()
    return process


@atexit.register
def stop_all() -> None:
    """End all kept processes."""
    with _kept_lock:
        for process, _ in _kept.values():
            process.stop()
        _kept.clear()
