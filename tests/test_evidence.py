"""What is taken away is signed, says what it is, and looks as its schema says."""

from __future__ import annotations

import csv
import io
import json
import uuid
from datetime import date, datetime

import jsonschema
import pytest

from practice import BadInput, evidence, portfolios, supervising, taking
from practice.evidence import codes, statements
from practice.evidence.codes import Code
from practice.evidence.cohort import CohortFigures, figures
from practice.evidence.portfolio import Portfolio
from practice.evidence.rows import csv_of
from practice.figures import Figure
from practice.given_out import Told
from practice.periods import Period
from tests.people import ANA, CY, DEE, MONDAY, REPLY, SAM, Programme, content

KNOWN = portfolios.titles(content())
HOME = "https://practice.example/"


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def practised(at: Programme) -> Portfolio:
    """Two signed cases, one contested, one sent, one begun; in the programme's codes."""
    taking.set_codes(at.house, DEE, b"criterion,code\ncds,C1\ncds.pin,C1.a\n")
    at.signed()
    at.signed(case="tuesday-morning", level=4)
    at.sent()
    at.drill()
    return portfolios.portfolio(at.house, ANA.id)


# --- a portfolio -------------------------------------------------------------------------------


def test_a_portfolio_holds_signed_work_and_no_word_of_anybody(at: Programme) -> None:
    found = practised(at)
    assert [one.signed_by for one in found.work] == ["Sam Roth"] * 2
    assert found.work[0].rubric_version == at.house.content.rubric("cds").version
    assert [one.met_in_simulation for one in found.work] == [True, True]
    (milestone,) = found.met
    assert (milestone.skill, milestone.difficulty, milestone.codes) == ("cds", "beginner", ("C1",))
    levels = {one.criterion: (one.level, one.codes) for one in found.work[1].levels}
    assert levels["cds.pin"] == (4, ("C1", "C1.a"))
    every = found.as_json().decode() + found.as_csv().decode()
    for never in (REPLY, "You waited.", "Ask once.", "machine", '"own"'):
        assert never not in every
    assert "simulation, formative" in every.lower() and "no direct observation" in every.lower()


def test_work_leaves_the_portfolio_when_its_signature_no_longer_stands(at: Programme) -> None:
    from practice import practising

    rep = at.signed()
    assert len(portfolios.portfolio(at.house, ANA.id).work) == 1
    practising.contest(at.house, ANA, rep, "I see it otherwise.")
    assert portfolios.portfolio(at.house, ANA.id).work == ()


def test_harm_is_not_met_however_high_the_levels(at: Programme) -> None:
    rep = at.sent(look=True)
    at.blind(rep, harm="It could hurt.")
    for flag in supervising.look(at.house, SAM, rep).open_flags:
        supervising.answer_flag(at.house, SAM, rep, flag.turn, flag.about, "Spoken to.")
    at.sign(rep)
    (one,) = portfolios.portfolio(at.house, ANA.id).work
    assert one.met_in_simulation is False


def test_the_json_of_a_portfolio_is_as_its_schema_says(at: Programme) -> None:
    schema = json.loads(evidence.schema("portfolio"))
    assert schema == Portfolio.model_json_schema(mode="serialization"), "make the file anew"
    jsonschema.validate(json.loads(practised(at).as_json()), schema)
    jsonschema.validate(json.loads(portfolios.portfolio(at.house, CY.id).as_json()), schema)


def test_the_csv_of_a_portfolio_has_a_row_for_each_point(at: Programme) -> None:
    rows = read(practised(at).as_csv())
    assert len(rows) == 12
    assert {row["trainee"] for row in rows} == {"Ana Lim"}
    assert {row["says"] for row in rows} == {evidence.SAYS}
    assert {row["codes"] for row in rows if row["criterion"] == "cds.pin"} == {"C1 C1.a"}


# --- xAPI --------------------------------------------------------------------------------------


