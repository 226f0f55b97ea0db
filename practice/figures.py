"""Figures of one week or month that is over: what is in them, cohort by cohort and for all.

Signed work only where a level or a signature is spoken of; unsigned work is counted as practice
and nowhere else. A trainee counts once however much they practise. Which figures may be given is
decided in `disclosure.py`; what may not is left out here and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from practice import ledger as columns
from practice.disclosure import DAYS, LEAST, LEAST_PRIVATE, LEVEL, Given, given, share, stepped
from practice.ledger import Bools, Ints, Ledger
from practice.reviews import ReviewStage
from practice.rubrics import COMPETENT
from practice.shrinkage import START, Prior

ALL = ""  # in place of a cohort's id
ENOUGH = 5  # signed reps before anybody's own rating is compared
DAY = 86_400

Floats = NDArray[np.float64]
SIGNED = (ReviewStage.SIGNED.value, ReviewStage.ACKNOWLEDGED.value)


class Figure(NamedTuple):
    """One figure as it is given. `value` with `low` and `high` is a median with quartiles, except
    for days, where `high` is the 90th percentile; `bound` is "at most" or "at least" for a share
    that is not told exactly."""

    measure: str
    about: str  # a criterion, skill, tier or group; empty where it is about everything
    level: str  # of difficulty
    trainees: int
    value: float
    low: float | None = None
    high: float | None = None
    bound: str = ""


class Present(NamedTuple):
    """Somebody who practises in a cohort, and since when (seconds since 1970, UTC)."""

    trainee: str
    cohort: str
    since: int


class Reached(NamedTuple):
    """When a trainee had met a skill at a level in simulation: two signed reps on two cases."""

    trainee: str
    skill: str
    level: str
    at: int


ByCohort = dict[str, list[Figure]]


class Tally:
    """Figures by cohort, as they come."""

    def __init__(self) -> None:
        self.found: ByCohort = {ALL: []}

    def shares(
        self, measure: str, abouts: Sequence[tuple[str, str]], rows: Rows, cohorts: Sequence[str],
    ) -> None:  # fmt: skip
        """Mean shares of trainees; cell `i` is about `abouts[i]`."""
        rows = rows.once_each()
        seen = given(rows.cell, rows.cohort, rows.trainee)
        if not len(rows.cell):
            return
        many = seen.of_part.shape[1]
        for mask, key, counts in rows.keys(seen):
            sums = np.bincount(key[mask], rows.value[mask], len(counts))
            weight = np.bincount(key[mask], minlength=len(counts))
            for group in np.flatnonzero(weight).tolist():
                where = cohorts[group % many] if mask is seen.parts else ALL
                cell, n = group // many if mask is seen.parts else group, int(counts[group])
                told = share(float(sums[group] / weight[group]), n)
                self.add(where, Figure(measure, *abouts[cell], n, told.value, bound=told.bound))

    def middles(
        self, measure: str, abouts: Sequence[tuple[str, str]], rows: Rows, cohorts: Sequence[str],
        *, step: float, ends: tuple[int | None, int] = (25, 75), least: int = LEAST,
    ) -> None:  # fmt: skip
        """Medians with two percentiles, of which the lower may be left out."""
        seen = given(rows.cell, rows.cohort, rows.trainee, least)
        for where, cell, n, values in rows.split(seen, cohorts):
            low, middle, high = np.percentile(values, [ends[0] or 0, 50, ends[1]])
            figure = Figure(
                measure, *abouts[cell], n, stepped(float(middle), step),
                None if ends[0] is None else stepped(float(low), step), stepped(float(high), step),
            )  # fmt: skip
            self.add(where, figure)

    def add(self, cohort: str, figure: Figure) -> None:
        self.found.setdefault(cohort, []).append(figure)


class Rows(NamedTuple):
    """What figures are made of: each row is a value of a trainee in a cohort, for one cell."""

    cell: Ints
    cohort: Ints
    trainee: Ints
    value: Floats

    def only(self, rows: Bools) -> Rows:
        return Rows(self.cell[rows], self.cohort[rows], self.trainee[rows], self.value[rows])

    def once_each(self) -> Rows:
        """The mean of each trainee's rows in a cell and cohort, so that all weigh the same."""
        if not len(self.cell):
            return self
        cohorts, trainees = int(self.cohort.max()) + 1, int(self.trainee.max()) + 1
        key = (self.cell * cohorts + self.cohort) * trainees + self.trainee
        keys, at = np.unique(key, return_inverse=True)
        mean = np.bincount(at, self.value) / np.bincount(at)
        group = keys // trainees
        return Rows(group // cohorts, group % cohorts, keys % trainees, mean)

    def keys(self, seen: Given) -> tuple[tuple[Bools, Ints, Ints], ...]:
        """Which rows count, for which figure (a number each), and how many trainees each has: for
        cohorts on their own, then for all."""
        part = self.cell * seen.of_part.shape[1] + self.cohort
        return (
            (seen.parts, part, seen.of_part.reshape(-1)),
            (seen.whole, self.cell, seen.of_whole),
        )

    def split(self, seen: Given, cohorts: Sequence[str]) -> Iterable[tuple[str, int, int, Floats]]:
        """For each figure that may be given: whose, which cell, how many trainees, its values."""
        if not len(self.cell):
            return
        many = seen.of_part.shape[1]
        for mask, key, counts in self.keys(seen):
            if not mask.any():
                continue
            order = np.argsort(key[mask], kind="stable")
            sorted_, values = key[mask][order], self.value[mask][order]
            groups, starts = np.unique(sorted_, return_index=True)
            for group, some in zip(groups.tolist(), np.split(values, starts[1:]), strict=True):
                n = int(counts[group])
                if mask is seen.parts:
                    yield cohorts[group % many], group // many, n, some
                else:
                    yield ALL, group, n, some


def is_signed(reps: Ledger) -> Bools:
    """Whether a supervisor's signature stands: given, and not contested or under review again."""
    return np.asarray((reps.signed_at > 0) & reps.review.one_of(SIGNED), dtype=bool)


# --- a week ------------------------------------------------------------------------------------


def of_week(sent: Ledger, present: Sequence[Present]) -> ByCohort:
    """Good reps, who sent any, and how many were tried again, of the reps sent in one week.

    Who was there and sent nothing counts with 0, so that those who stop are not overlooked.
    """
    tally = Tally()
    cohorts, trainees = list(sent.cohort.names), list(sent.trainee.names)
    good: dict[tuple[int, int], int] = {}
    for trainee, cohort, is_good in zip(
        sent.trainee.codes.tolist(), sent.cohort.codes.tolist(), sent.good.tolist(), strict=True
    ):
        good[trainee, cohort] = good.get((trainee, cohort), 0) + is_good
    place = {name: code for code, name in enumerate(cohorts)}
    who = {name: code for code, name in enumerate(trainees)}
    there = dict(good)
    for one in present:
        cohort = place.setdefault(one.cohort, len(place))
        there.setdefault((who.setdefault(one.trainee, len(who)), cohort), 0)
    cohorts = list(place)
    whose = np.array(list(there), dtype=np.int64).reshape(-1, 2)
    nothing = np.zeros(len(whose), np.int64)
    counts = np.array(list(there.values()), dtype=float)
    rows = Rows(nothing, whose[:, 1], whose[:, 0], counts)
    once = [("", "")]
    tally.middles("good reps", once, rows, cohorts, step=LEVEL)
    any_ = np.array([key in good for key in there], dtype=float)
    tally.shares("sent a rep", once, rows._replace(value=any_), cohorts)
    again = Rows(
        np.zeros(len(sent), np.int64), sent.cohort.codes, sent.trainee.codes,
        sent.redone.astype(float),
    )  # fmt: skip
    tally.shares("tried again", once, again, cohorts)
    return tally.found


# --- a month -----------------------------------------------------------------------------------


def of_month(
    signed: Ledger, lately: Ledger, present: Sequence[Present], reached: Sequence[Reached]
) -> ByCohort:
    """What was met, how soon it was signed, own ratings, machine claims, milestones.

    `signed` are the reps signed in the month; `lately` those of this month and the two before;
    `reached` every milestone reached by its end.
    """
    tally = Tally()
    _met(tally, signed)
    _days(tally, signed)
    _claims(tally, signed)
    _own(tally, lately)
    _milestones(tally, present, reached)
    return tally.found


def _met(tally: Tally, signed: Ledger) -> None:
    levels = signed.level.names
    ids, where = columns.criteria(signed)
    rated = (signed.final >= 0) & (where >= 0)
    rep, point = np.nonzero(rated)
    abouts = [(criterion, level) for criterion in ids for level in levels]
    rows = Rows(
        where[rep, point] * len(levels) + signed.level.codes[rep], signed.cohort.codes[rep],
        signed.trainee.codes[rep], (signed.final[rep, point] >= COMPETENT).astype(float),
    )  # fmt: skip
    tally.shares("met", abouts, rows, signed.cohort.names)
    skills = [(skill, level) for skill in signed.skill.names for level in levels]
    whole = Rows(
        signed.skill.codes * len(levels) + signed.level.codes, signed.cohort.codes,
        signed.trainee.codes, ((signed.met > 0) & (signed.needs_review == 0)).astype(float),
    )  # fmt: skip
    tally.shares("met", skills, whole, signed.cohort.names)


def _days(tally: Tally, signed: Ledger) -> None:
    days = (signed.signed_at - signed.submitted_at) / DAY
    abouts = [(tier, "") for tier in signed.tier.names]
    rows = Rows(signed.tier.codes, signed.cohort.codes, signed.trainee.codes, days)
    tally.middles("days to signature", abouts, rows.only(signed.submitted_at > 0),
                  signed.cohort.names, step=DAYS, ends=(None, 90))  # fmt: skip


def _claims(tally: Tally, signed: Ledger) -> None:
    """For all cohorts only: how often machine feedback is justified is about the machine."""
    marked = signed.where(signed.claims > 0)
    nothing = np.zeros(len(marked), np.int64)
    rows = Rows(nothing, nothing, marked.trainee.codes, marked.justified / marked.claims)
    only_whole = Tally()
    only_whole.shares("claims justified", [("", "")], rows, [ALL])
    tally.found[ALL] += only_whole.found[ALL][:1]


def _own(tally: Tally, lately: Ledger) -> None:
    """How far trainees' own ratings are from the signed ones, each shrunk (`shrinkage.py`)."""
    both = (lately.own >= 0) & (lately.final >= 0)
    any_: Bools = np.asarray(both.any(axis=1))
    lately, both = lately.where(any_), both[any_]
    apart = np.where(both, lately.own - lately.final, 0).sum(axis=1) / np.maximum(
        both.sum(axis=1), 1
    )
    trainees = len(lately.trainee.names)
    who, at = np.unique(lately.cohort.codes * trainees + lately.trainee.codes, return_inverse=True)
    sizes = np.bincount(at, minlength=len(who)).astype(float)
    means = np.bincount(at, apart, len(who)) / np.maximum(sizes, 1)
    squares = np.bincount(at, (apart - means[at]) ** 2, len(who))
    several = sizes > 1
    usual = expected(sizes[several], means[several], float(squares[several].sum()))
    shrunk = leaning(sizes, means, usual)
    enough = sizes >= ENOUGH
    rows = Rows(np.zeros(int(enough.sum()), np.int64), who[enough] // max(trainees, 1),
                who[enough] % max(trainees, 1), shrunk[enough])  # fmt: skip
    tally.middles("own minus signed", [("", "")], rows, lately.cohort.names,
                  step=LEVEL, least=LEAST_PRIVATE)  # fmt: skip


def expected(sizes: Floats, means: Floats, squares: float) -> Prior:
    """What trainees' biases are like, from each one's number of reps (two or more), their mean, and
    the sum of squares around these means; START while they are few.

    Formula: σ² = pooled variance within trainees, τ² = (MSB - MSW) / n₀ by the method of moments,
    neither below 0.01, τ² put together with START's as if that came from 4 trainees.
    Reference: Searle, Casella and McCulloch (1992), Variance Components, ch. 3. Example: five
    trainees with two reps each are too few, and the answer is START.
    """
    trainees, total = len(sizes), float(sizes.sum())
    if trainees < 5 or total - trainees < 20:
        return START
    within = squares / (total - trainees)
    grand = float((sizes * means).sum() / total)
    between = float((sizes * (means - grand) ** 2).sum()) / (trainees - 1)
    usual_size = (total - float((sizes**2).sum()) / total) / (trainees - 1)
    found = max((between - within) / usual_size, 0.01)
    tau = sqrt(((trainees - 1) * found + 4 * START.tau**2) / (trainees + 3))
    return Prior(m=float(means.mean()), tau=tau, sigma=sqrt(max(within, 0.01)))


def leaning(sizes: Floats, means: Floats, prior: Prior) -> Floats:
    """Every trainee's bias shrunk towards what is expected, as `shrinkage.shrunk_bias` does."""
    weight = prior.tau**2 / (prior.tau**2 + prior.sigma**2 / np.maximum(sizes, 1))
    return np.asarray(prior.m + weight * (means - prior.m), dtype=float)


def _milestones(tally: Tally, present: Sequence[Present], reached: Sequence[Reached]) -> None:
    """The share of everybody there who has met a skill at a level in simulation by then."""
    cells = list(dict.fromkeys((one.skill, one.level) for one in reached))
    if not cells or not present:
        return
    cohorts = list(dict.fromkeys(one.cohort for one in present))
    place = {cohort: code for code, cohort in enumerate(cohorts)}
    who = {name: code for code, name in enumerate(dict.fromkeys(one.trainee for one in present))}
    met = np.zeros((len(cells), len(who)))
    row = {cell: n for n, cell in enumerate(cells)}
    for one in reached:
        if one.trainee in who:
            met[row[one.skill, one.level], who[one.trainee]] = 1
    trainee = np.array([who[one.trainee] for one in present], dtype=np.int64)
    rows = Rows(
        np.repeat(np.arange(len(cells)), len(present)),
        np.tile(np.array([place[one.cohort] for one in present], dtype=np.int64), len(cells)),
        np.tile(trainee, len(cells)), met[:, trainee].reshape(-1),
    )  # fmt: skip
    tally.shares("met by then", cells, rows, cohorts)
