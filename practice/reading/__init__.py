"""How the embedded scorer reads a reply, criterion by criterion, with no language model.

Each criterion is one small rule over what a reply does (its moves), whose words it uses and what
the case author knows. A rule answers with a level, the words that show it, and why; None means the
reply gives no opportunity to tell. What rules see in a reply is weighed together with its build and
its meaning, by weights learnt from replies that people rated (`judged.py`, `learnt.py`). Length,
warmth by itself, jargon and handing the client's line back earn nothing. Readings are provisional
until a supervisor signs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from practice import risk
from practice.cases import Case, Key
from practice.moves import Coded, Move, MoveCoder
from practice.reading import ags, aiu, cds, icd, pse, rup
from practice.reading.asides import aside, in_another_language
from practice.reading.judged import judged
from practice.reading.measures import Meaning, measures
from practice.reading.mistakes import mistakes
from practice.reading.text import sentences
from practice.reading.turn import Found, Said
from practice.record import MachineRating, Mistake, Quote
from practice.rubrics import COMPETENT, FactSheet, Rubric

__all__ = [
    "NAME",
    "PLAIN_NAME",
    "RULES",
    "Found",
    "Meaning",
    "Said",
    "by_rules",
    "encounter_key",
    "measures",
    "named",
    "read",
    "said",
    "together",
]

NAME = "embedded-7"
PLAIN_NAME = "embedded-7-plain"  # without a sentence model it is another scorer, with its own gates

Rule = Callable[[Said], Found]
RULES: Mapping[str, Rule] = {
    **cds.RULES, **ags.RULES, **pse.RULES, **rup.RULES, **aiu.RULES, **icd.RULES,
}  # fmt: skip

# What one turn may leave open and a whole talk may not, and the turns that make a whole talk.
ASKED_ONCE = frozenset({
    "aiu.dose", "aiu.function", "aiu.content", "aiu.meaning", "aiu.cost", "aiu.use",
    "icd.what", "icd.data", "icd.keep", "icd.choice", "icd.review", "icd.understand",
})  # fmt: skip
WHOLE_TALK = 6
_MOST = 300  # sentences; nobody says more in a turn, and reading stays quick whatever is pasted


def said(
    turn: str, text: str, client: str, coder: MoveCoder, key: Key, sheet: FactSheet | None
) -> Said:
    """One turn with its moves, without sentences to the scorer and those that a human must read.

    What somebody says about safety is never praised, corrected or given a level (`risk.py`). Nor is
    a sentence in another language read, unless the whole turn is in one.
    """
    kept = tuple(s for s in sentences(text)[:_MOST] if not aside(s) and not risk.cues(s))
    if not in_another_language("\n".join(kept)):
        kept = tuple(s for s in kept if not in_another_language(s)) or kept
    coded = coder.code("\n".join(kept), client)
    of_a_tool = sheet is not None and sheet.shown  # then a program is what the talk is about
    if not of_a_tool and any(found.move is Move.TALKS_TO_MACHINE for found in coded):
        kept = tuple(s for s in kept if not _to_the_machine(s, coder))
        coded = coder.code("\n".join(kept), client)
    grouped: dict[Move, list[Coded]] = {}
    for found in coded:
        if as_typed := _as_typed(found.quote, kept):
            grouped.setdefault(found.move, []).append(Coded(found.move, as_typed, found.p))
    return Said(turn, "\n".join(kept), client, grouped, key, sheet, kept)


def _to_the_machine(sentence: str, coder: MoveCoder) -> bool:
    return any(found.move is Move.TALKS_TO_MACHINE for found in coder.code(sentence))


def _as_typed(quote: str, kept: Sequence[str]) -> str:
    """A quote inside one sentence, or the first sentence of a longer one: verbatim either way."""
    whole = [s for s in kept if quote in s] or [s for s in kept if s in quote]
    if not whole:
        return ""
    before, found, after = whole[0].partition(quote)
    cut = after[:1].isalnum() or (before[-1:] == "." and quote[:1].isalnum())  # in a number, say
    return quote if found and not cut else whole[0]


def named(meaning: Meaning | None) -> str:
    """The scorer's name and version: what judgements, gates and recalibration are kept under."""
    return NAME if meaning else PLAIN_NAME


def read(
    turns: Sequence[Said], rubric: Rubric, meaning: Meaning | None = None
) -> tuple[MachineRating, ...]:
    """Read one reply, or the trainee's turns of an encounter, against every criterion of a rubric.

    `meaning` is a sentence model where there is one. Criteria that only people judge, and criteria
    without a rule, get no rating.
    """
    rules = partial(by_rules, rubric=rubric)
    found = [(s, judged(s, rubric, rules, meaning)) for s in turns]
    wrong = mistakes(found, rubric)
    wanted = [rubric.full(c) for c in rubric.criteria if not c.human_only]
    return tuple(
        together(full, [(s, each[full]) for s, each in found], wrong.get(full, ()))
        for full in wanted
        if full in RULES
    )


def by_rules(s: Said, rubric: Rubric) -> dict[str, Found]:
    """What the rules alone say of one turn, for every criterion of a rubric that has a rule."""
    return {full: _one(full, s) for full in rubric.criterion_ids if full in RULES}


def _one(criterion: str, s: Said) -> Found:
    found = RULES[criterion](s)
    if s.copied and found.level is not None and found.level > 2:
        return Found(2, found.quotes, "only the client's own line, handed back")
    return found


def together(
    criterion: str, readings: Sequence[tuple[Said, Found]], mistakes: Sequence[Mistake] = ()
) -> MachineRating:
    """One rating from the readings of the turns.

    Over several turns the level is that of the second-best turn, or of the best when it stands
    alone but then at most 3: skill in an encounter is doing it more than once. Below competent the
    words of a mistake come first, those of the turn that went worst before the others.
    """
    told = [(s, found) for s, found in readings if found.level is not None]
    if not told and criterion in ASKED_ONCE and len(readings) >= WHOLE_TALK:
        why = "did not come up in the whole talk"
        return MachineRating(criterion=criterion, level=0, why=why, mistakes=tuple(mistakes))
    if not told:
        why = readings[0][1].why if readings else "nothing was said"
        return MachineRating(criterion=criterion, level=None, why=why, mistakes=tuple(mistakes))
    ranked = sorted(told, key=lambda item: -(item[1].level or 0))
    best, found = ranked[0]
    level = found.level or 0
    if len(readings) > 1:
        second = (ranked[1][1].level or 0) if len(ranked) > 1 else 0
        level = max(min(level, 3), second)
    order = [s.turn for s, _ in reversed(ranked)]
    worst = sorted(
        mistakes, key=lambda m: order.index(m.quote.turn) if m.quote.turn in order else 0
    )
    first = [m.quote for m in worst[:1]] if level < COMPETENT else []
    quotes = [Quote(turn=best.turn, text=q) for q in found.quotes if q]
    return MachineRating(
        criterion=criterion,
        level=level,
        quotes=tuple(dict.fromkeys([*first, *quotes])),
        why=found.why,
        mistakes=tuple(worst),
        shown=found.shown,
    )


def encounter_key(case: Case, skill: str) -> Key:
    """What the author knows that helps to read an encounter: the skill's keys put together."""
    keys = [s.key for s in case.stimuli if s.skill == skill]
    return Key(
        items=list({item.name: item for key in keys for item in key.items}.values()),
        own_words=sorted({word for key in keys for word in key.own_words}),
        sheet=case.sheet(skill),
    )
