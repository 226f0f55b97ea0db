"""A trainee's own copy as one page of HTML that reads and prints well; it fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape

from practice.own_copy import CameBack, OwnCopy, RepCopy, Said
from practice.record import Attempt

_TRY = {
    Attempt.FIRST: "First try",
    Attempt.REDO: "The same moment again",
    Attempt.TRANSFER: "With another client",
}
_CSS = """
:root { color-scheme: light; }
body { font: 16px/1.55 system-ui, sans-serif; color: #1f2a2e; background: #fff; margin: 0 auto;
  max-width: 44rem; padding: 2rem 1.25rem; }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; } h2 { font-size: 1.3rem; margin: 2.2rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, ul { margin: .35rem 0; } ul { padding-left: 1.2rem; }
.quiet { color: #55656b; font-size: .92rem; }
.said { margin: .4rem 0; padding: .1rem .8rem; border-left: 3px solid #c9d3d3;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.said.trainee { border-color: #0f6e6e; }
.said b { font-weight: 600; }
table { border-collapse: collapse; margin: .4rem 0; font-size: .95rem; }
th, td { text-align: left; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid #dde4e4;
  vertical-align: top; }
article { border-top: 2px solid #dde4e4; margin-top: 2rem; }
@media print { @page { margin: 18mm; } body { max-width: none; padding: 0; font-size: 11pt; }
  h2, h3 { break-after: avoid; } .said, tr { break-inside: avoid; } }
"""


def page(copy: OwnCopy) -> str:
    """The whole copy; every word of anybody's is escaped."""
    kept = copy.months_kept
    body = [
        f"<h1>What is on record about {_(copy.name)}</h1>",
        f'<p class="quiet">Made on {_day(copy.made_at)}, {copy.made_at:%H:%M} UTC. '
        f"{_(copy.says)}</p>",
        f"<p>{_sign_in(copy)}; the account is there since {_day(copy.account_since)}.</p>",
        f"<p>Words are kept for {_months(kept.transcript)} after the last thing that happened to a "
        f"rep, levels with your name for {_months(kept.ratings)} after your last rep, and who "
        f"looked at what for {_months(kept.audit)}.</p>",
    ]
    if copy.asked_to_be_erased_at:
        body.append(f"<p>Erasure was asked for on {_day(copy.asked_to_be_erased_at)}.</p>")
    body += [_rep(rep) for rep in copy.reps]
    body += _lists(copy)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>What is on record about {_(copy.name)}</title><style>{_CSS}</style></head>"
        f"<body>{''.join(body)}</body></html>"
    )


def _(text: object) -> str:
    return escape(str(text))


def _months(n: int) -> str:
    return "one month" if n == 1 else f"{n} months"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _rep(rep: RepCopy) -> str:
    sent = f", sent on {_day(rep.sent_at)}" if rep.sent_at else f", not sent ({_(rep.stage)})"
    parts = [
        f"<article><h2>{_(rep.skill)}: {_(rep.aim)}</h2>",
        f'<p class="quiet">{_(rep.kind)}, {_(rep.level)}, with {_(rep.client)}; begun on '
        f"{_day(rep.begun_at)}{sent}.</p>",
    ]
    if rep.words_removed_at:
        parts.append(f"<p>Its words were removed on {_day(rep.words_removed_at)}.</p>")
    if rep.said:
        parts.append("<h3>What was said</h3>")
    parts += [_said(rep, said) for said in rep.said]
    if rep.pattern_named:
        picked = f", in “{_(rep.words_picked)}”" if rep.words_picked else ""
        parts.append(f"<p>You named: {_(', '.join(rep.pattern_named))}{picked}.</p>")
    if rep.own_ratings:
        parts.append("<h3>How you rated yourself</h3>")
    for rated in rep.own_ratings:
        parts.append(f"<p>{_(_TRY[rated.attempt])}, {rated.sure} % sure:</p>")
        parts.append(_levels(rated.levels))
    if rep.feedback:
        parts.append("<h3>Provisional feedback, by machine</h3>")
        parts.append(_list(
            f"{_TRY[told.attempt]}, {told.says}: {told.text}"
            + ("" if told.stands else " (a supervisor did not stand by this)")
            for told in rep.feedback
        ))  # fmt: skip
    parts += _after(rep)
    return "".join(parts) + "</article>"


def _said(rep: RepCopy, said: Said) -> str:
    other = rep.other_client if said.turn.startswith("x") else ""
    name = "You" if said.who == "trainee" else other or rep.client
    return (
        f'<p class="said {_(said.who)}"><b>{_(name)}</b> '
        f'<span class="quiet">{_(said.turn)}</span><br>{_(said.text)}</p>'
    )


def _after(rep: RepCopy) -> list[str]:
    parts = []
    if rep.how_hard:
        felt = f" What showed up: {_(', '.join(rep.reactions))}." if rep.reactions else ""
        parts.append(f"<p>How hard it was: {_(rep.how_hard)}.{felt}</p>")
    if rep.note_to_supervisor:
        parts.append(f"<p>Your note to the supervisor: {_(rep.note_to_supervisor)}</p>")
    if rep.a_human_was_asked_to_look:
        parts.append("<p>Some words in it were shown to a human, for safety or privacy.</p>")
    if rep.came_back:
        parts += _came_back(rep.came_back)
    if rep.notes_on_record:
        parts += ["<h3>What you put beside it</h3>", _list(rep.notes_on_record)]
    return parts


def _came_back(back: CameBack) -> list[str]:
    done = "Signed" if back.signed else "Returned"
    parts = [f"<h3>{done} by {_(back.by)}</h3>"]
    if back.signed:
        parts.append(f"<p>{'Met in simulation' if back.met_in_simulation else 'Not met yet'}.</p>")
        parts.append(_levels(back.levels))
    for name, text in (
        ("Strength", back.strength), ("To change", back.corrective), ("Note", back.note),
        ("You answered", back.my_answer), ("You asked for a second rating", back.contested),
    ):  # fmt: skip
        if text:
            parts.append(f"<p><b>{name}:</b> {_(text)}</p>")
    return [*parts, _list(back.comments)]


def _levels(levels: Mapping[str, int | None]) -> str:
    rows = "".join(
        f"<tr><td>{_(point)}</td><td>{'N/A' if level is None else level}</td></tr>"
        for point, level in levels.items()
    )
    return f"<table><tr><th>Point</th><th>Level, 0 to 4</th></tr>{rows}</table>" if rows else ""


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _lists(copy: OwnCopy) -> list[str]:
    parts = []
    if copy.drafts:
        parts += ["<h2>Typed and not sent</h2>", _list(draft.text for draft in copy.drafts)]
    if copy.answers_about_tools:
        parts += ["<h2>Your answers about outside tools</h2>", _list(
            f"{_day(a.at)}, {a.purpose}: {'yes' if a.given else 'no'}"
            for a in copy.answers_about_tools
        )]  # fmt: skip
    if copy.said_about_myself:
        parts.append(f"<h2>What you said of yourself</h2><p>{_(copy.said_about_myself)}</p>")
    looks = copy.who_read_my_transcripts
    read = _list(f"{_day(look.at)}, {look.at:%H:%M} UTC: {look.by}" for look in looks)
    return [*parts, "<h2>Who read your transcripts</h2>", read or "<p>Nobody so far.</p>"]


def _sign_in(copy: OwnCopy) -> str:
    email = copy.email and f"e-mail {copy.email}"
    told = [f"Username {copy.username}", email, *copy.single_sign_on, copy.cohort]
    return _(", ".join(filter(None, told)))
