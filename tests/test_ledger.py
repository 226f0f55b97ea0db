"""Lines become columns and nothing is lost on the way."""

from __future__ import annotations

import numpy as np

from practice import ledger
from practice.ledger import COLUMNS

USUAL = {
    "trainee": "ada", "cohort": "c1", "case": "first-panic", "skill": "cds", "level": "beginner",
    "tier": "asked", "review": "signed", "scorer": "rules", "points": "fit pin",
    "submitted_at": 100, "signed_at": 200, "good": 1, "redone": 0, "met": 1, "needs_review": 0,
    "claims": 2, "justified": 1, "own": "3-", "final": "20", "machine": "",
}  # fmt: skip


def line(**other: object) -> list[object]:
    return [{**USUAL, **other}[name] for name in COLUMNS]


def test_names_become_numbers_and_levels_a_row_of_points_over_several_chunks() -> None:
    found = ledger.ledger([[line(), line(trainee="bo", tier=None)], [line(signed_at=None)]])
    assert len(found) == 3
    assert found.trainee.names == ("ada", "bo")
    assert found.trainee.codes.tolist() == [0, 1, 0]
    assert found.tier.names == ("asked", "")
    assert found.signed_at.tolist() == [200, 200, 0]
    assert found.own[0, :3].tolist() == [3, -1, -1]
    assert found.final[0, :3].tolist() == [2, 0, -1]
    assert set(found.machine[0].tolist()) == {-1}


def test_lines_can_be_picked_by_name() -> None:
    found = ledger.ledger([[line(), line(skill="ags", points="order"), line(trainee="bo")]])
    some = found.where(found.skill.one_of(["ags", "nothing"]))
    assert len(some) == 1 and some.points.names[some.points.codes[0]] == "order"
    assert not found.skill.one_of(["nothing"]).any()


def test_each_point_of_a_line_leads_to_its_criterion() -> None:
    found = ledger.ledger([[line(), line(skill="ags", points="order")]])
    ids, where = ledger.criteria(found)
    assert [ids[n] for n in where[0] if n >= 0] == ["cds.fit", "cds.pin"]
    assert [ids[n] for n in where[1] if n >= 0] == ["ags.order"]


def test_nothing_is_no_lines_and_no_criteria() -> None:
    nothing = ledger.ledger([])
    assert len(nothing) == 0 and not nothing.trainee.one_of(["ada"]).any()
    assert ledger.criteria(nothing)[0] == ()
    assert nothing.where(np.zeros(0, bool)).own.shape == (0, ledger.MOST_POINTS)
