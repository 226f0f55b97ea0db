"""A director's page about a cohort: each question with its answer, the figure, and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from practice import directing, overseeing, reporting
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.cohorts import Line, Milestone, Standing
from practice.given_out import Told
from practice.pages import charts, parts
from practice.periods import Period
from practice.roles import Person
from practice.rubrics import Rubric

ALL = "all cohorts"
MOST_LINES = 40
_SIGN = {Standing.NOT_STARTED: "–", Standing.PRACTISING: "practising", Standing.MET: "met"}


def page(me: Person) -> None:
    """Who needs somebody, who practises, what is met, how soon feedback comes, is it fair?"""
    with parts.telling():
        parts.show_flash()
        st.title("Cohort")
        groups = directing.groups(house(), me)
        if not groups:
            parts.empty(
                "No cohort yet", "Start one under “People”, then invite trainees and a supervisor."
            )
            return
        names: dict[str, str | None] = {ALL: None}
        names |= {f"{group.name}{' (over)' if group.over else ''}": group.id for group in groups}
        chosen = st.selectbox(
            "Which?", list(names), index=1 if len(groups) == 1 else 0, key="which cohort"
        )
        cohort = names[chosen]
        people = reporting.people_now(house(), me, cohort)
        if not people:
            parts.empty(
                "No trainees yet", "Invite them under “People”; each gets a link of their own."
            )
            return
        if not directing.has_supervisor(house()):
            st.warning("Nobody supervises yet: this is practice only, and nothing can be signed.")
        told = reporting.figures(house(), me, cohort)
        _needs_help(people)
        _practising(told, people)
        _better(me, told)
        _milestones(me, cohort, told)
        _timely(me, cohort, told)
        _trustworthy(told)
        _themselves(told)
        _fair(me, reporting.figures(house(), me, None) if cohort else told)
        _guards()


def _figure(
    sentence: str, figure: go.Figure | None, rows: Sequence[Mapping[str, object]], about: str
) -> None:
    """The answer, the picture of it, and the same as rows."""
    st.write(parts.plain(sentence).replace(" %", "\u00a0%"))  # a line never begins with it
    if figure is not None and rows:
        st.plotly_chart(figure, width="stretch", theme=None, config={"displayModeBar": False})
    if rows:
        with st.expander("The same as a table"):
            parts.table(rows, about)


def _of(told: Sequence[Told], period: Period) -> list[Told]:
    return [one for one in told if one.period is period]


def _needs_help(people: Sequence[Line]) -> None:
    st.header("Who needs somebody?")
    named = [line for line in people if line.flags]
    if not named:
        st.write("Nobody just now: everybody has practised in the last 14 days, and nothing waits.")
    else:
        some = "1 person" if len(named) == 1 else f"{len(named)} people"
        st.write(f"It may be time to get in touch with {some} of {len(people)}.")
        rows = [
            {"Trainee": line.name, "Why": "; ".join(line.flags),
             "Last active": parts.ago(line.last_active, house().now()) or "not yet"}
            for line in named[:MOST_LINES]
        ]  # fmt: skip
        more = f" The first {MOST_LINES} of {len(named)}." if len(named) > MOST_LINES else ""
        parts.table(rows, f"By name, never by a figure.{more}")
    with st.expander("Everybody, the last 28 days"):
        parts.table(
            [_everybody(line) for line in people[: 5 * MOST_LINES]],
            "By name, each count by its own date: what was signed lately may have been sent "
            "before. Good reps are counted, not minutes or streaks.",
        )


def _everybody(line: Line) -> dict[str, object]:
    return {
        "Trainee": line.name, "Begun": line.lately.begun, "Good reps": line.lately.good,
        "Sent": line.lately.submitted, "Signed": line.lately.signed,
        "Met in simulation": line.lately.met, "Waiting": line.lately.waiting,
        "Last active": parts.ago(line.last_active, house().now()) or "not yet",
    }  # fmt: skip


def _practising(told: Sequence[Told], people: Sequence[Line]) -> None:
    st.header("Is the cohort practising well?")
    now = house().now()
    lately = sum(line.last_active is not None and (now - line.last_active).days < 14
                 for line in people)  # fmt: skip
    weeks = _of(told, Period.WEEK)
    sentence = charts.good_reps_words(weeks)
    _figure(
        f"{sentence} In the last 14 days {lately} of {len(people)} practised.",
        charts.good_reps(weeks, parts.palette()), charts.good_reps_table(weeks),
        "Good reps a week, of weeks that are over; who had begun and sent nothing counts with 0.",
    )  # fmt: skip


@st.fragment
def _better(me: Person, told: Sequence[Told]) -> None:
    """One skill at a time, so that it fits a screen."""
    st.header("Are they getting better?")
    rubrics = directing.shelved(house(), me)
    if not rubrics:
        return
    titles = {skill: rubric.title for skill, rubric in rubrics.items()}
    skill = st.segmented_control(
        "Skill", list(titles), default=next(iter(titles)), required=True, key="cohort skill",
        format_func=titles.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    rubric: Rubric = rubrics[skill or next(iter(titles))]
    abouts = [rubric.id, *rubric.criterion_ids]
    names = {rubric.full(point): point.title for point in rubric.criteria}
    names[rubric.id] = "The skill as a whole"
    months = _of(told, Period.MONTH)
    rows, words = (
        charts.met_table(months, abouts, names),
        charts.met_words(months, rubric.id, names),
    )
    about = "First attempts that a supervisor signed in the month; each trainee counts once."
    if len({row["Month"] for row in rows}) == 1:  # one month makes no line
        _figure(words, None, (), "")
        parts.table(rows, about)
    else:
        _figure(words, charts.met(months, abouts, names, parts.palette()), rows, about)
    st.caption(
        "First attempts only, signed in that month, each trainee once. Who stopped is in no later "
        "month: the number of trainees beside a share says how many are left."
    )


def _milestones(me: Person, cohort: str | None, told: Sequence[Told]) -> None:
    st.header("What has been met in simulation?")
    skills = {skill: rubric.title for skill, rubric in directing.shelved(house(), me).items()}
    months = [month for month in _of(told, Period.MONTH) if month.of("met by then")]
    if months:
        st.write(f"This share of trainees had met each by the end of {months[-1].begins:%B}.")
        parts.table(
            _shares(months[-1], skills),
            "Two signed reps on two cases, each; – is nobody yet, or too few trainees.",
        )
    if cohort is None:
        st.caption("Choose a cohort above to see who is where, by name.")
        return
    rows: list[dict[str, object]] = []
    for row in reporting.grid(house(), me, cohort):
        cells = {
            f"{skills.get(one.skill, one.skill)}, {one.level}": _standing(one)
            for one in row.milestones
        }
        rows.append({"Trainee": row.name, **cells})
    begun = {name for row in rows for name, cell in row.items() if cell != "–"}
    shown = [{name: cell for name, cell in row.items() if name in begun} for row in rows]
    parts.table(shown, "Met takes two signed reps on two cases; who signed them, and when. A "
                "skill and level that nobody has begun has no column.")  # fmt: skip


def _shares(month: Told, skills: Mapping[str, str]) -> list[dict[str, str]]:
    found = {(one.about, one.level): charts.share_words(one) for one in month.of("met by then")}
    return [
        {"Skill": title, **{level.capitalize(): found.get((skill, level), "–")
                            for level in DIFFICULTIES}}
        for skill, title in skills.items()
    ]  # fmt: skip


def _standing(one: Milestone) -> str:
    if one.on is None:
        return _SIGN[one.standing]
    return f"met {one.on.day} {one.on:%b}, {' and '.join(one.signed_by)}"


def _timely(me: Person, cohort: str | None, told: Sequence[Told]) -> None:
    st.header("Is feedback timely?")
    months = _of(told, Period.MONTH)
    waiting = reporting.waiting_now(house(), me, cohort)
    aims = overseeing.targets(house(), me)
    _figure(
        charts.turnaround_words(months, waiting), charts.turnaround(months, parts.palette()),
        charts.turnaround_table(months, aims), "By why it waited, and the month it was signed in.",
    )  # fmt: skip
    if waiting:
        with st.expander("What waits now"):
            parts.table(
                charts.open_table(waiting, aims), "Reps that wait for a supervisor, by age."
            )


def _trustworthy(told: Sequence[Told]) -> None:
    st.header("Is the scoring trustworthy?")
    months = [(month, one) for month in _of(told, Period.MONTH)
              if (one := month.one("claims justified"))]  # fmt: skip
    if months:
        month, last = months[-1]
        st.write(
            f"Of the machine's sentences that supervisors marked in {month.begins:%B}, "
            f"{charts.share_words(last)} were judged justified."
        )
    st.write(
        "How far the machine and your supervisors agree, with its interval, which way the machine "
        "leans, which points may show a number, and what moved after a change stand under “Scores”."
    )
    if "scores page" in st.session_state:
        st.page_link(st.session_state["scores page"], label="Open “Scores”")
    rows = [
        {"Month": f"{month.begins:%B %Y}", "Judged justified": charts.share_words(one),
         "Trainees": one.trainees}
        for month, one in months
    ]  # fmt: skip
    if len(rows) > 1:
        with st.expander("Month by month"):
            parts.table(rows, "Sentences of machine feedback that supervisors marked.")


def _themselves(told: Sequence[Told]) -> None:
    st.header("How do they see themselves?")
    months = _of(told, Period.MONTH)
    _figure(
        charts.own_words(months), charts.own(months, parts.palette()), charts.own_table(months),
        "Own level minus the signed one; each trainee's difference leans on the programme's.",
    )  # fmt: skip
    st.caption(
        "Higher and lower are neither better nor worse; nearer to “the same” is. One trainee's "
        "figures are between them and their supervisor."
    )


def _fair(me: Person, told: Sequence[Told]) -> None:
    st.header("Is it fair to everybody?")
    quarters = _of(told, Period.QUARTER)
    newest = quarters[-1] if quarters else None
    if newest is None or not newest.figures:
        st.write(parts.plain(charts.groups_words(newest, "level")))
    else:
        st.write(
            f"{newest.begins:%B} and the two months after it, all cohorts together. Differences "
            "between groups have many reasons; a figure names none of them, and asks for a look."
        )
        for measure, title in charts.GROUP_MEASURES.items():
            if newest.of(measure):
                st.subheader(title)
                st.plotly_chart(
                    charts.groups(newest, measure, parts.palette()), width="stretch", theme=None,
                    config={"displayModeBar": False},
                )  # fmt: skip
        with st.expander("The same as a table"):
            parts.table(charts.groups_table(newest), "Groups of ten trainees or more.")
    _question(me)


def _question(me: Person) -> None:
    """What trainees may be asked about themselves."""
    asked = reporting.group_question(house(), me)
    with st.expander("What trainees are asked about themselves"), parts.telling():
        st.caption(
            "One question, which nobody has to answer. You see no answer, only figures over ten "
            "people or more. Another question forgets the answers to this one."
        )
        asks = st.text_input("Question", asked.asks if asked else "", max_chars=160)
        answers = st.text_area(
            "Answers to choose from, one a line", "\n".join(asked.answers) if asked else ""
        )
        if st.button("Ask this", key="ask groups"):
            reporting.set_group_question(house(), me, asks, answers.splitlines())
            parts.flash("Trainees find it under “My portfolio”.")
            st.rerun()
        if asked and st.button("Ask nothing", key="ask nothing"):
            reporting.drop_group_question(house(), me)
            parts.flash("Nothing is asked any more, and every answer is forgotten.")
            st.rerun()


def _guards() -> None:
    st.caption(
        "Simulation, formative. “Met” is signed by a supervisor; unsigned work is in no figure. "
        "Figures are of weeks and months that are over, and stay as they were given out. Groups of "
        "fewer than five trainees (ten, where it is about how people see or describe themselves) "
        "are in none of them, nor in a total."
    )
