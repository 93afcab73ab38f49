"""Commands that ask a graph or the lexicon: claims, explain, query, path, diff, lookup."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from substancekg.commands import parameters as p
from substancekg.commands.parameters import examples
from substancekg.errors import SubstanceKGError
from substancekg.ontology.terms import Polarity


class QueryFormat(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


class TextFormat(StrEnum):
    """Words for people or JSON for programs."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """A table for people or JSON for programs."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        epilog=examples(
            "substancekg claims kg",
            "substancekg claims kg --about kratom --status literature-supported",
            "substancekg claims kg --verdict contradicted --format csv > contradicted.csv",
        )
    )(claims)
    app.command(
        epilog=examples(
            'substancekg explain kg kratom interacts_with "opioid receptor"',
            "substancekg explain kg kava causes hangover --negated",
        )
    )(explain)
    app.command(
        epilog=examples(
            "substancekg query kg --list",
            "substancekg query kg --saved about --param about=kratom",
            'substancekg query kg "SELECT ?s WHERE { ?c skg:status skg:source-asserted ;'
            ' rdf:subject ?s }"',
            "substancekg query kg --file mine.rq --format json --timeout 10",
        )
    )(query)
    app.command(
        epilog=examples(
            'substancekg path kg kratom "mu-opioid receptor"',
            "substancekg path kg caffeine melatonin --supported-only",
        )
    )(path)
    app.command(epilog=examples("substancekg diff last-week kg", "substancekg diff a.ttl b.ttl"))(
        diff
    )
    app.command(
        epilog=examples(
            "substancekg lookup kratom",
            'substancekg lookup MOR "St. John\'s wort" CHEBI:6956',
            "substancekg lookup --unknown article.txt",
        )
    )(lookup)


def claims(
    graph: p.Graph,
    about: p.About = None,
    predicate: p.OfPredicate = None,
    status: p.OfStatus = None,
    verdict: p.OfVerdict = None,
    document: p.OfDocument = None,
    format_name: Annotated[
        p.RowFormat, typer.Option("--format", "-f", help="How rows are written.")
    ] = p.RowFormat.TABLE,
    output: p.Output = None,
) -> None:
    """List claims with status, verdict, papers for and against, and why."""
    from substancekg.console import emit, print_table
    from substancekg.graph.load import load_graph
    from substancekg.graph.rows import claim_rows, rows_to_csv, rows_to_jsonl

    rows = claim_rows(
        load_graph(graph), about=about, predicate=predicate, status=status, verdict=verdict,
        document=document,
    )  # fmt: skip
    if format_name is p.RowFormat.JSONL:
        emit(rows_to_jsonl(rows), output)
    elif format_name is p.RowFormat.CSV or output is not None:
        emit(rows_to_csv(rows), output)
    else:
        shown = ("subject", "predicate", "object", "polarity", "aspect", "status", "verdict",
                 "papers_for", "papers_against", "best_grade", "why")  # fmt: skip
        print_table(shown, [[row[column] for column in shown] for row in rows])


def explain(
    graph: p.Graph,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="Any name of the subject.", show_default=False)
    ],
    predicate: Annotated[
        str, typer.Argument(metavar="PREDICATE", help="A predicate.", show_default=False)
    ],
    obj: Annotated[
        str, typer.Argument(metavar="OBJECT", help="Any name of the object.", show_default=False)
    ],
    negated: Annotated[
        bool, typer.Option("--negated", help="The claim that the relation does not hold.")
    ] = False,
    format_name: Annotated[
        TextFormat, typer.Option("--format", "-f", help="Words or JSON.")
    ] = TextFormat.TEXT,
) -> None:
    """Say in plain words what is claimed, where, and what speaks against and for it."""
    from substancekg.console import emit, plain
    from substancekg.graph.explain import explain_claims, explanations_to_dicts
    from substancekg.graph.load import load_graph

    polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED
    found = explain_claims(load_graph(graph), subject, predicate, obj, polarity)
    if format_name is TextFormat.JSON:
        emit(json.dumps(explanations_to_dicts(found), ensure_ascii=False, indent=2), None)
    else:
        emit(plain("\n\n".join(item.text for item in found)), None)


def query(
    graph: Annotated[
        str | None, typer.Argument(metavar="GRAPH", help="The graph to ask.", show_default=False)
    ] = None,
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="SPARQL", help="The query; - reads stdin.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="F.rq", help="Read the query from a file.")
    ] = None,
    saved: Annotated[
        str | None, typer.Option("--saved", metavar="NAME", help="Ask a saved query.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="Parameter of a saved query."),
    ] = None,
    show_list: Annotated[
        bool, typer.Option("--list", help="List the saved queries with their parameters.")
    ] = False,
    format_name: Annotated[
        QueryFormat, typer.Option("--format", "-f", help="How the answer is written.")
    ] = QueryFormat.TABLE,
    output: p.Output = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Give up after this.")
    ] = 30.0,
    max_rows: Annotated[
        int | None, typer.Option("--max-rows", min=1, help="Give up when there are more rows.")
    ] = None,
    entail: Annotated[
        bool, typer.Option("--entail", help="Ask with broader predicates and classes filled in.")
    ] = False,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let SERVICE reach other endpoints.")
    ] = False,
) -> None:
    """Ask SPARQL; the prefixes of the project are declared for you."""
    from substancekg.console import emit, message, plain, print_table
    from substancekg.graph.saved_queries import bind_query, saved_query_rows
    from substancekg.graph.sparql import run_query
    from substancekg.graph.wording import count

    if show_list:
        print_table(("name", "parameters", "description"), saved_query_rows())
        return
    given = [sparql is not None, file is not None, saved is not None]
    if graph is None or sum(given) != 1:
        raise typer.BadParameter("name a GRAPH and give one of SPARQL, --file and --saved")
    if param and saved is None:
        raise typer.BadParameter("--param goes with --saved")
    parameters = dict(_parameter(item) for item in param or ())
    if saved is not None:
        text = bind_query(saved, parameters, graph)
    elif file is not None:
        text = _read_query(str(file))
    else:
        assert sparql is not None
        text = _read_query("-") if sparql == "-" else sparql
    result = run_query(
        graph, text, timeout=timeout, max_rows=max_rows, entail=entail,
        allow_service=allow_service,
    )  # fmt: skip
    if format_name is QueryFormat.TABLE and output is None and result.columns is not None:
        print_table(result.columns, result.table_rows())
        message(count(len(result.rows), "row"))
    else:
        text = result.serialize(format_name.value)
        emit(plain(text) if format_name is QueryFormat.TABLE else text, output)


