"""The bench of the machine's ratings: what it reads, draws and prints, on ratings made up here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from practice.bench import run
from practice.benches import machine as bench
from practice.benches.machine import Bench, Figures, figures, points, summary, told_of
from practice.benches.replies import Replies, replies
from practice.recalibration import Scale, corrected, shift

HEAD = "conversation,responder,attribute,human,machine"
SCALE = Scale(1, 5)


@pytest.fixture(autouse=True)
def fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "DRAWS", 30)


def objects(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


def file(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "ratings.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def made_up(
    name: str = "Empathy", conversations: int = 120, lenient: float = 0.8, seed: int = 0
) -> list[str]:
    """Five replies a conversation; the machine is that many levels too high, and noisy."""
    rng, rows = np.random.default_rng(seed), []
    for conversation in range(conversations):
        for responder in "abcde":
            human = int(rng.choice([1, 2, 3, 4], p=[0.1, 0.3, 0.4, 0.2]))
            said = human + lenient + rng.normal(0, 0.6)
            rows.append(
                f"{conversation},{responder},{name},{human},{int(np.clip(round(said), 1, 5))}"
            )
    return rows


def ratings(rows: list[str], tmp_path: Path) -> Replies:
    (found,) = replies(file(tmp_path, *rows), SCALE)
    return found


# What is printed


def test_a_lenient_machine_is_mended_and_both_figures_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, *made_up(), *made_up("Safety", lenient=0, seed=1))
    assert run(["machine", "--ratings", str(path)]) == 0
    (empathy, safety, last), err = objects(capsys)
    assert (empathy["attribute"], empathy["n"], empathy["left_out"]) == ("Empathy", 600, 0)
    assert (empathy["conversations"], empathy["human_ratings"]) == (120, 200)
    names = {"bias", "bias_rounded", "mae", "rmse", "qwk", "qwk_rounded", "icc"}
    assert set(empathy["before"]) == set(empathy["after"]) == names
    assert empathy["before"]["bias"] > 0.7
    assert abs(empathy["after"]["bias"]) < 0.05
    assert empathy["after"]["qwk"] > empathy["before"]["qwk"] + 0.1
    assert empathy["after"]["icc"] > empathy["before"]["icc"] + 0.1
    assert empathy["after"]["mae"] < empathy["before"]["mae"]
    assert empathy["meets"] is True
    assert empathy["bias_left"]["nine_in_ten"][0] < empathy["after"]["bias"]
    assert empathy["draws_with_lower"] == {"qwk": 0, "qwk_rounded": 0, "icc": 0}
    assert abs(safety["before"]["bias"]) < 0.1, "nothing to mend"
    assert abs(safety["after"]["bias"]) < 0.1
    assert last["summary"] == "machine"
    assert (last["attributes"], last["measured"], last["ratings"]) == (2, 2, 1200)
    assert last["largest_bias_before"] == empathy["before"]["bias"]
    assert "Empathy" in last["meets"]
    assert "held-out halves" in last["about"] and "halves up" in last["about"]
    assert "Traceback" not in err


def test_the_curve_falls_and_says_how_many_ratings_are_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, *made_up())
    assert run(["machine", "--ratings", str(path), "--learn-from", "60"]) == 0
    curve = objects(capsys)[0][0]["curve"]
    assert [point["ratings"] for point in curve] == [25, 50, 60, 100, 200, "half of all"]
    assert curve[0]["bias"] > curve[-1]["bias"]
    assert curve[0]["within"] < curve[-1]["within"]


def test_the_same_seed_says_the_same_and_another_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, *made_up())
    said = []
    for seed in ("3", "3", "4"):
        assert run(["machine", "--ratings", str(path), "--seed", seed]) == 0
        said.append(objects(capsys)[0][0]["bias_left"])
    assert said[0] == said[1] != said[2]


def test_more_ratings_than_half_of_all_are_not_claimed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, *made_up(conversations=50))
    assert run(["machine", "--ratings", str(path), "--learn-from", "5000"]) == 0
    line, last = objects(capsys)[0]
    assert line["human_ratings"] == 125
    assert last["within_over_draws"] == line["bias_left"]["within"]


def test_too_few_conversations_are_no_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, *made_up(conversations=39))
    assert run(["machine", "--ratings", str(path)]) == 0
    (line, last), err = objects(capsys)
    assert (line["before"], line["after"], line["meets"]) == (None, None, None)
    assert (last["measured"], last["meets"], last["largest_bias_after"]) == (0, [], None)
    assert "Empathy: Fewer than 40 conversations" in err


def test_ratings_that_are_all_the_same_have_no_kappa_and_stop_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, *(f"{i},a,Safety,5,5" for i in range(80)))
    assert run(["machine", "--ratings", str(path)]) == 0
    line, last = objects(capsys)[0]
    misses = dict.fromkeys(("bias", "bias_rounded", "mae", "rmse"), 0)
    assert line["after"] == misses | dict.fromkeys(("qwk", "qwk_rounded", "icc"))
    assert (line["meets"], line["needed"], last["qwk_after"]) == (True, 25, None)


def test_what_a_correction_cannot_do_or_makes_worse_is_said_plainly() -> None:
    kappas = {"qwk": 0.5, "qwk_rounded": 0.5, "icc": 0.5}
    was: Figures = {"bias": 0.4, "bias_rounded": 0.4, "mae": 0.2, "rmse": 0.5, **kappas}
    lower = {"qwk": 0.4, "qwk_rounded": 0.45, "icc": 0.6}
    now: Figures = {"bias": 0.15, "bias_rounded": 0.4, "mae": 0.3, "rmse": 0.4, **lower}
    left = {25: [0.3, 0.3], 200: [0.15, 0.15], 900: [0.01, 0.2]}
    found = told_of([was, was], [now, now], left, 200)
    assert found["meets"] is False
    assert found["note"] == (
        "a bias of +0.15 is left; qwk goes from 0.5 to 0.4; mae goes from 0.2 to 0.3; "
        "qwk_rounded goes from 0.5 to 0.45; in 100 of 100 draws 200 ratings leave a bias above "
        "0.1; for 9 draws in 10 it takes more than there are"
    )
    assert found["draws_with_lower"] == {"qwk": 1, "qwk_rounded": 1, "icc": 0}
    good = told_of(
        [was],
        [{**was, "bias": 0.05, "bias_rounded": 0.1}],
        {25: [0.3], 200: [0.1], 900: [0.0]},
        200,
    )
    assert (good["meets"], good["note"], good["needed"]) == (True, "", 200)
    whole = told_of([was], [{**was, "bias": 0.05}], {25: [0.3], 200: [0.1], 900: [0.0]}, 200)
    assert whole["meets"] is True
    assert whole["note"] == "rounded to whole levels, a bias of +0.40 is left"
    assert summary([found | {"attribute": "A", "n": 1, "left_out": 0}], Bench(SCALE, 200, 0))[
        "does_not_meet"
    ] == ["A"]


def test_only_the_rounded_kappa_is_rounded_and_halves_go_up() -> None:
    found = figures(np.array([1.5, 2.4, 3.0]), np.array([2.0, 2.0, 3.0]))
    assert found["qwk_rounded"] == 1
    assert found["qwk"] is not None and found["qwk"] < 1
    assert found["bias"] == pytest.approx(-0.1 / 3)
    assert found["bias_rounded"] == 0


# What is drawn


def test_errors_are_those_of_conversations_that_taught_nothing(tmp_path: Path) -> None:
    given = ratings(made_up(conversations=60), tmp_path)
    line = Bench(SCALE, 200, 0).measured(given, lambda: None)
    # On its own half the correction would leave only what shrinkage does.
    chance = np.random.default_rng(0)
    half = given.learning(chance)
    machine, human = given.machine[half], given.human[half]
    own = corrected(machine, shift(machine, human, SCALE), SCALE) - human
    assert abs(own.mean()) < 0.015
    assert line["curve"][-1]["bias"] > 0.02


def test_a_conversation_is_on_one_side_only(tmp_path: Path) -> None:
    given = ratings(made_up(), tmp_path)
    half = given.learning(np.random.default_rng(0))
    learning = set(given.conversation[half])
    assert not learning & set(given.conversation[~half])
    assert len(learning) == 60
    picked = given.drawn(half, 40, np.random.default_rng(0))
    assert set(given.conversation[picked]) <= learning


def test_ratings_are_drawn_evenly_over_responders_and_machine_levels(tmp_path: Path) -> None:
    given = ratings(made_up(), tmp_path)
    everything = np.ones(600, dtype=bool)
    picked = given.drawn(everything, 100, np.random.default_rng(0))
    assert len(set(picked)) == 100
    assert all((given.responder[picked] == name).sum() == 20 for name in "abcde")
    for level in range(1, 6):
        share = (given.machine == level).mean()
        assert (given.machine[picked] == level).mean() == pytest.approx(share, abs=0.05)
    assert len(given.drawn(everything, 9999, np.random.default_rng(0))) == 600
    assert points(given, 200) == [25, 50, 100, 200, 601]


# What is read


def test_a_rating_that_was_not_given_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ratings(
        ["1,a,Safety,0,1", "1,b,Safety,5,4", "2,a,Safety,,3", "2,b,Safety,2,6"], tmp_path
    )
    assert (len(given.human), given.left_out, given.conversations) == (1, 3, 1)
    assert (given.human[0], given.machine[0], given.responder[0]) == (5, 4, "b")
    assert "ratings.csv:2: 3 rows from here on have no rating between 1 and 5" in objects(capsys)[1]
    (whole,) = replies(tmp_path / "ratings.csv", Scale(0, 6))
    assert (len(whole.human), whole.left_out) == (3, 1)


def test_columns_may_come_in_any_order_and_ratings_between_two_levels(tmp_path: Path) -> None:
    path = file(tmp_path, "3.5,Safety,2,x,9", head="human,attribute,machine,conversation,responder")
    (found,) = replies(path, SCALE)
    assert (found.human[0], found.machine[0], found.conversation[0]) == (3.5, 2, "x")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,a,Safety,five,4", "ratings.csv:3 human: “five” is not a number"),
        ("1,a,Safety,5,nan", "ratings.csv:3 machine: “nan” is not a number"),
        ("1,a,,5,4", "ratings.csv:3 attribute: must not be empty"),
        (",a,Safety,5,4", "ratings.csv:3 conversation: must not be empty"),
        ("1,a,Safety,5", "ratings.csv:3 machine: is missing"),
        ("1,a,Safety,5,4,3", "ratings.csv:3: has more cells than the first line"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_line_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, said: str
) -> None:
    assert run(["machine", "--ratings", str(file(tmp_path, "1,a,Safety,5,4", row))]) == 2
    found, err = objects(capsys)
    assert found == []
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lowest", "5"], "--lowest has to be below --highest."),
        (["--learn-from", "0"], "learn-from"),
        (["--seed", "-1"], "seed"),
    ],
)
def test_a_run_that_makes_no_sense_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    path = file(tmp_path, "1,a,Safety,5,4")
    assert run(["machine", "--ratings", str(path), *arguments]) == 2
    found, err = objects(capsys)
    assert found == [] and said in err


def test_no_file_and_no_rows_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["machine"]) == 2
    assert run(["machine", "--ratings", str(tmp_path / "nowhere.csv")]) == 2
    assert run(["machine", "--ratings", str(file(tmp_path))]) == 2
    found, err = objects(capsys)
    assert found == []
    missing, nowhere, empty = err.splitlines()
    assert "--ratings" in missing
    assert "cannot be opened" in nowhere
    assert "holds no ratings" in empty
