"""A director's pages: the cohort, the people, the content, the programme's own texts."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st

from practice import cohorts, directing, gates, standing
from practice.adapters.wiring import house
from practice.pages import charts, moved, parts, programme
from practice.recalibration import Recalibration
from practice.roles import Person, Role


def pages(me: Person) -> list[st.Page]:
    """A director's menu."""
    return [
        st.Page(partial(cohort, me), title="Cohort", url_path="cohort", default=True),
        st.Page(partial(people, me), title="People", url_path="people"),
        st.Page(partial(scores, me), title="Scores", url_path="scores"),
        st.Page(partial(content, me), title="Content", url_path="content"),
        st.Page(partial(programme.page, me), title="Programme", url_path="programme"),
    ]


def cohort(me: Person) -> None:
    """Is the cohort practising well, and is feedback timely?"""
    with parts.telling():
        parts.show_flash()
        st.title("Cohort")
        groups = directing.groups(house(), me)
        if not groups:
            parts.empty(
                "No cohort yet", "Start one under “People”, then invite trainees and a supervisor."
            )
            return
        names = {"all cohorts": None} | {group.name: group.id for group in groups}
        first = 1 if len(groups) == 1 else 0
        chosen = names[st.selectbox("Which?", list(names), index=first, key="which cohort")]
        data = directing.cohort_data(house(), me, chosen)
        if not data.names:
            parts.empty(
                "No trainees yet", "Invite them under “People”; each gets a link of their own."
            )
            return
        if not directing.has_supervisor(house()):
            st.warning("Nobody supervises yet: this is practice only, and nothing can be signed.")
        now = house().now()
        st.header("Is the cohort practising well?")
        weeks = cohorts.good_reps_per_week(data.rows, now, 8)
        parts.chart(
            charts.good_reps(weeks, parts.palette()),
            charts.good_reps_words(weeks),
            charts.good_reps_table(weeks),
        )
        st.header("Is feedback timely?")
        tiers = cohorts.turnaround(data.rows, now)
        parts.chart(
            charts.turnaround(tiers, parts.palette()),
            charts.turnaround_words(tiers),
            charts.turnaround_table(tiers),
        )
        st.header("Who is where?")
        _table(data, now)
        _milestones(data)
        st.caption(
            "Simulation, formative. “Met” is signed by a supervisor; unsigned work is in no count."
        )


def _table(data: directing.CohortData, now: datetime) -> None:
    rows = [
        {
            "Trainee": line.name,
            "Begun": line.begun,
            "Good reps": line.good,
            "Sent": line.submitted,
            "Signed": line.signed,
            "Met in simulation": line.met,
            "Waiting": line.waiting,
            "Last active": parts.ago(line.last_active, now) or "not yet",
            "Get in touch?": "; ".join(line.flags),
        }
        for line in cohorts.table(data.rows, data.names, now)
    ]
    parts.table(
        rows,
        "The last 28 days, by name, each count by its own date: what was signed "
        "lately may have been sent before. Good reps are counted, not minutes or streaks.",
    )


def _milestones(data: directing.CohortData) -> None:
    st.header("What has been met in simulation?")
    skills = {skill: rubric.title for skill, rubric in house().content.rubrics.items()}
    cells = cohorts.milestone_grid(data.rows, data.names, list(skills))
    if cells and cells[0].note:
        st.caption(cells[0].note)
        return
    rows = [
        {
            "Skill": skills[cell.skill],
            "Level": cell.level,
            **{standing.value.capitalize(): cell.counts[standing] for standing in cohorts.Standing},
        }
        for cell in cells
    ]
    parts.table(rows, "How many trainees stand where. Met takes two signed reps on two cases.")


def people(me: Person) -> None:
    """Cohorts, invitations, who supervises whom, access."""
    with parts.telling():
        parts.show_flash()
        st.title("People")
        groups = directing.groups(house(), me)
        names = {group.name: group.id for group in groups}
        _show_link()
        # A form is new after each success, so that a second click on the old one does nothing.
        turn = st.session_state.setdefault("people forms", 0)
        with st.form(f"new cohort {turn}", border=True), parts.telling():
            name = st.text_input("Start a cohort", placeholder="Autumn 2026")
            if st.form_submit_button("Start it", type="secondary" if groups else "primary"):
                directing.add_cohort(house(), me, name)
                st.session_state["people forms"] = turn + 1
                parts.flash("The cohort is there.")
                st.rerun()
        _invite(me, names, turn)
        st.header("Everybody")
        for member in directing.members(house(), me):
            _member(me, member, names)


def _invite(me: Person, names: dict[str, str], turn: int) -> None:
    roles = list(Role) if names else [Role.DIRECTOR]
    with st.form(f"invite {turn}", border=True), parts.telling():
        st.write("**Invite somebody**")
        name = st.text_input("Name")
        a, b = st.columns(2)
        role = a.selectbox("Role", roles, format_func=lambda r: r.value) or roles[0]
        cohort_name = b.selectbox("Cohort", list(names), disabled=not names)
        if not names:
            st.caption("Trainees and supervisors can be invited once there is a cohort.")
        if st.form_submit_button("Make the link"):
            cohort_id = names[cohort_name] if role is not Role.DIRECTOR and cohort_name else None
            token = directing.invite(house(), me, name, role, cohort_id)
            st.session_state["people forms"] = turn + 1
            _keep_link(
                f"Give this link to {parts.plain(name.strip())}. It works once, for seven days.",
                f"/join/{token}",
            )
            st.rerun()


