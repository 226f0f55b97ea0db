"""A trainee's own copy of all that is on record about them, as they may see it, to keep.

Nothing enters it that the rep's own pages would not show: no client's mind, no shut key, no rating
that is still blind. `schema` in the copy names its form; fields are only ever added to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from practice import views
from practice.house import Content
from practice.journal import Opened
from practice.record import Attempt, NotedOnRecord, Plan
from practice.reps import Rep, may_see_feedback, may_see_key
from practice.retention import Periods

SCHEMA = "deliberate-practice trainer, a trainee's own copy, 1"


@dataclass(frozen=True)
class Said:
    """One thing said: `turn` as in the transcript, `who` client or trainee."""

    turn: str
    who: str
    text: str


@dataclass(frozen=True)
class OwnRating:
    """Levels 0 to 4 by point, None for no opportunity; `sure` in percent."""

    attempt: Attempt
    at: datetime
    levels: Mapping[str, int | None]
    sure: int


@dataclass(frozen=True)
class Told:
    """One sentence of the machine's provisional feedback; `stands` unless a supervisor said no."""

    attempt: Attempt
    says: str
    point: str
    text: str
    quote: str
    stands: bool


@dataclass(frozen=True)
class CameBack:
    """What a supervisor signed or returned."""

    signed: bool
    by: str
    levels: Mapping[str, int | None]
    met_in_simulation: bool
    strength: str
    corrective: str
    note: str
    comments: tuple[str, ...]
    my_answer: str
    contested: str


@dataclass(frozen=True)
class RepCopy:
    """One rep; without its words once they were removed."""

    id: str
    skill: str
    aim: str
    level: str
    kind: str
    client: str
    other_client: str  # of the turns x1 and x2, if there are any
    begun_at: datetime
    sent_at: datetime | None
    stage: str
    words_removed_at: datetime | None
    said: tuple[Said, ...]
    pattern_named: tuple[str, ...]
    words_picked: str
    own_ratings: tuple[OwnRating, ...]
    feedback: tuple[Told, ...]
    how_hard: str
    reactions: tuple[str, ...]
    note_to_supervisor: str
    a_human_was_asked_to_look: bool
    came_back: CameBack | None
    notes_on_record: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """Somebody read a transcript; looks within a quarter of an hour are one."""

    at: datetime
    by: str
    rep: str


@dataclass(frozen=True)
class Answered:
    """A yes or no to an outside tool."""

    at: datetime
    purpose: str
    given: bool


@dataclass(frozen=True)
class Typed:
    """What was typed and not sent."""

    rep: str
    at: datetime
    text: str


@dataclass(frozen=True)
class RatedExemplar:
    """An exemplar that was rated, with one's own levels, and which kind it was; never whose."""

    at: datetime
    exemplar: str
    skill: str
    levels: Mapping[str, int | None]


@dataclass(frozen=True)
class LentStep:
    """A rep was proposed as an exemplar, or that was answered."""

    at: datetime
    rep: str
    what: str


