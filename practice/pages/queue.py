"""The queue: what waits and why, who is on it, second ratings, and how the work is spread."""

from __future__ import annotations

from html import escape

import streamlit as st

from practice import AlreadyTaken, NotAllowed, WrongStage, supervising
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.pages import keys, parts, spread
from practice.reviews import TARGET, TITLE, Tier
from practice.roles import Person
from practice.supervising import Waiting, Wanted
from practice.waiting import narrowed

A_PAGE = 20
VIEWS = {
    "everything": Wanted(),
    "mine": Wanted(whose="mine"),
    "flags": Wanted(tier=Tier.HUMAN_NOW),
    "oldest first": Wanted(oldest=True),
    "with nobody": Wanted(whose="nobody"),
}
_ANY = "any"


def page(me: Person) -> None:
    """What waits, why, and who is on it."""
    with parts.telling():
        keys.listen(keys.QUEUE)
        parts.show_flash()
        parts.at_top("queue")
        st.title("Queue")
        if not house().store.people.supervises(me.id):
            parts.empty("No cohort yet", "A director chooses which cohorts you read.")
            return
        lines = supervising.queue(house(), me)
        back = supervising.back_on(house(), me)
        if back:
            st.info(f"You are away until {back:%A} {back.day} {back:%B}.")
        if lines:
            _lines(me, lines)
        else:
            parts.empty("Nothing waits", "New reps appear here when trainees send them.")
        _second(me)
        spread.draw(me, open_rep)


# --- what waits ------------------------------------------------------------------------------


