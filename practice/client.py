"""The simulated client's mind: how moves change it, what may be said now, and what stays shut.

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

A voice only puts words to what is decided here (`saying.py`); `exchange` puts the parts together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practice.cases import Case, Disclosure, Effect, For, RuptureKind, mentions
from practice.hearing import HURRIES, HURTS, LATELY, WARM, Heard, move_of
from practice.moves import Coded, Move, MoveCoder
from practice.record import State
from practice.reps import Turn
from practice.ruptures import repaired, rupture_of, strained
from practice.saying import Ask, Intent, Spoken, Voice

__all__ = [
    "MOST_DOWN", "MOST_UP", "Ask", "Exchange", "Intent", "Moved", "Spoken", "Voice",
    "exchange", "intent", "moved", "rupture_of", "start",
]  # fmt: skip

MOST_UP, MOST_DOWN = 0.5, -1.0  # of trust in one turn
_A_LITTLE = 0.25  # of what every helpful move after the best one adds
_MENDED = Effect(trust=0.5, distress=-0.5, openness=0.25)  # what a mended rupture brings
_TOLD = "(told)"  # stands at the end of a remembered turn that opened a fact

# Turns that are answered for themselves, so that nothing new is told in reply to them.
_ASIDE = frozenset({Move.TALKS_TO_MACHINE, Move.ASKS_ABOUT_SAFETY, Move.ENDS})
_BETWEEN_US = ["from me", "when i", "what i said", "what i did", "hear that", "hear me", "just now",
               "in here", "between us", "with me", "not say something"]  # fmt: skip
_SHIFT = [*_BETWEEN_US, "went quiet", "gone quiet", "went very quiet", "looked away", "looked down",
          "shifted", "changed just", "lost you", "losing you", "upset you", "annoyed"]  # fmt: skip
# Turns that ask for one particular thing: only a gate that names the move opens to them.
_PARTICULAR = frozenset(
    {Move.ELICITS_THOUGHT, Move.INVITES_AGENDA, Move.OFFERS_AGENDA, Move.PRIORITISES}
)


@dataclass(frozen=True)
class Moved:
    """The state after a turn, why each part changed, and the fact that may be told now, if any."""

    state: State
    reasons: tuple[str, ...]
    opened: Disclosure | None = None
    repaired: bool = False
    mended_a_little: bool = False


def start(case: Case) -> State:
    """The client's state as the session opens."""
    begin = case.private.start
    return State(trust=begin.trust, distress=begin.distress, openness=begin.openness)


def moved(case: Case, state: State, coded: Sequence[Coded], text: str) -> Moved:
    """The client after one trainee turn. Never mutates; the same input gives the same answer."""
    heard = Heard(frozenset(c.move for c in coded), case.topics_in(text), state.streak)
    reasons: list[str] = []
    opened = None
    forward = mended = False
    rupture = rupture_of(case, state)
    if rupture:
        repair = repaired(rupture, state, heard, reasons)
        state, forward, mended = repair.state, repair.forward, repair.mended
    if mended:
        room = max(0.0, case.private.most_gain - state.gained)
        state = _changed(state, min(_MENDED.trust, room), _MENDED.distress, _MENDED.openness)
    else:
        effects = heard.effects(case)
        hurts = any(effect.trust < 0 for effect in effects.values())
        state = _felt(case, state, heard, effects, reasons)
        state = strained(case, state, heard, reasons)
        just_told = any(turn.endswith(_TOLD) for turn in state.streak[-1:])
        aside = heard.moves & _ASIDE or _about_us(heard.moves, heard.topics, text)
        if not (hurts or just_told or state.rupture or aside):
            opened = _opened(case, state, heard, reasons)
    noted = heard.noted
    if opened:
        noted += f" {_TOLD}"
        told = {"rung": opened.rung, "opened": (*state.opened, opened.id)}
        state = state.model_copy(update=told)
    state = state.model_copy(update={"streak": (*state.streak, noted)[-LATELY:]})
    return Moved(state, tuple(reasons), opened, mended, forward and not mended)


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
    most = case.private.most_gain
    slower = min(1.0, max(0.0, 1 - state.gained / most))
    up, relief, opening = up * slower, relief * slower, opening * slower
    for cue, effect in effects.items():
        if effect.trust < 0 or (effect.trust and up and worth[cue]):
            word = cue.replace("_", " ").replace(":", ", about ")
            reasons.append(f"{word}: {'helps' if effect.trust > 0 else 'hurts'}")
    change = max(MOST_DOWN, min(MOST_UP, up) + down)
    change = min(change, max(0.0, most - state.gained))
    return _changed(state, change, upset - relief, opening + closing)


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
    particular = heard.moves & _PARTICULAR
    if particular:  # asked for a thought or for the list, people answer that
        cues = [cue for cue in cues if move_of(cue) in particular]
    if not any(heard.worth(cue) for cue in cues):
        return None
    reasons.append(f"trusts enough to say more (rung {waiting.rung})")
    return waiting


# --- what may be said now ------------------------------------------------------------------------

_CLOSED_UP = 1.0  # openness below which even a good question gets a short answer
_OFF_TOPIC = ["weather", "football", "netflix", "your favourite", "what did you have for lunch",
              "the news", "my holiday", "recipe", "capital of", "lorem ipsum"]  # fmt: skip
_NEXT = ["next week", "before next", "between now", "next step", "first step", "small step",
         "could you try", "would you try", "like to try", "willing to try"]  # fmt: skip
_ASKS = frozenset({Move.OPEN_QUESTION, Move.CLOSED_QUESTION, Move.SOCRATIC_QUESTION})
_MEETS = WARM | {Move.NOTICES_SHIFT}
_TOLD_OFF = (HURTS | HURRIES) - {Move.JOKES}


