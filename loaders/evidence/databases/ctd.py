"""Comparative Toxicogenomics Database: chemical-gene interactions and chemical-disease associations.

Both files (CSV or TSV, plain or gzip) open with comment lines; the one after ``# Fields:`` names
the columns. Several values in a cell are separated by ``|``.

Chemical-gene rows are taken when they state one action: then their sentence tells which end acts.
Rows with several actions describe how a chemical changes the effect of another one.
Chemical-disease rows are taken when they are curated (``DirectEvidence``), not inferred through a
gene. ``marker/mechanism`` means that the chemical correlates with the disease or may play a part
in it, so it becomes a hedged *involved in*, and never *causes*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from substancekg.errors import EvidenceError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.rows import lines, records
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty

_GENE_COLUMNS = ("ChemicalName", "ChemicalID", "GeneSymbol", "GeneID", "Interaction",
                 "InteractionActions")  # fmt: skip
_DISEASE_COLUMNS = ("ChemicalName", "ChemicalID", "DiseaseName", "DiseaseID", "DirectEvidence")

_ACTIONS: Mapping[str, tuple[str, str]] = {
    "increases^expression": ("increases", "expression"),
    "decreases^expression": ("decreases", "expression"),
    "affects^expression": ("affects", "expression"),
    "increases^activity": ("increases", "activity"),
    "decreases^activity": ("decreases", "activity"),
    "affects^activity": ("affects", "activity"),
    "increases^secretion": ("increases", "release"),
    "decreases^secretion": ("decreases", "release"),
    "affects^secretion": ("affects", "release"),
    "increases^abundance": ("increases", "level"),
    "decreases^abundance": ("decreases", "level"),
    "affects^abundance": ("affects", "level"),
    "increases^uptake": ("increases", "reuptake"),
    "decreases^uptake": ("decreases", "reuptake"),
    "affects^binding": ("binds", ""),
    "increases^binding": ("binds", ""),
}
"""Predicate and aspect of what a chemical does to a gene product."""
_TURNOVER = frozenset(
    f"{degree}^{kind}"
    for degree in ("increases", "affects")
    for kind in (
        "metabolic processing", "oxidation", "hydroxylation", "glucuronidation", "sulfation",
        "methylation", "hydrolysis", "cleavage", "uptake", "transport", "export", "import",
        "chemical synthesis", "reduction", "acetylation", "glutathionylation", "demethylation",
    )
)  # fmt: skip
"""Actions of a gene product on a chemical that make the chemical its substrate."""
_INHIBITED = frozenset({"Enzyme", "Transporter"})


def rows(path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Yield ``(line, row)``; ``None`` stands for a row whose cells do not fit the header.

    :raises EvidenceError: if there is no header that can be recognised
    """
    header: list[str] = []
    delimiter = _delimiter(path)
    for number, cells in records(path, delimiter, quoted=delimiter == ","):
        first = cells[0].lstrip("\ufeff ")
        if first.startswith("#") or (not header and first == "ChemicalName"):
            names = [cell.strip().lstrip("# ") for cell in cells]
            if names[0] == "ChemicalName" and len(names) > 1:
                header = names
            continue
        if not header:
            raise EvidenceError(path, number, "no line '# ChemicalName,...' before the data")
        whole = len(cells) == len(header)
        yield number, dict(zip(header, map(str.strip, cells), strict=True)) if whole else None


def _delimiter(path: Path) -> str:
    for number, line in lines(path):
        if "ChemicalName" in line:
            return "\t" if "\t" in line else ","
        if number > 200:
            break
    return ","


def read(run: ImportRun) -> Iterator[Evidence]:
    """Yield the evidence of either file, one piece a paper."""
    for number, row in run.records(rows(run.path)):
        if row is None:
            run.malformed(number, "number of cells differs from the header")
        elif all(column in row for column in _GENE_COLUMNS):
            yield from _gene_row(run, row)
        elif all(column in row for column in _DISEASE_COLUMNS):
            yield from _disease_row(run, row)
        else:
            raise EvidenceError(
                run.path,
                number,
                f"columns are neither {', '.join(_GENE_COLUMNS)} nor {', '.join(_DISEASE_COLUMNS)}",
            )


