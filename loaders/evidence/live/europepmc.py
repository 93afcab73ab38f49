"""Europe PMC: its REST search, whose records hold title, abstract, publication types and MeSH.

https://europepmc.org/RestfulWebService: ``search`` with ``resultType=core``, paged by
``cursorMark``. Abstracts come with HTML, their labels as headings.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from substancekg.errors import FetchError
from substancekg.graph.assertions import SourceDocument
from substancekg.loaders.documents import BlockKind, Document, text_sha256
from substancekg.loaders.evidence.json_streams import object_of, text_of, texts_of
from substancekg.loaders.evidence.live.cache import Answer
from substancekg.loaders.evidence.live.client import ServiceClient
from substancekg.loaders.formats.papers import bare_doi, language_code, partial_date, pmc_id
from substancekg.loaders.formats.rendering import TextBuilder
from substancekg.loaders.formats.sections import section_kind

BASE_URL = "https://www.ebi.ac.uk/europepmc/webservices/rest"
PAGE = 100


class EuropePmc:
    """Searches Europe PMC.

    :param base_url: of the service, or of a mirror
    """

    name = "europepmc"

    def __init__(self, client: ServiceClient, *, base_url: str = BASE_URL) -> None:
        self._client, self._url = client, base_url.rstrip("/")

    def query(self, groups: Iterable[Sequence[str]]) -> str:
        """Return the query for papers that name one of each group in title or abstract."""
        return " AND ".join(
            "(" + " OR ".join(f'TITLE_ABS:"{name}"' for name in group) + ")" for group in groups
        )

    def search(self, query: str, *, number: int) -> Iterator[Document]:
        """Yield the papers found that have an abstract, by relevance, at most that many.

        :raises FetchError: if the service fails, or answers with something else
        """
        cursor, found = "*", 0
        while found < number:
            answer = self._client.get(
                f"{self._url}/search",
                {
                    "query": query,
                    "format": "json",
                    "resultType": "core",
                    "cursorMark": cursor,
                    "pageSize": str(min(PAGE, max(25, number))),
                },
                media_types=("json",),
                check=_page,
            )
            page = _page(answer)
            records = object_of(page.get("resultList")).get("result")
            if not isinstance(records, list) or not records:
                return
            for record in records:
                document = paper(object_of(record))
                if document is not None:
                    yield document
                    found += 1
                    if found >= number:
                        return
            following = text_of(page.get("nextCursorMark"))
            if not following or following == cursor:
                return
            cursor = following


def _page(answer: Answer) -> dict[str, Any]:
    """Return a page of results.

    :raises FetchError: if it is no JSON, cut off, or an error of the service
    """
    try:
        page = object_of(json.loads(answer.body))
    except (ValueError, RecursionError) as cause:
        raise FetchError(answer.url, f"answer is damaged or no JSON ({str(cause)[:80]})") from cause
    if "resultList" not in page:
        said = text_of(page.get("errMsg")) or text_of(page.get("message")) or "no resultList in it"
        raise FetchError(answer.url, f"no page of results ({said[:120]})")
    return page


def paper(record: dict[str, Any]) -> Document | None:
    """Return a record of the service as a document; ``None`` when it has no abstract."""
    abstract = text_of(record.get("abstractText"))
    title = _plain(text_of(record.get("title")))
    if not abstract or not title:
        return None
    builder = TextBuilder()
    builder.add(BlockKind.TITLE, title, section="title")
    for label, words in _parts(abstract):
        kind = section_kind(label) or "abstract"
        builder.close_headings(2)
        builder.add(BlockKind.HEADING, label, level=2, section=kind)
        builder.add(BlockKind.PARAGRAPH, words, section=kind)
    text = builder.text
    journal = object_of(object_of(record.get("journalInfo")).get("journal"))
    authors = object_of(record.get("authorList")).get("author")
    names = [
        text_of(object_of(author).get("fullName"))
        or text_of(object_of(author).get("collectiveName"))
        for author in (authors if isinstance(authors, list) else [])
    ]
    pmid = text_of(record.get("pmid"))
    pmid = pmid if re.fullmatch(r"[1-9]\d{0,8}", pmid) else ""
    pmcid, doi = pmc_id(text_of(record.get("pmcid"))), bare_doi(text_of(record.get("doi")))
    identifier = pmid or pmcid or doi
    if not identifier:
        return None
    date = text_of(record.get("firstPublicationDate")) or text_of(record.get("pubYear"))
    source = SourceDocument(
        id=identifier,
        sha256=text_sha256(text),
        title=title,
        format="europepmc",
        date=partial_date(*date.split("-")[:3]) if date else "",
        authors=tuple(name for name in names if name),
        site=text_of(journal.get("title")),
        language=language_code(text_of(record.get("language"))),
        pmid=pmid,
        pmcid=pmcid,
        doi=doi,
    )
    document = Document(source, text, tuple(builder.blocks))
    headings = object_of(record.get("meshHeadingList")).get("meshHeading")
    return replace(
        document,
        publication_types=tuple(
            kind.capitalize()
            for kind in texts_of(object_of(record.get("pubTypeList")).get("pubType"))
        ),
        mesh=tuple(
            name
            for heading in (headings if isinstance(headings, list) else [])
            if (name := text_of(object_of(heading).get("descriptorName")))
        ),
    )


_TAGS = (
    "h[1-6]|p|br|div|ul|ol|li|sec|title|list|list-item|i|b|u|em|strong|italic|bold|underline|sc|sub|"
    "sup|small|span|a|inf|monospace|font"
)
_ESCAPED = re.compile(rf"&lt;(/?(?:{_TAGS})\s?/?)&gt;", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:h[1-6]|p|br|div|ul|ol|li|sec|title|list|list-item)\b[^<>]{0,200}>", re.IGNORECASE
)
_INLINE = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,200}})?/?>", re.IGNORECASE)


def _parts(abstract: str) -> list[tuple[str, str]]:
    """Return labels and texts of an abstract; a plain one is one part without label."""
    opened = _ESCAPED.sub(r"<\1>", abstract)
    pieces = re.split(r"<h[1-6]\b[^<>]*>(.*?)</h[1-6]>", opened, flags=re.DOTALL | re.IGNORECASE)
    parts = [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
    return [(_plain(label), _plain(words)) for label, words in parts if _plain(words)]


def _plain(words: str) -> str:
    """Return text without HTML; some records bring their tags escaped.

    Only known tags are taken out: ``p<0.05`` and ``a<b`` are text.
    """
    opened = _ESCAPED.sub(r"<\1>", words)
    return " ".join(html.unescape(_INLINE.sub("", _BLOCK.sub(" ", opened))).split())
