"""Where the literature is known to disagree, the shipped evidence says so."""

from __future__ import annotations

import pytest

from substancekg.graph.claims import Claim
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.policy import Policy
from substancekg.graph.support import assess
from substancekg.loaders.evidence.curated import curated_evidence
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Polarity, Verdict


@pytest.fixture(scope="module")
def shipped():
    lexicon = default_lexicon()
    return EvidenceBase(curated_evidence(lexicon), lexicon)


def found(shipped, subject, predicate, obj, polarity=Polarity.AFFIRMED):
    resolve = shipped.lexicon.resolve
    claim = Claim.make(resolve(subject), predicate, resolve(obj), polarity)
    return assess(claim, shipped, Policy())


@pytest.mark.parametrize(
    ("subject", "predicate", "obj"),
    [
        ("mitragynine", "agonist_of", "mu-opioid receptor"),
        ("mitragynine", "partial_agonist_of", "mu-opioid receptor"),
        ("kava", "alleviates", "anxiety"),
        ("caffeine", "increases", "melatonin"),
        ("caffeine", "decreases", "melatonin"),
    ],
)
def test_known_conflicts_are_contested(shipped, subject, predicate, obj):
    assessment = found(shipped, subject, predicate, obj)
    assert assessment.verdict is Verdict.CONTESTED
    assert assessment.status.value == "literature-supported"


@pytest.mark.parametrize(
    ("subject", "predicate", "obj"),
    [
        ("kratom", "interacts_with", "opioid receptor"),
        ("kratom", "contains", "mitragynine"),
        ("kratom", "contains", "indole alkaloid"),
        ("melatonin", "is_a", "hormone"),
    ],
)
def test_known_facts_are_supported(shipped, subject, predicate, obj):
    assert found(shipped, subject, predicate, obj).verdict is Verdict.SUPPORTED


def test_what_everybody_denies_is_contradicted(shipped):
    assessment = found(shipped, "mitragynine", "agonist_of", "alpha-2A adrenergic receptor")
    assert assessment.verdict is Verdict.CONTRADICTED


def test_every_finding_of_the_shipped_base_has_a_source(shipped):
    assert all(record.citation.key for record in shipped)


@pytest.mark.parametrize(
    ("subject", "predicate", "obj"),
    [
        ("mitragynine", "agonist_of", "mu-opioid receptor"),
        ("kava", "alleviates", "anxiety"),
        ("kratom", "interacts_with", "opioid receptor"),
        ("melatonin", "treats", "jet lag"),
    ],
)
def test_without_the_rows_that_it_cites_a_claim_loses_its_status(shipped, subject, predicate, obj):
    cited = {f.evidence.key for f in found(shipped, subject, predicate, obj).supporting}
    assert cited
    left = [record for record in curated_evidence(shipped.lexicon) if record.key not in cited]
    poorer = EvidenceBase(left, shipped.lexicon)
    assert found(poorer, subject, predicate, obj).status.value == "source-asserted"
