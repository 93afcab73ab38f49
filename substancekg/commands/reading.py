"""Commands that read documents: demo, build, extract, formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from substancekg.commands import parameters as p
from substancekg.commands.parameters import examples
from substancekg.graph.policy import Policy
from substancekg.ontology.terms import Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from substancekg.graph.assertions import Assertion
    from substancekg.pipeline import BuildResult, Failure

BASE_IRI = "https://w3id.org/substancekg/"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        epilog=examples("substancekg demo", "substancekg demo -o out && xdg-open out/graph.html")
    )(demo)
    app.command(
        epilog=examples(
            "substancekg build article.txt -o kg",
            "substancekg build articles/ https://example.org/post.html -o kg --jobs 2",
            "substancekg build abstracts.xml.gz -o abstracts.ttl.gz --min-grade human",
            "substancekg build notes.md -o kg --lexicon mine.tsv --evidence mine-evidence.tsv",
        )
    )(build)
    app.command(
        epilog=examples(
            "substancekg extract article.txt",
            "substancekg extract articles/ -o assertions.jsonl",
            "cat article.txt | substancekg extract - --format csv > assertions.csv",
        )
    )(extract)
    app.command(
        epilog=examples(
            "substancekg formats", "substancekg formats --template claims-table > claims.tsv"
        )
    )(formats)


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the results.")
    ] = Path("demo-out"),
    quiet: p.Quiet = False,
) -> None:
    """Build a graph from the sample articles and say what to open next."""
    from importlib.resources import as_file, files

    from substancekg.console import message, reading_progress, set_quiet
    from substancekg.examples import sample_articles
    from substancekg.pipeline import build_graph
    from substancekg.saving import save_graph

    set_quiet(quiet)
    with as_file(files("substancekg.examples")) as folder:
        sources = [str(folder / article.name) for article in sample_articles()]
        with reading_progress("Reading") as progress:
            result = build_graph(sources, progress=progress)
    save_graph(result.graph, output, title="What five wellness pages claim")
    _summarize(result, output)
    message(
        f"\nOpen next:\n"
        f"  {output}/graph.html   the claims as a picture: solid edges are literature-supported\n"
        f"  {output}/report.md    the fact-check sheet, contradicted claims first\n"
        f"  {output}/graph.ttl    everything, as Turtle\n"
        f"Ask it:\n"
        f"  substancekg explain {output} kava alleviates anxiety\n"
        f"  substancekg query {output} --saved unsupported"
    )


def build(
    documents: p.Documents,
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
    direct_edges: Annotated[
        p.DirectEdges,
        typer.Option("--direct-edges", help="Claims that also become a plain triple."),
    ] = p.DirectEdges.SUPPORTED,
    mentions: p.WhichMentions = p.Mentions.AUTO,
    format_name: p.InputFormat = None,
    jobs: p.Jobs = 1,
    base_iri: p.BaseIri = BASE_IRI,
    strict: p.Strict = False,
    quiet: p.Quiet = False,
) -> None:
    """Read documents, merge what they assert into claims, and set the status of every claim."""
    from substancekg.commands.policies import make_policy
    from substancekg.console import reading_progress, set_quiet
    from substancekg.pipeline import build_graph
    from substancekg.saving import check_output, save_graph

    set_quiet(quiet)
    check_output(output)
    chosen: Policy = make_policy(
        policy, min_papers, min_grade, no_chains, human_only, no_machine_read
    )
    with reading_progress("Reading") as progress:
        result = build_graph(
            documents,
            lexicon_files=lexicon or (),
            evidence_files=evidence or (),
            curated=not no_curated_evidence,
            policy=chosen,
            retractions=retractions,
            base_iri=base_iri,
            mentions=mentions.value,
            format_name=format_name,
            jobs=jobs,
            progress=progress,
        )
    save_graph(result.graph, output, direct_edges=direct_edges.value, snapshots=result.snapshots)
    _summarize(result, output)
    _report_failures(result.failures, strict)


def _summarize(result: BuildResult, output: Path) -> None:
    """Say what was read and what came of it."""
    from substancekg.console import message
    from substancekg.graph.wording import count

    graph = result.graph
    verdicts = [assessment.verdict for assessment in graph.assessments.values()]
    assertions = sum(len(found) for found in graph.assertions.values())
    supported = sum(verdict.status is Status.LITERATURE_SUPPORTED for verdict in verdicts)
    lines = [
        f"{count(len(graph.documents), 'document')}, {count(result.sentences, 'sentence')}, "
        + f"{count(assertions, 'assertion')}, {count(len(graph.claims), 'claim')}",
        f"  {Status.LITERATURE_SUPPORTED.value:<22} {supported:>5}",
        f"  {Status.SOURCE_ASSERTED.value:<22} {len(verdicts) - supported:>5}",
        "  verdicts: "
        + ", ".join(f"{verdict.value} {verdicts.count(verdict)}" for verdict in Verdict),
        f"written: {output}",
    ]
    message("\n".join(lines))
    for warning in result.warnings:
        message(f"warning: {warning}")


def _report_failures(failures: tuple[Failure, ...], strict: bool) -> None:
    """List the documents that could not be read, and exit with 1 when that is an error."""
    from substancekg.console import complain
    from substancekg.graph.wording import count

    for failure in failures:
        part = f" beyond {count(failure.read, 'document')}" if failure.read else ""
        complain(f"not read{part}: {failure.source}: {' '.join(failure.reason.split())}")
    if failures and strict:
        raise typer.Exit(1)


def extract(
    documents: p.Documents,
    output: p.Output = None,
    format_name: Annotated[
        p.RowFormat, typer.Option("--format", "-f", help="How rows are written.")
    ] = p.RowFormat.JSONL,
    input_format: Annotated[
        str | None,
        typer.Option("--input-format", metavar="NAME", help="Format of the documents."),
    ] = None,
    lexicon: p.Lexicons = None,
    mentions: p.WhichMentions = p.Mentions.AUTO,
    jobs: p.Jobs = 1,
    strict: p.Strict = False,
    quiet: p.Quiet = False,
) -> None:
    """Print what documents assert, one row an assertion; no graph, no evidence."""
    from substancekg.console import reading_progress, set_quiet
    from substancekg.graph.assertion_rows import write_assertions
    from substancekg.pipeline import extract_each, nothing_read

    set_quiet(quiet)
    failures: list[Failure] = []
    read = 0
    with reading_progress("Reading") as progress:
        parts = extract_each(
            documents,
            lexicon_files=tuple(lexicon or ()),
            mentions=mentions.value,
            format_name=input_format,
            jobs=jobs,
            progress=progress,
        )

        def watched() -> Iterator[Assertion]:
            nonlocal read
            for part in parts:
                failures.extend(part.failures)
                read += len(part.documents)
                yield from part.assertions
            if not read:
                raise nothing_read(failures)

        write_assertions(watched(), format_name.value, output)
    _report_failures(tuple(failures), strict)


def formats(
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="NAME", help="Print an empty document of this format."),
    ] = None,
) -> None:
    """List the formats of documents, graphs and evidence that can be read and written."""
    from substancekg.console import print_table
    from substancekg.formats import format_rows, format_template

    if template is not None:
        print(format_template(template), end="")
        return
    print_table(("kind", "name", "extensions", "what it is"), format_rows())
