"""INDRA: statements assembled from reading systems and databases, as JSON.

The file is an array of statements, an object with ``statements``, or JSON lines. Each piece of
evidence of a statement becomes one record: machine-read when its ``source_api`` is a reading
system, curated when it is a database, refuting when ``epistemics`` says negated, hedged when it
says hypothesis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.json_streams import (
    json_items,
    json_lines,
    json_pairs,
    object_of,
    text_of,
    texts_of,
)
from substancekg.loaders.evidence.rows import open_text
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass
from substancekg.ontology.vocabulary import predicate

DATABASES = frozenset({
    "biopax", "pc", "phosphosite", "cbn", "bel", "bel_lc", "signor", "biogrid", "tas", "hprd",
    "trrust", "phosphoelm", "virhostnet", "ctd", "drugbank", "omnipath", "minerva", "dgi", "crog",
    "conib", "wormbase", "ubibrowser",
})  # fmt: skip
"""Values of ``source_api`` that are curated databases; all others count as reading systems."""

_EFFECTS = {
    "Activation": ("increases", "activity"),
    "Inhibition": ("decreases", "activity"),
    "IncreaseAmount": ("increases", "level"),
    "DecreaseAmount": ("decreases", "level"),
}
_INHIBITED = frozenset({"Enzyme", "Transporter"})


def read(run: ImportRun) -> Iterator[Evidence]:
    """Yield the evidence of the statements, in the order of the file."""
    for number, value in run.records(_statements(run.path)):
        statement = object_of(value)
        if not statement:
            run.malformed(number, f"no statement: {value}"[:120])
            continue
        kind = text_of(statement.get("type"))
        if kind in _EFFECTS:
            predicate_name, aspect = _EFFECTS[kind]
            ends = [statement.get("subj"), statement.get("obj")]
        elif kind == "Complex":
            predicate_name, aspect = "binds", ""
            members = statement.get("members")
            ends = members if isinstance(members, list) and len(members) == 2 else []
        elif kind == "Conversion":
            predicate_name, aspect = "metabolized_to", ""
            ends = [_only(statement.get("obj_from")), _only(statement.get("obj_to"))]
        else:
            run.skip(f"no relation for the type {kind!r}")
            continue
        agents = [object_of(end) for end in ends]
        if len(agents) != 2 or not all(agents):
            run.skip("a statement without two agents")
            continue
        if any(agent.get("mutations") or agent.get("bound_conditions") for agent in agents):
            run.skip("about a mutant or a bound agent")
            continue
        subject, obj = (_entity(run, agent) for agent in agents)
        if subject is None or obj is None:
            continue
        if kind == "Complex" and not predicate("binds").allows(subject.type, obj.type):
            if predicate("binds").allows(obj.type, subject.type):
                subject, obj = obj, subject
            else:
                predicate_name = "interacts_with"
        blocks = kind == "Inhibition" and obj.type in _INHIBITED
        if blocks and predicate("inhibits").allows(subject.type, obj.type):
            predicate_name, aspect = "inhibits", ""
        yield from _evidence(run, statement, subject, predicate_name, obj, aspect)


def _evidence(
    run: ImportRun,
    statement: Mapping[str, Any],
    subject: Entity,
    predicate_name: str,
    obj: Entity,
    aspect: str,
) -> Iterator[Evidence]:
    """Yield a record for each piece of evidence of a statement."""
    pieces = statement.get("evidence")
    pieces = [object_of(piece) for piece in pieces] if isinstance(pieces, list) else []
    if not pieces:
        run.skip("a statement without evidence")
        return
    for piece in pieces:
        source = text_of(piece.get("source_api")) or "unnamed source"
        epistemics = object_of(piece.get("epistemics"))
        curated = source in DATABASES
        citation = _citation(piece)
        yield from run.evidence(
            subject,
            predicate_name,
            obj,
            [citation] if citation else [],
            study_type="curated statement" if curated else "text-mined statement",
            direction=Direction.REFUTES if epistemics.get("negated") else Direction.SUPPORTS,
            evidence_class=EvidenceClass.CURATED if curated else EvidenceClass.MACHINE_READ,
            certainty=Certainty.HEDGED if epistemics.get("hypothesis") else Certainty.ASSERTED,
            aspect=aspect,
            context=f"from {source}",
            quote=text_of(piece.get("text")),
            section=text_of(epistemics.get("section_type")),
        )


def _statements(path: Path) -> Iterator[tuple[int | None, Any]]:
    """Yield the statements of a file with their line, where the file is JSON lines."""
    with open_text(path) as text:
        head = text.read(4096).lstrip()
    if head.startswith("["):
        yield from ((None, value) for value in json_items(path, "item"))
    elif re.match(r'\{\s*"(statements|results|offset|limit|ev_limit)"', head):
        found = False
        for value in json_items(path, "statements.item"):
            found = True
            yield None, value
        if not found:
            yield from ((None, value) for _, value in json_pairs(path, "statements"))
    else:
        yield from json_lines(path)


def _only(value: Any) -> Any:
    """Return the only member of a list, else nothing."""
    return value[0] if isinstance(value, list) and len(value) == 1 else None


def _entity(run: ImportRun, agent: Mapping[str, Any]) -> Entity | None:
    """Return the entity of an agent by its database references, else by its name."""
    curies = []
    for prefix, value in object_of(agent.get("db_refs")).items():
        if prefix in ("TEXT", "TEXT_NORM", "WM", "UN"):
            continue
        for identifier in texts_of(value):
            own = identifier.upper().startswith(f"{prefix.upper()}:")
            curies.append(identifier if own else f"{prefix}:{identifier}")
    return run.entity(curies, [text_of(agent.get("name"))])


def _citation(piece: Mapping[str, Any]) -> Citation | None:
    """Return the paper of a piece of evidence, or ``None`` when it names none."""
    references = {
        key.upper(): text_of(value) for key, value in object_of(piece.get("text_refs")).items()
    }
    pmid = text_of(piece.get("pmid")) or references.get("PMID", "")
    pmcid = references.get("PMCID", "").upper()
    doi = references.get("DOI", "")
    citation = Citation(
        pmid=pmid if re.fullmatch(r"[1-9]\d{0,8}", pmid) else "",
        pmcid=pmcid if re.fullmatch(r"PMC[1-9]\d{0,9}", pmcid) else "",
        doi=doi if re.fullmatch(r"10\.\d{4,9}/\S+", doi) else "",
    )
    return citation if citation.key else None


def version(path: Path) -> str:
    """Return nothing: the files carry no release."""
    return ""


def sniff(head: str, name: str) -> int:
    """Return how sure it is that a file holds INDRA statements."""
    marks = sum(mark in head for mark in ('"db_refs"', '"source_api"', '"matches_hash"', '"subj"'))
    return 100 if marks >= 2 and '"type"' in head else 0


FORMAT = EvidenceFormat(
    name="indra",
    title="INDRA statements",
    description="JSON of statements with evidence from reading systems and databases",
    licence="that of each statement's source",
    homepage="https://github.com/gyorilab/indra",
    sniff=sniff,
    version=version,
    read=read,
)
