"""The process that asks: it holds one store, answers one query after the other, and can be killed.

Run as ``python -m substancekg.graph.sparql_worker``; the parent is
:mod:`substancekg.graph.sparql_process`. Requests and answers are pickled tuples over stdin and
stdout. A query in Oxigraph cannot be stopped from inside its process, so the parent kills this one
when the time is up.

Before the first query the process gives up the network where the system allows that, so that even
a query that slipped past the guard could not reach out.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Store

BATCH = 2_000
VOID_URI_SPACE = NamedNode("http://rdfs.org/ns/void#uriSpace")
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def give_up_network() -> bool:
    """Move this process into an empty network namespace; ``False`` where that is not allowed."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):
        return bool(ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)
    return False


def give_up_files() -> None:
    """Let no further file or socket be opened; what is open stays open."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def bound_memory(more: int) -> None:
    """Let this process take so many bytes more than it has now, where the system can say that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123  # pathlib is not loaded yet
            now = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))


def open_source(kind: str, place: Any) -> Store:
    """Return the store of a request: N-Triples as bytes, a store's folder or an RDF file."""
    if kind == "ntriples":
        store = Store()
        store.bulk_load(place, format=RdfFormat.N_TRIPLES)
        return store
    if kind == "store":
        return Store.read_only(place)
    from pathlib import Path

    from substancekg.graph.rdf_files import open_rdf

    store = Store()
    with open_rdf(Path(place)) as (stream, found):
        store.bulk_load(stream, found)
    return store


def base_iri(store: Store) -> str:
    """Return the base IRI that the graph says its nodes have; empty when it says none."""
    for quad in store.quads_for_pattern(None, VOID_URI_SPACE, None, None):
        return str(getattr(quad.object, "value", ""))
    return ""


class Answering:
    """Answers the queries on one store."""

    def __init__(self, store: Store, out: IO[bytes]) -> None:
        self.store = store
        self.out = out
        self._entailed: Store | None = None
        self._graphs = set(store.named_graphs())

    def send(self, *message: Any) -> None:
        """Send one message to the parent."""
        pickle.dump(message, self.out, protocol=pickle.HIGHEST_PROTOCOL)
        self.out.flush()

    def answer(
        self, query: str, prefixes: dict[str, str], max_rows: int | None, entail: bool,
        datasets: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Send the answer in batches, then ``("end",)``; or ``("error", kind, message)``."""
        for dataset in datasets:
            if NamedNode(dataset) not in self._graphs:
                self.send("error", "dataset", dataset)
                return
        store = self._with_entailment() if entail else self.store
        try:
            found = store.query(query, prefixes=prefixes, use_default_graph_as_union=not datasets)
        except SyntaxError as error:
            self.send("error", "syntax", str(error))
            return
        except (OSError, ValueError) as error:
            self.send("error", "engine", str(error))
            return
        try:
            self._send_all(found, max_rows)
        except (OSError, ValueError, RuntimeError) as error:
            self.send("error", "engine", str(error))

    def _send_all(self, found: Any, max_rows: int | None) -> None:
        if isinstance(found, QueryBoolean):
            self.send("boolean", bool(found))
            self.send("end")
            return
        rows = isinstance(found, QuerySolutions)
        if rows:
            self.send("variables", [variable.value for variable in found.variables])
        else:
            self.send("triples")
        batch: list[Any] = []
        for count, item in enumerate(found, 1):
            if max_rows is not None and count > max_rows:
                self.send("error", "rows", str(max_rows))
                return
            batch.append(tuple(item))
            if len(batch) >= BATCH:
                self.send("batch", batch)
                batch = []
        self.send("batch", batch)
        self.send("end")

    def _with_entailment(self) -> Store:
        if self._entailed is None:
            from substancekg.graph.entailment import entailed

            self._entailed = entailed(self.store)
        return self._entailed


def main() -> None:
    """Open the store that the first message names, then answer until stdin ends."""
    sys.setrecursionlimit(20_000)
    requests, out = sys.stdin.buffer, sys.stdout.buffer
    kind, place, contained, memory = pickle.load(requests)
    if contained:
        give_up_network()
    try:
        store = open_source(kind, place)
    except Exception as error:  # noqa: BLE001  # the parent tells the user
        pickle.dump(("error", "source", f"{error}"), out)
        out.flush()
        return
    answering = Answering(store, out)
    _read_what_entailment_needs()
    if memory is not None:
        bound_memory(memory)
    if contained and kind != "store":
        give_up_files()
    answering.send("ready", base_iri(store))
    while True:
        try:
            request = pickle.load(requests)
        except EOFError:
            return
        try:
            answering.answer(*request)
        except Exception as error:  # noqa: BLE001  # the parent tells the user
            answering.send("error", "engine", f"{type(error).__name__}: {error}")


def _read_what_entailment_needs() -> None:
    """Load code and tables while files can still be opened."""
    from substancekg.graph import entailment  # noqa: F401
    from substancekg.ontology.vocabulary import predicates

    predicates()


if __name__ == "__main__":
    main()
