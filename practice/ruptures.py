"""How the alliance strains and mends: what starts a rupture, and the stages of a repair.

Owns the rupture in a client's state and nothing else of it. A repair is named or owned first, goes
one stage a turn, and takes one stage more the worse it is; a hollow one makes it worse.
"""

from __future__ import annotations

from dataclasses import dataclass

from practice.cases import Case, Rupture, RuptureKind
from practice.hearing import HELPS, HURRIES, HURTS, Heard, move_of
from practice.moves import Move
from practice.state import State

# Agreement without work: two turns running of nothing but hurry, whatever the case file says.
HURRIED = Rupture(
    id="hurried", trigger=["advice"], kind=RuptureKind.WITHDRAWAL, sign="agrees, and is gone",
    works=["notices_shift", "owns_part", "validation", "open_question"],
    fails=["reassurance", "lecture", "advice", "flatters", "hollow_apology"],
)  # fmt: skip
INSULTED = Rupture(
    id="insulted", trigger=["insults"], kind=RuptureKind.CONFRONTATION, sign="hurt, and says so",
    works=["owns_part", "notices_shift", "validation", "open_question"],
    fails=["insults", "argues", "jokes", "hollow_apology", "reassurance"],
)  # fmt: skip
_WORST = 3  # severity: a mild rupture takes two stages, the worst four

# Which stage of a repair a move is; whatever else works with this client explores what happened.
_STAGE = {
    Move.NOTICES_SHIFT: "noticed",
    Move.OWNS_PART: "owned",
    Move.RENEGOTIATES: "renegotiated",
    Move.CHECKS_UNDERSTANDING: "renegotiated",
    Move.ASKS_PERMISSION: "renegotiated",
    Move.INVITES_AGENDA: "renegotiated",
}
_NAMES_IT = ("noticed", "owned")


def rupture_of(case: Case, state: State) -> Rupture | None:
    """The rupture the client is in, if any."""
    if state.rupture is None:
        return None
    known = [*case.private.ruptures, HURRIED, INSULTED]
    return next((r for r in known if r.id == state.rupture_id), HURRIED)  # a file may change


def strained(case: Case, state: State, heard: Heard, reasons: list[str]) -> State:
    """Start a rupture, if this turn is one that does."""
    hurried = 0
    if heard.moves & HURRIES:
        hurried = state.hurried + (0 if heard.moves & HELPS else 1)
    state = state.model_copy(update={"hurried": hurried})
    if state.rupture:
        return state
    found = next((r for r in case.private.ruptures if heard.made(r.trigger)), None)
    if found is None and Move.INSULTS in heard.moves:
        found = INSULTED
    if found is None and hurried >= 2:
        found = HURRIED
    if found is None:
        return state
    reasons.append(f"{found.kind.value}: {found.sign}")
    severity = 2 if state.trust < 1 or Move.INSULTS in heard.moves else 1
    return state.model_copy(
        update={
            "rupture": found.kind, "rupture_id": found.id, "severity": severity, "repair": (),
            "ruptures": state.ruptures + 1,
        }
    )  # fmt: skip


@dataclass(frozen=True)
class Repair:
    """What one turn inside a rupture did: a stage forward, or the last one."""

    state: State
    forward: bool = False
    mended: bool = False


def repaired(rupture: Rupture, state: State, heard: Heard, reasons: list[str]) -> Repair:
    """Take one turn inside a rupture: back to the start, nowhere, or one stage on."""
    works = heard.made([Move.NOTICES_SHIFT.value, Move.OWNS_PART.value, *rupture.works])
    hurts = bool(heard.moves & HURTS)
    if heard.made(rupture.fails) and (hurts or not works):
        reasons.append("the repair was hollow")
        worse = min(_WORST, state.severity + 1)
        return Repair(state.model_copy(update={"severity": worse, "repair": ()}))
    stages = [_STAGE.get(move_of(cue), "explored") for cue in works]
    new = [stage for stage in stages if stage not in state.repair]
    if not state.repair:  # nothing can be explored before it is named or owned
        new = [stage for stage in new if stage in _NAMES_IT]
    if hurts or not new:
        return Repair(state)
    stages_done = (*state.repair, new[0])
    reasons.append(f"repair: {new[0]}")
    if len(stages_done) <= state.severity:
        return Repair(state.model_copy(update={"repair": stages_done}), forward=True)
    reasons.append("the rupture is mended")
    over = {
        "rupture": None, "rupture_id": None, "severity": 0, "repair": (), "hurried": 0,
        "repairs": state.repairs + 1,
    }  # fmt: skip
    return Repair(state.model_copy(update=over), forward=True, mended=True)
