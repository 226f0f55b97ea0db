"""From measures to a reading: the learnt level, the words that carry it, and why.

The rules keep two things that no weight may overrule: when there was no opportunity, and that
handing the client's words back is not skill. Named mistakes are found apart (`mistakes/`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from practice.reading.learnt import PLAIN, WITH_MEANING, Learnt, learnt
from practice.reading.measures import Meaning, measures
from practice.reading.turn import Found, Said
from practice.rubrics import COMPETENT, Rubric

Rules = Callable[[Said], Mapping[str, Found]]
MOST_LEFT_OUT = 8  # sentences that are tried as evidence
ASKED = frozenset({"pse.ask", "pse.check"})  # what a question shows best
TOLD = frozenset({"pse.true", "pse.plain"})  # what a statement shows best
HANDED_BACK = 2  # the most that the client's own words can earn
NOT_ENGLISH = "this scorer reads English, and hardly found any"
_NEAR = 1  # levels between a rule and the weights for which the rule's words and reason still stand


def judged(s: Said, rubric: Rubric, rules: Rules, meaning: Meaning | None) -> dict[str, Found]:
    """What is said of one turn, by criterion; the rules alone where nothing was learnt."""
    found = rules(s)
    model = learnt(WITH_MEANING if meaning else PLAIN).get(rubric.id)
    if not s.sentences:
        return dict(found)
    if not s.english:
        return {name: Found(None, (), NOT_ENGLISH, closed=True) for name in found}
    if model is None:
        return dict(found)
    values = model.values(measures(s, found, rubric, meaning))
    told: dict[str, Found] = {}
    drops: Mapping[str, list[float]] | None = None
    for name, rule in found.items():
        if name not in values or rule.closed:
            told[name] = rule
            continue
        level = min(model.level(name, values[name]), rule.most)
        if s.copied or s.echo:
            level = min(level, HANDED_BACK)
        shown = _shown(rule, level)
        if not shown:
            if drops is None:
                drops = _drops(s, values, model, rubric, rules, meaning)
            rule = rule._replace(quotes=_carrying(name, s, drops[name]) if level else ())
        told[name] = Found(level, rule.quotes, _why(rule, level, name, rubric), shown=shown)
    return told


def _shown(rule: Found, level: int) -> bool:
    """Whether the rule's own words show this level too."""
    near = rule.level is not None and abs(rule.level - level) <= _NEAR
    return bool(rule.quotes) and near


def _carrying(name: str, s: Said, drops: list[float]) -> list[str]:
    """The sentence without which the level would fall most: of those that tell where a point is
    about telling, of those that ask where it is about asking, as long as there is one."""
    asks = set(s.asks)
    tried = range(len(drops))
    fit = [n for n in tried if (s.sentences[n] in asks) == (name in ASKED)]
    among = fit if fit and name in (ASKED | TOLD) else tried
    return [s.sentences[max(among, key=drops.__getitem__)]]


def _drops(
    s: Said,
    values: Mapping[str, float],
    model: Learnt,
    rubric: Rubric,
    rules: Rules,
    meaning: Meaning | None,
) -> dict[str, list[float]]:
    """By how much each sentence's removal lowers the value of each criterion."""
    drops: dict[str, list[float]] = {name: [] for name in values}
    for at in range(min(len(s.sentences), MOST_LEFT_OUT)):
        rest = _without(s, at)
        after = model.values(measures(rest, rules(rest), rubric, meaning))
        for name, value in values.items():
            drops[name].append(value - after[name])
    return drops


def _without(s: Said, at: int) -> Said:
    """The turn without one of its sentences, and without the moves that it made."""
    kept = (*s.sentences[:at], *s.sentences[at + 1 :])
    moves = {
        move: left
        for move, coded in s.moves.items()
        if (left := [c for c in coded if any(c.quote in sentence for sentence in kept)])
    }
    return replace(s, text="\n".join(kept), sentences=kept, moves=moves)


def _why(rule: Found, level: int, name: str, rubric: Rubric) -> str:
    """The rule's reason where it came to much the same, else what the rubric says of the level."""
    if rule.level == level or (rule.level and level and abs(rule.level - level) <= _NEAR):
        return rule.why
    anchors = rubric.criterion(name).anchors
    parts = [anchors.competent, anchors.skilled] if level > COMPETENT else [anchors.of(level)]
    return "nearest to: " + "; ".join(f"{p[:1].lower()}{p[1:].rstrip('.')}" for p in parts)
