"""The wheel holds what the code needs, and the parts import only from the floors below them."""

from __future__ import annotations

import ast
import fnmatch
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("graph", "ontology", "loaders", "viz", "examples")
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]


def package_of(folder: Path) -> str:
    return "substancekg." + ".".join(folder.relative_to(ROOT).parts)


def packages() -> list[Path]:
    return [init.parent for part in PARTS for init in sorted((ROOT / part).rglob("__init__.py"))]


def test_every_package_is_listed_for_the_wheel() -> None:
    found = {package_of(folder) for folder in packages()}
    assert found | {"substancekg", "substancekg.commands"} == set(SETUPTOOLS["packages"])


def test_every_data_file_is_covered_by_a_pattern() -> None:
    missed = []
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*")):
            if path.is_dir() or path.suffix in (".py", ".pyc") or "__pycache__" in path.parts:
                continue
            covered = False
            for package, patterns in SETUPTOOLS["package-data"].items():
                folder = ROOT.joinpath(*package.split(".")[1:])
                if package == "substancekg" or not path.is_relative_to(folder):
                    continue
                name = path.relative_to(folder).as_posix()
                covered |= any(
                    fnmatch.fnmatch(name, pattern) and name.count("/") == pattern.count("/")
                    for pattern in patterns
                )
            if not covered:
                missed.append(path.relative_to(ROOT).as_posix())
    assert missed == []


FLOORS = {
    "ontology": {"ontology"},
    "graph": {"ontology", "graph"},
    "loaders": {"ontology", "graph", "loaders"},
    "viz": {"ontology", "graph", "viz"},
    "examples": {"examples"},
}
BASE = {"errors", "files"}


def imported_modules(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "substancekg":
                names |= {f"substancekg.{alias.name}" for alias in node.names}
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_a_part_imports_only_from_the_floors_below(part: str) -> None:
    wrong = []
    for path in sorted((ROOT / part).rglob("*.py")):
        for name in imported_modules(path):
            pieces = name.split(".")
            if pieces[0] in PARTS:
                wrong.append(f"{path.name}: import {name}")
            if pieces[0] == "substancekg" and len(pieces) > 1:
                allowed = pieces[1] in FLOORS[part] | BASE
                if not allowed:
                    wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert wrong == []


def test_importing_the_package_loads_none_of_its_parts() -> None:
    code = (
        "import sys, substancekg; "
        "print([m for m in sys.modules if m.startswith('substancekg.')], 'rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False"


def test_the_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, substancekg.cli\n"
        "heavy = {'rdflib', 'pyoxigraph', 'networkx', 'pyvis', 'lxml', 'numpy', 'pyshacl', 'httpx'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_tracked_file_names_a_registry_or_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    words = ["files.pythonhosted" + ".org", "registry.npmjs" + ".org", "/simple" + "/"]
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_symlink() or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{name}: {word}" for word in [*words, str(ROOT)] if word in text]
    assert found == []
