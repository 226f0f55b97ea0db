"""Nobody works a small group out of the figures, whatever two or twenty of them they combine.

A figure that is a mean is a linear equation in what people did. The test below collects every
equation that is given out, and asks whether any combination of them gives a group that is too
small, or one single trainee.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from practice import equity, figures, ledger
from practice.disclosure import LEAST, LEAST_PRIVATE, SHARE, Cells, groups, share, stepped
from practice.disclosure import given as decided
from practice.figures import ALL, Figure
from practice.ledger import COLUMNS, Ledger

Rep = dict[str, object]
Set = frozenset[int]  # numbers of reps


# --- one decision at a time --------------------------------------------------------------------


def numbers(*values: int) -> ledger.Ints:
    return np.array(values, dtype=np.int64)


def test_a_cohort_counts_for_all_only_where_it_is_large_enough_itself() -> None:
    cohort = numbers(*[0] * 6, *[1] * 4)
    found = decided(numbers(*[0] * 10), cohort, numbers(*range(10)))
    assert found.of_part.tolist() == [[6, 0]]
    assert found.of_whole.tolist() == [6]
    assert found.whole.tolist() == [True] * 6 + [False] * 4


def test_where_no_cohort_is_large_enough_only_the_whole_is_given() -> None:
    cohort = numbers(*[0] * 3, *[1] * 3)
    found = decided(numbers(*[0] * 6), cohort, numbers(*range(6)))
    assert not found.parts.any() and found.of_whole.tolist() == [6]
    few = decided(numbers(*[0] * 4), cohort[:4], numbers(*range(4)))
    assert not few.whole.any() and few.of_whole.tolist() == [0]


def test_many_reps_of_few_trainees_are_few_trainees() -> None:
    found = decided(numbers(*[0] * 40), numbers(*[0] * 40), numbers(*[n % 4 for n in range(40)]))
    assert not found.parts.any() and not found.whole.any()
    nothing = decided(numbers(), numbers(), numbers())
    assert not len(nothing.of_whole)


@pytest.mark.parametrize(
    ("sizes", "outside", "shown"),
    [
        ({"a": 12, "b": 11}, 0, "ab"), ({"a": 12, "b": 3}, 0, ""), ({"a": 12, "b": 3}, 9, "a"),
        ({"a": 30, "b": 11, "c": 2}, 0, "a"), ({"a": 12, "b": 11}, 4, "a"), ({"a": 9}, 50, ""),
    ],
)  # fmt: skip
def test_a_group_is_given_only_if_whoever_is_left_over_is_nobody_or_enough(
    sizes: Mapping[str, int], outside: int, shown: str
) -> None:
    members, first = {}, 0
    for name, size in sizes.items():
        members[name] = frozenset(range(first, first + size))
        first += size
    assert "".join(groups(members, frozenset(range(first + outside)))) == shown


@pytest.mark.parametrize("n", [5, 7, 10, 23, 60])
def test_a_share_never_says_that_it_is_everybody_or_nobody(n: int) -> None:
    for met in range(n + 1):
        told = share(met / n, n)
        if met <= 1:
            assert told.bound == "at most" and told.value >= 1 / n
        elif met >= n - 1:
            assert told.bound == "at least" and told.value <= 1 - 1 / n + 1e-9
        else:
            assert told.bound == "" and abs(told.value - met / n) <= SHARE
    assert stepped(-0.04, 0.1) == 0.0


def test_two_groups_of_enough_people_do_not_give_away_those_they_do_not_share() -> None:
    cells = Cells(numbers(*range(15)), numbers(*[1] * 15))
    first, second = np.arange(15) < 11, np.arange(15) < 14
    apart = [np.where(second & ~first, 0, -1)]
    assert not cells.worked_out([first], apart)
    assert cells.worked_out([first, second], apart)
    assert not cells.worked_out([first, second], [np.where(first, 0, -1)]), "eleven are enough"
    assert not cells.worked_out([], apart)


# --- every figure at once ----------------------------------------------------------------------


def invented(rng: random.Random) -> tuple[list[Rep], dict[str, str]]:
    """A quarter of reps in cohorts of very different size, and what some say of themselves."""
    reps: list[Rep] = []
    says = {}
    answers = rng.choice((0.8, 1.0))  # the share of trainees who say something of themselves
    for cohort in range(rng.randint(1, 5)):
        for n in range(rng.choice((1, 2, 4, 5, 7, 12, 20))):
            who = f"{cohort}-{n}"
            if rng.random() < answers:
                says[who] = rng.choice(("one", "one", "one", "two", "three"))
            for _ in range(rng.choice((0, 1, 1, 2, 6))):
                sent = rng.randint(1, 90 * figures.DAY)
                signed = rng.random() < 0.8
                final = "".join(rng.choice("01234-") for _ in range(2))
                reps.append({
                    "trainee": who, "cohort": f"c{cohort}", "case": rng.choice(("x", "y", "z")),
                    "skill": "cds", "level": rng.choice(("beginner", "advanced")), "tier": "asked",
                    "review": "signed" if signed else rng.choice(("returned", "waiting")),
                    "scorer": "rules", "points": "fit pin", "submitted_at": sent,
                    "signed_at": sent + 9 if signed else None, "good": 1,
                    "redone": rng.randint(0, 1), "met": rng.randint(0, 1), "needs_review": 0,
                    "claims": rng.choice((0, 2)), "justified": rng.randint(0, 2), "own": "22",
                    "final": final, "machine": "".join(rng.choice("01234-") for _ in range(2)),
                })  # fmt: skip
    return reps, says


CASES = {"x": ("client: she", "age: young"), "y": ("client: she", "age: old"),
         "z": ("client: he", "age: old")}  # fmt: skip
Value = Callable[[Rep], float | None]


def mean_level(rep: Rep, source: str = "final") -> float | None:
    levels = [int(c) for c in str(rep[source]) if c != "-"]
    return sum(levels) / len(levels) if levels and rep["signed_at"] else None


def machine_apart(rep: Rep) -> float | None:
    pairs = [(int(m), int(f)) for m, f in zip(str(rep["machine"]), str(rep["final"]), strict=True)
             if "-" not in (m, f)]  # fmt: skip
    return sum(m - f for m, f in pairs) / len(pairs) if pairs and rep["signed_at"] else None


def returned(rep: Rep) -> float | None:
    return None if rep["review"] == "waiting" else float(rep["review"] == "returned")


def met_at(place: int) -> Value:
    def value(rep: Rep) -> float | None:
        level = str(rep["final"])[place]
        return None if level == "-" or not rep["signed_at"] else float(level in "34")

    return value


def equation(reps: list[Rep], chosen: Set) -> np.ndarray:
    """The mean over trainees of each one's mean, as weights of single reps."""
    weights = np.zeros(len(reps))
    mine: dict[object, list[int]] = {}
    for n in chosen:
        mine.setdefault(reps[n]["trainee"], []).append(n)
    for each in mine.values():
        weights[each] = 1 / len(mine) / len(each)
    return weights


