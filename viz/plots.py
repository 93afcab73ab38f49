"""Plots as SVG, in plain Python: bars that can be read without colour and by a screen reader.

A plot is one ``<svg>`` element without script, style or reference to anything outside it. Each has a
title and a description that tells its figures; the figures also stand beside the bars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.wording import claim_text
from substancekg.ontology.terms import Grade, Status
from substancekg.ontology.vocabulary import predicates
from substancekg.viz.text import clean, shorten

FONT = "system-ui, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif"
ROW = 24
LABEL_WIDTH = 230
FIGURES_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of part of a bar: its name and how it is filled."""

    name: str
    colour: str
    hatched: bool = False


SUPPORTED = Series("literature-supported", "#0066b3")
ASSERTED = Series("source-asserted only", "#7c8796", hatched=True)
STATUS_SERIES = (SUPPORTED, ASSERTED)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a part for each series, and what stands beside it."""

    label: str
    parts: tuple[int, ...]
    figures: str


def bar_chart(
    title: str, bars: Sequence[Bar], series: Sequence[Series], *, name: str, width: int = 680
) -> str:
    """Return horizontal stacked bars as an SVG element; the empty string when there is no bar.

    :param name: unique in the page; the ids of the plot begin with it
    """
    if not bars:
        return ""
    key_height = 30 if len(series) > 1 else 8
    height = 34 + key_height + ROW * len(bars)
    room = width - LABEL_WIDTH - FIGURES_WIDTH
    most = max(max(sum(bar.parts) for bar in bars), 1)
    told = "; ".join(f"{bar.label}: {bar.figures}" for bar in bars)
    out = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{width}" '
            f'height="{height}" viewBox="0 0 {width} {height}" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="{FONT}" font-size="12.5">'
        ),
        f'<title id="{name}-title">{_text(title)}</title>',
        f'<desc id="{name}-desc">{_text(told)}</desc>',
        *(_pattern(name, i, item) for i, item in enumerate(series) if item.hatched),
        (
            f'<text class="ink" x="0" y="18" font-size="15" font-weight="600" fill="#1b2330">'
            f"{_text(title)}</text>"
        ),
    ]
    x = 0.0
    for i, item in enumerate(series if len(series) > 1 else ()):
        out.append(
            f'<rect x="{x:.0f}" y="31" width="22" height="11" rx="2" {_fill(name, i, item)}/>'
            f'<text class="dim" x="{x + 28:.0f}" y="41" fill="#566172">{_text(item.name)}</text>'
        )
        x += 48 + 7 * len(item.name)
    for row, bar in enumerate(bars):
        y = 34 + key_height + ROW * row
        out.append(
            f'<text class="ink" x="{LABEL_WIDTH - 10}" y="{y + 12}" text-anchor="end" '
            f'fill="#1b2330">{_text(shorten(bar.label, 34))}</text>'
        )
        at = float(LABEL_WIDTH)
        for i, (part, item) in enumerate(zip(bar.parts, series, strict=True)):
            wide = room * part / most
            if part:
                out.append(
                    f'<rect x="{at:.1f}" y="{y}" width="{wide:.1f}" height="15" '
                    f"{_fill(name, i, item)}/>"
                )
            at += wide
        out.append(
            f'<text class="dim" x="{at + 8:.1f}" y="{y + 12}" fill="#566172">'
            f"{_text(bar.figures)}</text>"
        )
    return "\n".join([*out, "</svg>"])


def _fill(name: str, number: int, item: Series) -> str:
    if item.hatched:
        return f'fill="url(#{name}-hatch-{number})" stroke="{item.colour}" stroke-width="0.8"'
    return f'fill="{item.colour}"'


def _pattern(name: str, number: int, item: Series) -> str:
    return (
        f'<defs><pattern id="{name}-hatch-{number}" width="6" height="6" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0v6" stroke="{item.colour}" stroke-width="3"/></pattern></defs>'
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _supported(kg: KnowledgeGraph, key: str) -> bool:
    return kg.assessments[key].status is Status.LITERATURE_SUPPORTED


def _status_bars(tally: dict[str, list[int]], limit: int) -> list[Bar]:
    """Return the bars with most claims first; ``tally`` holds supported and asserted counts."""
    ranked = sorted(tally.items(), key=lambda item: (-sum(item[1]), item[0]))
    return [
        Bar(label, (supported, asserted), f"{supported} of {supported + asserted}")
        for label, (supported, asserted) in ranked[:limit]
    ]


def support_by_predicate(kg: KnowledgeGraph, limit: int = 15) -> list[Bar]:
    """Return how many claims of each relation the literature supports, the most frequent first."""
    tally: dict[str, list[int]] = {}
    for key, claim in kg.claims.items():
        known = predicates().get(claim.predicate)
        label = known.label if known else claim.predicate
        tally.setdefault(label, [0, 0])[not _supported(kg, key)] += 1
    return _status_bars(tally, limit)


def support_by_document(kg: KnowledgeGraph, limit: int = 15) -> list[Bar]:
    """Return how many claims of each document the literature supports, most claims first."""
    tally: dict[str, list[int]] = {}
    for key, said in kg.assertions.items():
        for document_key in sorted({item.document for item in said}):
            tally.setdefault(document_key, [0, 0])[not _supported(kg, key)] += 1
    bars = _status_bars(tally, limit)
    names = {key: item.title or item.id for key, item in kg.documents.items()}
    return [Bar(names.get(bar.label, bar.label), bar.parts, bar.figures) for bar in bars]


def evidence_grades(kg: KnowledgeGraph) -> list[Bar]:
    """Return how many supported claims rest on each grade at best, the strongest grade first."""
    best: Counter[int] = Counter()
    for assessment in kg.assessments.values():
        ranks = [item.evidence.grade.rank for item in assessment.supporting if item.counted]
        if ranks:
            best[min(ranks)] += 1
    return [Bar(grade.label, (best[grade.rank],), str(best[grade.rank])) for grade in Grade if best]


def most_asserted_without_support(kg: KnowledgeGraph, limit: int = 10) -> list[Bar]:
    """Return the unsupported claims that most documents make, then those said most often."""
    rows = []
    for key, said in kg.assertions.items():
        if not _supported(kg, key):
            sources = len({item.document for item in said})
            rows.append((-sources, -len(said), kg.claims[key].sort_key, key))
    bars = []
    for sources, places, _, key in sorted(rows)[:limit]:
        figures = f"{-places}\u00d7 in {-sources} {'document' if sources == -1 else 'documents'}"
        bars.append(Bar(claim_text(kg.claims[key]), (-places,), figures))
    return bars


def plots(kg: KnowledgeGraph) -> list[str]:
    """Return the plots of a graph as SVG elements; those without data are left out."""
    drawn = [
        bar_chart(
            "Support by relation", support_by_predicate(kg), STATUS_SERIES, name="by-relation"
        ),
        bar_chart(
            "Support by document", support_by_document(kg), STATUS_SERIES, name="by-document"
        ),
        bar_chart(
            "Best evidence of supported claims", evidence_grades(kg), (SUPPORTED,), name="by-grade"
        ),
        bar_chart(
            "Most asserted without support",
            most_asserted_without_support(kg),
            (ASSERTED,),
            name="unsupported",
        ),
    ]
    return [plot for plot in drawn if plot]