@dataclass(frozen=True)
class OwnCopy:
    """Everything on record about one trainee at one moment (UTC)."""

    schema: str
    made_at: datetime
    name: str
    username: str
    email: str
    single_sign_on: tuple[str, ...]
    cohort: str
    account_since: datetime
    months_kept: Periods
    said_about_myself: str
    asked_to_be_erased_at: datetime | None
    reps: tuple[RepCopy, ...]
    drafts: tuple[Typed, ...]
    answers_about_tools: tuple[Answered, ...]
    who_read_my_transcripts: tuple[Look, ...]
    exemplars_rated: tuple[RatedExemplar, ...]
    my_reps_as_exemplars: tuple[LentStep, ...]
    says: str = "Simulation, formative. Unsigned feedback is provisional."

    def as_json(self) -> str:
        """The same as JSON: names as they stand here, times in ISO 8601 (UTC)."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"{type(value).__name__} has no place in a copy")


def of_rep(
    opened: Opened, content: Content, signer: str, notes: Iterable[NotedOnRecord]
) -> RepCopy:
    """One rep as its trainee may see it now; files that are gone leave their ids in its place."""
    rep, plan = opened.rep, opened.rep.plan
    rubric, case = content.rubrics.get(plan.skill), content.cases.get(plan.case)
    other = content.cases.get(plan.transfer_case or "") if rep.turn("x1") else None
    titles = {rubric.full(c): c.title for c in rubric.criteria} if rubric else {}
    wordless = opened.words_removed_at is not None
    seen = rep.recognition
    submitted, check_in = rep.submitted, rep.check_in
    return RepCopy(
        id=rep.id,
        skill=rubric.title if rubric else plan.skill,
        aim=titles.get(plan.criterion, plan.criterion),
        level=plan.level,
        kind=plan.kind.value,
        client=case.public.name if case else plan.case,
        other_client=other.public.name if other else "",
        begun_at=_begun(rep),
        sent_at=submitted.at if submitted else None,
        stage=rep.stage.value,
        words_removed_at=opened.words_removed_at,
        said=() if wordless else tuple(Said(t.id, t.who, t.text) for t in rep.turns),
        pattern_named=_labels(seen.labels, content, plan) if seen else (),
        words_picked=seen.words if seen else "",
        own_ratings=tuple(
            OwnRating(r.attempt, r.at, _titled(r.levels, titles), r.sure) for r in rep.self_ratings
        ),
        feedback=() if wordless else _feedback(opened, titles),
        how_hard=check_in.difficulty if check_in else "",
        reactions=tuple(filter(None, check_in.reactions)) if check_in else (),
        note_to_supervisor=submitted.note if submitted else "",
        a_human_was_asked_to_look=bool(rep.flags),
        came_back=_came_back(opened, signer, titles),
        notes_on_record=tuple(note.text for note in notes if note.text),
    )


def _begun(rep: Rep) -> datetime:
    assert rep.begun_at is not None  # every rep is folded from its beginning
    return rep.begun_at


def _labels(labels: Iterable[str], content: Content, plan: Plan) -> tuple[str, ...]:
    rubric = content.rubrics.get(plan.skill)
    named = {label.id: label.name for label in rubric.labels} if rubric else {}
    return tuple(named.get(label, label) for label in labels)


def _titled(levels: Mapping[str, int | None], titles: Mapping[str, str]) -> dict[str, int | None]:
    return {titles.get(point, point): level for point, level in levels.items()}


def _feedback(opened: Opened, titles: Mapping[str, str]) -> tuple[Told, ...]:
    rep, review = opened.rep, opened.review
    outcome = views.outcome_of(rep, review, "")
    fallen = outcome.unjustified if outcome else frozenset()
    found = [
        Told(attempt, claim.says, titles.get(claim.criterion, claim.criterion), claim.text,
             claim.quote.text, claim.id not in fallen)
        for attempt in Attempt
        if (judged := rep.judgement(attempt)) and may_see_feedback(rep, attempt)
        for claim in judged.claims
    ]  # fmt: skip
    seen = rep.recognition
    if seen and may_see_key(rep):
        found.append(Told(Attempt.FIRST, "on the pattern named", "", seen.mark.sentence, "", True))
    return tuple(found)


def _came_back(opened: Opened, signer: str, titles: Mapping[str, str]) -> CameBack | None:
    review = opened.review
    outcome = views.outcome_of(opened.rep, review, signer)
    if outcome is None:
        return None
    return CameBack(
        signed=outcome.signed,
        by=outcome.by,
        levels=_titled(outcome.levels, titles),
        met_in_simulation=outcome.met,
        strength=outcome.strength,
        corrective=outcome.corrective,
        note=outcome.note,
        comments=tuple(f"{c.turn}: {c.text}" for c in outcome.comments if c.text),
        my_answer=review.acknowledged.reply if review.acknowledged else "",
        contested=review.contested.reason if review.contested else "",
    )
