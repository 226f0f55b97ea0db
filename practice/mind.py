"""The simulated client's mind: how moves change it, and what stays shut.

Pure arithmetic from the case file; no model, no clock, no chance. The rules:

- A turn helps as much as its best move, and a little for the rest. It hurts as much as its worst,
  and then helps half as much.
- Warm words about nothing of this client's count half; the same thing again about the same thing
  fades, and opens nothing: a formula is not empathy (`hearing.py`).
- Trust comes slower the more of it this session has already won; at most half a step a turn.
- A fact opens one rung at a time, for a turn that earned it, never in a rupture or a turn that
  hurts; and what was told is given one turn to be received before anything more is told.
- Agreement without work is a withdrawal, and a rupture mends only in stages (`ruptures.py`).
- A turn that owns a part or notices a shift is answered about that, and opens nothing.

What is said to a turn is `answering.py`'s to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practice.cases import Case, Disclosure, Effect, Pinned, mentions
from practice.hearing import LATELY, WARM, Heard, move_of
from practice.moves import Coded, Move
from practice.ruptures import repaired, rupture_of, strained
from practice.state import State

MOST_UP, MOST_DOWN = 0.5, -1.0  # of trust in one turn
_TO_ANYBODY = dict.fromkeys(WARM, 0.5)  # warm words that would fit anybody open nothing
_A_LITTLE = 0.25  # of what every helpful move after the best one adds
_PASSED_OVER = Effect(trust=-0.1, openness=-0.25)  # what being passed over costs
_MENDED = Effect(trust=0.5, distress=-0.5, openness=0.25)  # what a mended rupture brings
TOLD = "(told)"  # stands at the end of a remembered turn that opened a fact

ASKS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION, Move.SOCRATIC_QUESTION})
# Turns that are answered for themselves, so that nothing new is told in reply to them.
_ASIDE = frozenset({Move.TALKS_TO_MACHINE, Move.ASKS_ABOUT_SAFETY, Move.ENDS})
BETWEEN_US = ["from me", "when i", "what i said", "what i did", "hear that", "hear me", "just now",
               "in here", "between us", "with me", "not say something"]  # fmt: skip
_SHIFT = [*BETWEEN_US, "went quiet", "gone quiet", "went very quiet", "looked away", "looked down",
          "shifted", "changed just", "lost you", "losing you", "upset you", "annoyed"]  # fmt: skip
# Words that go back to an earlier session: what was told then is spoken of, and nothing new.
LOOKS_BACK = ["last time", "last week", "last session", "you told me", "when we met", "we agreed",
              "the other week", "i asked you", "asking you"]  # fmt: skip
# Turns that ask for one particular thing: only a gate that names the move opens to them.
_PARTICULAR = frozenset(
    {Move.ELICITS_THOUGHT, Move.INVITES_AGENDA, Move.OFFERS_AGENDA, Move.PRIORITISES}
)


_RECEIVES = WARM | {Move.SUMMARY, Move.NOTICES_SHIFT, Move.OWNS_PART, Move.ASKS_ABOUT_SAFETY,
                    Move.ELICITS_THOUGHT, Move.SOCRATIC_QUESTION}  # fmt: skip


@dataclass(frozen=True)
class Moved:
    """The state after a turn, why each part changed, and the fact that may be told now, if any."""

    state: State
    reasons: tuple[str, ...]
    opened: Disclosure | None = None
    helped: bool = False  # something in the turn was new to this client and good to hear
    repaired: bool = False
    mended_a_little: bool = False


def start(case: Case) -> State:
    """The client's state as the first session opens."""
    begin = case.private.start
    return State(trust=begin.trust, distress=begin.distress, openness=begin.openness)


