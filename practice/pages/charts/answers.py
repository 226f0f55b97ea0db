"""Days to a supervisor's answer, tier by tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.disclosure import too_few
from practice.pages.charts.drawing import LIGHT, Palette, Rows, above, empty, rows_down, styled
from practice.reviews import TITLE, Tier

if TYPE_CHECKING:
    from practice.figures import Figure
    from practice.given_out import Told
    from practice.targets import Target

Open = Mapping[str, Sequence[int]]


def _newest(months: Sequence[Told]) -> dict[str, tuple[Told, Figure]]:
    """For each tier its newest figure, in the order of the queue."""
    found = {one.about: (month, one) for month in months for one in month.of("days to signature")}
    return {tier.value: found[tier.value] for tier in Tier if tier.value in found}


def turnaround(months: Sequence[Told], colours: Palette = LIGHT) -> go.Figure:
    """Days from submission to signature by tier: ● half are signed by then, ◇ nine of ten."""
    tiers = _newest(months)
    if not tiers:
        return empty(too_few(), colours)
    figure, known = go.Figure(), [one for _, one in tiers.values()]
    at = list(range(len(known)))
    figure.add_scatter(
        x=[x for one in known for x in (one.value, one.high, None)],
        y=[y for i in at for y in (i, i, None)],
        mode="lines", line={"color": colours.muted, "width": 2}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.add_scatter(
        x=[one.high for one in known], y=at, mode="markers", name="9 of 10 signed within",
        marker={"symbol": "diamond-open", "size": 15, "color": colours.second,
                "line": {"width": 3, "color": colours.second}},
        hovertemplate="9 of 10 signed within %{x:.1f} days<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[one.value for one in known], y=at, mode="markers", name="Half signed within",
        marker={"symbol": "circle", "size": 11, "color": colours.accent},
        hovertemplate="Half signed within %{x:.1f} days<extra></extra>",
    )  # fmt: skip
    styled(figure, 130 + 64 * len(known), colours)
    for y, (tier, (month, one)) in enumerate(tiers.items()):
        of = f"{month.begins:%B}, {one.trainees} trainees"
        above(figure, y, _capital(TITLE[Tier(tier)]), of, colours)
    figure.update_traces(cliponaxis=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    top = max(5.0, *(one.high or 0 for one in known))
    figure.update_xaxes(
        range=[-0.02 * top, top * 1.04],
        title={"text": "Days from submission to signature", "standoff": 12},
    )
    rows_down(figure, len(known))
    return figure


def turnaround_table(months: Sequence[Told], aims: Mapping[Tier, Target]) -> Rows:
    """The same figure as rows, every month, with the programme's target."""
    order = {tier.value: n for n, tier in enumerate(Tier)}
    rows = [
        (order[one.about], month, one) for month in months for one in month.of("days to signature")
    ]
    return [
        {
            "Tier": _capital(TITLE[Tier(one.about)]),
            "Month": f"{month.begins:%B %Y}",
            "Target": aims[Tier(one.about)].words,
            "Half signed within": f"{one.value:.1f} days",
            "9 of 10 signed within": f"{one.high or 0:.1f} days",
            "Trainees": str(one.trainees),
        }
        for _, month, one in sorted(rows, key=lambda row: (row[0], row[1].begins))
    ]


def open_table(open_: Open, aims: Mapping[Tier, Target]) -> Rows:
    """What waits now, by tier and age."""
    ages = ("Up to 2 days", "3 to 7 days", "8 to 14 days", "Longer")
    return [
        {"Tier": _capital(TITLE[Tier(tier)]), "Target": aims[Tier(tier)].words,
         **{age: str(n) for age, n in zip(ages, counts, strict=True)}}
        for tier, counts in open_.items()
    ]  # fmt: skip


def turnaround_words(months: Sequence[Told], open_: Open) -> str:
    """The same figure in one sentence, and how many reps wait now."""
    parts = [
        f"in “{TITLE[Tier(tier)]}” half are signed within {one.value:.1f} days and 9 of 10 within "
        f"{one.high or 0:.1f}"
        for tier, (_, one) in _newest(months).items()
    ]
    waiting = sum(sum(counts) for counts in open_.values())
    long_ = sum(counts[-1] for counts in open_.values())
    now = "1 rep waits now" if waiting == 1 else f"{waiting} reps wait now"
    parts.append(f"{now}, {long_} of them longer than 14 days" if long_ else now)
    return f"{_capital('; '.join(parts))}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
