"""The parts of a case file, and the words that may stand in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator

from practice.content import Strict
from practice.moves import Move
from practice.sentences import CRITERION, CUE, SKILL, SLUG, WORD

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


class Mood(StrEnum):
    """How the client is with the therapist just now; it colours signs and lines."""

    HURT = "hurt"  # in a rupture
    GUARDED = "guarded"
    AT_EASE = "at_ease"


class For(StrEnum):
    """What an authored line is for; the client's mind asks for one of these and the voice picks."""

    OPENING = "opening"  # the first thing said in a session
    ANSWER = "answer"  # to an open question or a good reflection, on rung 0
    SHORT = "short"  # to a closed question: few words, and neither a plain yes nor a plain no
    HEARD = "heard"  # to something said that asks nothing, or a formula: “Mm.” “Right.”
    WILLING = "willing"  # to being asked for permission, or offered another pace
    WARMING = "warming"  # a small sign of having been understood
    AGENDA = "agenda"  # to being asked what to work on
    FIRST = "first"  # to being asked which of the things named comes first
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
    LEAVING = "leaving"  # had enough: would rather stop here
    CLOSING = "closing"  # the last thing said
    # In a later session only:
    BETWEEN = "between"  # what has happened since last time
    HOMEWORK = "homework"  # what came of what was agreed
    RECALL = "recall"  # takes up the trainee's own words from an earlier session


# How many lines of each kind an encounter of ten turns can use up.
AT_LEAST: Mapping[For, int] = {
    For.OPENING: 1, For.ANSWER: 8, For.SHORT: 6, For.HEARD: 5, For.WILLING: 4, For.WARMING: 5,
    For.AGENDA: 4, For.FIRST: 3, For.THOUGHT: 4, For.INFORMED: 4, For.SUMMARY: 3, For.NEXT_STEP: 3,
    For.LECTURED: 6, For.WITHDRAWN: 6, For.CONFRONTING: 4, For.REPAIRING: 4, For.REPAIRED: 2,
    For.UNSURE: 4, For.OFF_TOPIC: 4, For.MACHINE: 3, For.HURT: 3, For.SAFETY: 2, For.SILENCE: 4,
    For.LEAVING: 2, For.CLOSING: 2,
}  # fmt: skip
AT_LEAST_LATER: Mapping[For, int] = {
    For.OPENING: 3, For.BETWEEN: 3, For.HOMEWORK: 4, For.RECALL: 2,
}  # fmt: skip
ONLY_LATER = frozenset({For.BETWEEN, For.HOMEWORK, For.RECALL})


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
    signs: dict[Mood, Annotated[list[Text], Field(min_length=3)]]  # (looks at the window)

    @field_validator("signs")
    @classmethod
    def _every_mood(cls, signs: dict[Mood, list[str]]) -> dict[Mood, list[str]]:
        missing = [mood.value for mood in Mood if mood not in signs]
        if missing:
            raise ValueError(f"has no signs for {', '.join(missing)}")
        return signs


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
    more: Annotated[list[Line], Field(min_length=2)]  # when they are asked on about it
    later: Annotated[list[Line], Field(min_length=1)]  # when it comes up in a later session
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
    never: list[Text] = []  # words in a line of the client's that would contradict it


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
    mood: Mood | None = None  # only in that mood
    until: Id | None = None  # not any more once this fact has been told
    since: Id | None = None  # only once this fact has been told
    done: bool | None = None  # homework: whether it was done


class Later(Strict):
    """A later session with the same client: what happened in between, and what they say of it."""

    session: Annotated[int, Field(ge=2, le=4)]
    weeks: Annotated[int, Field(ge=1, le=8)] = 1
    happened: Text
    lines: list[AuthoredLine]

    @field_validator("lines")
    @classmethod
    def _enough_lines(cls, lines: list[AuthoredLine]) -> list[AuthoredLine]:
        too_few = short_of(AT_LEAST_LATER, lines)
        if too_few:
            raise ValueError(f"has too few lines: {too_few}")
        openings = {line.mood for line in lines if line.use is For.OPENING}
        if Mood.HURT not in openings or not openings - {Mood.HURT}:
            raise ValueError("needs an opening for the mood hurt, and one for another or any mood")
        homework = {line.done for line in lines if line.use is For.HOMEWORK}
        if not {True, False} <= homework:
            raise ValueError("needs homework lines with done: yes and with done: no")
        return lines


def short_of(at_least: Mapping[For, int], lines: Sequence[AuthoredLine]) -> str:
    """Which kinds have fewer lines than they need, in words; empty when there are enough."""
    have = {use: sum(line.use is use for line in lines) for use in at_least}
    return ", ".join(f"{have[u]} of {n} for {u.value}" for u, n in at_least.items() if have[u] < n)


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
