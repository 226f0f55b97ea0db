"""Learning the main code again: whole transcripts are left out, and no text is written."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from practice.adapters.main_code import CODES, WEIGHTS, MainCoder
from practice.adapters.main_code.features import PLACES
from practice.bench import run
from practice.benches import training
from practice.benches.training import FOLDS, OUR_OWN, beside, fold_of, interviews
from practice.benches.turns import turns

ACTIVITY = (
    "id,context,text,label\n"
    "1,,Walking lowers the blood pressure.,Give-GenInfo\n"
    "2,,What do you do now?,Ask-PerInfo\n"
    "3,,I can ask my neighbour.,Ask-PerInfo\n"
    "4,,I walk to work.,Give-PerInfo\n"
)


def data(folder: Path, transcripts: int = 12) -> Path:
    """Our own turns as if they had been said in so many transcripts."""
    folder.mkdir(exist_ok=True)
    with (folder / "mi_demo_dev.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["transcript_id", "before", "text", "main"])
        for number, one in enumerate(turns(OUR_OWN)):
            table.writerow([number % transcripts, one.before, one.text, one.main])
    (folder / "activity_counselling_dev.csv").write_text(ACTIVITY, encoding="utf-8")
    return folder


def test_it_writes_the_same_weights_twice_and_says_how_well_each_fold_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, shipped = data(tmp_path / "data"), WEIGHTS.read_bytes()
    made = [tmp_path / "one" / "w.npz", tmp_path / "two.npz"]
    for into in made:
        assert run(["train-moves", "--data", str(place), "--into", str(into)]) == 0
    *folds, last = map(json.loads, capsys.readouterr().out.splitlines()[: FOLDS + 1])
    assert [one["fold"] for one in folds] == list(range(FOLDS))
    assert [one["fold"] for one in folds if not one["tuned_on"]] == [training.HELD_OUT]
    assert sum(one["turns"] for one in folds) == len(turns(OUR_OWN))
    assert last["macro_f1_held_out"] == folds[training.HELD_OUT]["macro_f1"]
    assert last["macro_f1_mean"] == pytest.approx(
        np.mean([one["macro_f1"] for one in folds]), abs=1e-3
    )
    assert made[0].read_bytes() == made[1].read_bytes()
    assert WEIGHTS.read_bytes() == shipped, "only what was asked for is written"


def test_what_is_written_is_weights_and_holds_no_words(tmp_path: Path) -> None:
    into = tmp_path / "w.npz"
    assert run(["train-moves", "--data", str(data(tmp_path / "data")), "--into", str(into)]) == 0
    with np.load(into, allow_pickle=False) as file:
        assert file.files == ["weights"]
        weights = file["weights"]
    assert weights.shape == (PLACES, len(CODES))
    examples = interviews(tmp_path / "data" / "mi_demo_dev.csv")
    coder = MainCoder(weights)
    right = [coder.code(one.text, one.before, one.coded).code is one.main for one in examples]
    assert np.mean(right) > 0.9, "it has learnt from these"


def test_all_turns_of_a_transcript_are_in_one_fold(tmp_path: Path) -> None:
    path = data(tmp_path) / "mi_demo_dev.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = [fold_of(row["transcript_id"]) for row in csv.DictReader(file)]
    assert [one.fold for one in interviews(path)] == expected
    assert {fold_of(str(number)) for number in range(64)} == set(range(FOLDS))


def test_beside_the_interviews_it_learns_from_information_questions_and_our_own_turns(
    tmp_path: Path,
) -> None:
    found = beside(data(tmp_path) / "activity_counselling_dev.csv")
    assert [one.main for one in found[:2]] == ["input", "question"]
    assert {one.fold for one in found} == {-1}, "they are in no fold, so none is measured with"
    assert len(found) == 2 + len(turns(OUR_OWN))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("mi_demo_dev.csv", "transcript_id", "number", "mi_demo_dev.csv:2 transcript_id: is"),
        ("mi_demo_dev.csv", ",question", ",", "mi_demo_dev.csv:2 main: is missing"),
        ("activity_counselling_dev.csv", ",text,", ",words,", "dev.csv:2 text: is missing"),
    ],
)
def test_data_that_is_not_as_expected_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, said: str
) -> None:
    path = data(tmp_path) / name
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    into = tmp_path / "w.npz"
    assert run(["train-moves", "--data", str(tmp_path), "--into", str(into)]) == 2
    assert said in capsys.readouterr().err
    assert not into.exists()


def test_too_few_transcripts_are_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, into = data(tmp_path / "data", transcripts=1), tmp_path / "w.npz"
    assert run(["train-moves", "--data", str(place), "--into", str(into)]) == 2
    assert "enough transcripts" in capsys.readouterr().err
    assert not into.exists()


def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = data(tmp_path / "data")
    assert run(["train-moves", "--data", str(place), "--into", str(place)]) == 2
    assert f"{place} cannot be written" in capsys.readouterr().err