def _parameter(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"--param {item!r}: want NAME=VALUE")
    return name, value


def _read_query(name: str) -> str:
    import sys

    from substancekg.errors import QueryError

    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(f"{name}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{name}: not UTF-8 at byte {error.start}") from error


def path(
    graph: p.Graph,
    start: Annotated[
        str, typer.Argument(metavar="FROM", help="Name of one end.", show_default=False)
    ],
    end: Annotated[
        str, typer.Argument(metavar="TO", help="Name of the other end.", show_default=False)
    ],
    supported_only: Annotated[
        bool, typer.Option("--supported-only", help="Only over literature-supported claims.")
    ] = False,
    number: Annotated[int, typer.Option("--number", "-n", min=1, help="Paths to show.")] = 3,
    format_name: Annotated[
        TableFormat, typer.Option("--format", "-f", help="Table or JSON.")
    ] = TableFormat.TABLE,
) -> None:
    """Show how two entities connect, each hop with its status."""
    from substancekg.console import emit, print_table
    from substancekg.graph.load import load_graph
    from substancekg.graph.paths import find_paths, path_dicts

    found = find_paths(load_graph(graph), start, end, supported_only=supported_only, limit=number)
    if not found:
        kind = "literature-supported claims" if supported_only else "claims"
        raise SubstanceKGError(f"{start} and {end} are not connected by {kind} of this graph")
    if format_name is TableFormat.JSON:
        emit(json.dumps(path_dicts(found), ensure_ascii=False, indent=2), None)
        return
    columns = ("path", "hop", "subject", "predicate", "object", "polarity", "status", "why")
    rows = [
        [item["path"], *(hop[column] for column in columns[1:])]
        for item in path_dicts(found)
        for hop in item["hops"]
    ]
    print_table(columns, rows)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A graph.", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A later one.", show_default=False)],
    format_name: Annotated[
        TableFormat, typer.Option("--format", "-f", help="Table or JSON.")
    ] = TableFormat.TABLE,
) -> None:
    """List claims that were added, removed, or changed in status or verdict."""
    from substancekg.console import emit, message, print_table
    from substancekg.graph.diff import diff_graphs, diff_rows
    from substancekg.graph.load import load_graph
    from substancekg.graph.wording import count

    rows = diff_rows(diff_graphs(load_graph(old), load_graph(new)))
    if format_name is TableFormat.JSON:
        emit(json.dumps(rows, ensure_ascii=False, indent=2), None)
        return
    columns = ("change", "subject", "predicate", "object", "polarity", "aspect", "old", "new")
    print_table(columns, [[row[column] for column in columns] for row in rows])
    message(count(len(rows), "difference") if rows else "no difference")


def lookup(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME...", help="Names or identifiers.", show_default=False),
    ] = None,
    unknown: Annotated[
        str | None,
        typer.Option("--unknown", metavar="DOC", help="List frequent names the lexicon lacks."),
    ] = None,
    lexicon: p.Lexicons = None,
    format_name: Annotated[
        TextFormat, typer.Option("--format", "-f", help="Words or JSON.")
    ] = TextFormat.TEXT,
) -> None:
    """Say what the lexicon knows: identifier, type, names, parents, constituents."""
    from substancekg.console import complain, emit, plain, print_table
    from substancekg.errors import UnknownNameError
    from substancekg.ontology.lookup import lookup as look_up
    from substancekg.pipeline import lexicon_with

    known = lexicon_with(lexicon or ())
    if unknown is not None:
        from substancekg.loaders.reading.unknown_names import unknown_names
        from substancekg.pipeline import load_documents

        documents = load_documents(unknown, tuple(lexicon or ()), None)
        rows = [
            [found.name, found.count, found.example] for found in unknown_names(documents, known)
        ]
        print_table(("name", "count", "example"), rows)
        return
    if not names:
        raise typer.BadParameter("give a NAME, or --unknown DOC")
    missed = False
    cards = []
    for name in names:
        try:
            cards.append(look_up(name, known))
        except UnknownNameError as error:
            complain(str(error))
            missed = True
    if format_name is TextFormat.JSON:
        emit(json.dumps([card.as_dict() for card in cards], ensure_ascii=False, indent=2), None)
    elif cards:
        emit(plain("\n\n".join(card.as_text() for card in cards)), None)
    if missed:
        raise typer.Exit(1)
