"""The policy of a build from a file and from options."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from pathlib import Path

from substancekg.errors import DataError
from substancekg.graph.policy import Policy
from substancekg.ontology.terms import Grade


def make_policy(
    path: Path | None,
    min_papers: int | None,
    min_grade: Grade | None,
    no_chains: bool,
    human_only: bool,
    no_machine_read: bool,
) -> Policy:
    """Return the policy of a file, changed by the options that are given.

    :raises DataError: if the file is not a JSON object with fields of :class:`Policy`
    """
    policy = read_policy(path) if path is not None else Policy()
    if min_papers is not None:
        policy = replace(policy, min_papers=min_papers)
    if min_grade is not None:
        policy = replace(policy, min_grade=min_grade)
    if no_chains:
        policy = replace(policy, chains=False)
    if human_only:
        policy = replace(policy, human_only=True)
    if no_machine_read:
        policy = replace(policy, machine_read=False)
    return policy


def read_policy(path: Path) -> Policy:
    """Return the policy of a JSON file such as ``{"min_papers": 3, "min_grade": "human"}``.

    :raises DataError: if it cannot be read or names an unknown field or value
    """
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(path, None, f"cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise DataError(path, None, f"is not JSON ({error})") from error
    known = [field.name for field in fields(Policy)]
    if not isinstance(given, dict) or not set(given) <= set(known):
        raise DataError(path, None, f"wants an object with the fields {', '.join(known)}")
    defaults = asdict(Policy())
    for name, value in given.items():
        if name == "min_grade":
            grades = [grade.value for grade in Grade]
            if value is not None and value not in grades:
                raise DataError(path, None, f"min_grade {value!r}; known: {', '.join(grades)}")
            given[name] = Grade(value) if value else None
        elif type(value) is not type(defaults[name]):
            raise DataError(path, None, f"{name} wants {type(defaults[name]).__name__}")
    try:
        return Policy(**given)
    except ValueError as error:
        raise DataError(path, None, str(error)) from error
