"""What a GRAPH argument names: a build's folder, an RDF file, a store folder or an endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from substancekg.errors import GraphError
from substancekg.graph.nodes import Nodes
from substancekg.graph.rdf_files import RDF_FORMATS, one_line, rdf_format, read_quads


@dataclass(frozen=True, slots=True)
class GraphSource:
    """A place that holds a graph.

    :ivar kind: ``file``, ``store`` (a folder of Oxigraph) or ``endpoint``
    :ivar place: path or URL
    """

    kind: Literal["file", "store", "endpoint"]
    place: str

    @property
    def path(self) -> Path:
        """The place as a path."""
        return Path(self.place)


def is_store(path: Path) -> bool:
    """Whether a folder is an Oxigraph store."""
    return (path / "CURRENT").is_file()


def locate(source: str | Path, *, prefer: Literal["file", "store"] = "file") -> GraphSource:
    """Return what a GRAPH argument names.

    :param prefer: which of ``graph.ttl`` and ``store/`` of a build's folder to take; the other
        one serves where it is missing
    :raises GraphError: if there is nothing of the kind
    """
    name = str(source)
    if name.startswith(("http://", "https://")):
        return GraphSource("endpoint", name)
    path = Path(source)
    if path.is_dir():
        if is_store(path):
            return GraphSource("store", name)
        file, store = path / "graph.ttl", path / "store"
        found: dict[str, GraphSource] = {}
        if file.is_file():
            found["file"] = GraphSource("file", str(file))
        if is_store(store):
            found["store"] = GraphSource("store", str(store))
        if not found:
            raise GraphError(
                f"{path}: no graph in this folder (neither graph.ttl nor store/); "
                "`substancekg build DOC... -o FOLDER` makes one"
            )
        return found.get(prefer) or next(iter(found.values()))
    if path.exists() and rdf_format(path) is None:
        known = ", ".join(RDF_FORMATS)
        raise GraphError(f"{path}: no graph by its extension (known: {known}, each with .gz)")
    if not path.exists():
        raise GraphError(f"{path}: no such file or folder")
    return GraphSource("file", name)


def read_nodes(source: str | Path) -> Nodes:
    """Return all that a graph holds, by subject and property; named graphs taken together.

    :raises GraphError: if it cannot be read
    """
    found = locate(source)
    if found.kind == "endpoint":
        from substancekg.graph.endpoint import Endpoint

        return Endpoint(found.place).nodes()
    if found.kind == "store":
        from substancekg.graph.store import open_store

        try:
            return Nodes.of(open_store(found.place))
        except (OSError, RuntimeError) as error:  # damage that shows when it is read
            raise GraphError(f"{found.place}: not a readable store ({one_line(error)})") from error
    return Nodes.of(read_quads(found.path))