class Attack:
    """What somebody knows who has every figure of one measure, and what they are after."""

    def __init__(self, reps: list[Rep], value: Value) -> None:
        self.reps, self.value = reps, value
        self.equations: list[np.ndarray] = []
        self.too_small: list[Set] = []

    def those(self, which: Callable[[Rep], bool]) -> Set:
        return frozenset(n for n, rep in enumerate(self.reps)
                         if which(rep) and self.value(rep) is not None)  # fmt: skip

    def told(self, chosen: Set, figure: Figure) -> None:
        """Add what a figure says, after checking that it says what we take it to say."""
        weights = equation(self.reps, chosen)
        exact = sum(weights[n] * (self.value(self.reps[n]) or 0.0) for n in chosen)
        assert figure.trainees == len({self.reps[n]["trainee"] for n in chosen})
        assert abs(figure.value - exact) <= SHARE + 1 / figure.trainees
        self.equations.append(weights)

    def after(self, chosen: Set, least: int) -> None:
        if 0 < len({self.reps[n]["trainee"] for n in chosen}) < least:
            self.too_small.append(chosen)

    def finds(self) -> list[Set]:
        """The small groups whose figure is a combination of figures that were given."""
        if not self.equations:
            return []
        known = np.array(self.equations).T
        found = []
        for chosen in self.too_small:
            target = equation(self.reps, chosen)
            best, *_ = np.linalg.lstsq(known, target, rcond=None)
            if np.abs(known @ best - target).max() < 1e-7:
                found.append(chosen)
        return found


def as_ledger(reps: Iterable[Rep]) -> Ledger:
    return ledger.ledger([[[rep[name] for name in COLUMNS] for rep in reps]])


