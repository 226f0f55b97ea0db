"""What an exemplar is: a reply to rate blind, whose panel and reasons are shown afterwards.

A signed rep becomes one when a supervisor proposed it and its trainee agreed, and stops being one
the moment either takes that back. Nothing that says whose it is, or who rated it, enters it. The
worked examples of a rubric are exemplars as they stand, written for practice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from practice import WrongStage
from practice.agreement import Reread, reread
from practice.record import Attempt
from practice.reps import Rep, Turn
from practice.reviews import Review, ReviewStage
from practice.rubrics import Rubric, WorkedExample

GAP = "[…]"  # in place of a name or another word that says whose it is
WRITTEN = "written-"
ENOUGH = 3  # drills before anything is said of several


class Did(StrEnum):
    """What happened to a proposal. Each is written down; the last one is how it stands."""

    PROPOSED = "proposed"  # by the supervisor who signed it
    AGREED = "agreed"  # by the trainee whose it is: from now on others may rate it
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by the trainee, after agreeing
    TAKEN_BACK = "taken back"  # by the supervisor


# What may follow what. A supervisor asks once; a trainee may change their mind at any time.
NEXT: Mapping[Did | None, frozenset[Did]] = {
    None: frozenset({Did.PROPOSED}),
    Did.PROPOSED: frozenset({Did.AGREED, Did.DECLINED, Did.TAKEN_BACK}),
    Did.AGREED: frozenset({Did.WITHDRAWN, Did.TAKEN_BACK}),
    Did.DECLINED: frozenset({Did.AGREED}),
    Did.WITHDRAWN: frozenset({Did.AGREED}),
    Did.TAKEN_BACK: frozenset({Did.PROPOSED}),
}


@dataclass(frozen=True)
class Step:
    """One step of a rep's life as an exemplar; `hidden` are words to take out of its text."""

    rep: str
    nth: int
    did: Did
    by: str
    at: datetime
    hidden: tuple[str, ...] = ()


def standing(steps: Sequence[Step]) -> Did | None:
    """How it stands now; None for a rep that nobody proposed."""
    return steps[-1].did if steps else None


def may_follow(steps: Sequence[Step], did: Did) -> None:
    """Raise WrongStage unless this may happen now."""
    now = standing(steps)
    if did not in NEXT[now]:
        said = "not proposed" if now is None else now.value
        raise WrongStage(f"This rep is {said} as an exemplar; nothing was changed.")


def why_not(rep: Rep, review: Review, *, wordless: bool = False) -> str:
    """Why this rep cannot be an exemplar now, in a sentence; nothing when it can.

    A rep with any flag never can, answered or not: a human had a reason to look at it.
    """
    if wordless:
        return "The words of this rep were removed."
    if review.signed is None or review.stage not in (ReviewStage.SIGNED, ReviewStage.ACKNOWLEDGED):
        return "Only a signed rep that nobody contests can be an exemplar."
    if rep.flags:
        return "A rep with words that a human had to read is never an exemplar."
    if review.harm:
        return "A rep in which a rater saw something harmful is never an exemplar."
    return ""


# --- without names ---------------------------------------------------------------------------


def words_of(names: Iterable[str], keep: Collection[str] = ()) -> tuple[str, ...]:
    """The words of people's names, as they may stand in a text; `keep` are the simulated ones'."""
    kept = {word.casefold() for word in keep}
    found = {word for name in names for word in re.findall(r"[^\W\d_][\w'’-]+", name)}
    named = {word for word in found if word[0].isupper() and word.casefold() not in kept}
    return tuple(sorted(named, key=lambda word: (-len(word), word)))


def anonymous(text: str, names: Iterable[str], hidden: Iterable[str] = ()) -> str:
    """The text with a gap for every name (as it is spelt, a whole word) and every hidden word."""
    parts = [re.escape(word) for word in sorted(filter(None, hidden), key=len, reverse=True)]
    whole = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in names]
    patterns = [*whole, *(rf"(?i:{part})" for part in parts)]
    return re.sub("|".join(patterns), GAP, text) if patterns else text


class Reason(NamedTuple):
    """What somebody of the panel wrote: a kind (“Strength”) and the words."""

    about: str
    text: str


@dataclass(frozen=True)
class Shown:
    """The words of an exemplar, and nothing that says whose they are."""

    lines: tuple[Turn, ...]
    reasons: tuple[Reason, ...]


_KINDS = {
    "strength": "A strength",
    "corrective": "To change",
    "try instead": "Instead, perhaps",
}  # a question is for its trainee alone