def _keep_link(sentence: str, path: str) -> None:
    st.session_state["link"] = (sentence, path)


def _show_link() -> None:
    if "link" in st.session_state:
        sentence, path = st.session_state["link"]
        with st.container(border=True):
            st.write(sentence)
            base = str(st.context.url or "").split("//", 1)
            origin = f"{base[0]}//{base[1].split('/', 1)[0]}" if len(base) == 2 else ""
            st.code(origin + path, language=None, wrap_lines=True)
            if st.button("Done", key="link done"):
                st.session_state.pop("link")
                st.rerun()


def _member(me: Person, member: directing.Member, names: dict[str, str]) -> None:
    cohort_of = {v: k for k, v in names.items()}
    where = cohort_of.get(member.cohort or "", "")
    state = "" if member.active else " (no access)"
    place = f", {where}" if where else ""
    with st.expander(parts.plain(f"{member.name}{state}, {member.role.value}{place}")):
        st.caption(f"Signs in as {member.username}.")
        if member.role is Role.SUPERVISOR:
            reads = st.multiselect(
                "Reads these cohorts",
                list(names),
                key=f"reads {member.id}",
                default=[cohort_of[c] for c in member.supervises if c in cohort_of],
            )
            if st.button("Save", key=f"save reads {member.id}"):
                directing.set_supervises(house(), me, member.id, [names[n] for n in reads])
                parts.flash("Saved.")
                st.rerun()
        if st.button("Make a new-password link", key=f"password {member.id}"):
            token = directing.new_password_link(house(), me, member.id)
            _keep_link(
                f"Give this link to {parts.plain(member.name)}. It works once.",
                f"/new-password/{token}",
            )
            st.rerun()
        if member.id != me.id:
            label = "End access" if member.active else "Restore access"
            with st.popover(label):
                st.write(
                    "Their signed work stays. They are signed out at once."
                    if member.active
                    else "They can sign in again."
                )
                if st.button(f"Yes, {label.lower()}", key=f"active {member.id}"):
                    directing.set_active(house(), me, member.id, not member.active)
                    st.rerun()


def scores(me: Person) -> None:
    """Can the scores be trusted?"""
    with parts.telling():
        parts.show_flash()
        st.title("Scores")
        found = standing.standing(house(), me)
        st.write(found.summary)
        st.caption(
            f"A number is shown to trainees only where {gates.NEEDED} reps were rated blind by two "
            "supervisors, the lower end of the agreement with the machine (quadratic weighted "
            f"kappa, 90 % interval) is above {gates.LEAST_KAPPA:g}, and it is neither milder nor "
            f"stricter by more than {gates.MOST_BIAS:g} of a level. Until then they read words."
        )
        moved.draw(me)
        if not found.gates:
            parts.empty("Nothing read yet", "The first rep a trainee rates is read at once.")
        for skill, rubric in directing.shelved(house(), me).items():
            here = {gate.criterion: gate for gate in found.gates}
            mine = [here[full] for full in rubric.criterion_ids if full in here]
            if not mine:
                continue
            st.header(rubric.title)
            for gate in mine:
                _gate(rubric.criterion(gate.criterion).title, gate, found.correction(gate))
            st.caption(f"{skill}: read by {mine[0].stamp.split()[0]}.")


def _gate(title: str, gate: gates.Gate, correction: Recalibration | None) -> None:
    with st.container(border=True):
        st.write(f"**{title}**: {gate.sentence}")
        for line in (gate.figures, gate.chosen):
            if line:
                st.caption(line)
        if correction:
            st.caption(
                f"Corrected by {correction.shift:+.2f} levels from {correction.n} signed reps; the "
                f"typical error on reps it had not seen goes from {correction.before.absolute:.2f} "
                f"to {correction.after.absolute:.2f} levels."
            )


def content(me: Person) -> None:
    """Which cases and rubrics are in use, and why a file was left out."""
    with parts.telling():
        st.title("Content")
        shelves = directing.shelves(house(), me)
        if shelves.problems:
            st.header("Left out, and why")
            st.caption(
                "The rest of the trainer goes on without these. Mend the file and start again."
            )
            parts.table(
                [
                    {
                        "File": f"{p.file}, line {p.line}",
                        "Field": p.field,
                        "What to mend": p.message,
                    }
                    for p in shelves.problems
                ],
                "Each mistake with its file, line and field",
            )
        else:
            st.success("Every case and rubric file is in use.")
        titles = {r.id: r.title for r in shelves.rubrics}
        st.header("Cases")
        parts.table(
            [
                {
                    "Case": c.title,
                    "Review": c.reviewed_by or "not yet clinically reviewed",
                    "Client": c.public.name,
                    "Level": c.level,
                    "Skills": ", ".join(titles.get(s, s) for s in c.skills),
                    "Exercises": len(c.stimuli),
                }
                for c in shelves.cases
            ],
            "Simulated clients in use",
        )
        st.header("Rubrics")
        parts.table(
            [
                {
                    "Rubric": r.title,
                    "Points": len(r.criteria),
                    "Version": r.version,
                    "Review": r.reviewed_by or "not yet reviewed",
                }
                for r in shelves.rubrics
            ],
            "Rubrics in use",
        )