def again(case: Case, last: State) -> State:
    """The client's state as the next session opens, from where the last one ended.

    Trust stays, what was told stays told, and the first minutes are guarded again. A rupture that
    was left alone has not mended in between: it is the mood of this session, and has cost a little.
    """
    begin = case.private.start
    openness = (begin.openness + last.openness) / 2
    cost = 0.25 * last.severity if last.rupture else 0.0
    facts = [step for step in case.ladder if step.id in last.opened]  # the file may have changed
    return State(
        session=last.session + 1,
        trust=_bound(last.trust - cost),
        distress=_bound((begin.distress + last.distress) / 2),
        openness=_bound(min(openness, 1.0) if last.rupture else openness),
        rupture=last.rupture,
        rupture_id=last.rupture_id,
        severity=last.severity,
        rung=max((step.rung for step in facts), default=0),
        opened=tuple(step.id for step in facts),
        told=tuple(step.id for step in facts),
        earlier=tuple(dict.fromkeys((*last.earlier, *last.used))),
        kept=last.rupture is None if last.agreed else None,
    )


def moved(case: Case, state: State, coded: Sequence[Coded], text: str) -> Moved:
    """The client after one trainee turn. Never mutates; the same input gives the same answer."""
    heard = Heard(frozenset(c.move for c in coded), case.topics_in(text), state.streak)
    reasons: list[str] = []
    opened = None
    forward = mended = helped = False
    rupture = rupture_of(case, state)
    if rupture:
        repair = repaired(rupture, state, heard, reasons)
        state, forward, mended = repair.state, repair.forward, repair.mended
    if mended:
        room = max(0.0, _most(case, state) - state.gained)
        state = _changed(state, min(_MENDED.trust, room), _MENDED.distress, _MENDED.openness)
    else:
        effects = heard.effects(case)
        hurts = any(effect.trust < 0 for effect in effects.values())
        helped = any(effect.trust > 0 and heard.worth(cue) for cue, effect in effects.items())
        state = _felt(case, state, heard, effects, reasons)
        state = strained(case, state, heard, reasons)
        just_told = any(turn.endswith(TOLD) for turn in state.streak[-1:])
        if just_told and not hurts and not state.rupture and _passed_over(case, state, heard):
            reasons.append("told something that mattered, and it was passed over: hurts")
            state = _changed(state, _PASSED_OVER.trust, 0, _PASSED_OVER.openness)
        aside = (
            heard.moves & _ASIDE
            or about_us(heard.moves, heard.topics, text)
            or (state.session > 1 and mentions(text, LOOKS_BACK))
            or plain_fact(case, heard.moves, text)
        )
        if not (hurts or just_told or state.rupture or aside):
            opened = _opened(case, state, heard, reasons)
    noted = heard.noted
    if opened:
        noted += f" {TOLD}"
        told = {"rung": opened.rung, "opened": (*state.opened, opened.id)}
        state = state.model_copy(update=told)
    state = state.model_copy(update={"streak": (*state.streak, noted)[-LATELY:]})
    return Moved(state, tuple(reasons), opened, helped, mended, forward and not mended)


def _passed_over(case: Case, state: State, heard: Heard) -> bool:
    """Whether a turn that follows a fact just told neither receives it nor asks on about it."""
    if not heard.moves or heard.moves & _RECEIVES:
        return False
    fact = next((step for step in case.ladder if step.id == state.opened[-1]), None)
    asked_on = heard.moves & ASKS and not heard.moves & _PARTICULAR
    own = fact is None or not heard.topics or bool(heard.topics & about(case, fact))
    return not (asked_on and own)


