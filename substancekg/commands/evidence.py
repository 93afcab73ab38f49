"""Commands on evidence: list, show, stats, gaps, import, read, fetch, check."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from substancekg.commands import parameters as p
from substancekg.commands.parameters import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from substancekg.errors import EvidenceError
    from substancekg.loaders.documents import Document
    from substancekg.loaders.evidence.registry import ImportReport

app = typer.Typer(
    help="The evidence that claims are looked up in.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=examples(
        "substancekg evidence list --about kava",
        "substancekg evidence show 31813230",
        "substancekg evidence read pubmed.xml.gz -o read.tsv",
    ),
)

COLUMNS = (
    "key", "subject", "predicate", "object", "direction", "aspect", "grade", "system", "finding",
    "citation", "provider",
)  # fmt: skip

Table = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE.tsv",
        help="Table that build --evidence takes.",
        show_default=False,
    ),
]
Sample = Annotated[
    int | None, typer.Option("--sample", metavar="N", min=1, help="Read N records only.")
]


SHOWN = 20
"""Problems of a file that are shown one by one; the others are counted."""


class Service(StrEnum):
    """Where papers are fetched from."""

    EUROPE_PMC = "europepmc"
    PUBMED = "pubmed"


@app.command(
    "list",
    epilog=examples(
        "substancekg evidence list --about melatonin",
        "substancekg evidence list --predicate agonist_of --format csv > agonists.csv",
    ),
)
def list_evidence(
    about: p.About = None,
    predicate: p.OfPredicate = None,
    evidence: p.EvidenceFiles = None,
    format_name: Annotated[
        p.RowFormat, typer.Option("--format", "-f", help="How rows are written.")
    ] = p.RowFormat.TABLE,
    output: p.Output = None,
) -> None:
    """List the evidence at hand: the shipped tables, and those given."""
    from substancekg.console import emit, print_table
    from substancekg.graph.rows import rows_to_csv, rows_to_jsonl
    from substancekg.loaders.evidence.listing import evidence_rows
    from substancekg.pipeline import all_evidence, lexicon_with

    lexicon = lexicon_with(())
    rows = evidence_rows(
        all_evidence(lexicon, evidence or ()), lexicon, about=about, predicate=predicate
    )
    if format_name is p.RowFormat.JSONL:
        emit(rows_to_jsonl(rows), output)
    elif format_name is p.RowFormat.CSV or output is not None:
        emit(rows_to_csv(rows, COLUMNS), output)
    else:
        shown = ("key", "subject", "predicate", "object", "direction", "grade", "citation")
        print_table(shown, [[row[column] for column in shown] for row in rows])


@app.command(
    epilog=examples(
        "substancekg evidence show 31813230",
        "substancekg evidence show 10.1038/s41598-020-76119-w",
    )
)
def show(
    which: Annotated[
        str,
        typer.Argument(
            metavar="KEY|PMID|DOI", help="Start of a key, or a paper.", show_default=False
        ),
    ],
    evidence: p.EvidenceFiles = None,
) -> None:
    """Show records in full: by the start of their key, or all of one paper."""
    from substancekg.console import emit, plain
    from substancekg.loaders.evidence.listing import find_evidence
    from substancekg.pipeline import all_evidence, lexicon_with

    found = find_evidence(all_evidence(lexicon_with(()), evidence or ()), which)
    emit(plain("\n\n".join(item.text for item in found)), None)


@app.command(
    epilog=examples("substancekg evidence stats", "substancekg evidence stats --evidence mine.tsv")
)
def stats(evidence: p.EvidenceFiles = None) -> None:
    """Count the evidence by table, predicate, grade and direction."""
    from substancekg.console import print_table
    from substancekg.loaders.evidence.listing import evidence_stats
    from substancekg.pipeline import all_evidence, lexicon_with

    records = all_evidence(lexicon_with(()), evidence or ())
    print_table(("by", "value", "records", "papers"), evidence_stats(records))


@app.command(
    epilog=examples("substancekg evidence gaps kg", "substancekg evidence gaps kg --number 50")
)
def gaps(
    graph: p.Graph,
    number: Annotated[int, typer.Option("--number", "-n", min=1, help="Claims to list.")] = 30,
) -> None:
    """List the claims of a graph for which the evidence tables hold nothing, most asserted first."""
    from substancekg.console import message, print_table
    from substancekg.graph.base_gaps import gap_rows
    from substancekg.graph.load import load_graph

    rows = gap_rows(load_graph(graph))
    columns = ("subject", "predicate", "object", "polarity", "aspect", "documents", "assertions")
    print_table(columns, [[row[column] for column in columns] for row in rows[:number]])
    message(f"{len(rows)} claims without any search result")


@app.command(epilog=examples("substancekg evidence check", "substancekg evidence check mine.tsv"))
def check(
    tables: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE.tsv]...", help="Tables; the shipped ones if none is named."),
    ] = None,
) -> None:
    """Check every row of evidence tables: columns, identifiers, names, predicates."""
    from substancekg.console import message
    from substancekg.graph.wording import count
    from substancekg.loaders.evidence.curated import check_curated
    from substancekg.loaders.evidence.tables import read_evidence_file
    from substancekg.pipeline import lexicon_with

    lexicon = lexicon_with(())
    problems: list[EvidenceError] = []
    if tables:
        for table in tables:
            read_evidence_file(table, lexicon, on_problem=problems.append)
    else:
        problems = check_curated(lexicon)
    for problem in problems:
        print(problem)
    message(count(len(problems), "problem"))
    if problems:
        raise typer.Exit(1)


@app.command(
    "import",
    epilog=examples(
        "substancekg evidence import CTD_chem_gene_ixns.csv.gz -o ctd.tsv",
        "substancekg evidence import interactions.csv -o gtopdb.tsv --sample 1000",
        "substancekg evidence import statements.json --dry-run --unmapped unmapped.tsv",
    ),
)
def import_evidence(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file of a database.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.tsv", help="Table to write."),
    ] = None,
    format_name: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help="See 'formats'.")
    ] = None,
    release: Annotated[
        str | None, typer.Option("--release", metavar="V", help="Release of the data.")
    ] = None,
    licence: Annotated[
        str, typer.Option("--licence", metavar="L", help="Licence, where it differs.")
    ] = "",
    lexicon: p.Lexicons = None,
    sample: Sample = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and count, write nothing.")
    ] = False,
    unmapped: Annotated[
        Path | None,
        typer.Option(
            "--unmapped", metavar="FILE", help="Write all names that did not map, as TSV."
        ),
    ] = None,
    quiet: p.Quiet = False,
) -> None:
    """Turn a file of a database into a table of evidence; say what did not map."""
    from substancekg.console import counting_progress, set_quiet
    from substancekg.files import write_text
    from substancekg.loaders.evidence.registry import import_to_table
    from substancekg.pipeline import lexicon_with

    set_quiet(quiet)
    if output is None and not dry_run:
        raise typer.BadParameter("give --output FILE.tsv, or --dry-run")
    with counting_progress("records") as progress:
        report = import_to_table(
            source, None if dry_run else output, lexicon_with(lexicon or ()), format=format_name,
            version=release, licence=licence, sample=sample, progress=progress,
        )  # fmt: skip
    if unmapped is not None:
        lines = [f"{name}\t{times}\n" for name, times in report.tally.unmapped_rows()]
        write_text(unmapped, "name\tcount\n" + "".join(lines))
    _say_import(report, output)


def _say_import(report: ImportReport, output: Path | None) -> None:
    """Say what became of the records of a file, and what the lexicon does not know."""
    from substancekg.console import complain, message

    tally = report.tally
    message(f"{report.provider}: {tally.records} records, {tally.mapped} mapped")
    for reason, count in sorted(tally.skipped.items(), key=lambda item: -item[1]):
        message(f"  left out, {reason}: {count}")
    names = tally.unmapped_rows()
    if names:
        shown = ", ".join(f"{name} ({count})" for name, count in names[:10])
        message(f"  {len(names)} names not in the lexicon, most frequent: {shown}")
    if tally.unlisted:
        message(f"  and {tally.unlisted} occurrences of further names")
    if not tally.complete:
        message("  the file was not read to its end")
    for problem in tally.problems[:SHOWN]:
        complain(str(problem))
    if len(tally.problems) > SHOWN:
        complain(f"and {len(tally.problems) - SHOWN} further problems")
    if output is not None and report.rows:
        message(f"{report.rows} rows written: {output}")


@app.command(
    epilog=examples(
        "substancekg evidence read pubmed.xml.gz -o read.tsv",
        "substancekg evidence read papers/ -o read.tsv --lexicon mine.tsv",
    )
)
def read(
    documents: p.Documents,
    output: Table,
    lexicon: p.Lexicons = None,
    mentions: p.WhichMentions = p.Mentions.AUTO,
    quiet: p.Quiet = False,
) -> None:
    """Read papers (PubMed, PMC, BioC, PubTator) into a table of machine-read evidence."""
    from substancekg.console import complain, message, reading_progress, set_quiet
    from substancekg.errors import LoaderError
    from substancekg.graph.wording import count
    from substancekg.loaders.evidence.machine_read import ReadTally, read_evidence
    from substancekg.loaders.evidence.tables import write_evidence_table
    from substancekg.loaders.reading.reader import Reader
    from substancekg.loaders.registry import find_sources
    from substancekg.pipeline import Failure, lexicon_with, load_documents, nothing_read

    set_quiet(quiet)
    files = tuple(lexicon or ())
    reader = Reader(lexicon_with(files), mentions=mentions.value)
    sources = find_sources(documents)
    failures: list[Failure] = []
    nothing = True
    tally = ReadTally()
    with reading_progress("Reading") as progress:

        def papers() -> Iterator[Document]:
            nonlocal nothing
            for number, source in enumerate(sources, 1):
                try:
                    for paper in load_documents(source, files, None):
                        nothing = False
                        yield paper
                except LoaderError as error:
                    failures.append(Failure(source, error.reason))
                if progress is not None:
                    progress(number, len(sources), source)
            if nothing:
                raise nothing_read(failures)

        rows = write_evidence_table(output, read_evidence(papers(), reader, tally=tally))
    for failure in failures:
        complain(f"not read: {failure.source}: {failure.reason}")
    passed = count(tally.passed_over, "document")
    message(f"{count(tally.papers, 'paper')} read, {passed} passed over: no paper")
    for reason, times in sorted(tally.left_out.items(), key=lambda item: (-item[1], item[0])):
        message(f"  left out, {reason}: {times}")
    message(f"{rows} rows written: {output}")


@app.command(
    epilog=examples(
        "substancekg evidence fetch kava anxiety -o kava.tsv --email you@example.org",
        "substancekg evidence fetch --claims kg -o found.tsv --service pubmed --api-key KEY",
        "substancekg evidence fetch --claims kg -o found.tsv --offline",
    )
)
def fetch(
    output: Table,
    entities: Annotated[
        list[str] | None, typer.Argument(metavar="[ENTITY]...", help="Entities to search for.")
    ] = None,
    claims: Annotated[
        str | None,
        typer.Option("--claims", metavar="GRAPH", help="Search for the claims of this graph."),
    ] = None,
    service: Annotated[
        Service, typer.Option("--service", help="Where to search.")
    ] = Service.EUROPE_PMC,
    number: Annotated[
        int, typer.Option("--number", "-n", min=1, help="Papers a search, at most.")
    ] = 50,
    email: Annotated[
        str, typer.Option("--email", envvar="SUBSTANCEKG_EMAIL", help="Told to the service.")
    ] = "",
    api_key: Annotated[
        str,
        typer.Option("--api-key", envvar="NCBI_API_KEY", help="Of NCBI: ten a second, not three."),
    ] = "",
    pubtator: Annotated[
        bool, typer.Option("--pubtator", help="Use PubTator's annotations where there are any.")
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="DIR", help="Where answers are kept between runs."),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use only what the cache holds.")
    ] = False,
    base_url: Annotated[
        str | None, typer.Option("--base-url", metavar="URL", help="A mirror of the service.")
    ] = None,
    lexicon: p.Lexicons = None,
    quiet: p.Quiet = False,
) -> None:
    """Fetch papers from Europe PMC or PubMed and read them into a table of evidence."""
    from substancekg.console import complain, message, reading_progress, set_quiet
    from substancekg.fetching import fetch_evidence

    set_quiet(quiet)
    if bool(entities) == bool(claims):
        raise typer.BadParameter("name entities, or give --claims GRAPH")
    with reading_progress("Fetching") as progress:
        report = fetch_evidence(
            output, entities=entities or (), claims=claims, service=service.value, number=number,
            email=email, api_key=api_key, pubtator=pubtator, cache=cache, offline=offline,
            base_url=base_url, lexicon_files=tuple(lexicon or ()), progress=progress,
        )  # fmt: skip
    for failure in report.failures:
        complain(f"not fetched: {failure}")
    message(
        f"{report.queries} queries, {report.papers} papers, {report.rows} rows written: {output}"
    )
