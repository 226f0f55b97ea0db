"""The figures of calibration in plain words, and how much is missing."""

from __future__ import annotations

import pytest

from practice import programme
from practice.agreement import Interval
from practice.mirror_words import missing, still_to_come, told
from practice.programme import Figure


def test_every_figure_of_the_programme_has_words() -> None:
    for figure in programme.figures([]):
        words = told(figure)
        assert words.name and words.means and words.missing
        assert words.value == words.likely == ""


@pytest.mark.parametrize(
    ("name", "value", "likely", "said"),
    [
        ("bias", 0.42, (0.1, 0.7), ("0.4 higher", "0.1 to 0.7 higher")),
        ("bias", -0.42, (-0.7, 0.01), ("0.4 lower", "0.7 lower to the same")),
        ("within one level", 0.875, (0.7, 0.95), ("88 %", "70 to 95 %")),
        ("surer than turned out", 0.12, (0.02, 0.2), ("12 points surer", "2 to 20 points surer")),
        ("surer than turned out", -0.12, None, ("12 points less sure", "")),
        ("tracking", -0.25, (-0.5, 0.1), ("−0.25", "−0.50 to 0.10")),
        ("drift", -0.3, None, ("0.3 down", "")),
        ("typical error", 0.75, None, ("0.8 levels", "")),
    ],
)  # fmt: skip
def test_a_figure_is_written_the_same_way_in_both_directions(
    name: str, value: float, likely: tuple[float, float] | None, said: tuple[str, str]
) -> None:
    words = told(Figure(name, value, Interval(*likely) if likely else None, 20, 5, ""))
    assert (words.value, words.likely, words.missing) == (*said, "")


def test_what_is_missing_is_counted_in_signed_reps() -> None:
    assert missing(7, 20) == "7 of 20 signed reps; 13 more to go."
    assert "all alike" in missing(20, 20), "enough reps, and still nothing to work out"
    assert [needed for _, needed in still_to_come(10)] == [12, 20]
    assert still_to_come(20) == ()
