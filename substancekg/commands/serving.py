"""Commands that reach beyond this process: serve, load."""

from __future__ import annotations

from typing import Annotated

import typer

from substancekg.commands import parameters as p
from substancekg.commands.parameters import examples


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog=examples("substancekg serve kg", "substancekg serve kg --port 8080"))(serve)
    app.command(
        epilog=examples(
            "substancekg load kg http://127.0.0.1:7878/store",
            "substancekg load kg http://127.0.0.1:8890/sparql-graph-crud-auth --user dba:dba",
        )
    )(load)


def serve(
    graph: p.Graph,
    host: Annotated[str, typer.Option("--host", metavar="H", help="Address.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="P", min=0, max=65535, help="0 picks a free one.")
    ] = 8321,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Limit for a query.")
    ] = 30.0,
    max_rows: Annotated[
        int, typer.Option("--max-rows", min=1, help="Rows of an answer.")
    ] = 100_000,
    cors: Annotated[
        str | None, typer.Option("--cors", metavar="ORIGIN", help="Allow pages of this origin.")
    ] = None,
) -> None:
    """Serve the explorer, entity and claim pages, and a SPARQL 1.1 endpoint on this machine."""
    from substancekg.server import serve_graph

    serve_graph(graph, host=host, port=port, timeout=timeout, max_rows=max_rows, cors=cors)


def load(
    graph: p.Graph,
    url: Annotated[
        str, typer.Argument(metavar="URL", help="A Graph Store endpoint.", show_default=False)
    ],
    named: Annotated[
        str | None, typer.Option("--graph", metavar="IRI", help="Into this named graph.")
    ] = None,
    user: Annotated[
        str | None,
        typer.Option(
            "--user", metavar="NAME:PASSWORD", envvar="SUBSTANCEKG_USER", help="Credentials."
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the graph there holds.")
    ] = False,
) -> None:
    """Load a graph into a SPARQL server by the Graph Store Protocol."""
    from substancekg.console import counting_progress, message
    from substancekg.graph.publish import publish

    with counting_progress("triples sent") as progress:
        count = publish(
            graph, url, named_graph=named, user=user, replace=replace, progress=progress
        )
    message(f"{count} triples loaded into {url}")
