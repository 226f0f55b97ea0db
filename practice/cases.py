"""What a case file is: one simulated client as a clinician wrote them.

Owns loading, checking and the part a trainee may see (`Case.public`). Whatever is under `private`,
`lines` or a stimulus key stays on the server until the client says it or a trainee has committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from practice import ContentError, NotFound
from practice.content import (
    CRITERION,
    CUE,
    SKILL,
    SLUG,
    WORD,
    ContentErrors,
    Document,
    Misplaced,
    Shelf,
    Strict,
    Where,
    fit,
    nearest,
    read,
    shelf,
)
from practice.moves import Move
from practice.rubrics import Rubric

Slug = Annotated[str, Field(pattern=SLUG, max_length=40)]
Id = Annotated[str, Field(pattern=WORD, max_length=40)]
Text = Annotated[str, Field(min_length=1, max_length=1200)]
Line = Annotated[str, Field(min_length=1, max_length=600)]
Degree = Annotated[float, Field(ge=0, le=5)]
Step = Annotated[float, Field(ge=-1, le=1)]
Cue = Annotated[str, Field(pattern=CUE, max_length=80)]
MOST_RUNGS = 8
Difficulty = Literal["beginner", "intermediate", "advanced"]
DIFFICULTIES: tuple[Difficulty, ...] = ("beginner", "intermediate", "advanced")


class RuptureKind(StrEnum):
    """How the working alliance strains: turning away, or turning against."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"


class For(StrEnum):
    """What an authored line is for; the client's mind asks for one of these and the voice picks."""

    OPENING = "opening"  # the first thing said in a session
    ANSWER = "answer"  # to an open question or a good reflection, on rung 0
    SHORT = "short"  # to a closed question: few words
    WARMING = "warming"  # a small sign of having been understood
    AGENDA = "agenda"  # to being asked what to work on
    THOUGHT = "thought"  # an automatic thought, said when asked for it
    INFORMED = "informed"  # to information given with permission
    SUMMARY = "summary"  # to a summary, or being asked to say it back
    NEXT_STEP = "next_step"  # to a suggested or invited next step
    LECTURED = "lectured"  # to advice, reassurance or a lecture: polite, closing
    WITHDRAWN = "withdrawn"  # inside a withdrawal rupture
    CONFRONTING = "confronting"  # inside a confrontation rupture
    REPAIRING = "repairing"  # when a repair has begun and is not finished
    REPAIRED = "repaired"  # when it is
    UNSURE = "unsure"  # to a question the case does not answer
    OFF_TOPIC = "off_topic"  # to nonsense or the weather
    MACHINE = "machine"  # to an attempt to talk to the machine
    HURT = "hurt"  # to an insult
    SAFETY = "safety"  # to a direct question about safety
    SILENCE = "silence"  # to nothing, or dots
    CLOSING = "closing"  # the last thing said


# How many lines of each kind an encounter of ten turns can use up.
AT_LEAST: Mapping[For, int] = {
    For.OPENING: 1, For.ANSWER: 8, For.SHORT: 6, For.WARMING: 5, For.AGENDA: 4, For.THOUGHT: 4,
    For.INFORMED: 4, For.SUMMARY: 3, For.NEXT_STEP: 3, For.LECTURED: 6, For.WITHDRAWN: 6,
    For.CONFRONTING: 4, For.REPAIRING: 4, For.REPAIRED: 2, For.UNSURE: 4, For.OFF_TOPIC: 4,
    For.MACHINE: 3, For.HURT: 3, For.SAFETY: 2, For.SILENCE: 4, For.CLOSING: 2,
}  # fmt: skip


class Session(Strict):
    """Where in the therapy this encounter stands."""

    number: Annotated[int, Field(ge=1, le=60)]
    minutes: Annotated[int, Field(ge=10, le=120)]
    last_time: Text
    homework: Text


class Public(Strict):
    """What a trainee knows before the client says a word: a referral, not a formulation."""

    name: Text
    short_name: Text
    age: Annotated[int, Field(ge=18, le=110)]
    pronouns: Text
    context: Text
    complaint: Text
    goals: Annotated[list[Text], Field(min_length=1)]
    supports: Annotated[list[Text], Field(min_length=1)]
    strengths: Annotated[list[Text], Field(min_length=1)]
    session: Session


