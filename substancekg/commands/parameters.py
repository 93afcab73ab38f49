"""Options that several commands share, and the examples below each help text."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from substancekg.ontology.terms import Grade, Status, Verdict

Graph = Annotated[
    str,
    typer.Argument(
        metavar="GRAPH",
        help="A folder made by build, an RDF file, a store folder, or the URL of a SPARQL endpoint.",
        show_default=False,
    ),
]
Documents = Annotated[
    list[str],
    typer.Argument(
        metavar="DOC...",
        help="Files, folders, - for stdin, or http(s) URLs.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to stdout."),
]
About = Annotated[
    str | None,
    typer.Option("--about", metavar="NAME", help="Only claims on this entity (any of its names)."),
]
OfPredicate = Annotated[
    str | None,
    typer.Option("--predicate", metavar="P", help="Only this predicate and those below it."),
]
OfStatus = Annotated[Status | None, typer.Option("--status", help="Only claims of this status.")]
OfVerdict = Annotated[
    Verdict | None, typer.Option("--verdict", help="Only claims of this verdict.")
]
OfDocument = Annotated[
    str | None, typer.Option("--document", metavar="D", help="Only what this document asserts.")
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="Add entities from a TSV, OBO, OBO graph or SKOS/OWL file.",
    ),
]
EvidenceFiles = Annotated[
    list[Path] | None,
    typer.Option("--evidence", metavar="FILE", help="Add evidence from a TSV file."),
]
NoCurated = Annotated[
    bool, typer.Option("--no-curated-evidence", help="Leave out the evidence that ships with us.")
]
MinPapers = Annotated[
    int | None,
    typer.Option(
        "--min-papers",
        min=1,
        help="Independent papers that machine-read evidence needs (2 unless told otherwise).",
    ),
]
PolicyFile = Annotated[
    Path | None,
    typer.Option("--policy", metavar="JSON", help="Policy file; options given win over it."),
]
GraphOutput = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="A folder, or a file (.ttl .trig .nt .html .csv).",
        show_default=False,
    ),
]
MinGrade = Annotated[
    Grade | None, typer.Option("--min-grade", help="Weakest grade of evidence that counts.")
]
NoChains = Annotated[bool, typer.Option("--no-chains", help="Count exact evidence only.")]
HumanOnly = Annotated[bool, typer.Option("--human-only", help="Count evidence from people only.")]
NoMachineRead = Annotated[
    bool, typer.Option("--no-machine-read", help="Count curated evidence only.")
]
Retractions = Annotated[
    Path | None,
    typer.Option(
        "--retractions",
        metavar="CSV",
        help="Retraction Watch table (as Crossref gives it); papers in it never count.",
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="NAME", help="Format of the documents; see 'formats'."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No messages, no progress.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when any document failed.")]


class Mentions(StrEnum):
    """Whose mentions of entities are used."""

    AUTO = "given-if-any"
    GIVEN = "given"
    LEXICON = "lexicon"
    BOTH = "both"


WhichMentions = Annotated[
    Mentions,
    typer.Option(
        "--mentions", help="Mentions that a document brings (PubTator, BioC), the lexicon's, both."
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to read with.")]
BaseIri = Annotated[str, typer.Option("--base-iri", metavar="IRI", help="Start of all own IRIs.")]


class DirectEdges(StrEnum):
    """For which claims a plain subject-predicate-object triple is written."""

    SUPPORTED = "supported"
    ALL = "all"
    NONE = "none"


class RowFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def examples(*lines: str) -> str:
    """Return the text below a help page: commands to paste, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
