"""Words before anything else happens to them: usable at all, a real person's details, risk cues.

Works with every model switched off. It refuses what looks real until the writer says it is made up,
and calls a human to what a human must see; it weighs nothing.
"""

from __future__ import annotations

import re

from practice import BadInput, PracticeError, risk, undertones
from practice.house import House
from practice.record import Flagged
from practice.reps import Rep

LONGEST = 6000
NOTHING = "There is nothing to send yet."
BY = "machine"  # who raised a flag that no person raised


class LooksReal(PracticeError):
    """The words look like a real client's details; nothing was saved or sent."""


def clean(text: str, missing: str = "") -> str:
    """The words as they can be kept; BadInput when too long, or `missing` when there are none."""
    text = text.encode("utf-8", "replace").decode().replace("\x00", "").strip()
    if missing and not text:
        raise BadInput(missing)
    if len(text) > LONGEST:
        raise BadInput(f"That is longer than {LONGEST:,} characters; say it more briefly.")
    return text


def real_details(house: House, rep: Rep, text: str) -> risk.RiskCue | None:
    """Words that look like a real person's details; the simulated clients' names are not."""
    return risk.real_details(text, sorted(names(house, rep)))


def checked(
    house: House, rep: Rep, text: str, *, fictional: bool,
    instead: str = "or say that it is made up",
) -> risk.RiskCue | None:  # fmt: skip
    """Refuse real-looking details with LooksReal, or give them for a human once called made up."""
    found = real_details(house, rep, text)
    if found and not fictional:
        raise LooksReal(
            f"“{found.quote}” looks like a real person's details. Nothing was saved or sent. "
            f"Take it out, {instead}."
        )
    return found


def names(house: House, rep: Rep) -> set[str]:
    """The clients of this rep, and whoever they or their referral have named themselves."""
    cases = (house.content.cases.get(id_ or "") for id_ in (rep.plan.case, rep.plan.transfer_case))
    told = [f"{c.public.name} {c.public.short_name} {c.public.context}" for c in cases if c]
    told += [turn.text for turn in rep.turns if turn.who == "client"]
    rubric = house.content.rubrics.get(rep.plan.skill)
    told += [s.plain for s in rubric.fact_sheets if s.shown] if rubric else []  # a made-up tool
    return {name for text in told for name in re.findall(r"\b[A-ZÀ-Þ]\w+", text)}


def raised(
    house: House, turn: str, text: str, real: risk.RiskCue | None = None, *,
    always: bool = False, authored: bool = False,
) -> list[Flagged]:  # fmt: skip
    """Every flag for a turn; `always` calls a human even where nothing is found.

    Meaning may add to what patterns find, but not in a line that was `authored` for a case: its
    author has marked what is for people.
    """
    found = list(risk.cues(text))
    if not authored:
        found += undertones.heard(text, house.meaning, found)
    if always and not found:
        found = [risk.RiskCue(risk.SAFETY, text[:200])]
    if real:
        found.append(real)
    now = house.now()
    return [Flagged(at=now, by=BY, turn=turn, about=cue.about, quote=cue.quote) for cue in found]
