import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import binomtest, norm

from goldenthread.errors import InputError
from goldenthread.uncertainty import Interval, wilson_interval

# At a share of 0 or 1 the equation has a root that is no bound.
TINY = 1e-12
shares = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_published_table_of_newcombe_1998_is_met(
    count: int, total: int, lower: float, upper: float
) -> None:
    found = wilson_interval(count, total)
    assert found.lower == pytest.approx(lower, abs=5e-5)
    assert found.upper == pytest.approx(upper, abs=5e-5)


def test_one_of_two_worked_out_by_hand() -> None:
    # With z = 1.96 and n = 2: (0.5 + 0.9604 ± 1.96 · sqrt(0.125 + 0.2401)) / (1 + 1.9208).
    found = wilson_interval(1, 2)
    assert found.lower == pytest.approx(0.0945, abs=1e-4)
    assert found.upper == pytest.approx(0.9055, abs=1e-4)


@given(shares, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_bounds_are_where_the_score_test_turns(
    share: tuple[int, int], confidence: float
) -> None:
    count, total = share
    z = norm.ppf((1 + confidence) / 2)

    def score(true_share: float) -> float:
        return (count / total - true_share) ** 2 * total - z * z * true_share * (1 - true_share)

    found = wilson_interval(count, total, confidence)
    if count > 0:
        assert found.lower == pytest.approx(brentq(score, 0, count / total - TINY), abs=1e-9)
    if count < total:
        assert found.upper == pytest.approx(brentq(score, count / total + TINY, 1), abs=1e-9)


@given(shares)
def test_scipy_says_the_same(share: tuple[int, int]) -> None:
    count, total = share
    other = binomtest(count, total).proportion_ci(method="wilson")
    found = wilson_interval(count, total)
    assert (found.lower, found.upper) == pytest.approx((other.low, other.high), abs=1e-9)


@given(shares)
def test_the_interval_holds_the_share_and_lies_between_0_and_1(share: tuple[int, int]) -> None:
    count, total = share
    found = wilson_interval(count, total)
    assert 0 <= found.lower <= count / total <= found.upper <= 1


def test_nobody_asked_means_nothing_known() -> None:
    assert wilson_interval(0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize(
    ("count", "total", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0), (1, 2, 0.0)]
)
def test_what_is_no_share_is_refused(count: int, total: int, confidence: float) -> None:
    with pytest.raises(InputError):
        wilson_interval(count, total, confidence)
