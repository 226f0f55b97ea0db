"""What must hold between the parts of a case file, beyond what each part asks of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from practice import ContentError
from practice.cases.case import Case, mentions
from practice.cases.parts import MOST_RUNGS, Distortion, Stimulus
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
    for i, line in enumerate(case.lines):
        if line.text.lower() in texts:
            yield document.error(("lines", i, "text"), "repeats a line that is already there")
        texts.add(line.text.lower())
        if line.topic and line.topic not in case.private.topics:
            yield document.error(("lines", i, "topic"), _no_topic(line.topic, case))
        if line.situation and line.situation not in situations:
            hint = nearest(line.situation, situations)
            message = f"there is no situation {line.situation}{hint}"
            yield document.error(("lines", i, "situation"), message)


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
            (("private", "style", "small_signs", i), sign)
            for i, sign in enumerate(case.private.style.small_signs)
        ),
        *((("lines", i, "text"), line.text) for i, line in enumerate(case.lines)),
    ]
    for step in case.private.disclosure:
        for where, text in open_text:
            if mentions(text, step.give_aways):
                yield document.error(where, f"gives away the locked fact {step.id}")
    for i, low in enumerate(case.private.disclosure):
        for high in case.private.disclosure:
            for j, line in enumerate(low.lines if low.rung < high.rung else []):
                if mentions(line, high.give_aways):
                    message = f"gives away {high.id}, which is on a higher rung"
                    yield document.error(("private", "disclosure", i, "lines", j), message)


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
