"""The figures that pages show, and the same content as rows and as one sentence.

One visual language: teal for what the eye should find, amber for the second thing, ink and a thin
grid for the rest, on the page's own background; shape always differs where colour does. For each
figure `x` there are `x_table(...)`, rows for an accessible table, and `x_words(...)`, its text
alternative. Pass `CONFIG` to `st.plotly_chart` along with `theme=None`.

    drawing.py    the visual language
    trainee.py    own and supervisors' levels
    trend.py      how the difference between them moved
    weeks.py      a cohort week by week
    months.py     a cohort month by month
    groups.py     group beside group
    answers.py    days to a supervisor's answer
    raters.py     how strict each rater is, for a director
"""

from __future__ import annotations

from practice.pages.charts.answers import (
    open_table,
    turnaround,
    turnaround_table,
    turnaround_words,
)
from practice.pages.charts.drawing import CONFIG, DARK, LIGHT, Palette, Rows, share_words
from practice.pages.charts.groups import TITLES as GROUP_MEASURES
from practice.pages.charts.groups import group_words, groups, groups_table, groups_words
from practice.pages.charts.months import met, met_table, met_words, own, own_table, own_words
from practice.pages.charts.raters import severity, severity_table, severity_words
from practice.pages.charts.trainee import dumbbell, dumbbell_table, dumbbell_words
from practice.pages.charts.trend import trend, trend_table, trend_words
from practice.pages.charts.weeks import good_reps, good_reps_table, good_reps_words

__all__ = [
    "CONFIG",
    "DARK",
    "GROUP_MEASURES",
    "LIGHT",
    "Palette",
    "Rows",
    "dumbbell",
    "dumbbell_table",
    "dumbbell_words",
    "good_reps",
    "good_reps_table",
    "good_reps_words",
    "group_words",
    "groups",
    "groups_table",
    "groups_words",
    "met",
    "met_table",
    "met_words",
    "open_table",
    "own",
    "own_table",
    "own_words",
    "severity",
    "severity_table",
    "severity_words",
    "share_words",
    "trend",
    "trend_table",
    "trend_words",
    "turnaround",
    "turnaround_table",
    "turnaround_words",
]
