"""The figures that pages show, and the same content as rows and as one sentence.

One visual language: teal for what the eye should find, amber for the second thing, ink and a thin
grid for the rest, on the page's own background; shape always differs where colour does. For each
figure `x` there are `x_table(...)`, rows for an accessible table, and `x_words(...)`, its text
alternative. Pass `CONFIG` to `st.plotly_chart` along with `theme=None`.

    drawing.py    the visual language
    trainee.py    own and supervisors' levels
    trend.py      how the difference between them moved
    weeks.py      a cohort week by week
    answers.py    days to a supervisor's answer
    raters.py     how strict each rater is, for a director
"""

from __future__ import annotations

from practice.pages.charts.answers import turnaround, turnaround_table, turnaround_words
from practice.pages.charts.drawing import CONFIG, DARK, LIGHT, Palette, Rows
from practice.pages.charts.raters import severity, severity_table, severity_words
from practice.pages.charts.trainee import dumbbell, dumbbell_table, dumbbell_words
from practice.pages.charts.trend import trend, trend_table, trend_words
from practice.pages.charts.weeks import (
    good_reps,
    good_reps_table,
    good_reps_words,
    met_share,
    met_share_table,
    met_share_words,
)

__all__ = [
    "CONFIG",
    "DARK",
    "LIGHT",
    "Palette",
    "Rows",
    "dumbbell",
    "dumbbell_table",
    "dumbbell_words",
    "good_reps",
    "good_reps_table",
    "good_reps_words",
    "met_share",
    "met_share_table",
    "met_share_words",
    "severity",
    "severity_table",
    "severity_words",
    "trend",
    "trend_table",
    "trend_words",
    "turnaround",
    "turnaround_table",
    "turnaround_words",
]
