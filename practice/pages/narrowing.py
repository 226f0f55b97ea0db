"""What somebody wants to see of the queue: a view, filters on top of it, and views of their own."""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.pages import keys, parts
from practice.record import Kind
from practice.reviews import TITLE, Tier
from practice.roles import Person
from practice.supervising import Waiting, Wanted
from practice.waiting import BUILT_IN

_ANY = "any"


def wanted(me: Person, lines: list[Waiting]) -> Wanted:
    """The view and the filters, which stay in the address; trainees' names do not go there."""
    views = {view.name: view.wanted for view in supervising.my_views(house(), me)}
    first = BUILT_IN[0].name
    name = st.segmented_control(
        "View", list(views), default=first, key="view", bind="query-params", required=True,
        label_visibility="collapsed",
    ) or first  # fmt: skip
    start = views.get(name, Wanted())
    rubrics, cases = house().content.rubrics, house().content.cases
    skills = {
        s: rubrics[s].title for s in sorted({line.row.skill for line in lines} & set(rubrics))
    }
    titles = {c: cases[c].title for c in sorted({line.row.case for line in lines} & set(cases))}
    names = {line.row.trainee: line.trainee for line in lines}
    with keys.part("filter", "Filter, and views of your own"):
        a, b = st.columns(2)
        skill = _choice(a, "Skill", "skill", skills)
        case = _choice(b, "Case", "case", titles)
        level = _choice(a, "Level", "level", {level: level for level in DIFFICULTIES})
        tier = _choice(b, "Reason", "reason", {t.value: TITLE[t] for t in Tier})
        trainee = _choice(a, "Trainee", "queue trainee", names, bound=False)
        kind = _choice(b, "Drill or encounter", "kind", {k.value: k.value for k in Kind})
        found = Wanted(
            trainee=trainee or start.trainee, kind=kind or start.kind, skill=skill or start.skill,
            case=case or start.case, level=level or start.level, tier=tier or start.tier,
            whose=start.whose, oldest=start.oldest,
        )  # fmt: skip
        _own(me, name, found)
    return found


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


def _own(me: Person, name: str, found: Wanted) -> None:
    """Keep what is shown now under a name, or forget the view that is shown."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        new = st.text_input("Keep this as a view called", key="view name", max_chars=30)
        if st.button("Keep it", key="keep view"):
            supervising.keep_view(house(), me, new, found)
            parts.flash(f"“{new.strip()}” stands among your views.")
            st.rerun()
        mine = name not in {view.name for view in BUILT_IN}
        if mine and st.button(f"Forget “{name}”", key="forget view"):
            supervising.forget_view(house(), me, name)
            st.session_state.pop("view", None)
            st.query_params.pop("view", None)
            parts.flash(f"“{name}” is forgotten.")
            st.rerun()
