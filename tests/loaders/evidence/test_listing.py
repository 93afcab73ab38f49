"""Looking through evidence."""

from collections import Counter
from dataclasses import replace

import pytest

from substancekg.errors import UnknownNameError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.listing import (
    evidence_rows,
    evidence_stats,
    evidence_text,
    find_evidence,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Direction, Grade

CAFFEINE = Entity("caffeine", "Compound", synonyms=("coffee powder",))
RECEPTOR = Entity("adenosine receptor", "ReceptorFamily")
INSOMNIA = Entity("insomnia", "Condition")
LEXICON = Lexicon([CAFFEINE, RECEPTOR, INSOMNIA])
BINDS = Evidence(
    subject=CAFFEINE,
    predicate="antagonist_of",
    object=RECEPTOR,
    direction=Direction.SUPPORTS,
    citation=Citation(pmid="11", year="1999", title="A title", doi="10.1000/ABC"),
    grade=Grade.IN_VITRO,
    study_type="in vitro",
    finding="Ki 10",
    provider="t",
)
CAUSES = replace(
    BINDS,
    predicate="causes",
    object=INSOMNIA,
    direction=Direction.REFUTES,
    grade=Grade.TRIAL,
    citation=Citation(doi="10.1000/abc"),
)
RECORDS = [CAUSES, BINDS]


def test_rows_are_sorted_and_show_a_key_to_ask_with() -> None:
    rows = evidence_rows(RECORDS, LEXICON)
    assert [row["predicate"] for row in rows] == ["antagonist_of", "causes"]
    assert find_evidence(RECORDS, rows[0]["key"])[0].evidence == BINDS


@pytest.mark.parametrize(
    ("about", "predicate", "expected"),
    [
        pytest.param("coffee powder", None, 2, id="synonym-of-the-subject"),
        pytest.param("insomnia", None, 1, id="object"),
        pytest.param(None, "binds", 1, id="predicate-and-those-below"),
        pytest.param("insomnia", "binds", 0, id="both"),
    ],
)
def test_rows_can_be_chosen(about: str | None, predicate: str | None, expected: int) -> None:
    assert len(evidence_rows(RECORDS, LEXICON, about=about, predicate=predicate)) == expected


@pytest.mark.parametrize(("about", "predicate"), [("cafeine", None), (None, "cuases")])
def test_unknown_names_are_told_with_suggestions(about: str | None, predicate: str | None) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        evidence_rows(RECORDS, LEXICON, about=about, predicate=predicate)


@pytest.mark.parametrize(
    ("which", "expected"),
    [("11", 1), ("PMID:11", 1), ("doi:10.1000/abc", 2), ("https://doi.org/10.1000/abc", 2)],
)
def test_records_are_found_by_their_paper(which: str, expected: int) -> None:
    assert len(find_evidence(RECORDS, which)) == expected


@pytest.mark.parametrize("which", ["", "999999", "zzz"])
def test_finding_nothing_says_what_to_give(which: str) -> None:
    with pytest.raises(UnknownNameError, match="PMID, PMCID or DOI"):
        find_evidence(RECORDS, which)


def test_a_record_in_full_names_everything_it_holds() -> None:
    text = evidence_text(BINDS)
    for part in ("caffeine is an antagonist of", "Ki 10", "in vitro", "PMID 11", BINDS.key):
        assert part in text


def test_counts_add_up_and_papers_count_once() -> None:
    stats = evidence_stats(RECORDS)
    assert stats[0] == ("all", "records", 2, 1)
    sums = Counter()
    for by, _, records, _ in stats:
        sums[by] += records
    assert set(sums.values()) == {2}
