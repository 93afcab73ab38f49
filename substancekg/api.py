"""The Python interface: a graph that can be asked, explained, drawn, saved and compared.

>>> import substancekg as skg
>>> kg = skg.build_texts({"note": "Caffeine blocks adenosine receptors."})
>>> [(row["subject"], row["predicate"], row["object"], row["status"]) for row in kg.claims()]
[('caffeine', 'antagonist_of', 'adenosine receptor', 'literature-supported')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from substancekg.graph.knowledge_graph import DEFAULT_BASE_IRI, KnowledgeGraph
from substancekg.graph.policy import Policy
from substancekg.ontology.terms import Polarity, Status, Verdict
from substancekg.pipeline import BuildResult, Failure, build_from_texts, build_graph

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from substancekg.graph.diff import GraphDiff
    from substancekg.graph.measures import Measures
    from substancekg.graph.paths import GraphPath
    from substancekg.graph.sparql_results import QueryResult
    from substancekg.loaders.reading.reader import MentionSource

Row = dict[str, Any]


class ClaimRows(Sequence[Row]):
    """Rows of claims, in the order of subject, predicate, object.

    Each row is a dict with the fields that ``substancekg claims --format jsonl`` prints.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = list(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> ClaimRows: ...
    def __getitem__(self, index: int | slice) -> Row | ClaimRows:
        if isinstance(index, slice):
            return ClaimRows(self._rows[index])
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} claims>"

    def _repr_html_(self) -> str:
        from substancekg.viz.notebook import rows_html

        return rows_html(self._rows)

    def to_csv(self, path: str | Path | None = None) -> str | None:
        """Return the rows as CSV, or write them to a file and return ``None``.

        :raises OutputError: if the file cannot be written
        """
        from substancekg.files import write_text
        from substancekg.graph.rows import rows_to_csv

        text = rows_to_csv(self._rows)
        if path is None:
            return text
        write_text(Path(path), text)
        return None

    def to_dataframe(self) -> pd.DataFrame:
        """Return the rows as a pandas DataFrame, one column a field.

        :raises ModuleNotFoundError: if pandas is not installed
        """
        import pandas

        from substancekg.graph.rows import CLAIM_COLUMNS

        return pandas.DataFrame(self._rows, columns=list(CLAIM_COLUMNS))