def intent(case: Case, before: State, result: Moved, coded: Sequence[Coded], text: str) -> Intent:
    """What the client says to this turn; the first rule that fits decides."""
    moves = frozenset(c.move for c in coded)
    topics = case.topics_in(text)
    most = case.private.style.most_words
    now = result.state

    def say(use: For, most_words: int = most) -> Intent:
        return Intent(use, topics=topics, after=moves, most_words=min(most, most_words))

    if Move.TALKS_TO_MACHINE in moves:
        return say(For.MACHINE, 20)
    if Move.INSULTS in moves:
        return say(For.HURT, 20)
    if Move.ASKS_ABOUT_SAFETY in moves:
        return say(For.SAFETY, 25)
    if result.repaired:
        return say(For.REPAIRED)
    if now.rupture:
        if result.mended_a_little:
            return say(For.REPAIRING, 25)
        stung = before.rupture is None or now.severity > before.severity or bool(moves & HURTS)
        if now.rupture is RuptureKind.CONFRONTATION and stung:
            return say(For.CONFRONTING, 30)
        return say(For.WITHDRAWN, 10)  # asked to carry on as if nothing had happened
    if not any(ch.isalpha() for ch in text):
        return say(For.SILENCE, 8)
    if Move.ENDS in moves:
        return say(For.CLOSING, 15)
    if result.opened:
        return Intent(For.ANSWER, fact=result.opened, topics=topics, after=moves, most_words=most)
    if moves & _TOLD_OFF:
        return say(For.LECTURED, 15)
    if _about_us(moves, topics, text):
        return say(For.REPAIRING, 25)  # no rupture is open, and still the answer is about the two
    if now.repairs and moves & _ASKS and not topics and mentions(text, _BETWEEN_US):
        return say(For.REPAIRING, 25)  # what happened between them is talked over once it is mended
    if moves & _ASKS:
        for pinned in case.private.pinned:
            if mentions(text, pinned.about):
                return Intent(
                    For.ANSWER, pinned=pinned, topics=topics, after=moves, most_words=most
                )
    if not topics and mentions(text, _OFF_TOPIC):
        return say(For.OFF_TOPIC, 12)
    use = _by_move(moves, topics, text)
    if use is For.SILENCE and before.streak and before.streak[-1]:
        use = For.ANSWER  # a nod after a real turn lets people go on; a second nod does not
    if use is For.WARMING and now.trust <= before.trust:  # a formula: heard, and not met
        use = For.SHORT
    if use is For.ANSWER and now.openness < _CLOSED_UP:
        use = For.SHORT
    return say(use, 10 if use is For.SHORT else most)


def _about_us(moves: frozenset[Move], topics: frozenset[str], text: str) -> bool:
    """Whether the turn is about what is going on between the two: a part owned, a shift noticed.

    Something noticed about the client's own matters (“I notice you filled in the sheet”) is not.
    """
    noticed = Move.NOTICES_SHIFT in moves and (not topics or mentions(text, _SHIFT))
    return Move.OWNS_PART in moves or noticed


def _by_move(moves: frozenset[Move], topics: frozenset[str], text: str) -> For:
    """The kind of line that answers these moves; the first that was made decides."""
    asks = For.NEXT_STEP if mentions(text, _NEXT) else For.ANSWER
    rules: list[tuple[frozenset[Move], For]] = [
        (frozenset({Move.JOKES}), For.SHORT),
        (frozenset({Move.SUMMARY, Move.CHECKS_UNDERSTANDING}), For.SUMMARY),
        (frozenset({Move.INVITES_AGENDA, Move.OFFERS_AGENDA, Move.PRIORITISES}), For.AGENDA),
        (frozenset({Move.ELICITS_THOUGHT}), For.THOUGHT),
        (frozenset({Move.SOCRATIC_QUESTION}), For.ANSWER if topics else For.UNSURE),
        (frozenset({Move.ADVICE_WITH_PERMISSION}), For.NEXT_STEP),
        (frozenset({Move.INFORMATION}), For.INFORMED),
        (frozenset({Move.OPEN_QUESTION}), asks),
        (frozenset({Move.ASKS_PERMISSION, Move.RENEGOTIATES, Move.CLOSED_QUESTION}), For.SHORT),
        (_MEETS, For.WARMING),
    ]
    for group, use in rules:
        if moves & group:
            return use
    if "?" in text:
        return For.UNSURE
    return For.SILENCE if len(text.split()) <= 4 else For.SHORT


# --- one turn and its answer ----------------------------------------------------------------------


@dataclass(frozen=True)
class Exchange:
    """One turn and its answer: the moves heard, what they did, what was meant and what was said."""

    coded: tuple[Coded, ...]
    result: Moved
    wants: Intent
    spoken: Spoken

    @property
    def state(self) -> State:
        """The client afterwards, the lines used up included."""
        after = self.result.state
        return after.model_copy(update={"used": (*after.used, *self.spoken.used)})


def exchange(
    case: Case, state: State, turns: Sequence[Turn], text: str, seed: int,
    coder: MoveCoder, voice: Voice,
) -> Exchange:  # fmt: skip
    """What this client answers to `text` after `turns`: no records, no person, nothing saved."""
    coded = tuple(coder.code(text, turns[-1].text))
    result = moved(case, state, coded, text)
    wants = intent(case, state, result, coded, text)
    spoken = voice.speak(Ask(case, result.state, wants, tuple(turns), text, seed))
    return Exchange(coded, result, wants, spoken)