def _gene_row(run: ImportRun, row: Mapping[str, str]) -> Iterator[Evidence]:
    actions = [part.strip() for part in row["InteractionActions"].split("|") if part.strip()]
    if len(actions) != 1:
        run.skip("several actions, or none, in one interaction")
        return
    sentence = row["Interaction"]
    chemical_acts = sentence.lower().startswith(row["ChemicalName"].lower())
    if chemical_acts == sentence.lower().startswith(row["GeneSymbol"].lower()):
        run.skip("the sentence does not tell which end acts")
        return
    if "mutant" in sentence or "polymorphism" in sentence or "modified form" in sentence:
        run.skip("about a variant of the gene product")
        return
    action = actions[0]
    if chemical_acts and action not in _ACTIONS:
        run.skip(f"no relation for the action {action!r} of a chemical")
        return
    if not chemical_acts and action not in _TURNOVER:
        run.skip(f"no relation for the action {action!r} of a gene product")
        return
    chemical = _chemical(run, row)
    gene = run.entity([f"NCBIGENE:{row['GeneID']}" if row["GeneID"] else ""], [row["GeneSymbol"]])
    if chemical is None or gene is None:
        return
    predicate_name, aspect = (
        _ACTIONS.get(action, ("", "")) if chemical_acts else ("substrate_of", "")
    )
    if predicate_name == "decreases" and aspect == "activity" and gene.type in _INHIBITED:
        predicate_name, aspect = "inhibits", ""
    forms = row.get("GeneForms", "").replace("|", ", ")
    yield from run.evidence(
        chemical,
        predicate_name,
        gene,
        _citations(row),
        study_type="curated statement",
        aspect=aspect,
        context=f"measured as {forms}" if forms else "",
        system=row.get("Organism", ""),
        finding=sentence,
    )


def _disease_row(run: ImportRun, row: Mapping[str, str]) -> Iterator[Evidence]:
    direct = [part.strip() for part in row["DirectEvidence"].split("|") if part.strip()]
    if not direct:
        run.skip("inferred through a gene, not curated")
        return
    chemical = _chemical(run, row)
    disease = run.entity([row["DiseaseID"]], [row["DiseaseName"]])
    if chemical is None or disease is None:
        return
    for kind in direct:
        if kind == "therapeutic":
            yield from run.evidence(
                chemical,
                "treats",
                disease,
                _citations(row),
                study_type="curated statement",
                finding="known or potential therapeutic role",
            )
        elif kind == "marker/mechanism":
            yield from run.evidence(
                chemical,
                "involved_in",
                disease,
                _citations(row),
                study_type="curated statement",
                certainty=Certainty.HEDGED,
                finding="correlates with the disease or may play a role in its etiology",
            )
        else:
            run.skip(f"unknown kind of direct evidence {kind!r}")


def _chemical(run: ImportRun, row: Mapping[str, str]) -> Entity | None:
    identifier = row["ChemicalID"]
    curie = identifier if ":" in identifier else f"MESH:{identifier}"
    return run.entity([curie if identifier else ""], [row["ChemicalName"]])


def _citations(row: Mapping[str, str]) -> list[Citation]:
    cell = row.get("PubMedIDs") or row.get("PubmedIDs") or ""
    return [Citation(pmid=pmid) for pmid in re.findall(r"(?<!\d)[1-9]\d{0,8}(?!\d)", cell)]


def version(path: Path) -> str:
    """Return the date on which the file says it was created; empty when it does not."""
    for number, line in lines(path):
        found = re.match(r"#\s*Report created:\s*(.+)", line)
        if found:
            return f"of {' '.join(found.group(1).split())}"
        if number > 60 or not line.startswith("#"):
            break
    return ""


def sniff(head: str, name: str) -> int:
    """Return how sure it is that a file is one of CTD's two tables."""
    if "ChemicalName" in head and ("InteractionActions" in head or "DirectEvidence" in head):
        return 100
    return 60 if "Comparative Toxicogenomics Database" in head else 0


FORMAT = EvidenceFormat(
    name="ctd",
    title="Comparative Toxicogenomics Database",
    description="chemical-gene interactions and chemical-disease associations, CSV or TSV",
    licence="terms of use of the CTD website",
    homepage="https://ctdbase.org/downloads/",
    sniff=sniff,
    version=version,
    read=read,
)