def _lines(me: Person, lines: list[Waiting]) -> None:
    shown = narrowed(lines, _wanted(lines))
    late = sum(line.late for line in shown)
    has = "has" if late == 1 else "have"
    waited = f" {late} {has} waited longer than proposed." if late else ""
    if not shown:
        st.write("Nothing of this kind waits. Choose another view.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        free = next((line for line in shown if not line.held_by), None)
        if free and st.button(
            "Take the first one", type="primary", key="take first", shortcut=keys.MAIN
        ):
            take(me, shown)
        st.caption(f"{len(shown)} of {len(lines)} wait here.{waited}")
    last = (len(shown) - 1) // A_PAGE
    at = min(int(st.session_state.get("queue page number", 0)), last)
    by_age = st.session_state.get("view") == "oldest first"
    took = supervising.turnaround(house(), me)
    tier = None
    with st.container(key="rows", gap=None):
        for line in shown[at * A_PAGE : (at + 1) * A_PAGE]:
            if line.tier is not tier and not by_age:
                tier = line.tier
                count = sum(each.tier is tier for each in shown)
                _head(TITLE[tier].capitalize(), count, _target(tier, took))
            _line(line)
    if last:
        _pager(at, last)


def _head(title: str, count: int, said: str) -> None:
    st.html(
        f'<div class="queue-head"><h2>{escape(title)} <span class="n">{count or ""}</span></h2>'
        f"<p>{escape(said)}</p></div>"
    )


def _target(tier: Tier, took: dict[Tier, tuple[int, float]]) -> str:
    n, days = took.get(tier, (0, 0.0))
    lately = f" The last {n} took {days:.1f} days (median, 28 days)." if n >= 3 else ""
    return f"Proposed: {TARGET[tier]}.{lately}"


def _wanted(lines: list[Waiting]) -> Wanted:
    """The view and the filters, which stay in the address; trainees' names do not go there."""
    view = st.segmented_control(
        "View", list(VIEWS), default="everything", key="view", bind="query-params", required=True,
        label_visibility="collapsed",
    ) or "everything"  # fmt: skip
    start = VIEWS[view]
    rubrics, cases = house().content.rubrics, house().content.cases
    skills = {
        s: rubrics[s].title for s in sorted({line.row.skill for line in lines} & set(rubrics))
    }
    titles = {c: cases[c].title for c in sorted({line.row.case for line in lines} & set(cases))}
    names = {line.row.trainee: line.trainee for line in lines}
    with keys.part("filter", "Filter"):
        a, b = st.columns(2)
        skill = _choice(a, "Skill", "skill", skills)
        case = _choice(b, "Case", "case", titles)
        level = _choice(a, "Level", "level", {level: level for level in DIFFICULTIES})
        tier = _choice(b, "Reason", "reason", {t.value: TITLE[t] for t in Tier})
        trainee = _choice(a, "Trainee", "queue trainee", names, bound=False)
    return Wanted(
        trainee=trainee, skill=skill, case=case, level=level, tier=tier or start.tier,
        whose=start.whose, oldest=start.oldest,
    )  # fmt: skip


def _choice(
    where: st.delta_generator.DeltaGenerator, label: str, key: str, names: dict[str, str],
    bound: bool = True,
) -> str:  # fmt: skip
    chosen = where.selectbox(
        label,
        ["", *names],
        format_func=lambda id_: names.get(id_, _ANY),
        key=key,
        bind="query-params" if bound else None,
    )
    return chosen or ""


def _pager(at: int, last: int) -> None:
    left, middle, right = st.columns([1, 2, 1], vertical_alignment="center")
    if at > 0 and left.button("Before", key="page before", width="stretch"):
        st.session_state["queue page number"] = at - 1
        st.rerun()
    middle.caption(f"Page {at + 1} of {last + 1}, {A_PAGE} on each.")
    if at < last and right.button("Next", key="page next", width="stretch"):
        st.session_state["queue page number"] = at + 1
        st.rerun()


def _line(line: Waiting) -> None:
    left, right = st.columns([6, 1], vertical_alignment="center", wrap=False)
    whose = (
        f"with {line.held_by}" if line.held_by
        else "with you" if line.mine
        else f"for {line.given_to}" if line.given_to
        else "given to you" if line.row.given_to
        else f"put down by {line.dropped_by}" if line.dropped_by
        else ""
    )  # fmt: skip
    still = "" if line.row.submitted_at else ", still practising"
    ago = escape(parts.ago(line.since, house().now()))
    when = f"<span class=late>{ago}</span>, longer than proposed" if line.late else ago
    on_it = f" <span class=who>{escape(whose)}</span>" if whose else ""
    left.html(
        f"<p class=queue-row><strong>{escape(line.trainee)}</strong>: {escape(line.criterion)}"
        f"{on_it}<br><span class=quiet>{escape('; '.join(line.reasons))} · {when}{still} · "
        f"{escape(line.case)}, {escape(line.row.kind)}, {escape(line.row.level)}</span></p>"
    )
    label = "Go on" if line.mine else "Read"
    if right.button(
        label, key=f"open {line.row.id}", help=f"{label}: {line.trainee}", width="stretch"
    ):
        open_rep(line.row.id)


def open_rep(rep_id: str) -> None:
    st.switch_page(st.session_state["review page"], query_params={"rep": rep_id})


def take(me: Person, lines: list[Waiting]) -> None:
    """Claim the first of these that nobody else holds, and open it; else the queue."""
    for line in lines:
        if line.held_by:
            continue
        try:
            supervising.claim(house(), me, line.row.id)
        except (AlreadyTaken, NotAllowed, WrongStage):
            continue  # a colleague was faster, or has to do it; the next one will do
        open_rep(line.row.id)
    st.switch_page(st.session_state["queue page"])


# --- second ratings --------------------------------------------------------------------------


def _second(me: Person) -> None:
    offers = supervising.second_offers(house(), me)
    _head(
        "Second ratings",
        len(offers.rows),
        "Drawn at random or asked for by a colleague who signed them. You see the words and "
        "nothing else until you have rated; what was signed stays as it is.",
    )
    if not offers.rows:
        st.write(offers.sentence)
    rubrics = house().content.rubrics
    with st.container(key="seconds", gap=None):
        for row in offers.rows[:5]:
            left, right = st.columns([6, 1], vertical_alignment="center", wrap=False)
            skill = rubrics[row.skill].title if row.skill in rubrics else row.skill
            ago = parts.ago(row.signed_at, house().now())
            left.html(
                f"<p class=queue-row>{escape(skill)}<br><span class=quiet>signed {escape(ago)} · "
                f"{escape(row.kind)}, {escape(row.level)}</span></p>"
            )
            if right.button("Rate", key=f"second {row.id}", width="stretch"):
                st.switch_page(st.session_state["second page"], query_params={"rep": row.id})
