"""What a supervisor sees once their own rating is saved: everybody's, and the machine's words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import keys, parts, rating_form
from practice.pages.kept import Kept
from practice.pages.rating_form import NA, OPTIONS
from practice.record import Claim
from practice.reviews import DONE
from practice.roles import Person
from practice.rubrics import LEVELS
from practice.views import SupervisorView

_VERDICTS = ["justified", "not justified", "unsure"]


def draw(me: Person, view: SupervisorView, kept: Kept) -> None:
    """Every rating side by side, what was changed, and whether the machine's words hold."""
    st.header("All ratings")
    _table(view)
    if view.own:
        st.caption(
            f"{parts.plain(view.trainee)} was {view.own.sure} % sure that you would agree on the "
            "target."
        )
    if view.recognition_mark:
        st.caption(f"Recognition: {parts.plain(view.recognition_mark.sentence)}")
    for change in view.review.changes:
        title = view.rubric.criterion(change.criterion).title
        st.caption(
            f"{title}: changed to {rating_form.shown(change.level)}. {parts.plain(change.reason)}"
        )
    open_ = view.mine and view.review.stage not in DONE
    if open_:
        _change(me, view, kept)
    _others(view)
    if open_:
        _claims(me, view)


def _table(view: SupervisorView) -> None:
    """Blind, own and machine's level; whoever is a level or more away is marked, with how much."""
    own = view.own.levels if view.own else {}
    blind = view.blind.levels if view.blind else {}
    rows = []
    for criterion in view.rubric.criteria:
        full = view.rubric.full(criterion)
        mine = view.review.levels.get(full)
        was = f"blind {rating_form.shown(blind[full])}" if blind.get(full) != mine else ""
        machine = view.judgement.level(full) if view.judgement else None
        gate = " <small>has to be met</small>" if criterion.gate else ""
        cells = [_level(mine, was)]
        cells += [_level(level, _away(level, mine)) for level in (own.get(full), machine)]
        rows.append(f"<tr><th scope=row>{escape(criterion.title)}{gate}</th>{''.join(cells)}</tr>")
    heads = ("You", view.trainee.split()[0], "Machine")
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in heads)
    st.html(
        '<div class="scroll" tabindex="0" role="region" aria-label="All ratings"><table '
        'class="plain ratings"><caption>The machine’s are provisional. A marked level is one or '
        f"more away from yours.</caption><thead><tr><th scope=col>Point</th>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _level(level: int | None, mark: str) -> str:
    """One cell: the level, its word, and whatever is to be said of it."""
    word = "no opportunity" if level is None else LEVELS[level]
    number = NA if level is None else str(level)
    said = f" <mark>{escape(mark)}</mark>" if mark else ""
    return f"<td><b>{number}</b>{said} <small>{word}</small></td>"


def _away(level: int | None, mine: int | None) -> str:
    if level is None or mine is None or level == mine:
        return ""
    return f"{abs(level - mine)} {'above' if level > mine else 'below'}"


def _change(me: Person, view: SupervisorView, kept: Kept) -> None:
    turn = len(view.review.changes)
    with keys.part("change", "Change a level"):
        st.caption("Your blind level stays on record beside the new one.")
        titles = {c.title: view.rubric.full(c) for c in view.rubric.criteria}
        a, b = st.columns([3, 2])
        criterion = titles[a.selectbox("Point", list(titles), key="level of")]
        level = b.selectbox("New level", OPTIONS, key="level to")
        reason = kept.text("why", "Why?", turn=turn)
        if st.button("Change it", key="do change"):
            new = None if level == NA else int(level)
            supervising.change(house(), me, view.id, criterion, new, reason)
            parts.flash("Changed; your blind level is kept beside it.")
            st.rerun()


def _others(view: SupervisorView) -> None:
    """What other supervisors rated, beside one's own; what the trainee and a director answered."""
    names = {account.id: account.name for account in house().store.people.everyone()}
    for rated in (*view.review.earlier, *view.review.seconds):
        name = names.get(rated.by, "A colleague")
        rows = [
            {
                "Point": c.title,
                "You": rating_form.shown(view.review.levels.get(view.rubric.full(c))),
                name: rating_form.shown(rated.levels.get(view.rubric.full(c))),
            }
            for c in view.rubric.criteria
        ]
        parts.table(rows, f"{name} rated this blind too.")
    if view.contested:
        parts.note("", f"{view.trainee} sees it differently", view.contested.reason)
    if view.review.acknowledged and view.review.acknowledged.reply:
        parts.note("", f"{view.trainee} answers", view.review.acknowledged.reply)
    for line in view.review.taken_up:
        parts.note("", "The director writes", line.note)


def _claims(me: Person, view: SupervisorView) -> None:
    """Each sentence of machine feedback with its quote, to be judged in one key."""
    first, again = view.judgement, view.redo_judgement
    if first is None:
        return
    at_once = [claim for claim in (first.strength, first.corrective) if claim]
    rest = [*first.more, *(again.claims if again else ())]
    if at_once or rest:
        st.header("What the machine told the trainee")
    _judge(me, view, at_once)
    if rest:
        sentences = "1 more sentence" if len(rest) == 1 else f"{len(rest)} more sentences"
        with keys.part("more", f"{sentences}, behind “More” or on the second try"):
            _judge(me, view, rest)


def _judge(me: Person, view: SupervisorView, claims: Sequence[Claim]) -> None:
    for claim in claims:
        now = view.review.verdict(claim.id)
        parts.note(
            claim.says + (" struck" if now == "not justified" else ""),
            claim.says.capitalize(),
            claim.text,
            f"{claim.quote.turn}: {claim.quote.text}",
        )

        def mark(claim_id: str = claim.id) -> None:
            verdict = st.session_state[f"verdict {claim_id}"]
            if verdict:
                supervising.mark_claim(house(), me, view.id, claim_id, verdict)

        st.segmented_control(
            f"Do the words show it? {claim.text[:40]}",
            _VERDICTS,
            default=now,
            key=f"verdict {claim.id}",
            on_change=mark,
            label_visibility="collapsed",
        )
