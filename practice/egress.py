"""Every place outside this computer that words may go to: which host, for what, and who agreed."""

from __future__ import annotations

from dataclasses import dataclass

from practice import consenting
from practice.consent import Notice, Purpose
from practice.house import House
from practice.roles import Person, Role, require

_SENT = {
    Purpose.CLIENT_VOICE: "In an encounter: what the case says of the client just then, the "
    "trainee's replies and the client's lines. Never a name, a rating or a cohort.",
    Purpose.SCORING: "The reply, what the client said before it, and what the exercise is about. "
    "Never a name, the trainee's own rating or a cohort.",
}
_FOR = {
    Purpose.CLIENT_VOICE: "the simulated client's voice",
    Purpose.SCORING: "reading replies",
}
RECORDS = "all records"


@dataclass(frozen=True)
class WayOut:
    """One host. `agreed` of `asked` trainees said yes to exactly this; None where nobody is asked.

    `here` is a host on this computer, which words do not leave.
    """

    host: str
    what_for: str
    tool: str
    sent: str
    keeps: str
    here: bool
    agreed: int | None = None
    asked: int | None = None
    words: bool = True  # whether anything that somebody wrote goes there


def ways_out(house: House, me: Person) -> list[WayOut]:
    """Every way out that is set up now; empty when no words leave this computer at all."""
    require(me, "change settings")
    found = [_by(house, notice) for notice in (house.notice, house.judge_notice) if notice]
    elsewhere = house.store.database.host
    if elsewhere:
        here = _is_here(elsewhere)
        sent = "Everything that is recorded here: transcripts, ratings, people, the audit."
        keeps = "The programme's own database; your periods under Records count for it."
        found.append(WayOut(elsewhere, RECORDS, "PostgreSQL", sent, keeps, here))
    return [*found, *_sign_on(house)]


def _sign_on(house: House) -> list[WayOut]:
    if house.sign_on is None:
        return []
    names = " or ".join(choice.label for choice in house.sign_on.choices())
    sent = (
        "Nobody's words. The browser goes there to sign in, and this server asks who that was; "
        "name, e-mail address and groups come back."
    )
    keeps = "As your university or clinic keeps it; here an account and its identifier are kept."
    return [
        WayOut(host, "single sign-on", names, sent, keeps, _is_here(host), words=False)
        for host in house.sign_on.hosts()
    ]


def _is_here(host: str) -> bool:
    return host in ("127.0.0.1", "localhost", "::1")


def _by(house: House, notice: Notice) -> WayOut:
    trainees = [
        member.person
        for member in house.store.people.everyone()
        if member.active and member.person.role is Role.TRAINEE
    ]
    agreed = sum(consenting.agreed(house, person, notice) for person in trainees)
    return WayOut(
        host=notice.host,
        what_for=_FOR[notice.purpose],
        tool=notice.tool,
        sent=_SENT[notice.purpose],
        keeps=notice.keeps,
        here=notice.stays_here,
        agreed=None if notice.stays_here else agreed,
        asked=None if notice.stays_here else len(trainees),
    )
