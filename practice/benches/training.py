"""`python -m practice.bench train-moves`: learns the main code again, and says how well.

Needs scikit-learn, which is among the requirements of the tests; the trainer runs without it. The
texts it learns from stay where they are: only weights of hashed features are written.
"""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from practice import BadInput, ContentError
from practice.adapters.main_code import CODES, WEIGHTS, MainCode, MainCoder
from practice.adapters.main_code.features import PLACES, Weighed, features, hashed
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.benches.coding import agreement
from practice.benches.printing import printed, progress
from practice.benches.turns import field, main_code, rows, turns
from practice.content import shown
from practice.moves import Coded

OUR_OWN = Path(__file__).with_name("turns.csv")
FOLDS = 5
HELD_OUT = 1  # this fold was not looked at while features and settings were chosen
_LOOSENESS = 0.4  # scikit-learn's C; chosen on the other four folds
_ACTIVITY = {"Give-GenInfo": MainCode.INPUT, "Ask-PerInfo": MainCode.QUESTION}
_EVERYWHERE = -1


@dataclass(frozen=True)
class Example:
    """A turn to learn from: its moves and main code, in which fold it is, how much it counts."""

    text: str
    before: str
    coded: Sequence[Coded]
    main: MainCode
    fold: int = _EVERYWHERE  # not measured with, and learnt from in every fold
    weight: float = 1.0


def fold_of(transcript: str) -> int:
    """The fold of a whole transcript, the same on every machine."""
    return zlib.crc32(transcript.encode()) % FOLDS


def interviews(path: Path) -> list[Example]:
    """The turns of motivational interviewing; ContentError where the file is not as expected."""
    found, coder = [], EmbeddedMoveCoder()
    for line, row in rows(path):
        text, before = field(path, line, row, "text"), field(path, line, row, "before", "")
        main = main_code(path, line, row)
        if main is None:
            raise ContentError(shown(path), line, "main", "is missing")
        fold = fold_of(field(path, line, row, "transcript_id"))
        found.append(Example(text, before, coder.hints(text, before), main, fold))
    return found


def beside(activity: Path) -> list[Example]:
    """What is learnt from in every fold: counselling about activity, and turns of our own."""
    found, coder = [], EmbeddedMoveCoder()
    for line, row in rows(activity):
        text, before = field(activity, line, row, "text"), field(activity, line, row, "context", "")
        main = _ACTIVITY.get(field(activity, line, row, "label", ""))
        if main and (main is MainCode.INPUT or "?" in text):
            found.append(Example(text, before, coder.hints(text, before), main, weight=0.2))
    for own in turns(OUR_OWN):
        if own.main:
            coded = coder.hints(own.text, own.before)
            found.append(Example(own.text, own.before, coded, own.main, weight=0.5))
    return found


def learn(examples: Sequence[Example], looked: Sequence[Weighed]) -> NDArray[np.float16]:
    """Weights by multinomial logistic regression, each code counting the same in all."""
    try:
        sparse = importlib.import_module("scipy.sparse")
        linear = importlib.import_module("sklearn.linear_model")
    except ImportError as error:
        raise BadInput(
            "Learning needs scikit-learn: python -m pip install -r tests/requirements.txt"
        ) from error
    places, values = zip(*(hashed(one) for one in looked), strict=True)
    used, columns = np.unique(np.concatenate(places), return_inverse=True)
    ends = np.cumsum([0, *(len(some) for some in places)])
    shape = (len(examples), len(used))
    matrix = sparse.csr_matrix((np.concatenate(values), columns, ends), shape=shape)
    codes = np.array([CODES.index(one.main) for one in examples])
    counts = np.bincount(codes, minlength=len(CODES))
    if not counts.all():
        raise BadInput("There are not turns of every main code to learn from.")
    weights = np.array([one.weight for one in examples]) * (len(codes) / len(CODES) / counts)[codes]
    model = linear.LogisticRegression(C=_LOOSENESS, fit_intercept=False, max_iter=1000)
    model.fit(matrix, codes, sample_weight=weights)
    learnt = np.zeros((PLACES, len(CODES)), dtype=np.float16)
    learnt[used] = model.coef_.T
    return learnt


def bench(
    data: Annotated[
        Path, typer.Option(help="Holds mi_demo_dev.csv and activity_counselling_dev.csv.")
    ],
    into: Annotated[Path, typer.Option(help="The weights to write.")] = WEIGHTS,
) -> None:
    """Learn the main code again from coded turns; measured on whole transcripts left out."""
    examples = interviews(data / "mi_demo_dev.csv")
    examples += beside(data / "activity_counselling_dev.csv")
    looked = [features(one.text, one.before, one.coded) for one in examples]
    found: list[dict[str, Any]] = []
    with progress(FOLDS + 1, "Folds") as step:
        for fold in range(FOLDS):
            kept = [at for at, one in enumerate(examples) if one.fold != fold]
            out = [one for one in examples if one.fold == fold]
            if not out:
                raise BadInput("There are not enough transcripts to leave a fifth of them out.")
            coder = MainCoder(learn([examples[at] for at in kept], [looked[at] for at in kept]))
            pairs = [(one.main, coder.code(one.text, one.before, one.coded).code) for one in out]
            found.append(agreement(pairs))
            printed({"fold": fold, "turns": len(out), "tuned_on": fold != HELD_OUT, **found[-1]})
            step()
        weights = learn(examples, looked)
        step()
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with into.open("wb") as file:
            np.savez_compressed(file, weights=weights)
    except OSError as error:
        raise BadInput(f"{into} cannot be written ({error.strerror}).") from error
    each = [one["macro_f1"] for one in found]
    printed(
        {
            "summary": "train-moves",
            "examples": len(examples),
            "macro_f1_mean": round(float(np.mean(each)), 3),
            "macro_f1_sd": round(float(np.std(each, ddof=1)), 3),
            "macro_f1_held_out": each[HELD_OUT],
            "bytes": into.stat().st_size,
        }
    )
