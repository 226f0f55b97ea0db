"""What must hold between the parts of a case file, beyond what each part asks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from practice import ContentError, risk
from practice.cases.case import Case, mentions
from practice.cases.parts import (
    MOST_RUNGS,
    ONLY_LATER,
    AuthoredLine,
    Distortion,
    For,
    Stimulus,
)
from practice.content import Document, Where
from practice.moves import Move
from practice.rubrics import Rubric
from practice.sentences import nearest


def cross_check(
    case: Case, rubrics: Mapping[str, Rubric], document: Document
) -> Iterable[ContentError]:
    """Every mistake that only shows when one part is held against another, with its place."""
    yield from _check_ids(case, document)
    yield from _check_cues(case, document)
    yield from _check_ladder(case, document)
    yield from _check_stimuli(case, rubrics, document)
    yield from _check_secrets(case, document)
    yield from _check_alarms(case, document)


def _check_ids(case: Case, document: Document) -> Iterable[ContentError]:
    situations = [situation.id for situation in case.private.formulation.situations]
    named: list[tuple[Where, list[str]]] = [
        (("lines",), [line.id for line in case.lines]),
        (("stimuli",), [stimulus.id for stimulus in case.stimuli]),
        (("private", "formulation", "situations"), situations),
        (("private", "ruptures"), [rupture.id for rupture in case.private.ruptures]),
        (("private", "disclosure"), [step.id for step in case.private.disclosure]),
    ]
    for where, ids in named:
        seen: set[str] = set()
        for i, name in enumerate(ids):
            if name in seen:
                yield document.error((*where, i, "id"), f"{name} is used twice")
            seen.add(name)
    texts: set[str] = set()
    names: set[str] = {line.id for line in case.lines}
    facts = [step.id for step in case.private.disclosure]
    for where, line in _lines(case):
        if line.text.lower() in texts:
            yield document.error((*where, "text"), "repeats a line that is already there")
        texts.add(line.text.lower())
        if where[0] == "later":
            if line.id in names:
                yield document.error((*where, "id"), f"{line.id} is used twice")
            names.add(line.id)
        if line.topic and line.topic not in case.private.topics:
            yield document.error((*where, "topic"), _no_topic(line.topic, case))
        if line.situation and line.situation not in situations:
            hint = nearest(line.situation, situations)
            message = f"there is no situation {line.situation}{hint}"
            yield document.error((*where, "situation"), message)
        for field in ("until", "since"):
            fact = getattr(line, field)
            if fact and fact not in facts:
                message = f"there is no fact {fact} under private.disclosure{nearest(fact, facts)}"
                yield document.error((*where, field), message)
        yield from _check_line(line, document, where)


def _lines(case: Case) -> Iterable[tuple[Where, AuthoredLine]]:
    """Every line of every session, with its place."""
    for i, line in enumerate(case.lines):
        yield ("lines", i), line
    for i, later in enumerate(case.later):
        for j, line in enumerate(later.lines):
            yield ("later", i, "lines", j), line


def _check_line(line: AuthoredLine, document: Document, where: Where) -> Iterable[ContentError]:
    """What a line may say depends on what it is for."""
    if line.use in ONLY_LATER and where[0] == "lines":
        yield document.error((*where, "use"), f"{line.use.value} belongs to a later session")
    if line.done is not None and line.use is not For.HOMEWORK:
        yield document.error((*where, "done"), "is for homework only")
    if line.use is For.HOMEWORK and line.done is None:
        yield document.error((*where, "done"), "is required for homework: yes or no")
    for slot in re.findall(r"\{[^}]*\}", line.text):
        if _SLOTS.get(line.use) != slot:
            message = f"{slot} cannot stand here; only {{words}} in recall and {{echo}} in warming"
            yield document.error((*where, "text"), message)
    if line.use is For.RECALL and "{words}" not in line.text:
        yield document.error((*where, "text"), "needs {words}, where the trainee's words will be")


_SLOTS = {For.RECALL: "{words}", For.WARMING: "{echo}"}


def _no_topic(topic: str, case: Case) -> str:
    return f"{topic} is not under private.topics{nearest(topic, case.private.topics)}"


def _cues(case: Case) -> Iterable[tuple[Where, str]]:
    """Every cue of the case, with its place."""
    for cue in case.private.effects:
        yield ("private", "effects", cue), cue
    for i, rupture in enumerate(case.private.ruptures):
        for field in ("trigger", "works", "fails"):
            for j, cue in enumerate(getattr(rupture, field)):
                yield ("private", "ruptures", i, field, j), cue
    for i, step in enumerate(case.private.disclosure):
        for j, cue in enumerate(step.opens_with):
            yield ("private", "disclosure", i, "opens_with", j), cue


def _check_cues(case: Case, document: Document) -> Iterable[ContentError]:
    known = {move.value for move in Move}
    for where, cue in _cues(case):
        move, _, topic = cue.partition(":")
        if move not in known:
            yield document.error(where, f"{move} is not a known move{nearest(move, known)}")
        if topic and topic not in case.private.topics:
            yield document.error(where, _no_topic(topic, case))


_POOR = {
    Move.LECTURE, Move.ARGUES, Move.REASSURANCE, Move.ADVICE, Move.IGNORES_CUE, Move.FLATTERS,
    Move.JOKES, Move.INSULTS, Move.HOLLOW_APOLOGY, Move.TALKS_TO_MACHINE, Move.ENDS,
    Move.SELF_DISCLOSURE,
}  # fmt: skip


def _check_ladder(case: Case, document: Document) -> Iterable[ContentError]:
    """Every gate is reachable by good work, one rung at a time, and by nothing else."""
    most = case.private.start.trust + case.private.most_gain
    ladder = sorted(enumerate(case.private.disclosure), key=lambda step: step[1].rung)
    for expected, (i, step) in enumerate(ladder, start=1):
        where: Where = ("private", "disclosure", i)
        if step.rung != expected:
            yield document.error((*where, "rung"), f"rungs run 1, 2, 3 …; expected {expected}")
        if step.min_trust > min(most, 5):
            message = f"can never be reached: trust rises to {min(most, 5):g} at most"
            yield document.error((*where, "min_trust"), message)
        for j, cue in enumerate(step.opens_with):
            if cue.partition(":")[0] in {move.value for move in _POOR}:
                message = f"{cue} is poor work and opens nothing"
                yield document.error((*where, "opens_with", j), message)
        for j, line in enumerate(step.lines):
            if not mentions(line, step.give_aways):
                message = "contains none of the give_aways, so a leak would go unseen"
                yield document.error((*where, "lines", j), message)


def _check_stimuli(
    case: Case, rubrics: Mapping[str, Rubric], document: Document
) -> Iterable[ContentError]:
    for i, skill in enumerate(case.skills):
        if skill not in rubrics:
            message = f"there is no usable rubric {skill}{nearest(skill, rubrics)}"
            yield document.error(("skills", i), message)
    for i, stimulus in enumerate(case.stimuli):
        where: Where = ("stimuli", i)
        if stimulus.skill not in case.skills:
            message = f"{stimulus.skill} is not among this case's skills"
            yield document.error((*where, "skill"), message)
        rubric = rubrics.get(stimulus.skill)
        if rubric is None:
            continue
        if stimulus.criterion not in rubric.criterion_ids:
            hint = nearest(stimulus.criterion, rubric.criterion_ids)
            message = f"{stimulus.criterion} is not in the rubric {rubric.id}{hint}"
            yield document.error((*where, "criterion"), message)
        yield from _check_key(stimulus, rubric, document, where)
    for i, situation in enumerate(case.private.formulation.situations):
        rubric = rubrics.get("cds")
        if rubric:
            where = ("private", "formulation", "situations", i, "distortion")
            yield from _check_labels(situation.distortion, rubric, document, where)


def _check_key(
    stimulus: Stimulus, rubric: Rubric, document: Document, where: Where
) -> Iterable[ContentError]:
    key = stimulus.key
    for j, span in enumerate(key.give_aways):
        if span not in stimulus.text:
            yield document.error(
                (*where, "key", "give_aways", j), "does not occur word for word in the stimulus"
            )
    if rubric.labels:
        if key.labels is None:
            yield document.error((*where, "key", "labels"), "is required for this skill")
        else:
            yield from _check_labels(key.labels, rubric, document, (*where, "key", "labels"))
            if key.labels.primary != "none" and not key.give_aways:
                yield document.error((*where, "key", "give_aways"), "is required with a label")
    if rubric.fact_sheets and rubric.sheet(key.sheet) is None:
        hint = nearest(key.sheet, [sheet.id for sheet in rubric.fact_sheets])
        message = f"there is no fact sheet “{key.sheet}”{hint}"
        if not key.sheet:
            message = "is required for this skill"
        yield document.error((*where, "key", "sheet"), message)
    if stimulus.skill == "ags" and not key.items:
        yield document.error((*where, "key", "items"), "is required for agenda setting")
    if len(key.answers) < 2 and not stimulus.human_flag:
        yield document.error((*where, "key", "answers"), "needs at least two acceptable answers")


def _check_labels(
    labels: Distortion, rubric: Rubric, document: Document, where: Where
) -> Iterable[ContentError]:
    known = {label.id for label in rubric.labels} | {"none"}
    named: list[tuple[Where, str]] = [(("primary",), labels.primary)]
    for field in ("acceptable", "not_acceptable"):
        for j, name in enumerate(getattr(labels, field)):
            named.append(((field, j), name))
            if name == labels.primary:
                message = "the primary label stands in a second list too"
                yield document.error((*where, field, j), message)
    for at, name in named:
        if name not in known:
            message = f"{name} is not a label of the rubric{nearest(name, known)}"
            yield document.error((*where, *at), message)


def _check_secrets(case: Case, document: Document) -> Iterable[ContentError]:
    """No locked fact may be given away by what a trainee can meet before having earned it."""
    if len(case.private.disclosure) > MOST_RUNGS:
        return  # the ladder is refused already, and each pair of rungs would be compared
    open_text: list[tuple[Where, str]] = [
        *_texts(("title",), document.data["title"]),
        *_texts(("content_notes",), document.data.get("content_notes")),
        *_texts(("public",), document.data["public"]),
        (("private", "risk", "if_asked"), case.private.risk.if_asked),
        *(
            (("private", "pinned", i, "answer"), p.answer)
            for i, p in enumerate(case.private.pinned)
        ),
        *(
            (("private", "style", "signs", mood.value, i), sign)
            for mood, signs in case.private.style.signs.items()
            for i, sign in enumerate(signs)
        ),
    ]
    rungs = {step.id: step.rung for step in case.private.disclosure}
    for step in case.private.disclosure:
        for where, text in open_text:
            if mentions(text, step.give_aways):
                yield document.error(where, f"gives away the locked fact {step.id}")
        for where, line in _lines(case):
            told = step.rung <= rungs.get(line.since or "", 0)
            if not told and mentions(line.text, step.give_aways):
                yield document.error((*where, "text"), f"gives away the locked fact {step.id}")
    for i, low in enumerate(case.private.disclosure):
        for high in case.private.disclosure:
            if low.rung >= high.rung:
                continue
            for field in ("lines", "more", "later"):
                for j, text in enumerate(getattr(low, field)):
                    if mentions(text, high.give_aways):
                        message = f"gives away {high.id}, which is on a higher rung"
                        yield document.error(("private", "disclosure", i, field, j), message)


def _check_alarms(case: Case, document: Document) -> Iterable[ContentError]:
    """Ordinary talk calls no human; what is meant to stands among the safety lines or facts."""
    said: list[tuple[Where, str]] = [
        *(((*where, "text"), line.text) for where, line in _lines(case) if line.use not in _HEAVY),
        *(
            (("private", "pinned", i, "answer"), p.answer)
            for i, p in enumerate(case.private.pinned)
        ),
    ]
    for where, text in said:
        for cue in risk.cues(text)[:1]:
            yield document.error(where, f"would call a supervisor ({cue.about}); reword it")


_HEAVY = frozenset({For.SAFETY})


def _texts(where: Where, value: object) -> Iterable[tuple[Where, str]]:
    """Every text of a group of fields, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts((*where, key), inner)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts((*where, i), inner)