def test_statements_are_xapi_with_a_pseudonym_and_without_words(at: Programme) -> None:
    practised(at)
    found = portfolios.xapi(at.house, ANA.id, HOME)
    names = [one["verb"]["id"].rpartition(":")[2] for one in found]
    assert {name: names.count(name) for name in names} == {
        "responded": 2, "self-assessed": 2, "received-feedback": 2, "revised": 2, "reviewed": 2,
        "mastered": 1,
    }  # fmt: skip
    for one in found:
        assert set(one) == {"id", "actor", "verb", "object", "result", "context", "timestamp",
                            "version"}  # fmt: skip
        assert one["version"] == "1.0.3" and uuid.UUID(one["id"])
        assert datetime.fromisoformat(one["timestamp"]).tzinfo is not None
        assert one["actor"]["account"]["homePage"] == HOME and set(one["actor"]) == {
            "objectType", "account"}  # fmt: skip
        extensions = one["context"]["extensions"]
        assert extensions[f"{statements.BASE}:extension:signed"] is True
        for iri in (one["verb"]["id"], one["object"]["id"], *extensions):
            assert iri.startswith(f"{statements.BASE}:")
    reviewed = [one["result"] for one in found if one["verb"]["id"].endswith("reviewed")]
    assert [one["score"]["scaled"] for one in reviewed] == [0.75, 1.0]
    assert all("score" not in one["result"] for one in found
               if one["verb"]["id"].endswith("self-assessed"))  # fmt: skip
    every = statements.as_json(found).decode()
    for never in ("Ana", '"ana"', REPLY, "You waited."):
        assert never not in every


def test_a_pseudonym_and_its_statements_stay_the_same_and_differ_between_people(
    at: Programme,
) -> None:
    practised(at)
    first, again = (portfolios.xapi(at.house, ANA.id, HOME) for _ in range(2))
    assert first == again
    assert len({one["id"] for one in first}) == len(first)
    assert statements.pseudonym("s", "ana") != statements.pseudonym("s", "cy")
    assert statements.pseudonym("s", "ana") != statements.pseudonym("t", "ana")


# --- a cohort's figures ------------------------------------------------------------------------


def test_the_figures_of_a_cohort_go_out_as_they_stand_and_as_their_schema_says() -> None:
    told = [Told(Period.MONTH, date(2026, 2, 1), (
        Figure("met", "cds.pin", "beginner", 6, 0.8, bound="at least"),
        Figure("days to signature", "asked", "", 7, 2.5, None, 5.0),
        Figure("level", "client: she/her", "", 12, 2.4),
    ))]  # fmt: skip
    found = figures(told, "The north", MONDAY, KNOWN, [Code("cds", "C1")])
    schema = json.loads(evidence.schema("cohort"))
    assert schema == CohortFigures.model_json_schema(mode="serialization"), "make the file anew"
    jsonschema.validate(json.loads(found.as_json()), schema)
    met, days, level = read(found.as_csv())
    assert (met["ends"], met["unit"], met["bound"], met["codes"]) == (
        "2026-02-28", "share", "at least", "C1")  # fmt: skip
    assert met["about_title"] == KNOWN["cds.pin"] and met["says"] == evidence.SAYS
    assert (days["unit"], days["low"], days["high"]) == ("days", "", "5.0")
    assert (level["unit"], level["codes"]) == ("levels", "")


# --- the programme's own codes -----------------------------------------------------------------


def test_codes_are_read_from_a_spreadsheet_s_csv() -> None:
    data = "﻿Criterion,Code,Title\r\ncds.pin,K 1,Finds it\r\ncds.pin,K 2,\r\n,,\r\n".encode()
    found = codes.read(data, KNOWN)
    assert found == (Code("cds.pin", "K 1", "Finds it"), Code("cds.pin", "K 2"))
    assert codes.of((*found, Code("cds", "K")), "cds.pin") == ("K 1", "K 2", "K")
    assert codes.of(found, "ags.order") == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"), (b"\xff\xfe", "not UTF-8"), (b"a,b\ncds,1\n", "first line"),
        (b"criterion,code\n", "no code"), (b"x" * 200_001, "too large"),
        (b"criterion,code\ncds.pim,1\n", "line 2: there is no criterion “cds.pim”; did you mean"),
        (b"criterion,code\ncds,\n", "line 2: the code is missing"),
        (b"criterion,code\ncds,1\ncds,1\n", "line 3: cds and 1 stand together already"),
        (b"criterion,code\ncds," + b"1" * 81 + b"\n", "at most 80"),
        (b"criterion,code\ncds,1,a,b\n", "more than three columns"),
        (b"criterion,code\n" + b"no,1\n" * 12, "And"),
    ],
)  # fmt: skip
def test_codes_that_cannot_be_used_are_refused_line_by_line(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says.replace("?", r"\?")):
        codes.read(data, KNOWN)


def test_no_cell_is_a_formula_and_numbers_stay_numbers() -> None:
    rows = csv_of(["a", "b", "c"], [("=SUM(A1)", -1.5, "@x"), ("+1", None, "ö")])
    assert rows.startswith(b"\xef\xbb\xbf")
    assert rows.decode("utf-8-sig").splitlines() == ["a,b,c", "'=SUM(A1),-1.5,'@x", "'+1,,ö"]
