"""Who may take what away, and that it stands in the audit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice import BadInput, NotFound, describing, taking, vouching
from practice.benches import cohort as made_up
from practice.evidence.codes import COLUMNS
from tests.people import ANA, BEN, DEE, SAM, TOM, Programme

HOME = "https://practice.example/"


def did(at: Programme) -> list[tuple[str, str, str]]:
    return [(line.by, line.did, line.about) for line in at.house.store.audit(20)]


def test_a_director_takes_any_portfolio_and_a_supervisor_those_of_their_cohorts(
    at: Programme,
) -> None:
    at.signed()
    assert taking.portfolio(at.house, DEE, ANA.id).trainee == "Ana Lim"
    assert vouching.portfolio(at.house, SAM, ANA.id).work
    assert did(at)[:2] == [("sam", "took a portfolio", "ana"), ("dee", "took a portfolio", "ana")]
    before = did(at)
    for refused in (
        lambda: vouching.portfolio(at.house, SAM, BEN.id),
        lambda: vouching.statements(at.house, TOM, ANA.id, HOME),
        lambda: vouching.portfolio(at.house, SAM, SAM.id),
        lambda: taking.portfolio(at.house, DEE, SAM.id),
        lambda: taking.portfolio(at.house, DEE, "gone"),
    ):
        with pytest.raises(NotFound, match="no such trainee"):
            refused()
    assert did(at) == before


def test_a_trainee_takes_their_own(at: Programme) -> None:
    at.signed()
    assert describing.my_portfolio(at.house, ANA).work
    assert did(at) == [], "looking is not taking"
    assert describing.take_portfolio(at.house, ANA).trainee == "Ana Lim"
    assert describing.take_statements(at.house, ANA, HOME)
    assert {line[:2] for line in did(at)[:2]} == {
        ("ana", "took their own portfolio"), ("ana", "took their own xAPI statements"),
    }  # fmt: skip
    assert taking.statements(at.house, DEE, ANA.id, HOME) == vouching.statements(
        at.house, SAM, ANA.id, HOME
    )


def test_a_cohort_s_figures_are_those_of_its_page(at: Programme) -> None:
    house = replace(at.house, now=lambda: made_up.NOW)
    cohorts = made_up.people(house.store, 12)
    some = list(made_up.lines(house, cohorts, 0, 300))
    made_up.pour(house.store.database, made_up.tables.reps, [line for line, _ in some])
    found = taking.cohort_figures(house, DEE, "c0")
    assert found.figures and found.cohort == "Cohort c0"
    assert taking.cohort_figures(house, DEE, "small").figures == ()
    assert taking.cohort_figures(house, DEE, None).cohort == "all cohorts"
    assert all(line.trainees >= 5 for line in found.figures)
    assert did(at)[-1] == ("dee", "took a cohort's figures", "c0")
    with pytest.raises(NotFound):
        taking.cohort_figures(house, DEE, "gone")


def test_codes_are_taken_over_whole_or_not_at_all(at: Programme) -> None:
    taking.set_codes(at.house, DEE, b"criterion,code\ncds,C1\n")
    with pytest.raises(BadInput):
        taking.set_codes(at.house, DEE, b"criterion,code\nags,A1\nnothing,B\n")
    assert [one.code for one in taking.own_codes(at.house, DEE)] == ["C1"]
    assert did(at)[0] == ("dee", "changed the competency codes", "1 codes")
    taking.drop_codes(at.house, DEE)
    assert taking.own_codes(at.house, DEE) == ()


def test_the_list_to_fill_in_names_every_criterion(at: Programme) -> None:
    lines = taking.empty_codes(at.house, DEE).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert any(line.startswith("cds.pin,,") for line in lines)


def test_everybody_whose_portfolio_there_is_is_listed_by_name(at: Programme) -> None:
    assert [p.name for p in taking.trainees(at.house, DEE)] == ["Ana Lim", "Ben Osei", "Cy Novak"]
