"""Every format at once: of documents, of graphs, and of databases of evidence."""

from __future__ import annotations

from substancekg.errors import UnknownNameError


def format_rows() -> list[tuple[str, str, str, str]]:
    """Return ``(kind, name, extensions, what it is)`` of every format, by kind, then by name."""
    from substancekg.graph.exports.registry import export_formats
    from substancekg.loaders.evidence.registry import evidence_formats
    from substancekg.loaders.registry import formats

    rows = [
        ("document", item.name, " ".join(f".{end}" for end in item.extensions), item.description)
        for item in sorted(formats().values(), key=lambda item: item.name)
    ]
    rows += [
        ("graph", item.name, " ".join(item.extensions), item.description)
        for item in sorted(export_formats().values(), key=lambda item: item.name)
    ]
    rows += [
        ("evidence", item.name, "", f"{item.title}: {item.description}")
        for item in sorted(evidence_formats().values(), key=lambda item: item.name)
    ]
    return rows


def format_template(name: str) -> str:
    """Return an empty document of a format, for people to fill in.

    :raises UnknownNameError: if there is no such format, or it has no template
    """
    from substancekg.loaders.registry import formats

    templates = {item.name: item.template for item in formats().values() if item.template}
    if name not in templates:
        raise UnknownNameError("template", name, sorted(templates))
    return templates[name]
