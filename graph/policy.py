"""The policy of a build: which evidence counts towards a status."""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.ontology.terms import Grade


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules that turn evidence into a verdict; recorded in every graph.

    :ivar min_papers: independent papers that machine-read evidence needs before it counts;
        curated evidence counts from one
    :ivar min_grade: weakest grade of evidence that counts; ``None`` admits every grade
    :ivar chains: whether evidence that matches only by a chain counts
    :ivar human_only: whether only evidence from people counts
    :ivar machine_read: whether machine-read evidence counts at all
    """

    min_papers: int = 2
    min_grade: Grade | None = None
    chains: bool = True
    human_only: bool = False
    machine_read: bool = True

    def __post_init__(self) -> None:
        if self.min_papers < 1:
            raise ValueError(f"min_papers must be at least 1, not {self.min_papers}")
