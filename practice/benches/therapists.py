"""Whom a bench seats opposite a client: scripts from files, and one who does anything at random.

Owns reading the files and naming their mistakes. It knows nothing of how a client answers.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from practice import BadInput, ContentError, flags
from practice.cases import Case
from practice.content import dotted, shown
from practice.hearing import HELPS
from practice.moves import Coded, Move

Script = list[str]  # what one therapist says in one session

MOST_SESSIONS = 100


# --- scripts --------------------------------------------------------------------------------------


def sessions(path: Path) -> list[Script]:
    """The sessions of a JSON file: a list of turns, or a list of such lists.

    Raises ContentError with the file's name, the line and the place of the first mistake.
    """
    name, text = shown(path), _text(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ContentError(name, error.lineno, "", f"is not JSON ({error.msg})") from error
    except RecursionError as error:
        raise ContentError(name, 1, "", "is nested too deeply") from error

    def refuse(at: int, where: tuple[str | int, ...], message: str) -> ContentError:
        return ContentError(name, text.count("\n", 0, at) + 1, dotted(where), message)

    def turns(values: Sequence[Placed], above: tuple[int, ...]) -> Script:
        said = []
        for number, turn in enumerate(values):
            where = (*above, number)
            if not isinstance(turn.value, str):
                raise refuse(turn.at, where, "must be what the therapist says, in quotes")
            try:
                said.append(flags.clean(turn.value, "must not be empty"))
            except BadInput as error:
                raise refuse(turn.at, where, str(error)) from error
        return said

    if not isinstance(data, list) or not data:
        raise refuse(0, (), "must be a list of turns, or a list of such lists, and not empty")
    top = list(_placed(text, text.index("[")))
    if not isinstance(top[0].value, list):
        return [turns(top, ())]
    if len(top) > MOST_SESSIONS:
        raise refuse(0, (), f"has more than {MOST_SESSIONS} sessions")
    found = []
    for number, session in enumerate(top):
        if not isinstance(session.value, list) or not session.value:
            raise refuse(session.at, (number,), "must be the list of turns of one session")
        found.append(turns(list(_placed(text, session.at)), (number,)))
    return found


@dataclass(frozen=True)
class Placed:
    """One element of a JSON list, and at which character it begins."""

    value: Any
    at: int


_BETWEEN = re.compile(r"[\s,]*")


def _placed(text: str, at: int) -> Iterator[Placed]:
    """The elements of the list that begins at `at`, in a text that is known to be JSON."""
    decoder = json.JSONDecoder()
    at += 1
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if text[at] == "]":
            return
        value, end = decoder.raw_decode(text, at)
        yield Placed(value, at)
        at = end


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContentError(shown(path), 1, "", f"cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ContentError(shown(path), 1, "", "is not UTF-8 text") from error


_HOLLOW = ["I'm sorry you feel that way.", "I'm sorry if that upset you."] * 2


def everybody(path: Path) -> dict[str, dict[str, Script]]:
    """Every therapist of a YAML file like tests/therapists.yaml: by case, then by name."""
    where = ""
    try:
        known = yaml.safe_load(_text(path))
        found = {}
        for case_id, own in known["cases"].items():
            where = f"cases.{case_id}"
            good, rupture, repair = own["good enough"], own["rupture"], own["repair"]
            found[case_id] = {
                **_for_anybody(known["anybody"], own["trouble"]),
                "good enough": good,
                "repairer": [*good[:2], *rupture, *repair, *good[4:7]],
                "hollow apologiser": [*good[:2], *rupture, *_HOLLOW, *good[4:7]],
                "carries on": [*good[:2], *rupture, *good[2:9]],
            }
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ContentError(shown(path), line, "", "cannot be read as YAML") from error
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        rule = "must hold trouble, good enough, rupture and repair, beside scripts for anybody"
        raise ContentError(shown(path), 1, where, rule) from error
    return found


def _for_anybody(scripts: Mapping[str, Script], trouble: str) -> dict[str, Script]:
    return {name: [turn.format(trouble=trouble) for turn in said] for name, said in scripts.items()}


# --- at random ------------------------------------------------------------------------------------


class AtRandom:
    """Makes any moves about any topics; in every other session mostly those that help.

    It is its own coder: what is measured is the mind and the voice, whatever a coder might hear.
    """

    name = "at random"

    def __init__(self, case: Case, seed: int) -> None:
        self._rng = random.Random(f"{case.id}:{seed}")
        self._topics = [word for words in case.private.topics.values() for word in words]
        helpful = sorted(HELPS) if seed % 2 else []
        self._moves = [*Move, *helpful * 8]

    def script(self, turns: int) -> Script:
        """Bare words for the topics; the moves come from `code`."""
        rng = self._rng
        return [
            f"And {', '.join(rng.sample(self._topics, rng.choice([0, 1, 1, 2])))}?"
            for _ in range(turns)
        ]

    def code(self, text: str, before: str = "") -> Sequence[Coded]:  # noqa: ARG002 - a coder's shape
        """One to three moves, whatever was said."""
        made = dict.fromkeys(self._rng.choices(self._moves, k=self._rng.choice([1, 1, 2, 3])))
        return [Coded(move, text, 1) for move in made]
