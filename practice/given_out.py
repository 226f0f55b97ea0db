"""The figures of weeks, months and quarters that are over: worked out at the first look, then kept.

Two looks never differ by what happened in between, so nobody's work can be told from the
difference. The records hold what was given out; nothing changes it afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from practice import equity, figures, periods
from practice.cohorts import ENOUGH_CASES
from practice.figures import ALL, ByCohort, Figure, Present, Reached
from practice.house import House
from practice.ledger import Ledger
from practice.periods import Period


@dataclass(frozen=True)
class Told:
    """The figures of one period, as they were given out for one cohort or for all."""

    period: Period
    begins: date
    figures: tuple[Figure, ...]

    def of(self, measure: str) -> tuple[Figure, ...]:
        """The figures of one measure."""
        return tuple(figure for figure in self.figures if figure.measure == measure)

    def one(self, measure: str) -> Figure | None:
        """The only figure of a measure that is about everything; None when it is not given."""
        return next(iter(self.of(measure)), None)


def told(house: House, cohort: str | None) -> tuple[Told, ...]:
    """Everything given out for a cohort, or for all with None, the oldest period first.

    What has come to an end since the last look is worked out first.
    """
    bring_up_to_date(house)
    return tuple(
        Told(Period(period), date.fromisoformat(begins), tuple(Figure(*line) for line in body))
        for period, begins, body in house.store.counting.figures(cohort or ALL)
    )


def bring_up_to_date(house: House) -> None:
    """Work out whatever period is over and not yet given out; done at the start as well."""
    if _all_there(house):
        return
    with house.store.counting.making:
        if not _all_there(house):
            _catch_up(house)


def _all_there(house: House) -> bool:
    """Whether the newest periods are there: what came before was worked out along with them."""
    made = house.store.counting.made()
    last = {period: periods.over(period, date.min, house.now())[-1] for period in Period}
    return all((period.value, day.isoformat()) in made for period, day in last.items())


def _catch_up(house: House) -> None:
    there = house.store.counting.since()
    if not there:
        return
    made, now = house.store.counting.made(), house.now()
    first = datetime.fromtimestamp(min(since for *_, since in there), UTC).date()
    due = {
        period: [day for day in periods.over(period, first, now)
                 if (period.value, day.isoformat()) not in made]
        for period in Period
    }  # fmt: skip
    if any(due.values()):
        _Maker(house, there, due).make(now)


class _Maker:
    """Works out the periods that are due, reading the reps once."""

    def __init__(
        self, house: House, there: Sequence[tuple[str, str, int]],
        due: dict[Period, list[date]],
    ) -> None:  # fmt: skip
        self.house, self.due = house, due
        here = {a.id for a in house.store.people.everyone() if a.active}
        self.there = [Present(*one) for one in there if one[0] in here]
        everything = not house.store.counting.made()
        self.reps = house.store.counting.ledger(None if everything else self._since())
        self.reached = _reached(house) if due[Period.MONTH] else []

    def _since(self) -> datetime:
        days = [day for each in self.due.values() for day in each]
        if self.due[Period.MONTH]:  # own ratings look two months further back
            month = self.due[Period.MONTH][0]
            for _ in range(2):
                month = periods.before(Period.MONTH, month)
            days.append(month)
        return datetime.fromtimestamp(periods.seconds(min(days)), UTC)

    def make(self, now: datetime) -> None:
        for period, days in self.due.items():
            for day in days:
                found = getattr(self, f"_{period.value}")(day)
                bodies = {cohort: [list(one) for one in each] for cohort, each in found.items()}
                self.house.store.counting.make(period.value, day.isoformat(), now, bodies)

    def _present(self, end: int) -> list[Present]:
        return [one for one in self.there if one.since < end]

    def _week(self, day: date) -> ByCohort:
        start, end = periods.seconds(day), periods.seconds(periods.after(Period.WEEK, day))
        return figures.of_week(self._sent(start, end), self._present(end))

    def _month(self, day: date) -> ByCohort:
        end = periods.seconds(periods.after(Period.MONTH, day))
        earlier = periods.before(Period.MONTH, periods.before(Period.MONTH, day))
        reached = [one for one in self.reached if one.at < end]
        return figures.of_month(
            self._signed(periods.seconds(day), end), self._signed(periods.seconds(earlier), end),
            self._present(end), reached,
        )  # fmt: skip

    def _quarter(self, day: date) -> ByCohort:
        end = periods.seconds(periods.after(Period.QUARTER, day))
        says = {who: said for who, (said, _) in self.house.store.counting.described().items()}
        clients = equity.client_groups(self.house.content.cases)
        return equity.of_quarter(self._sent(periods.seconds(day), end), says, clients)

    def _sent(self, start: int, end: int) -> Ledger:
        return self.reps.where((self.reps.submitted_at >= start) & (self.reps.submitted_at < end))

    def _signed(self, start: int, end: int) -> Ledger:
        at = self.reps.signed_at
        return self.reps.where((at >= start) & (at < end) & figures.is_signed(self.reps))


def _reached(house: House) -> list[Reached]:
    """When each trainee had met each skill and level on enough different cases."""
    cases: dict[tuple[str, str, str], set[str]] = {}
    found = {}
    for trainee, skill, level, case, at, _ in house.store.counting.met():
        key = (trainee, skill, level)
        seen = cases.setdefault(key, set())
        seen.add(case)
        if len(seen) >= ENOUGH_CASES and key not in found:
            found[key] = Reached(*key, at)
    return list(found.values())
