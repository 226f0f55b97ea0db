"""Every figure says the same as its table and its sentence, and never by colour alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from practice.agreement import Interval
from practice.calibration import Compared
from practice.disclosure import too_few
from practice.figures import Figure
from practice.given_out import Told
from practice.mirror import Step
from practice.pages import charts
from practice.periods import Period
from practice.severity import Severity
from practice.targets import targets

TITLES = {"cds.pin": "Finds the thought", "cds.fit": "It <b>fits</b>", "cds": "Distorted thoughts"}
COMPARED = [Compared("cds.pin", 3.2, 2.4, 8), Compared("cds.fit", 1.0, 2.5, 3)]
DAY = date(2026, 3, 4)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def week(number: int, median: float | None) -> Told:
    begins = DAY + timedelta(weeks=number)
    if median is None:
        return Told(Period.WEEK, begins, ())
    good = Figure("good reps", "", "", 9, median, median - 1, median + 1.5)
    sent = Figure("sent a rep", "", "", 9, 0.85, bound="at least")
    return Told(Period.WEEK, begins, (good, sent))


def met(about: str, level: str, value: float, bound: str = "") -> Figure:
    return Figure("met", about, level, 6, value, bound=bound)


WEEKS = [week(0, None), week(1, 2), week(2, 2.5), week(3, None), week(4, 3)]
MONTHS = [
    Told(Period.MONTH, date(2026, 1, 1), (
        met("cds.pin", "beginner", 0.5),
        Figure("days to signature", "human now", "", 12, 0.5, None, 1.0),
        Figure("own minus signed", "", "", 12, 0.4, -0.1, 0.8),
    )),
    Told(Period.MONTH, date(2026, 2, 1), (
        met("cds.pin", "beginner", 0.8, "at least"), met("cds.fit", "advanced", 0.45),
        Figure("days to signature", "asked", "", 7, 2.5, None, 5.0),
        Figure("own minus signed", "", "", 14, 0.0, -0.2, 0.3),
    )),
]  # fmt: skip
OPEN = {"human now": (1, 0, 0, 0), "asked": (0, 2, 0, 1)}
QUARTER = Told(Period.QUARTER, date(2026, 1, 1), (
    Figure("level", "says: one", "", 14, 2.4), Figure("level", "age: under 30", "", 31, 2.1),
    Figure("returned", "age: under 30", "", 31, 0.05, bound="at most"),
    Figure("machine minus signed", "client: she/her", "", 30, -0.2),
    Figure("days to signature by group", "client: she/her", "", 30, 2.5),
))  # fmt: skip
CRITERIA = ["cds.pin", "cds.fit", "cds.none"]
STEPS = [
    Step(5, MONDAY, 0.6, 0.2, 1.0, True),
    Step(6, MONDAY, 0.4, 0.1, 0.7, False),
    Step(7, MONDAY, -0.1, -0.4, 0.2, True),
]
RATERS = [
    Severity("sam", 0.3, Interval(0.1, 0.5), Interval(0.0, 0.6), 20, 9),
    Severity("ada", -0.2, Interval(-0.4, 0.1), Interval(-0.5, 0.2), 18, 7),
    Severity("new", None, None, None, 4, 1),
]
NAMES = {"sam": "Sam <i>Roth</i>", "ada": "Ada Blom", "new": "Newt"}
FIGURES = {
    "trend": charts.trend(STEPS),
    "dumbbell": charts.dumbbell(COMPARED, TITLES),
    "good reps": charts.good_reps(WEEKS),
    "turnaround": charts.turnaround(MONTHS),
    "met": charts.met(MONTHS, CRITERIA, TITLES),
    "own": charts.own(MONTHS),
    "groups": charts.groups(QUARTER, "level"),
    "severity": charts.severity(RATERS, NAMES),
}


def written(figure: Any) -> str:
    return " ".join(note.text for note in figure.layout.annotations)


def marks(figure: Any, name: str) -> Any:
    return next(trace for trace in figure.data if trace.name == name)


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_figure_is_drawn_on_the_page_s_own_background(figure: Any) -> None:
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.font.color == charts.LIGHT.ink == "#22262B"
    assert "system-ui" in figure.layout.font.family
    assert figure.layout.title.text is None


def test_a_dark_page_gets_light_ink() -> None:
    for figure in (
        charts.dumbbell(COMPARED, TITLES, charts.DARK),
        charts.good_reps(WEEKS, charts.DARK),
        charts.turnaround(MONTHS, charts.DARK),
        charts.met(MONTHS, CRITERIA, TITLES, charts.DARK),
        charts.own(MONTHS, charts.DARK),
        charts.groups(QUARTER, "level", charts.DARK),
        charts.dumbbell([], TITLES, charts.DARK),
        charts.dumbbell(COMPARED, TITLES, charts.DARK, {"cds.pin": 2.0}),
        charts.trend(STEPS, charts.DARK),
    ):
        assert figure.layout.font.color == charts.DARK.ink
        assert charts.LIGHT.accent not in figure.to_json()


def test_own_and_supervisors_marks_differ_in_shape_and_fill() -> None:
    you, theirs = (marks(FIGURES["dumbbell"], name) for name in ("You", "Your supervisors"))
    assert (you.marker.symbol, theirs.marker.symbol) == ("circle-open", "circle")
    assert you.marker.size > theirs.marker.size, "or one would hide the other when they agree"
    assert list(you.x) == [3.2, 1.0] and list(theirs.x) == [2.4, 2.5]


def test_the_levels_are_words_and_every_label_says_how_many_reps() -> None:
    figure = FIGURES["dumbbell"]
    words = ("0 Missing", "1", "2 Emerging", "3", "4 Skilled")  # each word has room on a phone
    assert figure.layout.xaxis.ticktext == words and figure.layout.xaxis.tickvals == (0, 1, 2, 3, 4)
    assert "8 reps" in written(figure) and "3 reps, few" in written(figure)


def test_the_machine_is_a_hollow_diamond_where_it_has_a_level_and_absent_elsewhere() -> None:
    assert all("achine" not in (trace.name or "") for trace in FIGURES["dumbbell"].data)
    figure = charts.dumbbell(COMPARED, TITLES, machine={"cds.fit": 2.1})
    machine = marks(figure, "Machine (provisional)")
    assert machine.marker.symbol == "diamond-open"
    assert (list(machine.x), list(machine.y)) == ([2.1], [1])
    first, second = charts.dumbbell_table(COMPARED, TITLES, {"cds.fit": 2.1})
    assert (first["Machine (provisional)"], second["Machine (provisional)"]) == ("", "2.1")


def test_higher_and_lower_get_the_same_room_and_the_line_of_no_difference_is_drawn() -> None:
    for steps in (STEPS, STEPS[:1], [Step(5, MONDAY, -1.8, -2.4, -1.2, False)]):
        figure = charts.trend(steps)
        low, high = figure.layout.yaxis.range
        assert low == -high and high >= max(abs(step.low) for step in steps)
        lower, same, higher = figure.layout.yaxis.ticktext
        assert (lower.split()[1], same, higher.split()[1]) == ("lower", "the same", "higher")
        assert figure.layout.shapes[0].y0 == figure.layout.shapes[0].y1 == 0


def test_a_change_of_rater_is_marked_and_said_and_nobody_is_named() -> None:
    changed = marks(FIGURES["trend"], "Another supervisor signed")
    assert list(changed.x) == [5, 7]
    assert "who signed changed 2 times" in charts.trend_words(STEPS)
    quiet = [step._replace(new_rater=False) for step in STEPS]
    assert all(trace.name != "Another supervisor signed" for trace in charts.trend(quiet).data)
    assert "changed" not in charts.trend_words(quiet)
    assert [row["Signed by"] for row in charts.trend_table(STEPS)] == [
        "another supervisor", "the same as before", "another supervisor",
    ]  # fmt: skip


def test_a_title_from_a_rubric_is_text_and_not_markup() -> None:
    assert "It &lt;b&gt;fits" in written(FIGURES["dumbbell"])
    assert "<b>" not in written(FIGURES["dumbbell"])
    panel = charts.met(MONTHS, CRITERIA, {"cds.pin": "<i>Thoughts</i>"})
    assert "&lt;i&gt;Thoughts" in written(panel)
    said = charts.groups(QUARTER, "level")
    assert "trainees who say “one”" in written(said).replace("Trainees", "trainees")


def test_weeks_that_are_not_shown_leave_a_gap_in_line_and_band() -> None:
    lines = [trace for trace in FIGURES["good reps"].data if trace.name == "Middle trainee"]
    assert [list(trace.y) for trace in lines] == [[2, 2.5], [3]]
    bands = [trace for trace in FIGURES["good reps"].data if trace.fill == "toself"]
    assert [list(trace.y) for trace in bands] == [[3.5, 4.0, 1.5, 1], [4.5, 2]]
    assert sum(trace.showlegend for trace in FIGURES["good reps"].data) == 2


def test_at_most_six_weeks_are_named_and_always_the_last() -> None:
    for n in (1, 5, 6, 7, 12, 26):
        weeks = [week(i, 2) for i in range(n)]
        named = charts.good_reps(weeks).layout.xaxis.tickvals
        assert 1 <= len(named) <= 6 and named[-1] == weeks[-1].begins


def test_each_tier_shows_its_newest_month_with_both_marks() -> None:
    figure = FIGURES["turnaround"]
    assert "January, 12 trainees" in written(figure) and "Asked or due" in written(figure)
    half, most = (marks(figure, name) for name in ("Half signed within", "9 of 10 signed within"))
    assert list(half.x) == [0.5, 2.5] and list(most.x) == [1.0, 5.0]
    assert half.marker.symbol != most.marker.symbol


def test_each_point_has_a_panel_and_levels_differ_by_shape_and_dash() -> None:
    figure = FIGURES["met"]
    assert "Finds the thought" in written(figure) and "cds.none" not in written(figure)
    beginner, advanced = (marks(figure, name) for name in ("beginner", "advanced"))
    assert list(beginner.y) == [0.5, 0.8] and list(advanced.y) == [None, 0.45]
    assert beginner.marker.symbol != advanced.marker.symbol
    assert beginner.line.dash != advanced.line.dash
    assert beginner.customdata[1][0] == "at least 80 %"


def test_own_ratings_have_the_same_room_both_ways() -> None:
    low, high = FIGURES["own"].layout.yaxis.range
    assert low == -high
    assert FIGURES["own"].layout.shapes[0].y0 == 0


def test_a_figure_without_content_says_so_in_words() -> None:
    for figure, words in (
        (charts.dumbbell([], TITLES), "no signed ratings"),
        (charts.trend([]), "begins with the fifth signed rep"),
        (charts.good_reps([]), "when a week is over"),
        (charts.good_reps([week(0, None)]), too_few()),
        (charts.turnaround([]), too_few()),
        (charts.met([], CRITERIA, TITLES), "when a month is over"),
        (charts.met(MONTHS, ["pse"], TITLES), too_few()),
        (charts.own(MONTHS[:0]), "it needs 10 trainees"),
        (charts.groups(None, "level"), "when a quarter of the year is over"),
        (charts.groups(QUARTER, "nothing"), "No group has 10"),
    ):
        assert words in written(figure).replace("<br>", " ")
        assert len(figure.data) == 0


def test_the_tables_hold_what_the_figures_show() -> None:
    assert charts.dumbbell_table(COMPARED, TITLES)[0] == {
        "Point": "Finds the thought", "You": "3.2", "Your supervisors": "2.4",
        "Signed reps": "8",
    }  # fmt: skip
    hidden, shown = charts.good_reps_table(WEEKS)[:2]
    assert hidden["Middle trainee"] == too_few() and hidden["Middle half"] == ""
    assert (shown["Middle trainee"], shown["Middle half"]) == ("2", "1 to 3.5")
    assert shown["Sent a rep"] == "at least 85 %" and shown["Tried again"] == ""
    now, asked = charts.turnaround_table(MONTHS, targets({}))
    assert (now["Tier"], now["Half signed within"]) == ("Human now", "0.5 days")
    assert now["Target"] == "the same working day" and asked["Month"] == "February 2026"
    assert charts.open_table(OPEN, targets({}))[1]["Longer"] == "1"
    found = charts.met_table(MONTHS, CRITERIA, TITLES)
    assert [row["Met in simulation"] for row in found] == ["50 %", "at least 80 %", "45 %"]
    assert charts.own_table(MONTHS)[1]["Middle trainee"] == "the same"
    groups = {row["Group"]: row for row in charts.groups_table(QUARTER)}
    assert groups["clients aged under 30"]["Returned for another try"] == "at most 5 %"
    assert groups["clients with she/her"]["Signed level, 0 to 4"] == "too few"
    assert charts.groups_table(None) == []
    for rows in (
        charts.good_reps_table(WEEKS),
        charts.turnaround_table(MONTHS, targets({})),
        found,
    ):
        assert len({tuple(row) for row in rows}) == 1, "every row has the same columns"


def test_the_sentences_say_what_the_figures_show() -> None:
    assert charts.dumbbell_words(COMPARED, TITLES) == (
        "Compared with your supervisors, over 1 point you rated 1 higher on average; the widest "
        "gap is on “Finds the thought”, 0.8 higher. 1 other point has fewer than 5 signed reps and "
        "counts for nothing here yet."
    )
    assert charts.dumbbell_words(COMPARED[1:], TITLES) == (
        "Fewer than 5 signed reps on every point here: too few to say more than that."
    )
    assert charts.trend_words(STEPS) == (
        "From 0.6 higher after 5 signed reps to 0.1 lower after 7 signed reps; who signed changed "
        "2 times meanwhile, which can move it too."
    )
    assert charts.trend_words(STEPS[:1]).startswith("So far one estimate, 0.6 higher after 5")
    assert charts.good_reps_words(WEEKS) == (
        "In the week from 1 Apr the middle trainee did 3 good reps, the middle half 2 to 4.5, of 9 "
        "trainees, at least 85 % of whom sent one; in the week from 11 Mar it was 2; 2 weeks are "
        "not shown, for too few trainees."
    )
    assert charts.turnaround_words(MONTHS, OPEN) == (
        "In “human now” half are signed within 0.5 days and 9 of 10 within 1.0; in “asked or due” "
        "half are signed within 2.5 days and 9 of 10 within 5.0; 4 reps wait now, 1 of them longer "
        "than 14 days."
    )
    assert charts.met_words(MONTHS, "cds.pin", TITLES) == (
        "6 trainees had first attempts at “Finds the thought”, beginner level, signed in February: "
        "at least 80 % met it; in January 2026 it was 50 % of 6."
    )
    assert charts.own_words(MONTHS) == (
        "In the three months up to February the middle trainee rated the same as the supervisors "
        "did, the middle half 0.2 lower to 0.3 higher; up to January it was 0.4 higher."
    )
    assert charts.groups_words(QUARTER, "machine minus signed").endswith(
        "clients with she/her −0.2 levels."
    )


def test_criteria_rated_the_same_have_no_widest_gap() -> None:
    same = [Compared("cds.pin", 2.5, 2.5, 6)]
    assert charts.dumbbell_words(same, TITLES) == (
        "Compared with your supervisors, over 1 point you rated 1 the same on average."
    )


# --- raters --------------------------------------------------------------------------------------


def test_raters_stand_by_name_both_ways_in_the_same_words_and_no_rank() -> None:
    rows = charts.severity_table(RATERS, NAMES)
    assert [row["Rater"] for row in rows] == ["Ada Blom", "Newt", "Sam <i>Roth</i>"]
    assert [row["Rates"] for row in rows] == ["0.2 higher", "too few", "0.3 lower"]
    assert rows[2]["Likely (80 %)"] == "0.1 lower to 0.5 lower"
    words = charts.severity_words(RATERS, NAMES)
    assert words == "Beside the mean of the raters: Ada Blom 0.2 higher, Sam <i>Roth</i> 0.3 lower."
    figure = charts.severity(RATERS, NAMES)
    assert "Sam &lt;i&gt;Roth&lt;/i&gt;" in written(figure)
    assert "Newt" not in written(figure)
    assert "too few" in charts.severity_words(RATERS[2:], NAMES)
    assert "too few" in written(charts.severity(RATERS[2:], NAMES)).replace("<br>", " ")
