"""Hedges, attribution and recommendations with their scope."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Kava may relieve anxiety.", {"maybe: kava alleviates anxiety"}, id="may"),
        pytest.param("Kava can relieve anxiety.", {"kava alleviates anxiety"}, id="can is plain"),
        pytest.param(
            "Kava is thought to relieve anxiety.",
            {"maybe: kava alleviates anxiety"},
            id="thought to",
        ),
        pytest.param(
            "Research suggests that kava relieves anxiety.",
            {"maybe: kava alleviates anxiety"},
            id="suggests",
        ),
        pytest.param(
            "Studies show that kava relieves anxiety.",
            {"kava alleviates anxiety"},
            id="studies show is plain",
        ),
        pytest.param(
            "Kava has been shown to relieve anxiety.",
            {"kava alleviates anxiety"},
            id="shown to is plain",
        ),
        pytest.param(
            "Users say that kratom relieves pain.",
            {"maybe: kratom alleviates pain"},
            id="users say",
        ),
        pytest.param(
            "Kratom may boost dopamine levels, enhancing mood.",
            {"maybe: kratom improves mood", "maybe: kratom increases dopamine"},
            id="dependent participle",
        ),
        pytest.param(
            "Kratom may relieve pain by activating opioid receptors.",
            {"kratom agonist_of opioid receptor", "maybe: kratom alleviates pain"},
            id="means phrase",
        ),
        pytest.param(
            "Research suggests that kratom relieves pain by activating opioid receptors.",
            {"kratom agonist_of opioid receptor", "maybe: kratom alleviates pain"},
            id="means phrase under a matrix hedge",
        ),
        pytest.param(
            "Kava, which contains kavain, may relieve anxiety.",
            {"kava contains kavain", "maybe: kava alleviates anxiety"},
            id="background relative",
        ),
        pytest.param(
            "Kratom has been linked to liver injury.",
            {"maybe: kratom causes hepatotoxicity"},
            id="linked to",
        ),
        pytest.param(
            "Heavy use of kava is associated with liver injury.",
            {"maybe: kava causes hepatotoxicity"},
            id="associated with",
        ),
        pytest.param(
            "Psilocybin shows promise for depression.",
            {"maybe: psilocybin treats depression"},
            id="promise",
        ),
        pytest.param(
            "Kava is traditionally used for anxiety.",
            {"kava treats anxiety"},
            id="traditionally is plain",
        ),
        pytest.param(
            "Kava relieves anxiety and may improve sleep.",
            {"kava alleviates anxiety", "maybe: kava improves sleep"},
            id="only the hedged clause",
        ),
        pytest.param(
            "Kava may improve sleep, but it causes drowsiness.",
            {"kava causes drowsiness", "maybe: kava improves sleep"},
            id="hedge stops at a contrast",
        ),
    ],
)
def test_a_hedge_reaches_the_claims_that_depend_on_it(
    said: Said, text: str, claims: set[str]
) -> None:
    assert said(text) == claims
