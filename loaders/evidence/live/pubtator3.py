"""PubTator3: annotations of abstracts by NCBI, through the export of its API as BioC JSON.

https://www.ncbi.nlm.nih.gov/research/pubtator3/api: ``publications/export/biocjson`` with
``pmids``; three requests a second. What a paper's record says on study and date is kept.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from substancekg.errors import FetchError, LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.live.cache import Answer
from substancekg.loaders.evidence.live.client import ServiceClient
from substancekg.loaders.registry import format_named
from substancekg.loaders.sources import open_stream
from substancekg.ontology.lexicon import Lexicon

BASE_URL = "https://www.ncbi.nlm.nih.gov/research/pubtator3-api"
EXPORTED = 100
"""Papers asked for in one request."""


class PubTator3:
    """Puts PubTator's annotations on papers.

    :param lexicon: where the identifiers of annotations are looked up
    :param base_url: of the service
    """

    def __init__(
        self, client: ServiceClient, lexicon: Lexicon, *, base_url: str = BASE_URL
    ) -> None:
        self._client, self._lexicon, self._url = client, lexicon, base_url.rstrip("/")

    def annotated(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield papers with PubTator's mentions; as they were where it has none, in their order.

        Papers are asked for in batches of a hundred; memory holds one batch.

        :raises FetchError: if the service fails, or answers with something else
        """
        waiting = iter(documents)
        while batch := list(islice(waiting, EXPORTED)):
            pmids = [document.source.pmid for document in batch if document.source.pmid]
            known = self.export(pmids) if pmids else {}
            for document in batch:
                found = known.get(document.source.pmid)
                yield document if found is None else _merged(document, found)

    def export(self, pmids: Iterable[str]) -> dict[str, Document]:
        """Return the annotated papers that PubTator has, by PMID.

        :raises FetchError: if the service fails, or answers with something else
        """
        answer = self._client.get(
            f"{self._url}/publications/export/biocjson",
            {"pmids": ",".join(pmids)},
            media_types=("json", "text/plain"),
            check=_json,
        )
        source = open_stream(
            io.BytesIO(answer.body), answer.url, "export.json", lexicon=self._lexicon
        )
        try:
            found = list(format_named("bioc-json").read(source))
        except LoaderError as cause:
            if "no BioC document" in cause.reason:
                return {}
            raise FetchError(answer.url, cause.reason) from cause
        return {document.source.pmid: document for document in found if document.source.pmid}


def _json(answer: Answer) -> None:
    """Check that an answer is JSON, or JSON lines, to its end.

    :raises FetchError: if it is not
    """
    try:
        json.loads(answer.body)
    except (ValueError, RecursionError):
        try:
            for line in answer.body.splitlines():
                if line.strip():
                    json.loads(line)
        except (ValueError, RecursionError) as cause:
            reason = f"answer is damaged or no JSON ({str(cause)[:80]})"
            raise FetchError(answer.url, reason) from cause


def _merged(record: Document, annotated: Document) -> Document:
    """Return the annotated text with what the paper's record says of it."""
    source = replace(record.source, sha256=annotated.source.sha256, format=annotated.source.format)
    return replace(
        annotated,
        source=source,
        publication_types=record.publication_types,
        mesh=record.mesh,
    )
