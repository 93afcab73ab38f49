"""One paper, one citation: records of the same paper share all identifiers that any of them gives.

A paper that one record names by its PMID and another by its DOI alone would otherwise count twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from substancekg.graph.evidence import Citation, Evidence


def reconciled(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the same evidence in the same order, its citations completed from each other.

    Two records are of one paper when they share a PMID, PMCID or DOI, directly or through other
    records. Where records disagree on an identifier of the same kind, nothing is joined through
    that paper: wrong data must not merge papers. A retraction known to one record holds for all.
    """
    records = list(evidence)
    groups = _Groups()
    for record in records:
        groups.join(_identifiers(record.citation))
    members: dict[str, dict[str, Citation]] = {}
    for record in records:
        root = groups.root_of(_identifiers(record.citation))
        if root:
            members.setdefault(root, {}).setdefault(repr(record.citation), record.citation)
    merged = {root: _merged(list(citations.values())) for root, citations in members.items()}
    result = []
    for record in records:
        known = merged.get(groups.root_of(_identifiers(record.citation)))
        if known is None:
            result.append(record)
            continue
        citation = _completed(record.citation, known)
        result.append(record if citation == record.citation else replace(record, citation=citation))
    return result


def _identifiers(citation: Citation) -> list[str]:
    """Return the identifiers of a paper, each with its kind."""
    found = (("pmid", citation.pmid), ("pmc", citation.pmcid), ("doi", citation.doi.lower()))
    return [f"{kind}:{value}" for kind, value in found if value]


def _merged(citations: list[Citation]) -> Citation | None:
    """Return what the citations of one paper say together; ``None`` if identifiers disagree."""
    kinds = {
        "pmid": {c.pmid for c in citations if c.pmid},
        "pmcid": {c.pmcid for c in citations if c.pmcid},
        "doi": {c.doi.lower() for c in citations if c.doi},
    }
    if any(len(values) > 1 for values in kinds.values()):
        return None

    def first(values: Iterable[str]) -> str:
        return min((value for value in values if value), default="")

    return Citation(
        pmid=first(c.pmid for c in citations),
        pmcid=first(c.pmcid for c in citations),
        doi=first(c.doi for c in citations),
        title=first(c.title for c in citations),
        year=first(c.year for c in citations),
        authors=min((c.authors for c in citations if c.authors), default=()),
        journal=first(c.journal for c in citations),
        retracted=any(c.retracted for c in citations),
    )


def _completed(citation: Citation, known: Citation) -> Citation:
    """Return a citation with its gaps filled."""
    return replace(
        citation,
        pmid=citation.pmid or known.pmid,
        pmcid=citation.pmcid or known.pmcid,
        doi=citation.doi or known.doi,
        title=citation.title or known.title,
        year=citation.year or known.year,
        authors=citation.authors or known.authors,
        journal=citation.journal or known.journal,
        retracted=citation.retracted or known.retracted,
    )


class _Groups:
    """Disjoint sets of identifiers."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def _root(self, item: str) -> str:
        while (above := self._above.setdefault(item, item)) != item:
            self._above[item] = self._above[above]
            item = above
        return item

    def join(self, items: list[str]) -> None:
        """Put identifiers into one set."""
        for item in items:
            one, other = self._root(items[0]), self._root(item)
            self._above[max(one, other)] = min(one, other)

    def root_of(self, items: list[str]) -> str:
        """Return the name of the set that identifiers are in; empty for no identifier."""
        return self._root(items[0]) if items else ""
