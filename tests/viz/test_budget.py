from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.viz.budget import Strength, best_first, drawn_claims

claims = st.lists(
    st.builds(
        Strength,
        subject=st.integers(0, 9),
        object=st.integers(0, 9),
        supported=st.booleans(),
        disputed=st.booleans(),
        assertions=st.integers(1, 5),
    ),
    min_size=1,
    max_size=40,
)


@given(claims, st.integers(1, 50))
@settings(max_examples=100)
def test_exactly_the_budget_is_drawn_each_claim_once(found: list[Strength], budget: int) -> None:
    drawn = drawn_claims(found, budget)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == min(budget, len(found))


@given(claims)
@settings(max_examples=50)
def test_the_order_names_every_claim_once(found: list[Strength]) -> None:
    assert sorted(best_first(found)) == list(range(len(found)))


def test_disputed_claims_come_before_supported_and_those_before_others() -> None:
    plain = Strength(0, 1, False, False, 1)
    supported = Strength(0, 2, True, False, 1)
    disputed = Strength(0, 3, False, True, 1)
    assert best_first([plain, supported, disputed]) == [2, 1, 0]


def test_what_is_drawn_hangs_together() -> None:
    star = [Strength(0, i, False, False, 1) for i in range(1, 30)]
    apart = [Strength(100 + i, 200 + i, True, False, 1) for i in range(30)]
    drawn = drawn_claims(star + apart, 25)
    assert all(number < len(star) for number in drawn)


def test_a_part_that_is_used_up_is_followed_by_the_next() -> None:
    first = [Strength(0, i, False, False, 1) for i in range(1, 4)]
    second = [Strength(10, 11, False, False, 1), Strength(20, 21, False, False, 1)]
    assert drawn_claims(first + second, 4) == [0, 1, 2, 3]
