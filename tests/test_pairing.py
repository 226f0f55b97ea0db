"""Second ratings are spread so that every rater is linked, and the widest stand first."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from practice import pairing
from practice.reviews import RatingRow, RepRow
from tests.people import MONDAY

HERE = {"north": ["a", "b", "c", "d"]}


def rep(id_: str, first: str | None = "a", second: str | None = None) -> RepRow:
    return RepRow(
        id=id_, trainee="t", cohort="north", kind="drill", case="mara", skill="cds",
        criterion="cds.pin", level="beginner", stage="submitted", begun_at=MONDAY,
        touched_at=MONDAY, length=9, signed_by=first, second_by=second,
    )  # fmt: skip


def blind(rep: str, rater: str, level: int | None, criterion: str = "cds.pin", minute: int = 0,
          attempt: str = "first") -> RatingRow:  # fmt: skip
    return RatingRow(
        rep=rep, trainee="t", cohort="north", criterion=criterion, attempt=attempt, source="blind",
        rater=rater, at=MONDAY + timedelta(minutes=minute), level=level,
    )  # fmt: skip


def test_whoever_shares_fewest_reps_with_the_first_rater_is_asked() -> None:
    pairs = {frozenset("ab"): 2, frozenset("ac"): 1, frozenset("ad"): 3}
    assert pairing.offers([rep("1")], pairs, HERE) == {"1": "c"}
    assert pairing.offers([rep("1", "c")], {frozenset("bc"): 1, frozenset("cd"): 1}, HERE) == {
        "1": "a"
    }


def test_many_new_reps_are_spread_over_the_colleagues_and_never_go_to_the_first() -> None:
    rows = [rep(f"{first}{n}", first) for n in range(6) for first in "abcd"]
    found = pairing.offers(rows, {}, HERE)
    assert set(found) == {row.id for row in rows}
    assert not [row.id for row in rows if found[row.id] == row.signed_by]
    pairs = Counter(frozenset((row.signed_by, found[row.id])) for row in rows)
    assert len(pairs) == 6, "every two raters are linked"
    assert max(pairs.values()) - min(pairs.values()) <= 1
    load = Counter(found.values())
    assert max(load.values()) - min(load.values()) <= 2


def test_the_same_reps_are_offered_to_the_same_people_each_time() -> None:
    rows = [rep(str(n)) for n in range(9)]
    assert pairing.offers(rows, {}, HERE) == pairing.offers(rows, {}, HERE)


@pytest.mark.parametrize("here", [{}, {"north": []}, {"north": ["a"]}, {"south": ["b"]}])
def test_where_nobody_else_is_nobody_is_asked(here: dict[str, list[str]]) -> None:
    assert pairing.offers([rep("1")], {}, here) == {}
    assert pairing.offers([rep("1", None)], {}, HERE) == {}


def test_the_widest_by_mean_distance_stand_first_and_equal_ones_nowhere() -> None:
    rows = [rep(name, "a", "b") for name in ("wide", "same", "near", "na")]
    ratings = [
        blind("wide", "a", 4), blind("wide", "b", 0), blind("wide", "a", 2, "cds.fit"),
        blind("wide", "b", 1, "cds.fit"), blind("same", "a", 2), blind("same", "b", 2),
        blind("near", "a", 2), blind("near", "b", 3), blind("na", "a", None), blind("na", "b", 4),
    ]  # fmt: skip
    wide, near = pairing.widest(rows, ratings)
    assert (wide.rep, wide.width, wide.widest) == ("wide", 2.5, 4)
    assert wide.levels == (("cds.pin", 4, 0), ("cds.fit", 2, 1))
    assert (near.rep, near.width) == ("near", 1)
    assert pairing.widest(rows, ratings, most=1) == [wide]


def test_only_first_tries_and_first_ratings_count() -> None:
    row = rep("1", "a", "b")
    again = [
        blind("1", "a", 4), blind("1", "b", 1), blind("1", "b", 4, minute=9),
        blind("1", "a", 0, attempt="redo"), blind("1", "c", 0),
    ]  # fmt: skip
    (apart,) = pairing.widest([row], again)
    assert apart.levels == (("cds.pin", 4, 1),)
