"""Commands that make something of a graph: view, export, report, validate, assess."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from substancekg.commands import parameters as p
from substancekg.commands.parameters import examples
from substancekg.ontology.terms import Status

Target = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write.", show_default=False),
]


class Theme(StrEnum):
    """Colours of the explorer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        epilog=examples(
            "substancekg view kg -o kratom.html --about kratom --hops 2",
            "substancekg view kg -o open-claims.html --status source-asserted",
        )
    )(view)
    app.command(
        epilog=examples(
            "substancekg export kg -o graph.jsonld",
            "substancekg export kg -o gephi.graphml",
            "substancekg export kg -o out --to kgx",
        )
    )(export)
    app.command(
        epilog=examples("substancekg report kg -o report.md", "substancekg report kg -o sheet.html")
    )(report)
    app.command(
        epilog=examples("substancekg validate kg", "substancekg validate kg --documents articles/")
    )(validate)
    app.command(
        epilog=examples(
            "substancekg assess kg -o strict --min-grade human --no-chains",
            "substancekg assess kg -o kg --evidence new-evidence.tsv",
        )
    )(assess)
    app.command(
        epilog=examples(
            "substancekg merge monday tuesday -o week",
            "substancekg merge part-*.ttl -o whole.ttl.gz",
        )
    )(merge)


def view(
    graph: p.Graph,
    output: Target,
    about: p.About = None,
    hops: Annotated[int, typer.Option("--hops", min=1, help="How far from --about.")] = 1,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="D", help="Only what these documents assert."),
    ] = None,
    status: Annotated[Status | None, typer.Option("--status", help="Only this status.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the page.")] = None,
    max_drawn: Annotated[
        int,
        typer.Option("--max-drawn", min=1, help="Relations drawn at once; all are in the page."),
    ] = 1500,
    theme: Annotated[
        Theme, typer.Option("--theme", help="Colours that the page opens in.")
    ] = Theme.SYSTEM,
) -> None:
    """Write the interactive explorer: one HTML file that needs no network."""
    from substancekg.console import message
    from substancekg.errors import OutputError
    from substancekg.graph.load import load_graph
    from substancekg.viz.explorer import write_html

    if output.suffix.lower() not in (".html", ".htm"):
        raise OutputError(output, "the explorer is written as .html")
    write_html(
        load_graph(graph), output, title=title or "", about=about, hops=hops,
        documents=document or (),
        status=status, max_drawn=max_drawn, theme=theme.value,
    )  # fmt: skip
    message(f"written: {output}")


def export(
    graph: p.Graph,
    output: Target,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", help="Format, when the extension does not say it."),
    ] = None,
    direct_edges: Annotated[
        p.DirectEdges,
        typer.Option("--direct-edges", help="Claims that also become a plain triple."),
    ] = p.DirectEdges.SUPPORTED,
) -> None:
    """Write the graph in another format; 'substancekg formats' lists them."""
    from substancekg.console import message
    from substancekg.graph.exports.registry import export as export_graph
    from substancekg.graph.load import load_graph

    export_graph(load_graph(graph), output, to, direct_edges=direct_edges.value)
    message(f"written: {output}")


def report(graph: p.Graph, output: Target) -> None:
    """Write the fact-check sheet: claims by verdict, with quotes, evidence and links."""
    from substancekg.console import message
    from substancekg.errors import OutputError
    from substancekg.files import write_text
    from substancekg.graph.load import load_graph
    from substancekg.graph.report import report_markdown

    if output.suffix not in (".md", ".html"):
        raise OutputError(output, "a report is written as .md or .html")
    loaded = load_graph(graph)
    if output.suffix == ".md":
        write_text(output, report_markdown(loaded))
    else:
        from substancekg.viz.report_html import report_html

        write_text(output, report_html(loaded))
    message(f"written: {output}")


def validate(
    graph: p.Graph,
    documents: Annotated[
        Path | None,
        typer.Option("--documents", metavar="DIR", help="Check every quote against these files."),
    ] = None,
) -> None:
    """Check a graph against the shapes, its identifiers, and its quotes against the documents."""
    from substancekg.validation import validate_graph

    found = validate_graph(graph, documents)
    for line in found.problems:
        print(line)
    from substancekg.console import message

    message(found.summary)
    if found.problems:
        raise typer.Exit(1)


def assess(
    graph: p.Graph,
    output: p.GraphOutput,
    lexicon: p.Lexicons = None,
    evidence: p.EvidenceFiles = None,
    no_curated_evidence: p.NoCurated = False,
    min_papers: p.MinPapers = None,
    min_grade: p.MinGrade = None,
    no_chains: p.NoChains = False,
    human_only: p.HumanOnly = False,
    no_machine_read: p.NoMachineRead = False,
    policy: p.PolicyFile = None,
    retractions: p.Retractions = None,
) -> None:
    """Set the status of every claim anew, with other evidence or another policy; reads nothing."""
    from substancekg.commands.policies import make_policy
    from substancekg.console import message
    from substancekg.graph.assemble import reassess
    from substancekg.graph.diff import diff_graphs, diff_rows
    from substancekg.graph.load import load_graph
    from substancekg.graph.wording import count
    from substancekg.pipeline import evidence_base, lexicon_with
    from substancekg.saving import check_output, save_graph

    check_output(output)
    chosen = make_policy(policy, min_papers, min_grade, no_chains, human_only, no_machine_read)
    old = load_graph(graph)
    base = evidence_base(
        lexicon_with(lexicon or ()), evidence or (), curated=not no_curated_evidence,
        retractions=retractions,
    )  # fmt: skip
    new = reassess(old, base, chosen)
    save_graph(new, output)
    changed = count(len(diff_rows(diff_graphs(old, new))), "claim")
    message(f"{changed} changed; written: {output}")


def merge(
    graphs: Annotated[
        list[str],
        typer.Argument(metavar="GRAPH...", help="Graphs built alike.", show_default=False),
    ],
    output: p.GraphOutput,
) -> None:
    """Join graphs that were built apart with the same data and policy."""
    from substancekg.console import message
    from substancekg.graph.assemble import union
    from substancekg.graph.load import load_graph
    from substancekg.graph.wording import count
    from substancekg.saving import check_output, save_graph

    check_output(output)
    joined = union(*(load_graph(graph) for graph in graphs))
    save_graph(joined, output)
    claims, documents = count(len(joined.claims), "claim"), count(len(joined.documents), "document")
    message(f"{claims} of {documents}; written: {output}")
