"""Where a graph goes: a folder with everything, or one file by its extension."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from substancekg.errors import OutputError
from substancekg.files import replacing_in, write_bytes, write_text
from substancekg.graph.knowledge_graph import KnowledgeGraph

_OTHER_FILES = frozenset(
    (".txt", ".md", ".doc", ".docx", ".pdf", ".odt", ".json", ".jsonl", ".xml", ".tsv", ".xls",
     ".xlsx", ".zip", ".db", ".sqlite", ".png", ".svg")
)  # fmt: skip
"""Extensions that no one gives to a folder."""


def is_file_target(path: Path) -> bool:
    """Whether a path names one file (by its extension) rather than a folder for everything."""
    from substancekg.graph.exports.registry import format_for_path

    return not path.is_dir() and (
        path.suffix == ".html" or format_for_path(path) is not None or path.name.endswith(".gz")
    )


def check_output(path: Path) -> None:
    """Refuse early what could not be written in the end, before a long build is spent.

    :raises OutputError: if the path is an existing file but stands for a folder, its extension is
        that of another kind of file, or its place is not writable
    """
    import os

    if path.exists() and not path.is_dir() and not is_file_target(path):
        raise OutputError(path, "is a file of no known extension; name a folder or a .ttl file")
    if not path.exists() and path.suffix.lower() in _OTHER_FILES:
        raise OutputError(
            path, f"no graph is written as {path.suffix}; name a folder, or a file such as kg.ttl"
        )
    above = path if path.is_dir() else path.parent
    while not above.exists():
        above = above.parent
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise OutputError(path, f"cannot be written (no permission in {above})")


def save_graph(
    graph: KnowledgeGraph,
    path: Path,
    *,
    title: str = "",
    direct_edges: str = "supported",
    snapshots: Sequence[tuple[str, bytes]] = (),
) -> None:
    """Write a graph to a folder (graph.ttl, graph.html, claims.csv, report.md, store/) or a file.

    In a folder all of them take the place of older ones together; other files there stay.

    :param snapshots: name and bytes of what was fetched from the web, kept under ``documents/``
    :raises OutputError: if anything cannot be written; what was there before is then still there
    """
    from substancekg.graph.exports.registry import export
    from substancekg.graph.report import report_markdown
    from substancekg.graph.store import write_store
    from substancekg.viz.explorer import write_html

    if is_file_target(path):
        if path.suffix == ".html":
            write_html(graph, path, title=title)
        else:
            export(graph, path, direct_edges=direct_edges)
        return
    with replacing_in(path, merged=("documents",)) as fresh:
        for name, data in snapshots:
            write_bytes(fresh / "documents" / name, data)
        export(graph, fresh / "graph.ttl", direct_edges=direct_edges)
        export(graph, fresh / "claims.csv")
        write_html(graph, fresh / "graph.html", title=title)
        write_text(fresh / "report.md", report_markdown(graph))
        write_store(graph, fresh / "store", direct_edges=direct_edges)
