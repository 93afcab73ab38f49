"""PubMed through NCBI's E-utilities: ``esearch`` finds, ``efetch`` brings the records as XML.

https://www.ncbi.nlm.nih.gov/books/NBK25499/: three requests a second, ten with an API key; the
service asks for the name of the tool and an e-mail address.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from substancekg.errors import FetchError, LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.json_streams import object_of, text_of, texts_of
from substancekg.loaders.evidence.live.cache import Answer
from substancekg.loaders.evidence.live.client import ServiceClient
from substancekg.loaders.formats import pubmed
from substancekg.loaders.sources import open_stream

BASE_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
FETCHED = 100
"""Records asked for in one request."""
FOUND = 10_000
"""Most identifiers that esearch gives for one query."""


def requests_per_second(api_key: str) -> float:
    """Return the rate that NCBI allows: ten with a key, else three."""
    return 10.0 if api_key else 3.0


class PubMed:
    """Searches PubMed.

    :param email: told to NCBI with every request, as it asks
    :param api_key: of an NCBI account; it never reaches the cache, a file or a message
    :param base_url: of the service
    """

    name = "pubmed"

    def __init__(
        self,
        client: ServiceClient,
        *,
        email: str = "",
        api_key: str = "",
        base_url: str = BASE_URL,
    ) -> None:
        self._client, self._url = client, base_url.rstrip("/")
        told = {"tool": "substancekg", "email": email, "api_key": api_key}
        self._told = {key: value for key, value in told.items() if value}

    def query(self, groups: Iterable[Sequence[str]]) -> str:
        """Return the query for papers that name one of each group in title or abstract."""
        return " AND ".join(
            "(" + " OR ".join(f'"{name}"[tiab]' for name in group) + ")" for group in groups
        )

    def search(self, query: str, *, number: int) -> Iterator[Document]:
        """Yield the papers found, by relevance, at most that many.

        :raises FetchError: if the service fails, or answers with something else
        """
        yield from self.papers(self.found(query, number=number))

    def found(self, query: str, *, number: int) -> tuple[str, ...]:
        """Return the PMIDs that a query finds, by relevance, at most that many.

        :raises FetchError: if the service fails, or answers with something else
        """
        answer = self._client.get(
            f"{self._url}/esearch.fcgi",
            {
                "db": "pubmed",
                "term": query,
                "retmax": str(min(number, FOUND)),
                "retmode": "json",
                "sort": "relevance",
                **self._told,
            },
            media_types=("json",),
            check=_identifiers,
        )
        identifiers = _identifiers(answer)
        pmids = [pmid for pmid in identifiers if re.fullmatch(r"[1-9]\d{0,8}", pmid)]
        return tuple(dict.fromkeys(pmids))[:number]

    def papers(self, pmids: Iterable[str]) -> Iterator[Document]:
        """Yield the papers of PMIDs that have a record with words, in batches.

        :raises FetchError: if the service fails, or answers with something else
        """
        waiting = iter(dict.fromkeys(pmids))
        while batch := list(islice(waiting, FETCHED)):
            answer = self._client.get(
                f"{self._url}/efetch.fcgi",
                {"db": "pubmed", "id": ",".join(batch), "retmode": "xml", **self._told},
                media_types=("xml",),
                check=_whole,
            )
            yield from _records(answer)


def _identifiers(answer: Answer) -> list[str]:
    """Return the identifiers that esearch found.

    :raises FetchError: if the answer is no JSON, cut off, or an error of the service
    """
    try:
        page = object_of(json.loads(answer.body))
    except (ValueError, RecursionError) as cause:
        reason = f"answer is damaged or no JSON ({str(cause)[:80]})"
        raise FetchError(answer.url, reason) from cause
    result = object_of(page.get("esearchresult"))
    said = text_of(page.get("error")) or text_of(result.get("ERROR"))
    if said or "idlist" not in result:
        raise FetchError(answer.url, f"no result ({said[:120] or 'no idlist in it'})")
    return texts_of(result["idlist"])


def _whole(answer: Answer) -> None:
    """Check that an answer of efetch is a set of records from its start to its end.

    :raises FetchError: if it is cut off, or an error of the service
    """
    if said := re.search(rb"<ERROR>(.{0,200}?)</ERROR>", answer.body[:2000], re.DOTALL):
        words = " ".join(said.group(1).decode("utf-8", "replace").split())
        raise FetchError(answer.url, f"no records ({words})")
    if not re.search(rb"(</PubmedArticleSet>|<PubmedArticleSet\s*/>)\s*$", answer.body[-200:]):
        raise FetchError(answer.url, "answer is cut off, or no set of PubMed records")


def _records(answer: Answer) -> Iterator[Document]:
    """Yield the papers of an answer of efetch; none for an empty set.

    :raises FetchError: if it is damaged or hostile
    """
    if not re.search(rb"<(PubmedArticle|PubmedBookArticle)[\s>]", answer.body):
        return
    source = open_stream(io.BytesIO(answer.body), answer.url, "efetch.xml")
    try:
        yield from pubmed.FORMAT.read(source)
    except LoaderError as cause:
        raise FetchError(answer.url, cause.reason) from cause
