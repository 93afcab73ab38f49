"""Differences between two graphs: claims added, removed, and judged otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from substancekg.graph.assessment import Assessment
from substancekg.graph.claims import Claim
from substancekg.graph.knowledge_graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim that is not the same in both graphs.

    :ivar change: ``added``, ``removed``, ``status`` or ``verdict`` (same status, other verdict)
    :ivar old: what the earlier graph says of it; ``None`` when added
    :ivar new: what the later graph says of it; ``None`` when removed
    """

    change: str
    key: str
    claim: Claim
    old: Assessment | None
    new: Assessment | None


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """Changes in the order of the claims, and documents that only one graph has.

    :ivar documents_added: ids of documents, in order
    """

    changes: tuple[ClaimChange, ...]
    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.documents_added or self.documents_removed)

    def __len__(self) -> int:
        return len(self.changes)


def diff_graphs(old: KnowledgeGraph, new: KnowledgeGraph) -> GraphDiff:
    """Return what a later graph adds, lacks and judges otherwise."""
    changes: list[ClaimChange] = []
    claims = {**old.claims, **new.claims}
    for key in sorted(claims, key=lambda key: (claims[key].sort_key, key)):
        before, after = old.assessments.get(key), new.assessments.get(key)
        if before is None:
            change = "added"
        elif after is None:
            change = "removed"
        elif before.status is not after.status:
            change = "status"
        elif before.verdict is not after.verdict:
            change = "verdict"
        else:
            continue
        changes.append(ClaimChange(change, key, claims[key], before, after))
    gained = sorted(d.id for key, d in new.documents.items() if key not in old.documents)
    lost = sorted(d.id for key, d in old.documents.items() if key not in new.documents)
    return GraphDiff(tuple(changes), tuple(gained), tuple(lost))


def diff_rows(found: GraphDiff) -> list[dict[str, Any]]:
    """Return the changes as rows; ``old`` and ``new`` name the verdict, empty where there is none."""
    return [
        {
            "change": item.change,
            "subject": item.claim.subject.label,
            "predicate": item.claim.predicate,
            "object": item.claim.object.label,
            "polarity": item.claim.polarity.value,
            "aspect": item.claim.aspect,
            "old": item.old.verdict.value if item.old else "",
            "new": item.new.verdict.value if item.new else "",
            "why": item.new.why if item.new else "",
            "key": item.key,
        }
        for item in found.changes
    ]
