"""The wiring that every verb is handed: records, content, voices, coder, clock. It decides nothing.

Verbs take one `House` and never build one; `adapters/wiring.py` does, so that tests can hand in a
scripted voice, a fixed clock and a temporary database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from practice import ContentError, NotFound
from practice.cases import Case
from practice.lessons import Lessons
from practice.moves import MoveCoder
from practice.remembering import NoMemories
from practice.rubrics import Rubric

if TYPE_CHECKING:
    from practice.adapters.accounts import Accounts
    from practice.adapters.sign_on import SignOn
    from practice.adapters.store import Store
    from practice.adapters.voices import AuthoredVoice
    from practice.asking import Judge
    from practice.consent import Notice
    from practice.reading import Meaning
    from practice.record import Plan
    from practice.remembering import Memories
    from practice.saying import Voice


@dataclass(frozen=True)
class Content:
    """Every usable case and rubric, and why the rest was left out."""

    cases: Mapping[str, Case]
    rubrics: Mapping[str, Rubric]
    problems: tuple[ContentError, ...] = ()
    earlier_cases: Mapping[str, Case] = field(default_factory=dict)  # each version, by fingerprint
    earlier_rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    number: int = 0  # of the last change that is in it, see stock.py

    def case(self, case_id: str) -> Case:
        """The case of that id; NotFound with a sentence when it is not (or no longer) usable."""
        try:
            return self.cases[case_id]
        except KeyError:
            raise NotFound(
                f"The case file “{case_id}” is not available now. "
                "A director can see why under Content."
            ) from None

    def rubric(self, skill: str) -> Rubric:
        """The rubric of that skill; NotFound with a sentence when it is not usable (any longer)."""
        try:
            return self.rubrics[skill]
        except KeyError:
            raise NotFound(
                f"The rubric “{skill}” is not available now. A director can see why under Content."
            ) from None

    def case_of(self, plan: Plan) -> Case:
        """The case as it was when a rep began; as it is now where that version is gone."""
        return self.earlier_cases.get(plan.case_fingerprint) or self.case(plan.case)

    def rubric_of(self, plan: Plan) -> Rubric:
        """The rubric as it was when a rep began; as it is now where that version is gone."""
        return self.earlier_rubrics.get(plan.rubric_fingerprint) or self.rubric(plan.skill)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Progress:
    """How far a reading by a language model is; `away` while the model does not answer."""

    done: int
    of: int
    away: bool = False


class Reader(Protocol):
    """Reads what waits for a language model; `adapters/reader.py` is the real one."""

    def start(self, house: House) -> None:
        """Begin, in a thread of its own."""
        ...

    def stop(self) -> None:
        """End; what is not read by then waits for the next start."""
        ...

    def wake(self) -> None:
        """Look at once for what waits."""
        ...

    def progress(self, what: str, /) -> Progress | None:
        """How far it is with a rep, or with a trial; None while it is not at it."""
        ...


class NoReader:
    """Reads nothing: what waits, waits."""

    def start(self, house: House) -> None:
        pass

    def stop(self) -> None:
        pass

    def wake(self) -> None:
        pass

    def progress(self, _what: str) -> Progress | None:
        return None


@dataclass(eq=False)
class House:
    """What a verb needs from the world. Only `content` is ever exchanged, when a file changes."""

    store: Store
    accounts: Accounts
    content: Content
    coder: MoveCoder
    authored: AuthoredVoice
    model: Voice | None = None  # the language model as the client's voice, when one is configured
    notice: Notice | None = None  # what a trainee is told before words go to that model
    model_trouble: str = ""  # why the model that was asked for is not there, for the director
    judge: Judge | None = None  # the language model as a reader of replies, when one is configured
    judge_notice: Notice | None = None  # what a trainee is told before replies go to it
    judge_trouble: str = ""
    reader: Reader = field(default_factory=NoReader)
    meaning: Meaning | None = None  # a small sentence model on this machine
    memories: Memories = field(default_factory=NoMemories)
    lessons: Lessons = field(default_factory=Lessons)  # what all ratings teach; never for a page
    sign_on: SignOn | None = None  # the university's or clinic's own sign-in, where one is set up
    sign_on_trouble: str = ""
    case_folders: tuple[Path, ...] = ()  # where the files are that nobody took in
    rubric_folders: tuple[Path, ...] = ()
    now: Callable[[], datetime] = utc_now
    demo: bool = False
