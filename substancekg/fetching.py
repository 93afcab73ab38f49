"""Papers from live services into a table of machine-read evidence."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.live.cache import AnswerCache
from substancekg.loaders.evidence.live.client import ServiceClient
from substancekg.loaders.evidence.live.fetching import (
    FetchTally,
    fetch_for_claims,
    fetch_for_entities,
)
from substancekg.pipeline import Progress, lexicon_with


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What fetching gave.

    :ivar rows: rows of evidence written
    :ivar failures: queries that failed, with the reason
    """

    queries: int
    papers: int
    rows: int
    failures: tuple[str, ...]


def cache_folder() -> Path:
    """Return where answers are kept unless told otherwise (XDG_CACHE_HOME, else ``~/.cache``)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "substancekg" / "answers"


def fetch_evidence(
    output: Path,
    *,
    entities: Sequence[str] = (),
    claims: str | None = None,
    service: str = "europepmc",
    number: int = 50,
    email: str = "",
    api_key: str = "",
    pubtator: bool = False,
    cache: Path | None = None,
    offline: bool = False,
    base_url: str | None = None,
    pubtator_url: str | None = None,
    lexicon_files: tuple[Path, ...] = (),
    progress: Progress | None = None,
) -> FetchReport:
    """Search for papers that name all the entities, or both ends of each claim, and read them.

    :param claims: a graph whose claims are searched for, the most asserted first
    :param number: papers a query at most
    :param base_url: of a mirror of the service
    :raises UnknownNameError: if an entity is not known
    :raises FetchError: if no query was answered
    :raises OutputError: if the table cannot be written
    """
    from substancekg.graph.load import load_graph
    from substancekg.loaders.evidence.live.europepmc import BASE_URL as EUROPE_PMC
    from substancekg.loaders.evidence.live.europepmc import EuropePmc
    from substancekg.loaders.evidence.live.pubmed import BASE_URL as EUTILS
    from substancekg.loaders.evidence.live.pubmed import PubMed, requests_per_second
    from substancekg.loaders.evidence.live.pubtator3 import BASE_URL as PUBTATOR
    from substancekg.loaders.evidence.live.pubtator3 import PubTator3
    from substancekg.loaders.evidence.machine_read import read_evidence
    from substancekg.loaders.evidence.tables import write_evidence_table
    from substancekg.loaders.reading.reader import Reader

    lexicon = lexicon_with(lexicon_files)
    tally = FetchTally()
    rate = requests_per_second(api_key)
    answers = AnswerCache(cache if cache is not None else cache_folder())
    with ServiceClient(per_second=rate, cache=answers, offline=offline, contact=email) as client:
        found: EuropePmc | PubMed
        if service == "pubmed":
            found = PubMed(client, base_url=base_url or EUTILS, email=email, api_key=api_key)
        else:
            found = EuropePmc(client, base_url=base_url or EUROPE_PMC)
        papers: Iterator[Document]
        if claims is not None:
            papers = fetch_for_claims(
                load_graph(claims), found, number=number, tally=tally, progress=progress
            )
        else:
            papers = fetch_for_entities(
                [lexicon.resolve(name) for name in entities], found, number=number, tally=tally,
                progress=progress,
            )  # fmt: skip
        if pubtator:
            annotated = PubTator3(client, base_url=pubtator_url or PUBTATOR, lexicon=lexicon)
            papers = annotated.annotated(papers)
        rows = write_evidence_table(output, read_evidence(papers, Reader(lexicon)))
    return FetchReport(tally.queries, tally.papers, rows, tuple(tally.failures))
