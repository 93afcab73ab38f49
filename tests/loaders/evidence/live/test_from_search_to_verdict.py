"""From a search to a verdict: papers found, read, written as a table, and counted."""

import json
from pathlib import Path

from substancekg.graph.claims import Claim
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.policy import Policy
from substancekg.graph.support import assess
from substancekg.loaders.evidence.live.cache import AnswerCache
from substancekg.loaders.evidence.live.client import ServiceClient
from substancekg.loaders.evidence.live.europepmc import EuropePmc
from substancekg.loaders.evidence.live.fetching import fetch_for_entities
from substancekg.loaders.evidence.machine_read import read_evidence
from substancekg.loaders.evidence.tables import read_evidence_table, write_evidence_table
from substancekg.loaders.reading.reader import Reader
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Verdict

LEXICON = default_lexicon()
KAVA, HEADACHE = LEXICON.resolve("kava"), LEXICON.resolve("headache")


def record(number: int, results: str) -> dict[str, object]:
    return {
        "pmid": str(90000000 + number),
        "title": f"An invented trial {number}",
        "abstractText": f"<h4>Objective</h4>To see whether kava causes headache.<h4>Results</h4>"
        f"{results}",
        "pubTypeList": {"pubType": ["Randomized Controlled Trial"]},
        "meshHeadingList": {"meshHeading": [{"descriptorName": "Humans"}]},
    }


def page(*records: dict[str, object]) -> bytes:
    return json.dumps({"resultList": {"result": records}, "nextCursorMark": "*"}).encode()


def verdict(table: Path, *, min_papers: int = 2) -> Verdict:
    base = EvidenceBase(read_evidence_table(table, LEXICON), LEXICON)
    claim = Claim.make(KAVA, "causes", HEADACHE)
    return assess(claim, base, Policy(min_papers=min_papers)).verdict


def search(server, folder: Path, *, offline: bool = False) -> Path:
    table = folder / "found.tsv"
    with ServiceClient(per_second=1000.0, cache=AnswerCache(folder), offline=offline) as client:
        service = EuropePmc(client, base_url=server.url)
        papers = fetch_for_entities([KAVA, HEADACHE], service)
        write_evidence_table(table, read_evidence(papers, Reader(LEXICON)))
    return table


def test_two_papers_that_say_so_support_a_claim(server, reply, tmp_path: Path) -> None:
    said = "Kava caused headache in five patients."
    server.will(reply(page(record(1, said), record(2, said))))
    table = search(server, tmp_path)
    assert verdict(table) is Verdict.SUPPORTED
    first = next(read_evidence_table(table, LEXICON))
    assert (first.quote, first.section, first.study_type, first.system) == (
        said,
        "results",
        "randomized trial",
        "human",
    )


def test_one_paper_is_not_enough_unless_the_policy_says_so(server, reply, tmp_path: Path) -> None:
    server.will(reply(page(record(1, "Kava caused headache. Kava caused headache again."))))
    table = search(server, tmp_path)
    assert verdict(table) is Verdict.NOT_FOUND
    assert verdict(table, min_papers=1) is Verdict.SUPPORTED


def test_an_aim_alone_supports_nothing(server, reply, tmp_path: Path) -> None:
    server.will(reply(page(record(1, "No harm was seen."), record(2, "Sleep was better."))))
    assert verdict(search(server, tmp_path)) is Verdict.NOT_FOUND


def test_papers_against_a_claim_contradict_it(server, reply, tmp_path: Path) -> None:
    said = "Kava did not cause headache."
    server.will(reply(page(record(1, said), record(2, said))))
    assert verdict(search(server, tmp_path)) is Verdict.CONTRADICTED


def test_the_same_search_works_offline_from_what_was_kept(server, reply, tmp_path: Path) -> None:
    server.will(reply(page(record(1, "Kava caused headache."))))
    online = search(server, tmp_path).read_bytes()
    assert search(server, tmp_path, offline=True).read_bytes() == online
    assert len(server.asked) == 1