def months(reps: list[Rep]) -> Iterable[tuple[Callable[[Rep], bool], figures.ByCohort]]:
    for month in range(3):

        def inside(rep: Rep, month: int = month) -> bool:
            at = rep["signed_at"]
            return isinstance(at, int) and at // (30 * figures.DAY) == month

        signed = as_ledger(rep for rep in reps if inside(rep))
        yield inside, figures.of_month(signed, signed, [], [])


@given(st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_no_small_cohort_and_no_single_trainee_can_be_worked_out_of_what_was_met(seed: int) -> None:
    reps, _ = invented(random.Random(seed))
    for place, criterion in enumerate(("cds.fit", "cds.pin")):
        attack = Attack(reps, met_at(place))
        for inside, found in months(reps):
            for level in ("beginner", "advanced"):

                def cell(
                    rep: Rep, level: str = level, inside: Callable[[Rep], bool] = inside
                ) -> bool:
                    return inside(rep) and rep["level"] == level

                given_out = {
                    cohort: one for cohort, each in found.items() for one in each
                    if (one.measure, one.about, one.level) == ("met", criterion, level)
                }  # fmt: skip
                own = {c: attack.those(lambda rep, c=c: cell(rep) and rep["cohort"] == c)
                       for c in {rep["cohort"] for rep in reps}}  # fmt: skip
                shown = [cohort for cohort in given_out if cohort != ALL]
                for cohort in shown:
                    attack.told(own[cohort], given_out[cohort])
                if ALL in given_out:
                    counted = shown or own
                    attack.told(frozenset().union(*(own[c] for c in counted)), given_out[ALL])
                for chosen in own.values():
                    attack.after(chosen, LEAST)
        for who in {rep["trainee"] for rep in reps}:
            attack.after(attack.those(lambda rep, who=who: rep["trainee"] == who), LEAST)
        assert attack.finds() == []


@example(450)  # groups of one way of dividing, safe by themselves, gave one away together
@example(81750606)  # fewer than ten sent anything that was rated
@given(st.integers(0, 10**9))
@settings(max_examples=25, deadline=None)
def test_no_small_group_can_be_worked_out_of_figures_by_group(seed: int) -> None:
    reps, says = invented(random.Random(seed))
    found = equity.of_quarter(as_ledger(reps), says, CASES)[ALL]
    for measure, value in (("level", mean_level), ("returned", returned),
                           ("machine minus signed", machine_apart)):  # fmt: skip
        attack = Attack(reps, value)
        of: dict[str, Set] = {}
        for rep in reps:
            for about in (f"says: {says.get(str(rep['trainee']), '')}", *CASES[str(rep["case"])]):
                of.setdefault(
                    about,
                    attack.those(
                        lambda rep, about=about: (
                            about
                            in (
                                f"says: {says.get(str(rep['trainee']), '')}",
                                *CASES[str(rep["case"])],
                            )
                        )
                    ),
                )
        for one in found:
            if one.measure == measure:
                attack.told(of[one.about], one)
        # Suppose the figure over everybody became known some other way.
        everybody = attack.those(bool)
        attack.equations.append(equation(reps, everybody))
        for about in of:
            attack.after(of[about], LEAST_PRIVATE)
        shown = {one.about for one in found if one.measure == measure}
        for kind in ("says", "client", "age"):
            inside = [of[about] for about in shown if about.startswith(kind)]
            if inside:  # whoever is in none of the groups that are shown
                attack.after(everybody - frozenset().union(*inside), LEAST_PRIVATE)
        for who in {rep["trainee"] for rep in reps}:
            attack.after(attack.those(lambda rep, who=who: rep["trainee"] == who), LEAST_PRIVATE)
        few = len({reps[n]["trainee"] for n in everybody}) < LEAST_PRIVATE  # then nothing is told
        assert few or attack.finds() == []


def test_the_attack_finds_a_small_group_where_there_is_one_to_find() -> None:
    reps = [{"trainee": f"t{n}", "cohort": "a" if n < 6 else "b"} for n in range(9)]
    attack = Attack(reps, met_at(0))
    everybody, large = frozenset(range(9)), frozenset(range(6))
    attack.after(everybody - large, LEAST)
    attack.equations = [equation(reps, large)]
    assert attack.finds() == []
    attack.equations.append(equation(reps, everybody))
    assert attack.finds() == [everybody - large]
