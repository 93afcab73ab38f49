"""Guide to PHARMACOLOGY: ``interactions.csv`` (or ``.tsv``), which ligand acts how on which target.

The first line names the release (``# GtoPdb Version: 2024.3 - published: ...``), the second the
columns. Several papers stand in one cell, separated by ``|``; names hold HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from substancekg.errors import EvidenceError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.names import plain_text
from substancekg.loaders.evidence.rows import lines, records

_REQUIRED = ("target", "target_id", "ligand", "ligand_id", "type", "action", "pubmed_id")
_RELEASE = re.compile(r"GtoPdb Version:?\s*([\w.]+)")

_ACTIONS = {
    "partial agonist": "partial_agonist_of",
    "inverse agonist": "inverse_agonist_of",
    "agonist": "agonist_of",
    "full agonist": "agonist_of",
    "biased agonist": "agonist_of",
    "irreversible agonist": "agonist_of",
    "antagonist": "antagonist_of",
    "inhibition": "inhibits",
    "irreversible inhibition": "inhibits",
    "voltage-dependent inhibition": "inhibits",
    "feedback inhibition": "inhibits",
    "pore blocker": "inhibits",
    "binding": "binds",
}
"""Predicate by the column Action, where the column Type does not decide."""
_BY_TYPE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "agonist": ("agonist_of", {
        "partial agonist": "partial_agonist_of",
        "inverse agonist": "inverse_agonist_of",
        "antagonist": "",
    }),
    "antagonist": ("antagonist_of", {
        "inverse agonist": "inverse_agonist_of",
        "agonist": "", "full agonist": "", "partial agonist": "", "activation": "",
    }),
    "inhibitor": ("inhibits", {"activation": "", "positive": "", "potentiation": ""}),
    "channel blocker": ("inhibits", {"positive": "", "potentiation": "", "activation": ""}),
    "gating inhibitor": ("inhibits", {"slows inactivation": "", "activation": ""}),
    "activator": ("increases", {"inhibition": "", "negative": ""}),
    "allosteric modulator": ("binds", {
        "positive": "positive_allosteric_modulator_of",
        "potentiation": "positive_allosteric_modulator_of",
        "negative": "negative_allosteric_modulator_of",
        "inhibition": "negative_allosteric_modulator_of",
        "inverse agonist": "inverse_agonist_of",
        "agonist": "agonist_of", "full agonist": "agonist_of",
        "partial agonist": "partial_agonist_of",
        "antagonist": "antagonist_of",
    }),
}  # fmt: skip
"""Predicate by the column Type, and the actions that make it another; an empty one says that type
and action contradict each other."""


def relation(kind: str, action: str) -> str:
    """Return the predicate of a type and an action; empty when they name none, or disagree."""
    kind, action = kind.strip().lower(), action.strip().lower()
    if kind in _BY_TYPE:
        usual, special = _BY_TYPE[kind]
        return special.get(action, usual)
    return _ACTIONS.get(action, "")


def rows(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Yield ``(line, row)`` with columns in lower case and underscores; ``None`` for a bad row."""
    header: list[str] = []
    tabs = any("\t" in line for number, line in lines(path) if number == 2)
    for number, cells in records(path, "\t" if tabs else ",", quoted=True):
        if not header:
            if cells[0].lstrip("\"' ").startswith("#"):
                continue
            header = [re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_") for cell in cells]
            if missing := [column for column in _REQUIRED if column not in header]:
                reason = f"no column {', '.join(missing)}; expected GtoPdb's interactions file"
                raise EvidenceError(path, number, reason)
            continue
        whole = len(cells) == len(header)
        yield number, dict(zip(header, map(str.strip, cells), strict=True)) if whole else None


def read(run: ImportRun) -> Iterator[Evidence]:
    """Yield the interactions of the file, one piece of evidence a paper."""
    for number, row in run.records(rows(run.path)):
        if row is None:
            run.malformed(number, "number of cells differs from the header")
            continue
        predicate_name = relation(row["type"], row["action"])
        if not predicate_name:
            run.skip(f"no relation for type {row['type']!r} with action {row['action']!r}")
            continue
        ligand = run.entity(
            [f"IUPHAR.LIGAND:{row['ligand_id']}" if row["ligand_id"] else ""],
            [plain_text(row["ligand"])],
        )
        uniprot = row.get("target_uniprot_id") or row.get("target_uniprot", "")
        target = run.entity(
            [
                f"IUPHAR.RECEPTOR:{row['target_id']}" if row["target_id"] else "",
                f"UNIPROT:{uniprot}" if uniprot and "|" not in uniprot else "",
            ],
            [plain_text(row["target"])],
        )
        if ligand is None or target is None:
            continue
        affinity = _affinity(row)
        species = row.get("target_species", "")
        yield from run.evidence(
            ligand,
            predicate_name,
            target,
            [Citation(pmid=pmid) for pmid in _pmids(row["pubmed_id"])],
            study_type="in vitro" if affinity else "curated statement",
            aspect="activity" if predicate_name == "increases" else "",
            system=f"{species.lower()} target" if species not in ("", "None") else "",
            finding=_finding(row, affinity),
        )


def _affinity(row: Mapping[str, str]) -> str:
    """Return the affinity in words, such as ``pKi 7.5``; empty when there is none."""
    units = row.get("affinity_units", "")
    middle = row.get("affinity_median", "")
    low, high = row.get("affinity_low", ""), row.get("affinity_high", "")
    value = middle or (f"{low} to {high}" if low and high and low != high else low or high)
    return f"{units} {value}" if units not in ("", "-") and value not in ("", "-") else ""


def _finding(row: Mapping[str, str], affinity: str) -> str:
    how = row["type"] if row["action"] in ("", "None") else f"{row['type']}, {row['action']}"
    return f"{how.lower()}; {affinity}" if affinity else how.lower()


def _pmids(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if re.fullmatch(r"\s*[1-9]\d{0,8}\s*", part)]


def version(path: Path) -> str:
    """Return the release named in the first line; empty when there is none."""
    for _, line in lines(path):
        found = _RELEASE.search(line)
        return found.group(1) if found else ""
    return ""


def sniff(head: str, name: str) -> int:
    """Return how sure it is that a file is GtoPdb's table of interactions."""
    if "Ligand ID" in head and "Target ID" in head and "Action" in head:
        return 100
    return 90 if "ligand_id" in head and "target_id" in head and "action" in head else 0


FORMAT = EvidenceFormat(
    name="gtopdb",
    title="Guide to PHARMACOLOGY",
    description="interactions.csv: ligands, targets, type of action, affinity, papers",
    licence="CC BY-SA 4.0",
    homepage="https://www.guidetopharmacology.org/download.jsp",
    sniff=sniff,
    version=version,
    read=read,
)
