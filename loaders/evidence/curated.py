"""The curated base: the evidence tables that ship with the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from substancekg.errors import EvidenceError
from substancekg.graph.evidence import Evidence
from substancekg.loaders.evidence.citations import reconciled
from substancekg.loaders.evidence.table_rows import table_rows
from substancekg.loaders.evidence.tables import EvidenceTable, read_evidence_file, table_name
from substancekg.ontology.lexicon import Lexicon

PROVIDER = "SubstanceKG curated evidence"


@dataclass(frozen=True, slots=True)
class CuratedBase:
    """The curated tables as one lexicon reads them.

    :ivar tables: by name, their rows in file order
    :ivar problems: rows that could not be used, with file and line; none with the lexicon that
        ships with the project, but a smaller lexicon does not know every name
    """

    tables: tuple[EvidenceTable, ...]
    problems: tuple[EvidenceError, ...]


def curated_files() -> Sequence[Traversable]:
    """Return the files of the curated base, by name."""
    folder = files("substancekg.ontology").joinpath("data", "evidence")
    tables = [file for file in folder.iterdir() if file.name.endswith(".tsv")]
    return sorted(tables, key=lambda file: file.name)


@lru_cache(maxsize=4)
def curated_base(lexicon: Lexicon) -> CuratedBase:
    """Return the curated base; it is read once for each lexicon.

    Identifiers that one row gives for a paper are known to all rows of that paper, so that it
    counts once.

    :raises EvidenceError: if a table as a whole is unreadable
    """
    problems: list[EvidenceError] = []
    tables = [
        read_evidence_file(
            file, lexicon, provider=f"{PROVIDER}, {table_name(file)}", on_problem=problems.append
        )
        for file in curated_files()
    ]
    completed = iter(reconciled(chain.from_iterable(table.evidence for table in tables)))
    return CuratedBase(
        tuple(
            replace(
                table,
                evidence=tuple(next(completed) for _ in table.evidence),
                searched=replace(table.searched, name=f"{PROVIDER}, {table.searched.name}"),
            )
            for table in tables
        ),
        tuple(problems),
    )


def curated_tables(lexicon: Lexicon) -> tuple[EvidenceTable, ...]:
    """Return the curated tables by name, with their versions and counts.

    Rows whose names the lexicon does not know are left out; :func:`curated_base` lists them.
    """
    return curated_base(lexicon).tables


def curated_evidence(lexicon: Lexicon) -> list[Evidence]:
    """Return the evidence of all curated tables, in the order of tables and rows."""
    return [record for table in curated_tables(lexicon) for record in table.evidence]


def check_curated(lexicon: Lexicon) -> list[EvidenceError]:
    """Return everything that is wrong with the curated tables; empty when all is well.

    Stricter than reading: a curated row must also say what was found, in what system, and where
    its author read the source, and no row may stand twice.
    """
    problems = list(curated_base(lexicon).problems)
    for table in curated_files():
        seen: dict[tuple[str, ...], int] = {}
        for number, row in table_rows(table):
            for column in ("system", "finding", "checked_at"):
                if not row[column]:
                    problems.append(EvidenceError(table.name, number, f"no {column}"))
            first = seen.setdefault(tuple(row.values()), number)
            if first != number:
                problems.append(EvidenceError(table.name, number, f"same row as line {first}"))
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line or 0))
