"""PubMed XML: records of papers with title and abstract, one or any number a file, ``.gz`` or not.

Elements: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.papers import bare_doi, language_code, partial_date, pmc_id
from substancekg.loaders.formats.rendering import TextBuilder
from substancekg.loaders.formats.sections import section_kind
from substancekg.loaders.formats.xml import (
    all_text,
    child,
    child_text,
    children,
    iter_elements,
    local_name,
    root_name,
)
from substancekg.loaders.sources import Source

logger = logging.getLogger(__name__)

_ROOTS = frozenset(
    {"PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle",
     "MedlineCitationSet", "MedlineCitation"}
)  # fmt: skip


def sniff(head: bytes, name: str) -> int:
    """Return 100 for a file with the root element of PubMed's records."""
    return 100 if root_name(head) in _ROOTS else 0


def read_pubmed(source: Source) -> Iterator[Document]:
    """Yield one document a record, in the order of the file.

    The text is the title and the abstract below it; labels of a structured abstract are headings,
    and its parts know their kind of section. Records without any text are passed over, and so are
    lists of deleted records: see :func:`deleted_pmids`.

    :raises LoaderError: if the XML is damaged, or holds no record
    """
    found = False
    citations_only = root_name(source.head).startswith("MedlineCitation")
    article = "MedlineCitation" if citations_only else "PubmedArticle"
    for element in iter_elements(source, article, "PubmedBookArticle", "DeleteCitation"):
        if local_name(element) == "DeleteCitation":
            found = True
            logger.info("%s: %d records are marked as deleted", source.name, len(element))
            continue
        found = True
        document = _document(source, element)
        if document is not None:
            yield document
    if not found:
        raise source.error("no PubMed record in it: no element PubmedArticle")


def deleted_pmids(source: Source) -> tuple[str, ...]:
    """Return the PMIDs that an update file withdraws, in its order; none for most files."""
    return tuple(
        all_text(pmid)
        for element in iter_elements(source, "DeleteCitation", "PubmedArticle")
        if local_name(element) == "DeleteCitation"
        for pmid in children(element, "PMID")
    )


def _document(source: Source, record: etree._Element) -> Document | None:
    citation = record
    for path in ("MedlineCitation", "BookDocument"):
        found = child(record, path)
        citation = citation if found is None else found
    article = child(citation, "Article")
    article = citation if article is None else article
    title = child_text(article, "ArticleTitle") or child_text(citation, "Book/BookTitle")
    builder = TextBuilder()
    builder.add(BlockKind.TITLE, title, section="title")
    for part in children(article, "Abstract/AbstractText"):
        label, category = part.get("Label", ""), part.get("NlmCategory", "")
        kind = section_kind(category)
        if kind in ("", "other"):
            kind = section_kind(label) or "abstract"
        if all_text(part):
            builder.close_headings(2)
            builder.add(BlockKind.HEADING, label, level=2, section=kind)
            builder.add(BlockKind.PARAGRAPH, all_text(part), section=kind)
    if not builder.blocks:
        return None
    ids = _identifiers(record, article)
    document = make_document(
        source,
        FORMAT.name,
        builder.text,
        tuple(builder.blocks),
        id=child_text(citation, "PMID") or ids["doi"],
        title=title,
        date=_date(article, citation),
        authors=_authors(article),
        site=child_text(article, "Journal/Title"),
        language=language_code(child_text(article, "Language")),
        pmid=child_text(citation, "PMID"),
        **ids,
    )
    return replace(
        document,
        publication_types=tuple(
            all_text(item)
            for path in ("PublicationTypeList/PublicationType", "PublicationType")
            for item in children(article, path)
        ),
        mesh=tuple(
            all_text(item)
            for item in children(citation, "MeshHeadingList/MeshHeading/DescriptorName")
        ),
    )


def _identifiers(record: etree._Element, article: etree._Element) -> dict[str, str]:
    """Return DOI and PMCID; those of the papers that it cites stand deeper and are not taken."""
    found = {"doi": "", "pmcid": ""}
    for path in ("PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId"):
        for item in children(record, path):
            kind = item.get("IdType", "")
            if kind == "doi":
                found["doi"] = found["doi"] or bare_doi(all_text(item))
            elif kind == "pmc":
                found["pmcid"] = found["pmcid"] or pmc_id(all_text(item))
    for item in children(article, "ELocationID"):
        if item.get("EIdType") == "doi" and item.get("ValidYN", "Y") == "Y":
            found["doi"] = found["doi"] or bare_doi(all_text(item))
    return found


def _date(article: etree._Element, citation: etree._Element) -> str:
    """Return when it appeared: online if that is given, else the issue's date."""
    for owner, path in (
        (article, "ArticleDate"),
        (article, "Journal/JournalIssue/PubDate"),
        (citation, "Book/PubDate"),
    ):
        found = child(owner, path)
        if found is not None:
            year = child_text(found, "Year") or child_text(found, "MedlineDate")
            return partial_date(year, child_text(found, "Month"), child_text(found, "Day"))
    return ""


def _authors(article: etree._Element) -> tuple[str, ...]:
    names = []
    for item in children(article, "AuthorList/Author"):
        parts = [child_text(item, "ForeName") or child_text(item, "Initials"),
                 child_text(item, "LastName")]  # fmt: skip
        names.append(" ".join(part for part in parts if part) or child_text(item, "CollectiveName"))
    return tuple(name for name in names if name)


FORMAT = DocumentFormat(
    name="pubmed",
    description="PubMed XML: single records or sets, also .gz; structured abstracts, MeSH",
    extensions=("xml",),
    sniff=sniff,
    read=read_pubmed,
    streamed=True,
)
FORMATS = (FORMAT,)
