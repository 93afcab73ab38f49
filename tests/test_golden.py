"""The sample articles, claim by claim, as a table that reads well in a diff.

After a wanted change write the table anew: ``UPDATE_GOLDEN=1 .venv/bin/pytest tests/test_golden.py``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import substancekg as skg
from substancekg.ontology.terms import Verdict

GOLDEN = Path(__file__).parent / "golden" / "examples.tsv"
COLUMNS = "document\tsubject\tpredicate\tobject\taspect\tpolarity\tcertainty\tverdict\tquote"


@pytest.fixture(scope="module")
def graph(demo_graph: Path) -> skg.Graph:
    return skg.load(demo_graph)


def lines(graph: skg.Graph) -> list[str]:
    found = []
    for key, claim in graph.data.claims.items():
        verdict = graph.data.assessments[key].verdict
        for said in graph.data.assertions[key]:
            cells = (
                said.document_id, claim.subject.label, claim.predicate, claim.object.label,
                claim.aspect, claim.polarity, said.certainty, verdict, said.quote,
            )  # fmt: skip
            found.append("\t".join(" ".join(str(cell).split()) for cell in cells))
    return [COLUMNS, *sorted(found)]


def test_the_sample_articles_make_the_claims_of_the_golden_table(graph: skg.Graph) -> None:
    found = lines(graph)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_demo_tells_every_kind_of_story(graph: skg.Graph) -> None:
    rows = graph.claims()
    assert {row["status"] for row in rows} == {"source-asserted", "literature-supported"}
    assert {row["verdict"] for row in rows} == {verdict.value for verdict in Verdict}
    assert {row["polarity"] for row in rows} == {"affirmed", "negated"}
    assert any(row["hedged"] for row in rows)
    assert any(row["inferred"] for row in rows)
    for document in graph.data.documents.values():
        verdicts = {row["status"] for row in graph.claims(document=document.id)}
        assert len(verdicts) == 2, f"{document.id} tells one side only"


def test_every_supported_claim_leads_to_a_source_on_every_hop(graph: skg.Graph) -> None:
    for key, assessment in graph.data.assessments.items():
        if assessment.status.value != "literature-supported":
            continue
        counted = [finding for finding in assessment.supporting if finding.counted]
        assert counted, key
        for finding in counted:
            records = [finding.evidence]
            records += [
                r for hop in (finding.chain.hops if finding.chain else ()) for r in hop.evidence
            ]
            for record in records:
                cited = record.citation
                assert cited.pmid or cited.pmcid or cited.doi or cited.url or cited.source, record
