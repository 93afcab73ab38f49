"""How graphs and claims show themselves in a notebook.

Everything is escaped. The explorer stands in a frame of its own, sandboxed so that it can neither
reach the notebook nor be reached by it, and closed until somebody opens it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.report import HEADINGS, ORDER
from substancekg.viz.explorer import render_html
from substancekg.viz.page import page_environment
from substancekg.viz.text import clean, shorten

MAX_INLINE = 400
"""Claims up to which the explorer is put into the notebook; each such output adds about 0.8 MB."""
MAX_ROWS = 30

_GRAPH = """\
<div>
<p><strong>{{ claims }} claim{{ "s" if claims != 1 }}</strong> of {{ documents }} \
document{{ "s" if documents != 1 }}, {{ entities }} entities</p>
<table>
<thead><tr><th>Verdict</th><th>Status</th><th>Claims</th></tr></thead>
<tbody>
{% for heading, status, count in verdicts %}
<tr><td>{{ heading }}</td><td>{{ status }}</td><td>{{ count }}</td></tr>
{% endfor %}
</tbody>
</table>
{% if page %}
<details><summary>Open the explorer</summary>
<iframe title="Explorer" sandbox="allow-scripts allow-popups allow-downloads" loading="lazy" \
width="100%" height="680" srcdoc="{{ page }}"></iframe>
</details>
{% elif claims %}
<p>The graph is large for a notebook: <code>view("graph.html")</code> writes its explorer, \
<code>view("graph.html", about="...")</code> a part of it.</p>
{% endif %}
</div>
"""

_ROWS = """\
<table>
<thead><tr><th>Subject</th><th>Relation</th><th>Object</th><th>Status</th><th>Verdict</th>\
<th>Why</th></tr></thead>
<tbody>
{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>
<p>{{ shown }}</p>
"""


def graph_html(kg: KnowledgeGraph) -> str:
    """Return a graph as HTML for a notebook: its verdicts, and its explorer one click away.

    Above :data:`MAX_INLINE` claims the explorer is left out and the way to write it is told.
    """
    found = [assessment.verdict for assessment in kg.assessments.values()]
    ends = {end.slug for claim in kg.claims.values() for end in (claim.subject, claim.object)}
    return (
        page_environment()
        .from_string(_GRAPH)
        .render(
            claims=len(kg.claims),
            documents=len(kg.documents),
            entities=len(ends),
            verdicts=[
                (HEADINGS[verdict], verdict.status.value, found.count(verdict)) for verdict in ORDER
            ],
            page=render_html(kg) if 0 < len(kg.claims) <= MAX_INLINE else "",
        )
    )


def rows_html(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return claims as an HTML table for a notebook, at most :data:`MAX_ROWS` of them.

    :param rows: as :func:`substancekg.graph.rows.claim_row` makes them
    """
    cells = [
        [
            row["subject"],
            ("not " if row["polarity"] == "negated" else "") + row["predicate"].replace("_", " "),
            row["object"],
            row["status"],
            row["verdict"],
            shorten(row["why"], 220),
        ]
        for row in rows[:MAX_ROWS]
    ]
    more = len(rows) - len(cells)
    shown = f"{len(rows)} claims" if not more else f"{len(cells)} of {len(rows)} claims"
    return (
        page_environment()
        .from_string(_ROWS)
        .render(rows=[[clean(str(cell)) for cell in row] for row in cells], shown=shown)
    )
