"""Conflicts in the literature that every analyst of the field knows: they must come out as such."""

import pytest

from substancekg.graph.claims import Claim
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.policy import Policy
from substancekg.graph.support import assess
from substancekg.loaders.evidence.curated import curated_evidence
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Polarity, Verdict


@pytest.fixture(scope="module")
def base() -> EvidenceBase:
    return EvidenceBase(curated_evidence(default_lexicon()), default_lexicon())


@pytest.mark.parametrize(
    ("subject", "predicate", "obj"),
    [
        pytest.param("mitragynine", "agonist_of", "mu-opioid receptor", id="mitragynine-mu"),
        pytest.param("mitragynine", "antagonist_of", "mu-opioid receptor", id="mitragynine-block"),
        pytest.param("kava", "alleviates", "anxiety", id="kava-anxiety"),
        pytest.param("caffeine", "decreases", "melatonin", id="caffeine-less-melatonin"),
        pytest.param("caffeine", "increases", "melatonin", id="caffeine-more-melatonin"),
    ],
)
@pytest.mark.parametrize("polarity", list(Polarity))
def test_known_conflicts_are_contested_whatever_side_a_claim_takes(
    base: EvidenceBase, subject: str, predicate: str, obj: str, polarity: Polarity
) -> None:
    lexicon = default_lexicon()
    claim = Claim.make(lexicon.resolve(subject), predicate, lexicon.resolve(obj), polarity)
    found = assess(claim, base, Policy())
    assert found.verdict is Verdict.CONTESTED
    assert found.supporting
    assert found.disputing