class Graph:
    """A knowledge graph with the questions that people ask it.

    :ivar data: the graph itself, immutable
    :ivar failures: documents that could not be read when it was built; empty when it was loaded
    """

    def __init__(self, data: KnowledgeGraph, failures: tuple[Failure, ...] = ()) -> None:
        self.data = data
        self.failures = failures

    def __repr__(self) -> str:
        return f"<Graph: {len(self.data.claims)} claims from {len(self.data.documents)} documents>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self.data == other.data

    __hash__ = None  # type: ignore[assignment]  # equal by content, and contents are large

    def _repr_html_(self) -> str:
        from substancekg.viz.notebook import graph_html

        return graph_html(self.data)

    def claims(
        self,
        *,
        about: str | None = None,
        predicate: str | None = None,
        status: str | Status | None = None,
        verdict: str | Verdict | None = None,
        document: str | None = None,
    ) -> ClaimRows:
        """Return claims as rows; empty when nothing fits.

        :param about: any name or identifier of an entity at either end
        :param predicate: this predicate and those below it
        :raises UnknownNameError: if a name is not known; nearly right ones are suggested
        :raises ValueError: if a status or verdict is none
        """
        from substancekg.graph.rows import claim_rows

        return ClaimRows(
            claim_rows(
                self.data,
                about=about,
                predicate=predicate,
                status=Status(status) if status is not None else None,
                verdict=Verdict(verdict) if verdict is not None else None,
                document=document,
            )
        )

    def query(self, sparql: str, **options: Any) -> QueryResult:
        """Ask SPARQL; prefixes of the project are declared.

        :param options: ``timeout`` in seconds, ``max_rows``, ``entail``
        :raises QueryError: if the query is malformed, not allowed, or runs over a limit
        """
        from substancekg.graph.sparql import run_query

        return run_query(self.data, sparql, **options)

    def ask_saved(self, name: str, **parameters: str) -> QueryResult:
        """Ask one of the saved queries by its name.

        :raises UnknownNameError: if there is no such query or an entity is not known
        """
        from substancekg.graph.saved_queries import bind_query
        from substancekg.graph.sparql import run_query

        return run_query(self.data, bind_query(name, parameters, self.data))

    def explain(self, subject: str, predicate: str, obj: str, *, negated: bool = False) -> str:
        """Return in plain words what is claimed, where, and what speaks against and for it.

        :raises UnknownNameError: if a name is not known, or the graph has no such claim
        """
        from substancekg.graph.explain import explain_claims

        polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED
        found = explain_claims(self.data, subject, predicate, obj, polarity)
        return "\n\n".join(item.text for item in found)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the graph as a networkx MultiDiGraph: nodes by slug, edges by claim key."""
        from substancekg.graph.network import to_networkx

        return to_networkx(self.data)

    def measures(self) -> Measures:
        """Return counts that mean something here: support by predicate and document, hubs ..."""
        from substancekg.graph.measures import measure

        return measure(self.data)

    def paths(
        self, start: str, end: str, *, supported_only: bool = False, limit: int = 3
    ) -> list[GraphPath]:
        """Return the shortest ways between two entities; empty when they are not connected.

        :raises UnknownNameError: if a name is not known
        """
        from substancekg.graph.paths import find_paths

        return list(find_paths(self.data, start, end, supported_only=supported_only, limit=limit))

    def diff(self, other: Graph) -> GraphDiff:
        """Return what a later graph adds, lacks and judges otherwise."""
        from substancekg.graph.diff import diff_graphs

        return diff_graphs(self.data, other.data)

    def __or__(self, other: Graph) -> Graph:
        """Return the union of two graphs that were built with the same data and policy."""
        from substancekg.graph.assemble import union

        return Graph(union(self.data, other.data), self.failures + other.failures)

    def save(self, path: str | Path, **options: Any) -> None:
        """Write the graph to a folder (everything) or a file by its extension.

        :raises OutputError: if it cannot be written; what was there is then still there
        """
        from substancekg.saving import check_output, save_graph

        check_output(Path(path))
        save_graph(self.data, Path(path), **options)

    def view(self, path: str | Path, **options: Any) -> Path:
        """Write the explorer to an HTML file and return its path.

        :param options: ``title``, ``about``, ``hops``, ``documents``, ``status``, ``max_drawn``
        """
        from substancekg.viz.explorer import write_html

        write_html(self.data, Path(path), **options)
        return Path(path)


def build(
    documents: Sequence[str | Path],
    *,
    lexicon: Sequence[str | Path] = (),
    evidence: Sequence[str | Path] = (),
    curated_evidence: bool = True,
    policy: Policy | None = None,
    retractions: str | Path | None = None,
    base_iri: str = DEFAULT_BASE_IRI,
    mentions: MentionSource = "given-if-any",
    format: str | None = None,
    jobs: int = 1,
) -> Graph:
    """Read documents (files, folders, URLs) and return their graph.

    Documents that could not be read are in :attr:`Graph.failures`.

    :raises SubstanceKGError: if none could be read, or a table is wrong
    """
    result = build_graph(
        [str(document) for document in documents],
        lexicon_files=[Path(path) for path in lexicon],
        evidence_files=[Path(path) for path in evidence],
        curated=curated_evidence,
        policy=policy,
        retractions=Path(retractions) if retractions is not None else None,
        base_iri=base_iri,
        mentions=mentions,
        format_name=format,
        jobs=jobs,
    )
    return _wrapped(result)


def build_texts(texts: Mapping[str, str], *, policy: Policy | None = None) -> Graph:
    """Return the graph of texts by their names, with the shipped lexicon and evidence."""
    return _wrapped(build_from_texts(texts, policy=policy))


def _wrapped(result: BuildResult) -> Graph:
    return Graph(result.graph, result.failures)


def load(source: str | Path) -> Graph:
    """Load a graph: a folder made by build, an RDF file, a store folder or an endpoint's URL.

    :raises GraphError: if it cannot be loaded or does not follow the shapes
    """
    from substancekg.graph.load import load_graph

    return Graph(load_graph(source))
