"""Citations: how a source is shown to people, short and in full, with links that open it."""

from __future__ import annotations

from urllib.parse import quote

from substancekg.graph.evidence import Citation

_SAFE_SCHEMES = ("http://", "https://")


def citation_url(citation: Citation) -> str:
    """Return the address to open, PubMed first; empty when the source has none.

    Only http and https addresses are returned, whatever a table says.
    """
    if citation.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{quote(citation.pmid, safe='')}/"
    if citation.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(citation.pmcid, safe='')}/"
    if citation.doi:
        return f"https://doi.org/{quote(citation.doi, safe='/:;()._-')}"
    return citation.url if citation.url.lower().startswith(_SAFE_SCHEMES) else ""


def citation_links(citation: Citation) -> tuple[tuple[str, str], ...]:
    """Return ``(text, address)`` for each identifier of the source, PubMed first."""
    links = []
    if citation.pmid:
        links.append((f"PMID {citation.pmid}", citation_url(Citation(pmid=citation.pmid))))
    if citation.pmcid:
        links.append((citation.pmcid, citation_url(Citation(pmcid=citation.pmcid))))
    if citation.doi:
        links.append((f"doi:{citation.doi}", citation_url(Citation(doi=citation.doi))))
    if not links and (address := citation_url(citation)):
        links.append((citation.source or citation.url, address))
    return tuple(links)


def short_citation(citation: Citation) -> str:
    """Return the shortest reference that finds the source.

    >>> short_citation(Citation(pmid="39923979", year="2025"))
    'PMID 39923979, 2025'
    >>> short_citation(Citation(doi="10.1038/xyz", retracted=True))
    'doi:10.1038/xyz, RETRACTED'
    """
    links = citation_links(citation)
    name = links[0][0] if links else _source_name(citation)
    parts = [name, citation.year, "RETRACTED" if citation.retracted else ""]
    return ", ".join(part for part in parts if part)


def _source_name(citation: Citation) -> str:
    """Return the name of a source that is no paper, without the way on which it came here."""
    name = citation.source.split(" via ")[0] or citation.url or "source not named"
    return name if len(name) <= 80 else f"{name[:79]}…"


def full_citation(citation: Citation, *, max_authors: int = 3) -> str:
    """Return authors, title, journal, year and every identifier; what is not known is left out.

    >>> full_citation(Citation(pmid="1", title="Kava and mood.", year="2003", journal="J Test"))
    'Kava and mood. J Test. 2003. PMID 1'
    """
    authors = ", ".join(citation.authors[:max_authors])
    if len(citation.authors) > max_authors:
        authors += ", et al"
    parts = [authors, citation.title, citation.journal, citation.year]
    text = " ".join(_closed(part) for part in parts if part)
    names = [name for name, _ in citation_links(citation)]
    if citation.source and citation.source not in names:
        names.append(citation.source)
    mark = "RETRACTED. " if citation.retracted else ""
    return f"{mark}{text} {', '.join(names)}".replace("  ", " ").strip()


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
