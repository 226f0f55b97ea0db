"""Weeks of practice and supervision: every step is a verb, taken at the demo clock's time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush

from practice import BadInput, practising, recognition, supervising
from practice.adapters import passwords
from practice.cases import Stimulus
from practice.demo.lending import lend
from practice.demo.people import (
    DIRECTOR,
    GROUPS,
    PASSWORD,
    SUPERVISORS,
    TRAINEES,
    Supervisor,
    Trainee,
)
from practice.demo.words import (
    ANSWERS,
    ASKS,
    DISPUTE,
    FLAG_NOTE,
    HARD,
    NOTES,
    REACTIONS,
    REASONS,
    SEND_BACK,
    THEN,
    TURNS,
    VERDICTS,
    Said,
    beginning,
    levels,
    replies,
)
from practice.house import House
from practice.record import Attempt, Kind, Level, NextRep
from practice.reps import Stage
from practice.reviews import RepRow, ReviewStage, Tier
from practice.roles import Person
from practice.rubrics import COMPETENT, LEVELS
from practice.views import SupervisorView

# Days until a supervisor takes a rep, by tier.
TAKES = {
    Tier.HUMAN_NOW: (0.1, 0.3),
    Tier.ASKED: (0.5, 2),
    Tier.DISAGREE: (1.5, 6),
    Tier.STUCK: (2, 6),
    Tier.SAMPLE: (3, 8),
    Tier.OLDEST: (3, 12),
}


def level(true: float) -> Level:
    """The level from 0 to 4 next to a true one."""
    return min(4, max(0, round(true)))


@dataclass
class Clock:
    """The demo's own time; a house built with it believes what it says."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Programme:
    """Weeks of practice and supervision, in the order in which they happen."""

    house: House
    clock: Clock
    rng: random.Random
    until: datetime
    weeks: int
    trainees: Sequence[Trainee] = TRAINEES
    true: dict[str, dict[str, float]] = field(default_factory=dict)  # rep id -> levels
    used: Counter[tuple[str, str]] = field(default_factory=Counter)
    agenda: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)

    def plan(self, at: datetime, what: Callable[[], None]) -> None:
        """Let something happen then, unless that is still to come."""
        if at <= self.until:
            heappush(self.agenda, (at, self.rng.getrandbits(60), what))

    def run(self, watch: Callable[[datetime], None] | None = None) -> None:
        """Let everything happen; `watch` is told the demo's time as it passes."""
        while self.agenda:
            self.clock.at, _, what = heappop(self.agenda)
            if watch:
                watch(self.clock.at)
            what()
        self.clock.at = self.until

    def _wait(self, most: float = 1.5) -> None:
        self.clock.at += timedelta(minutes=self.rng.uniform(0.3, most))

    def people(self) -> None:
        """Add everybody; one hash serves all, as the password is printed anyway."""
        people, now = self.house.store.people, self.clock()
        secret = passwords.HASHER.hash(PASSWORD)
        for group, name in GROUPS.items():
            people.add_cohort(group, name, now)
        everyone = [DIRECTOR, *(s.person for s in SUPERVISORS), *(t.person for t in self.trainees)]
        for person in everyone:
            people.add(person.id, person.id, person.name, person.role, now,
                       cohort=person.cohort, password_hash=secret)  # fmt: skip
        for supervisor in SUPERVISORS:
            people.set_supervises(supervisor.username, supervisor.reads, now)

    def everything(self) -> None:
        """Plan who practises when, and the few things that a newcomer should find."""
        for who in self.trainees:
            for at in self._days(who):
                self.plan(at, partial(self.rep, who))
        busy = [who for who in self.trainees if who.days is None and not who.quiet]
        first, second = busy[0], busy[2 % len(busy)]
        for hours, what in (
            (9 * 24, partial(self.rep, second, asks=True)),
            (30, partial(self.rep, first, asks=True, left=True)),
            (50, self.return_one),
            (26, self.contest_one),
            (20, lambda: lend(self.house, self.rng, self.trainees)),
            (0.1, self.hold_one),
        ):
            if hours < self.weeks * 7 * 24:
                self.plan(self.until - timedelta(hours=hours), what)
        for week in range(1, self.weeks):  # what the last week brought still waits
            for supervisor in SUPERVISORS:
                at = self.until - timedelta(weeks=week, hours=self.rng.uniform(0, 6))
                self.plan(at, partial(self.second, supervisor))

    def _days(self, who: Trainee) -> list[datetime]:
        midnight = self.until.replace(hour=0, minute=0, second=0, microsecond=0)
        days = list(who.days or ())
        if who.days is None:
            for week in range(self.weeks):
                reps = max(1, who.a_week + self.rng.choice((-1, 0, 0, 1)))
                days += [week * 7 + day for day in self.rng.sample(range(7), reps)]
        wanted = [day for day in sorted(days) if who.quiet <= day < self.weeks * 7]
        found = [midnight + timedelta(hours=self.rng.uniform(8, 21), days=-day) for day in wanted]
        return [at for at in found if at < self.until - timedelta(hours=1)]

    # --- a trainee at work -----------------------------------------------------------------------

    def rep(self, who: Trainee, *, asks: bool = False, left: bool = False) -> None:
        """One rep from its proposal to the end, or to where this trainee stopped."""
        house, rng, me = self.house, self.rng, who.person
        wish = practising.proposal(house, me)
        if wish is None:
            raise BadInput("There is no usable case, so there is nothing to practise in a demo.")
        if not asks and rng.random() < 0.1:
            wish = practising.choose(
                house, me, Kind.ENCOUNTER, wish.skill, wish.criterion, wish.level
            )
        stops = rng.choices(("", "early", "late", "aside"), (90, 3, 4, 3))[0]
        if asks or who.days:
            stops = ""
        rep_id = practising.begin(house, me, wish, f"demo{rng.getrandbits(48):012x}")
        self._wait()
        practising.start(house, me, rep_id)
        if practising.look(house, me, rep_id).stage is Stage.RECOGNISING:
            self._recognise(me, rep_id, house.content.case(wish.case).stimulus(wish.stimulus or ""))
        if stops == "aside":
            practising.set_aside(house, me, rep_id)
        if stops in ("early", "aside"):
            return
        talks = wish.kind is Kind.ENCOUNTER
        said = self._talk(who, rep_id) if talks else self._reply(who, rep_id, ASKS if asks else "")
        self.true[rep_id] = {c: self.rng.gauss(x, 0.3) for c, x in said.levels.items()}
        self._rate(who, rep_id, self.true[rep_id])
        if stops == "late" and not house.store.row(rep_id).flags_open:
            return
        for better in (0.7, 1.2)[: rng.choices((1, 2), (88, 12))[0]]:
            self._wait()
            practising.redo(house, me, rep_id)
            self._rate(who, rep_id, self._reply(who, rep_id, better=better).levels, again=True)
        practising.go_on(house, me, rep_id)
        self._finish(who, rep_id)
        if not left:
            self._await_review(house.store.row(rep_id))

    def _finish(self, who: Trainee, rep_id: str) -> None:
        house, rng, me = self.house, self.rng, who.person
        hard = rng.choices(HARD, (80, 12, 8))[0]
        felt = rng.sample(REACTIONS, rng.choice((1, 1, 2)))
        self._wait()
        practising.check_in(house, me, rep_id, hard, felt, rng.random() < 0.4, THEN[hard])
        if practising.look(house, me, rep_id).stage is Stage.TRANSFER:
            if rng.random() < 0.25:
                practising.postpone(house, me, rep_id)
            else:
                self._rate(who, rep_id, self._reply(who, rep_id).levels, again=True)
                practising.go_on(house, me, rep_id)
        self._wait()
        note = rng.choice(NOTES) if rng.random() < 0.08 else ""
        practising.submit(house, me, rep_id, please_look=bool(note), note=note)

    def _recognise(self, me: Person, rep_id: str, stimulus: Stimulus) -> None:
        key, rubric = stimulus.key, self.house.content.rubric(stimulus.skill)
        label = key.labels.primary if key.labels else recognition.NOT_A_DISTORTION
        if self.rng.random() < 0.35:
            label = self.rng.choice(rubric.labels).id
        words = (
            "" if label == recognition.NOT_A_DISTORTION else (key.give_aways or [stimulus.text])[0]
        )
        sure = self.rng.choice((50, 70, 80, 90))
        self._wait()
        practising.recognise(self.house, me, rep_id, [label], words, sure)

    def _reply(self, who: Trainee, rep_id: str, opening: str = "", better: float = 0) -> Said:
        """Answer as well as this trainee can today, in words that are new in this rep."""
        view = practising.look(self.house, who.person, rep_id)
        plan, content = view.plan, self.house.content
        case, stimulus = plan.case, plan.stimulus
        if view.stage is Stage.TRANSFER:
            case, stimulus = plan.transfer_case or case, plan.transfer_stimulus
        here = content.case(case).stimulus(stimulus) if stimulus else None
        before = {turn.text for turn in view.turns}
        choices = [r for r in replies(content.rubric(plan.skill), here) if r.text not in before]
        wanted = self.rng.gauss(self._skill(who) + better, 0.6)
        said = min(
            choices,
            key=lambda r: (
                abs(r.mean - wanted)
                + 0.4 * self.used[who.username, r.text]
                + self.rng.uniform(0, 0.4)
            ),
        )
        self.used[who.username, said.text] += 1
        text = f"{opening} {said.text}".strip()
        self._wait()
        practising.reply(self.house, who.person, rep_id, text, seconds=self.rng.randint(40, 160))
        return said

    def _talk(self, who: Trainee, rep_id: str) -> Said:
        """An encounter of 6 to 10 turns; the more skilled leave out more of the poor ones."""
        skill = self._skill(who)
        turns = [turn for turn in TURNS if turn[0] > 2 or self.rng.random() > skill / 4]
        turns = turns[: self.rng.randint(6, 10)]
        for number, (_, text) in enumerate(turns, start=1):
            self._wait()
            practising.say(self.house, who.person, rep_id, number, text)
        practising.end(self.house, who.person, rep_id)
        mean = sum(quality for quality, _ in turns) / len(turns)
        view = practising.look(self.house, who.person, rep_id)
        return Said("", levels(view.rubric, (mean + skill) / 2, view.plan.criterion))

    def _skill(self, who: Trainee) -> float:
        passed = 1 - (self.until - self.clock()) / timedelta(weeks=self.weeks)
        return who.skill + who.grows * passed

    def _rate(
        self, who: Trainee, rep_id: str, true: dict[str, float], *, again: bool = False
    ) -> None:
        """Rate oneself with one's own bias; a second time only the criterion aimed at."""
        target = practising.look(self.house, who.person, rep_id).plan.criterion
        wanted = [target] if again else list(true)
        own = {c: level(self.rng.gauss(true[c] + who.bias, who.misses)) for c in wanted}
        sure = min(100, max(50, 5 * round(self.rng.gauss(who.sure, 8) / 5)))
        self._wait()
        practising.rate_self(self.house, who.person, rep_id, own, sure)

    # --- a supervisor at work --------------------------------------------------------------------

    def _await_review(self, row: RepRow) -> None:
        tier = Tier(row.tier or Tier.OLDEST)
        at = self.clock() + timedelta(days=self.rng.uniform(*TAKES[tier]))
        if tier is not Tier.HUMAN_NOW:
            while at.weekday() >= 5:
                at += timedelta(days=1)
        readers = [supervisor for supervisor in SUPERVISORS if row.cohort in supervisor.reads]
        self.plan(at, partial(self.review, self.rng.choice(readers), row.id))

    def review(self, by: Supervisor, rep_id: str, back: bool = False) -> None:
        """Claim, answer flags, rate blind, look at the rest, comment, and sign or send back."""
        house, rng, me = self.house, self.rng, by.person
        if house.store.row(rep_id).review != ReviewStage.WAITING:
            return  # a colleague was there first
        supervising.claim(house, me, rep_id)
        self._wait(4)
        for flag in supervising.look(house, me, rep_id).open_flags:
            supervising.answer_flag(house, me, rep_id, flag.turn, flag.about, FLAG_NOTE)
        true = self.true[rep_id]
        given = {c: level(rng.gauss(x + by.severity, 0.35)) for c, x in true.items()}
        supervising.rate_blind(house, me, rep_id, given)
        view = supervising.look(house, me, rep_id)
        for claim in view.judgement.claims[:2] if view.judgement else ():
            verdict = rng.choices(VERDICTS, (75, 15, 10))[0]
            supervising.mark_claim(house, me, rep_id, claim.id, verdict)
        if rng.random() < 0.12:
            changed = rng.choice(sorted(given))
            given[changed] = level(given[changed] + rng.choice((-1, 1)))
            supervising.change(house, me, rep_id, changed, given[changed], rng.choice(REASONS))
        self._wait(4)
        if back:
            supervising.send_back(house, me, rep_id, SEND_BACK)
            return
        self._sign(me, view, given)
        if rng.random() < 0.95:
            later = self.clock() + timedelta(days=rng.uniform(0.5, 3))
            self.plan(later, partial(self.acknowledge, view.trainee_id, rep_id))

    def second(self, by: Supervisor) -> None:
        """Rate blind what a colleague signed, each rep that is offered."""
        for row in supervising.second_offers(self.house, by.person).rows:
            own = random.Random(f"{row.id} {by.username}")
            true = self.true[row.id]
            given = {c: level(own.gauss(x + by.severity, 0.35)) for c, x in true.items()}
            supervising.rate_second(self.house, by.person, row.id, given)

    def _sign(self, me: Person, view: SupervisorView, given: dict[str, Level]) -> None:
        rng, rubric = self.rng, view.rubric
        best, worst = (f(given, key=lambda c: (given[c], rng.random())) for f in (max, min))
        said = [t for t in view.turns if t.who == "trainee" and t.attempt is Attempt.FIRST]
        turn = rng.choice(said)
        does = "I would keep this for" if given[best] >= COMPETENT else "This is a start on"
        title = rubric.criterion(best).title.lower()
        quote = beginning(turn.text, 0.01).replace("“", "‘").replace("”", "’")
        strength = f"“{quote}” {does} “{title}”."
        step = min(4, max(3, given[worst] + 1))
        aim = rubric.criterion(worst)
        corrective = f"Next: “{aim.title.lower()}”. {LEVELS[step]}: {aim.anchors.of(step)}"
        if view.stimulus and view.stimulus.key.answers and rng.random() < 0.5:
            text = f"Perhaps: “{beginning(rng.choice(view.stimulus.key.answers), 0.4)}”"
            supervising.comment(self.house, me, view.id, turn.id, "try instead", text)
        if rng.random() < 0.4:
            text = "What did you hope would happen when you said this?"
            supervising.comment(self.house, me, view.id, turn.id, "question", text)
        gate = min(rubric.gates, key=lambda c: given[c])
        wish = NextRep(skill=rubric.id, criterion=gate, level=view.plan.level)
        supervising.sign(self.house, me, view.id, strength=strength, corrective=corrective,
                         next_rep=wish if rng.random() < 0.2 else None)  # fmt: skip

    def acknowledge(self, trainee: str, rep_id: str) -> None:
        """The trainee has read it, unless they contested it meanwhile."""
        if self.house.store.row(rep_id).review == ReviewStage.SIGNED:
            who = next(t.person for t in self.trainees if t.username == trainee)
            practising.acknowledge(self.house, who, rep_id, self.rng.choice(ANSWERS))

    def return_one(self) -> None:
        """Somebody's weakest waiting rep goes back for another try."""
        ruth = SUPERVISORS[-1]
        free = [x.row for x in supervising.queue(self.house, ruth.person) if not x.row.flags_open]
        if free:
            weakest = min(free, key=lambda row: sum(self.true[row.id].values()))
            self.review(ruth, weakest.id, back=True)

    def contest_one(self) -> None:
        """The last rep signed and not yet acknowledged is contested."""
        rows = [row for row in self.house.store.rows_in(None) if row.review == ReviewStage.SIGNED]
        for row in sorted(rows, key=lambda row: row.signed_at or row.begun_at)[-1:]:
            who = next(t.person for t in self.trainees if t.username == row.trainee)
            practising.contest(self.house, who, row.id, DISPUTE)

    def hold_one(self) -> None:
        """Sam is just now reading one."""
        sam = SUPERVISORS[0].person
        rows = [line.row for line in supervising.queue(self.house, sam)]
        free = [r.id for r in rows if r.review == ReviewStage.WAITING and not r.flags_open]
        for rep_id in free[:1]:
            supervising.claim(self.house, sam, rep_id)


def fill(
    house: House, until: datetime, weeks: int, seed: int, trainees: Sequence[Trainee] = TRAINEES,
    watch: Callable[[datetime], None] | None = None,
) -> None:  # fmt: skip
    """Let `weeks` of a programme happen in an empty house, up to `until` (UTC).

    The same content, seed and `until` give the same reps, ratings and reviews. `watch` is told the
    demo's time as it passes.
    """
    clock = Clock(until - timedelta(weeks=weeks))
    house.store.change_setting("demo", True, DIRECTOR.id, clock())
    programme = Programme(
        replace(house, now=clock), clock, random.Random(seed), until, weeks, trainees
    )
    programme.people()
    programme.everything()
    programme.run(watch)
