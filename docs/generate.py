"""Write the generated parts of the documentation: command line, predicates, formats, queries.

``python docs/generate.py`` writes them, ``--check`` says whether they are up to date.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
os.environ["COLUMNS"] = "100"  # help texts are wrapped to this width on every machine
os.environ["TERMINAL_WIDTH"] = "100"


def cli_reference() -> str:
    """Return the help of every command as one page."""
    import typer

    from substancekg.cli import app

    root = typer.main.get_command(app)
    parts = [
        "# Command line\n",
        "Data goes to stdout or `-o`, messages and progress to stderr.\n"
        + "Exit status: 0 done, 1 an error in one line, 2 wrong usage.\n",
    ]

    def add(command: object, name: str) -> None:
        context = typer.Context(command, info_name=name, terminal_width=100, max_content_width=100)  # type: ignore[arg-type]
        parts.append(f"## `{name}`\n\n```\n{command.get_help(context).rstrip()}\n```\n")  # type: ignore[attr-defined]
        for child in sorted(getattr(command, "commands", {})):
            add(command.commands[child], f"{name} {child}")  # type: ignore[attr-defined]

    add(root, "substancekg")
    return "\n".join(parts)


def vocabulary_reference() -> str:
    """Return the predicates, entity types and aspects as tables."""
    from substancekg.ontology.tables import data_file
    from substancekg.ontology.vocabulary import aspects, entity_types, predicates

    lines = [
        "# Vocabulary\n",
        "Generated from `ontology/data/predicates.tsv`, `entity_types.tsv` and `aspects.tsv`.\n",
        "## Predicates\n",
        "| predicate | below | means | opposite | chain steps: subject | object | Biolink | other |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for item in predicates().values():
        biolink = f"{item.biolink} ({item.biolink_match})" if item.biolink else ""
        other = f"{item.other} ({item.other_match})" if item.other else ""
        symmetric = " Symmetric." if item.symmetric else ""
        lines.append(
            f"| `{item.name}` | {item.parent} | {item.definition}{symmetric} | {item.opposite} | "
            f"{', '.join(sorted(item.subject_steps))} | {', '.join(sorted(item.object_steps))} | "
            f"{biolink} | {other} |"
        )
    lines += [
        "\n## Entity types\n",
        "| type | group | means | Biolink |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {kind.name} | {kind.group} | {kind.definition} | {kind.biolink} |"
        for kind in entity_types().values()
    ]
    lines += [
        "\n## Aspects\n",
        "| aspect | below | means | other words |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {aspect.name} | {aspect.parent} | {aspect.definition} | {', '.join(aspect.words)} |"
        for aspect in aspects().values()
    ]
    lines += [
        "\n## Other words for the same\n",
        "Generated from `ontology/data/same_meaning.tsv`: evidence in either wording bears on both.\n",
    ]
    columns, *rows = [
        line.split("\t")
        for line in data_file("same_meaning.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    lines += ["| " + " | ".join(columns) + " |", "| --- " * len(columns) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def formats_reference() -> str:
    """Return the formats of documents, graphs and evidence, and what a graph loses in which."""
    from substancekg.formats import format_rows
    from substancekg.graph.exports.registry import export_formats

    lines = [
        "# Formats\n",
        "| kind | name | extensions | what it is |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in format_rows()
    ]
    lines += [
        "\n## What a graph loses in which format\n",
        "| format | loses |",
        "| --- | --- |",
    ]
    lines += [
        f"| {item.name} | {item.loses or 'nothing: it loads back as it was'} |"
        for item in export_formats().values()
    ]
    return "\n".join(lines) + "\n"


def queries_reference() -> str:
    """Return the saved queries with their parameters and texts."""
    from substancekg.graph.saved_queries import saved_queries

    parts = ["# Saved queries\n", "`substancekg query GRAPH --saved NAME --param NAME=VALUE`\n"]
    for query in saved_queries().values():
        parameters = "".join(
            f"- `{item.name}`: {item.description}"
            + (f" (default: {item.default})" if item.default else "")
            + "\n"
            for item in query.parameters
        )
        parts.append(
            f"## {query.name}\n\n{query.description}\n\n{parameters}\n```sparql\n{query.text.strip()}\n```\n"
        )
    return "\n".join(parts)


PAGES = {
    "reference/cli.md": cli_reference,
    "reference/vocabulary.md": vocabulary_reference,
    "reference/formats.md": formats_reference,
    "reference/queries.md": queries_reference,
}


def main() -> None:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if stale")
    check = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        path = HERE / name
        text = make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        raise SystemExit(f"docs: stale: {', '.join(stale)}; run 'make docs'")


if __name__ == "__main__":
    main()