def _felt(
    case: Case, state: State, heard: Heard, effects: dict[str, Effect], reasons: list[str]
) -> State:
    """Trust, distress and openness after the turn."""
    worth = {cue: heard.worth(cue) for cue in effects}
    up = _best(effect.trust * worth[cue] for cue, effect in effects.items())
    relief = _best(-effect.distress * worth[cue] for cue, effect in effects.items())
    opening = _best(effect.openness * worth[cue] for cue, effect in effects.items())
    down = min([0.0, *(effect.trust for effect in effects.values())])
    upset = max([0.0, *(effect.distress for effect in effects.values())])
    closing = min([0.0, *(effect.openness for effect in effects.values())])
    if down:  # what hurts weighs more than what helps
        up, relief, opening = up / 2, 0.0, 0.0
    if state.rupture:  # hurt people do not warm to technique
        up, relief, opening = 0.0, 0.0, 0.0
    most = _most(case, state)
    slower = min(1.0, max(0.0, 1 - state.gained / most))
    up, relief, opening = up * slower, relief * slower, opening * slower
    for cue, effect in effects.items():
        if effect.trust < 0 or (effect.trust and up and worth[cue]):
            word = cue.replace("_", " ").replace(":", ", about ")
            reasons.append(f"{word}: {'helps' if effect.trust > 0 else 'hurts'}")
    change = max(MOST_DOWN, min(MOST_UP, up) + down)
    change = min(change, max(0.0, most - state.gained))
    return _changed(state, change, upset - relief, opening + closing)


def _most(case: Case, state: State) -> float:
    """How much trust this session can bring; a later one at most half of what is still missing."""
    most = case.private.most_gain
    if state.session > 1:
        most = min(most, (5 - (state.trust - state.gained)) / 2)
    return most


def _best(amounts: Iterable[float]) -> float:
    """The best of the helpful amounts whole, and a little of each other."""
    good = sorted((amount for amount in amounts if amount > 0), reverse=True)
    return good[0] + _A_LITTLE * sum(good[1:]) if good else 0.0


def _changed(state: State, trust: float, distress: float, openness: float) -> State:
    new = _bound(state.trust + trust)
    return state.model_copy(
        update={
            "trust": new,
            "distress": _bound(state.distress + distress),
            "openness": _bound(state.openness + openness),
            "gained": round(state.gained + (new - state.trust), 3),
        }
    )


def _bound(value: float) -> float:
    return round(max(0.0, min(5.0, value)), 3)


def _opened(case: Case, state: State, heard: Heard, reasons: list[str]) -> Disclosure | None:
    """The next rung, if this turn earned it."""
    waiting = next((step for step in case.ladder if step.rung == state.rung + 1), None)
    if waiting is None or state.trust < waiting.min_trust:
        return None
    cues = heard.made(waiting.opens_with)
    if heard.moves & ASKS and heard.topics and not heard.topics & about(case, waiting):
        cues = [cue for cue in cues if ":" in cue]  # asked about something else, people answer that
    particular = heard.moves & _PARTICULAR
    if particular:  # asked for a thought or for the list, people answer that
        cues = [cue for cue in cues if move_of(cue) in particular]
    if not any(heard.worth(cue) > _TO_ANYBODY.get(move_of(cue), 0) for cue in cues):
        return None
    reasons.append(f"trusts enough to say more (rung {waiting.rung})")
    return waiting


def plain_fact(case: Case, moves: frozenset[Move], text: str) -> Pinned | None:
    """The plain fact that a question asks for, if it does."""
    if not moves & ASKS:
        return None
    return next((fact for fact in case.private.pinned if mentions(text, fact.about)), None)


def about(case: Case, fact: Disclosure) -> frozenset[str]:
    """The topics that a fact belongs to: those of its cues and of its own words."""
    cues = frozenset(cue.partition(":")[2] for cue in fact.opens_with) - {""}
    return cues | case.topics_in(" ".join((fact.fact, *fact.lines)))


def about_us(moves: frozenset[Move], topics: frozenset[str], text: str) -> bool:
    """Whether the turn is about what is going on between the two: a part owned, a shift noticed.

    Something noticed about the client's own matters (“I notice you filled in the sheet”) is not.
    """
    noticed = Move.NOTICES_SHIFT in moves and (not topics or mentions(text, _SHIFT))
    return Move.OWNS_PART in moves or noticed