def shown(rep: Rep, review: Review, names: Iterable[str], hidden: Iterable[str]) -> Shown:
    """The first try and what supervisors wrote about it, anonymous."""
    names, hidden = tuple(names), tuple(hidden)

    def clean(text: str) -> str:
        return anonymous(text, names, hidden)

    first = [turn for turn in rep.turns if turn.attempt is Attempt.FIRST]
    lines = tuple(Turn(t.id, t.who, clean(t.text) if t.who == "trainee" else t.text) for t in first)
    reasons = []
    if review.signed:
        reasons.append(Reason("Strength", clean(review.signed.strength)))
        reasons.append(Reason("To change", clean(review.signed.corrective)))
    ids = {turn.id for turn in first}
    for comment in review.comments:
        if comment.turn in ids and comment.type in _KINDS:
            reasons.append(
                Reason(f"{_KINDS[comment.type]} (at {comment.turn})", clean(comment.text))
            )
    return Shown(lines, tuple(reason for reason in reasons if reason.text))


Panel = Mapping[str, tuple[int | None, ...]]


def panel(review: Review) -> dict[str, tuple[int | None, ...]]:
    """Every supervisor's level of each criterion, the lowest first, so that no rater can be
    followed from one criterion to the next."""
    signed = review.signed
    if signed is None:
        return {}
    by: dict[str, Mapping[str, int | None]] = {
        rated.by: rated.levels for rated in (*review.raters, *review.seconds)
    }
    by[signed.by] = signed.levels
    found = {}
    for criterion in signed.levels:
        given = [levels[criterion] for levels in by.values() if criterion in levels]
        found[criterion] = tuple(sorted(given, key=lambda level: (level is None, level or 0)))
    return found


# --- written for practice --------------------------------------------------------------------


def written_id(rubric: Rubric, example: WorkedExample) -> str:
    """A worked example's id as an exemplar: the same while its words are."""
    text = f"{example.client}\n{example.reply}".encode()
    return f"{WRITTEN}{rubric.id}-{hashlib.sha256(text).hexdigest()[:12]}"


def written(rubric: Rubric) -> dict[str, WorkedExample]:
    """The worked examples of a rubric that may be rated as exemplars, by id."""
    return {written_id(rubric, e): e for e in rubric.worked_examples if e.drill}


def written_panel(rubric: Rubric, example: WorkedExample) -> dict[str, tuple[int | None, ...]]:
    """The levels that the rubric's authors gave."""
    return {
        rubric.full(c): (example.levels[c.id],) for c in rubric.criteria if c.id in example.levels
    }


def in_turn(ids: Iterable[str], person: str) -> list[str]:
    """An order that differs from person to person and stays the same for each."""
    return sorted(ids, key=lambda id_: hashlib.sha256(f"{person} {id_}".encode()).hexdigest())


# --- a drill, and several --------------------------------------------------------------------


@dataclass(frozen=True)
class Drill:
    """One exemplar that a trainee rated, and the panel's levels as they were then."""

    exemplar: str
    skill: str
    at: datetime
    levels: Mapping[str, int | None]
    panel: Panel

    @property
    def compared(self) -> tuple[Reread, ...]:
        """Criterion by criterion, where both sides gave a level."""
        return reread(self.levels, self.panel)


def so_far(drills: Sequence[Drill]) -> tuple[str, ...]:
    """How near several drills (the oldest first) came, in sentences; nothing before the third.

    Distance is in levels from the panel's mean, whichever way; higher and lower are told alike.
    """
    rated = [drill.compared for drill in drills if drill.compared]
    if len(rated) < ENOUGH:
        return ()
    every = [one for drill in rated for one in drill]
    near = sum(one.near for one in every)
    high = sum(one.difference > 0 for one in every)
    low = sum(one.difference < 0 for one in every)
    found = [
        f"Over {len(rated)} exemplars you were {_distance(every):.1f} levels from the panel on "
        f"average, and within one level on {near} of {len(every)} points.",
        f"You rated {high} points higher than the panel, {low} lower and "
        f"{len(every) - high - low} the same.",
    ]
    if len(rated) >= 2 * ENOUGH:
        first, last = ([one for drill in some for one in drill]
                       for some in (rated[:ENOUGH], rated[-ENOUGH:]))  # fmt: skip
        found.append(
            f"In your first {ENOUGH} it was {_distance(first):.1f} levels, in your last "
            f"{ENOUGH} {_distance(last):.1f}."
        )
    return tuple(found)


def _distance(compared: Sequence[Reread]) -> float:
    return sum(abs(one.difference) for one in compared) / len(compared)