class Identity(Strict):
    """Culture and identity: facts, and what they mean to the client. Never the problem itself."""

    facts: Annotated[list[Text], Field(min_length=1)]
    means: Text


class History(Strict):
    relevant: Text
    prior_help: Text
    medical: Text
    substances: Text


class Distortion(Strict):
    """An answer set, since experts disagree: a best label, acceptable ones and wrong ones."""

    primary: Id  # a label id, or `none` when the thought is realistic
    acceptable: list[Id] = []
    not_acceptable: list[Id] = []


class Situation(Strict):
    id: Id
    what: Text
    automatic_thought: Text
    meaning: Text
    emotion: Text
    intensity: Annotated[int, Field(ge=0, le=100)]
    behaviour: Text
    distortion: Distortion


class Formulation(Strict):
    core_beliefs: Annotated[list[Text], Field(min_length=1)]
    rules: Annotated[list[Text], Field(min_length=1)]
    coping: Annotated[list[Text], Field(min_length=1)]
    situations: Annotated[list[Situation], Field(min_length=2)]


class Style(Strict):
    """How the client speaks."""

    base: Literal["plain", "upset", "verbose", "reserved", "tangent", "pleasing"]
    intensity: Annotated[int, Field(ge=0, le=3)]
    usual_words: Annotated[int, Field(ge=2, le=60)]
    most_words: Annotated[int, Field(ge=10, le=120)]
    idioms: list[Text] = []
    small_signs: Annotated[list[Text], Field(min_length=4)]  # (looks at the window)


class Start(Strict):
    trust: Degree
    distress: Degree
    openness: Degree


class Effect(Strict):
    """What one cue does to the client's state, in steps of at most 1."""

    trust: Step = 0
    distress: Step = 0
    openness: Step = 0


class Rupture(Strict):
    """What strains the alliance with this client, and what mends it."""

    id: Id
    trigger: Annotated[list[Cue], Field(min_length=1)]
    kind: RuptureKind
    sign: Text
    works: Annotated[list[Cue], Field(min_length=1)]
    fails: Annotated[list[Cue], Field(min_length=1)]


class Disclosure(Strict):
    """One step of the disclosure ladder. It stays locked until a turn makes one of `opens_with`."""

    id: Id
    rung: Annotated[int, Field(ge=1, le=MOST_RUNGS)]
    fact: Text
    opens_with: Annotated[list[Cue], Field(min_length=1)]
    min_trust: Degree = 0
    lines: Annotated[list[Line], Field(min_length=1)]
    give_aways: Annotated[list[Text], Field(min_length=1)]  # words that betray the fact


class Risk(Strict):
    """How this client answers about safety. Handling stays with humans."""

    status: Literal["none", "passive_past", "passive_now"]
    if_asked: Text
    never: list[Text] = []


class Pinned(Strict):
    """A fact the client must never contradict, and words that mean a question is about it."""

    about: Annotated[list[Text], Field(min_length=1)]
    answer: Line


class Private(Strict):
    identity: Identity
    history: History
    formulation: Formulation
    style: Style
    start: Start
    most_gain: Annotated[float, Field(gt=0, le=3)] = 2.5  # of trust in one session
    topics: dict[Id, Annotated[list[Text], Field(min_length=1)]]
    effects: dict[Cue, Effect] = {}
    ruptures: Annotated[list[Rupture], Field(min_length=1)]
    disclosure: Annotated[list[Disclosure], Field(min_length=3)]
    risk: Risk
    pinned: list[Pinned] = []


class AuthoredLine(Strict):
    """One line in the client's voice."""

    id: Id
    use: For
    text: Line
    topic: Id | None = None
    after: list[Move] = []
    situation: Id | None = None


