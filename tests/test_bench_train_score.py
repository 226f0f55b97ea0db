"""`bench train-score`: the same replies give the same weights, and they say what was learnt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from practice import BadInput, bench, golden, rubrics
from practice.benches import train_score
from practice.benches.train_score import Rated, as_bytes, calibrated, cut, learn
from practice.golden import Item
from practice.reading.learnt import PLAIN, WITH_MEANING, Learnt, learnt

ROOT = Path(__file__).parent.parent
RUBRICS = rubrics.load_all(ROOT / "rubrics").items
ONE = ("x.one",)


def rows(lines: int = 15, each: int = 4, weight: float = 1.0) -> list[Rated]:
    """Replies whose level is what one measure says, beside others that say nothing."""
    drawn = np.random.default_rng(3)
    found = []
    for line in range(lines):
        for n in range(each):
            level = float(drawn.integers(0, 5))
            groups = {"rules": np.array([level, *drawn.normal(size=2)])}
            item = Item(f"{line}-{n}", "x", f"s{line}", "c", "r")
            found.append(Rated(item, groups, {"x.one": 2}, [level], weight))
    return found


def test_what_decides_the_level_is_learnt_on_lines_that_were_left_out() -> None:
    model, told = calibrated(rows(), ONE)
    levels = np.array([row.levels[0] for row in rows()])
    assert (np.abs(told[:, 0] - levels) <= 1).all()
    assert (told[:, 0] == levels).mean() > 0.7
    assert abs(model.weights[0, 0]) > 5 * np.abs(model.weights[1:, 0]).max()


def test_what_has_no_level_is_not_learnt_from() -> None:
    some = rows()
    without = [*some, *(Rated(r.item, r.groups, r.rules, [np.nan]) for r in rows(3))]
    one, other = learn(some, ONE), learn(without, ONE)
    assert one.base[0] == other.base[0]


def test_a_reply_counts_by_its_weight() -> None:
    light = [Rated(r.item, r.groups, r.rules, [4.0], 0.001) for r in rows()]
    assert abs(learn([*rows(), *light], ONE).base[0] - learn(rows(), ONE).base[0]) < 0.01
    heavy = [Rated(r.item, r.groups, r.rules, [4.0], 1.0) for r in rows()]
    assert learn([*rows(), *heavy], ONE).base[0] > learn(rows(), ONE).base[0] + 0.5


def test_levels_are_cut_so_that_each_occurs_as_often_as_with_people() -> None:
    values = np.linspace(0, 1, 100)
    people = np.repeat([0.0, 1.0, 2.0, 3.0, 4.0], 20)
    told = np.searchsorted(cut(values, people), values, side="right")
    assert np.abs(np.bincount(told, minlength=5) - 20).max() <= 1


def test_a_measure_far_out_counts_no_more_than_its_reach() -> None:
    model = learn(rows(), ONE)
    far = model.values({"rules": np.array([1e6, 0, 0])})["x.one"]
    edge = model.values({"rules": model.middle + model.reach * [1, 0, 0]})["x.one"]
    assert far < edge + 1
    assert model.level("x.one", -9) == 0
    assert model.level("x.one", 9) == 4


def test_the_same_weights_are_the_same_bytes_and_read_back_as_they_were(tmp_path: Path) -> None:
    model, _ = calibrated(rows(), ONE)
    again, _ = calibrated(rows(), ONE)
    assert as_bytes({"x": model}) == as_bytes({"x": again})
    path = tmp_path / "weights.npz"
    path.write_bytes(as_bytes({"x": model}))
    back = learnt(path)["x"]
    assert back.criteria == ONE
    assert np.allclose(back.weights, model.weights, atol=1e-4)
    assert learnt(tmp_path / "none.npz") == {}


def test_the_shipped_weights_are_for_every_criterion_and_hold_numbers_only() -> None:
    for path in (WITH_MEANING, PLAIN):
        by_skill = learnt(path)
        assert set(by_skill) == {"ags", "cds", "pse"}  # the others are read by rules alone
        for skill, model in by_skill.items():
            assert model.criteria == RUBRICS[skill].criterion_ids
            assert np.isfinite(model.weights).all()
            assert (np.diff(model.cuts, axis=1) >= 0).all()
        with np.load(path, allow_pickle=False) as held:
            texts = [name for name in held.files if held[name].dtype.kind not in "f"]
        assert texts == [f"{skill}.criteria" for skill in sorted(by_skill)]


def test_empty_replies_are_worth_nothing_and_padding_changes_no_level() -> None:
    item = Item("i", "cds", "s", "I'm thick.", "What makes you say so?")
    rubric = RUBRICS["cds"]
    for one, levels in train_score.worthless(item, rubric, 0):
        assert one.reply != item.reply
        assert all(level in (None, 0.0) or c == "cds.hold" for c, level in
                   zip(rubric.criterion_ids, levels, strict=True))  # fmt: skip
    given = [3.0, 3.0, 2.0, 3.0, 0.0, None]
    one, levels = train_score.padded(item, rubric, given, 1)
    assert one.reply.startswith(item.reply) and len(one.reply) > len(item.reply)
    assert levels == [3.0, 3.0, 2.0, 3.0, 1.0, None]  # a feeling was named, to anybody


def test_one_command_learns_again_from_a_folder_of_replies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [i for i in golden.gold(RUBRICS).items if i.skill == "cds" and i.third]
    lines = sorted({item.stimulus for item in items})[:3]
    some = {item.id for item in items if item.stimulus in lines}
    for name in golden.HOME.glob("cds*.jsonl"):
        kept = [
            line for line in name.read_text("utf-8").splitlines()
            if json.loads(line)["item_id"] in some
        ]  # fmt: skip
        if kept:
            (tmp_path / name.name).write_text("\n".join(kept), encoding="utf-8")
    header, *ratings = (golden.HOME / golden.RATINGS).read_text("utf-8").splitlines()
    kept = [header, *(line for line in ratings if line.partition(",")[0] in some)]
    (tmp_path / golden.RATINGS).write_text("\n".join(kept), encoding="utf-8")
    made: list[bytes] = []
    for _ in range(2):
        assert bench.run(["train-score", "--gold", str(tmp_path), "--into", str(tmp_path)]) == 0
        made.append((tmp_path / "weights.npz").read_bytes())
    assert made[0] == made[1]
    *lines_out, summary = (json.loads(x) for x in capsys.readouterr().out.splitlines()[-7:])
    assert [line["criterion"] for line in lines_out] == list(RUBRICS["cds"].criterion_ids)
    assert summary["summary"] == "train-score"
    model: dict[str, Any] = dict(learnt(tmp_path / "weights.npz"))
    assert isinstance(model["cds"], Learnt)


def test_nothing_to_learn_from_is_a_sentence_and_not_a_crash(tmp_path: Path) -> None:
    assert bench.run(["train-score", "--gold", str(tmp_path)]) == 2
    with pytest.raises(BadInput, match="no rated replies"):
        train_score._rows(
            golden.Gold((Item("i", "cds", "s", "c", "r"),), {}),
            RUBRICS["cds"],
            train_score.open_meaning(),
        )
