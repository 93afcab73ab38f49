"""Lists of subjects and objects, shared heads, examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Kava and valerian reduce anxiety and stress.",
        {
            "kava alleviates anxiety",
            "kava alleviates stress",
            "valerian alleviates anxiety",
            "valerian alleviates stress",
        },
        id="two-by-two",
    ),
    pytest.param(
        "Kava, valerian and hops reduce anxiety, stress and insomnia.",
        {
            "hops alleviates anxiety",
            "hops alleviates insomnia",
            "hops alleviates stress",
            "kava alleviates anxiety",
            "kava alleviates insomnia",
            "kava alleviates stress",
            "valerian alleviates anxiety",
            "valerian alleviates insomnia",
            "valerian alleviates stress",
        },
        id="three-by-three",
    ),
    pytest.param(
        "Exercise increases dopamine, serotonin and endorphin levels.",
        {
            "exercise increases dopamine (level)",
            "exercise increases endorphin (level)",
            "exercise increases serotonin (level)",
        },
        id="shared-aspect",
    ),
    pytest.param(
        "Cocaine blocks the reuptake of dopamine, serotonin and norepinephrine.",
        {
            "cocaine inhibits dopamine (reuptake)",
            "cocaine inhibits norepinephrine (reuptake)",
            "cocaine inhibits serotonin (reuptake)",
        },
        id="of-a-list",
    ),
    pytest.param(
        "Natural remedies such as kava and valerian reduce anxiety.",
        {"kava alleviates anxiety", "valerian alleviates anxiety"},
        id="examples",
    ),
    pytest.param(
        "Kava relieves symptoms such as anxiety and insomnia.",
        {"kava alleviates anxiety", "kava alleviates insomnia"},
        id="examples-of-an-object",
    ),
    pytest.param(
        "Kava (Piper methysticum) reduces anxiety (and stress).",
        {"kava alleviates anxiety"},
        id="brackets",
    ),
    pytest.param(
        "Kava reduces anxiety as well as stress.",
        {"kava alleviates anxiety", "kava alleviates stress"},
        id="as-well-as",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_coordination_are_read(
    text: str, claims: set[str], read: Callable[[str], set[str]]
) -> None:
    assert read(text) == claims