class Key(Strict):
    """What the author knows about a stimulus and the trainee does not, until they commit."""

    thought: str = ""
    labels: Distortion | None = None
    give_aways: list[Text] = []  # each occurs word for word in the stimulus
    items: list[Item] = []  # agenda: what could go on it
    sheet: str = ""  # psychoeducation: the fact sheet
    own_words: list[Text] = []  # the client's last episode, in their words
    misconception: str = ""
    notice: str = ""  # what a skilled ear would notice
    answers: Annotated[list[Text], Field(max_length=4)] = []  # acceptable replies, several


class Item(Strict):
    """One thing that could go on the agenda, and words that mean it."""

    name: Text
    words: Annotated[list[Text], Field(min_length=1)]
    hesitant: bool = False


Key.model_rebuild()


class Stimulus(Strict):
    """One thing the client says, for a drill. Fixed text, so that attempts can be compared."""

    id: Id
    level: Difficulty
    cue: Text
    context: Text
    text: Line
    skill: Annotated[str, Field(pattern=SKILL)]
    criterion: Annotated[str, Field(pattern=CRITERION)]
    human_flag: bool = False
    key: Key


class Case(Strict):
    """One simulated client."""

    id: Slug
    version: Annotated[int, Field(ge=1)]
    title: Text
    author: Text
    reviewed_by: str = ""
    status: Literal["draft", "active"] = "draft"
    content_notes: list[Text] = []
    level: Difficulty
    skills: Annotated[list[Annotated[str, Field(pattern=SKILL)]], Field(min_length=1)]
    public: Public
    private: Private
    lines: list[AuthoredLine]
    stimuli: Annotated[list[Stimulus], Field(min_length=1)]
    fingerprint: str = ""

    @field_validator("lines")
    @classmethod
    def _enough_lines(cls, lines: list[AuthoredLine]) -> list[AuthoredLine]:
        have = {use: sum(line.use is use for line in lines) for use in AT_LEAST}
        short = [f"{have[u]} of {n} for {u.value}" for u, n in AT_LEAST.items() if have[u] < n]
        if short:
            raise ValueError(f"has too few lines: {', '.join(short)}")
        return lines

    @model_validator(mode="after")
    def _skills_match(self) -> Case:
        if self.status == "active" and not self.reviewed_by:
            raise Misplaced("status active needs a named clinician here", "reviewed_by")
        return self

    @property
    def reviewed(self) -> bool:
        return bool(self.reviewed_by)

    def stimulus(self, stimulus_id: str) -> Stimulus:
        """The stimulus of that id; NotFound when the case has none."""
        for stimulus in self.stimuli:
            if stimulus.id == stimulus_id:
                return stimulus
        raise NotFound(f"The case “{self.title}” has no stimulus {stimulus_id}.")

    @property
    def ladder(self) -> list[Disclosure]:
        return sorted(self.private.disclosure, key=lambda step: step.rung)

    def topics_in(self, text: str) -> frozenset[str]:
        """The case's topics that a turn touches."""
        return frozenset(
            topic for topic, words in self.private.topics.items() if mentions(text, words)
        )


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether any word or phrase occurs in the text, from the start of a word, in any case."""
    wanted = _any_of(tuple(words))
    return bool(wanted and wanted.search(" ".join(text.lower().replace("’", "'").split())))


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    plain = "|".join(re.escape(word.lower().replace("’", "'")) for word in words)
    return re.compile(rf"(?<!\w)(?:{plain})") if words else None


def load(path: Path, rubrics: Mapping[str, Rubric], shown_as: str | None = None) -> Case:
    """Read one case; raise ContentErrors naming every mistake, the cross-checks included."""
    document = read(path, shown_as)
    case = fit(Case, document).model_copy(update={"fingerprint": document.fingerprint})
    errors = list(_cross_check(case, rubrics, document))
    if case.id != path.stem:
        errors.append(document.error(("id",), f"must be the file's name, {path.stem}"))
    if errors:
        raise ContentErrors(errors)
    return case


def load_all(rubrics: Mapping[str, Rubric], *folders: Path) -> Shelf[Case]:
    """Read every case of the folders; a broken file is left out, with the reasons."""
    return shelf(lambda path: load(path, rubrics), folders)


def _cross_check(
    case: Case, rubrics: Mapping[str, Rubric], document: Document
) -> Iterable[ContentError]:
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
