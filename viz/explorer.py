"""The interactive explorer of a knowledge graph: one HTML file that opens without a network."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from substancekg.errors import OutputError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.ontology.terms import Status
from substancekg.viz.model import PageModel, page_model
from substancekg.viz.selection import find_documents, find_entity, select_claims
from substancekg.viz.text import clean

MAX_DRAWN = 1500
"""Claims drawn at once unless told otherwise; the page carries all of them."""

THEMES = ("system", "light", "dark")


def render_html(
    kg: KnowledgeGraph,
    *,
    title: str = "",
    about: str | None = None,
    hops: int = 1,
    documents: Iterable[str] = (),
    status: Status | str | None = None,
    max_drawn: int = MAX_DRAWN,
    theme: str = "system",
    language: str = "en",
) -> str:
    """Return the explorer of a graph, or of a part of it, as one HTML document.

    The page holds all it needs, asks for nothing, and is the same for the same graph and options.

    :param title: heading of the page; by default made from what it shows
    :param about: name of an entity; only claims within ``hops`` steps of it are kept
    :param documents: names of documents; only what they assert is kept
    :param status: only claims of this status are kept
    :param max_drawn: how many claims are drawn at once; search, filters and table reach the rest
    :param theme: ``system``, ``light`` or ``dark``
    :param language: of the documents, as a BCP 47 tag
    :raises UnknownNameError: for an entity, document or status that the graph lacks
    :raises ValueError: for a number or theme out of range
    """
    if theme not in THEMES:
        raise ValueError(f"theme must be one of {', '.join(THEMES)}, not {theme!r}")
    names = list(documents)
    keys = select_claims(kg, about=about, hops=hops, documents=names, status=status)
    shown = clean(title) or _title(kg, about, names)
    model = page_model(kg, keys, title=shown, max_drawn=max_drawn)
    return _render(model, shown, theme, language)


def write_html(
    kg: KnowledgeGraph,
    path: Path | str,
    *,
    title: str = "",
    about: str | None = None,
    hops: int = 1,
    documents: Iterable[str] = (),
    status: Status | str | None = None,
    max_drawn: int = MAX_DRAWN,
    theme: str = "system",
    language: str = "en",
) -> None:
    """Write the explorer to a file; see :func:`render_html`. A file there is replaced whole.

    :raises OutputError: if the file cannot be written
    """
    text = render_html(
        kg, title=title, about=about, hops=hops, documents=documents, status=status,
        max_drawn=max_drawn, theme=theme, language=language,
    )  # fmt: skip
    write_page(text, path)


def write_page(text: str, path: Path | str) -> None:
    """Write a page as UTF-8 with ``\\n`` line ends, whatever the locale, in one step.

    :raises OutputError: if the file cannot be written
    """
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(text)
            umask = os.umask(0)
            os.umask(umask)
            part.chmod(0o666 & ~umask)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as cause:
        raise OutputError(target, cause.strerror or str(cause)) from cause


def _title(kg: KnowledgeGraph, about: str | None, documents: list[str]) -> str:
    if about is not None:
        return f"Claims about {clean(find_entity(kg, about).label)}"
    wanted = find_documents(kg, documents) or kg.documents.keys()
    titles = [clean(kg.documents[key].title or kg.documents[key].id) for key in sorted(wanted)]
    return titles[0] if len(titles) == 1 else "SubstanceKG: what the sources claim"


def _render(model: PageModel, title: str, theme: str, language: str) -> str:
    from substancekg.viz.page import ExplorerNetwork  # pyvis takes long to import

    network = ExplorerNetwork()
    network.draw(model)
    return network.page(model, title=title, theme=theme, language=language)
