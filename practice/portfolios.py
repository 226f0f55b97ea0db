"""Puts a trainee's portfolio together from what supervisors signed; verbs decide who has it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from practice import NotFound, cohorts
from practice.cohorts import Met
from practice.evidence import codes, statements
from practice.evidence.codes import Code
from practice.evidence.portfolio import Portfolio, Rated, Reached, Signed
from practice.house import Content, House
from practice.roles import Person, Role

SECRET = "pseudonym secret"
_LEFT = "somebody who left"


def own_codes(house: House) -> tuple[Code, ...]:
    """The programme's own competency codes."""
    return tuple(Code(**one) for one in house.store.setting(codes.SETTING, []))


def titles(content: Content) -> dict[str, str]:
    """The title of every skill and criterion."""
    rubrics = content.rubrics.values()
    skills = {rubric.id: rubric.title for rubric in rubrics}
    return skills | {r.full(c): c.title for r in rubrics for c in r.criteria}


def portfolio(house: House, trainee: str) -> Portfolio:
    """Everything of a trainee's that is signed now; NotFound when there is no such trainee."""
    account = house.store.people.by_id(trainee)
    if account is None or account.role is not Role.TRAINEE or account.former:
        raise NotFound("There is no such trainee.")
    names = {one.id: one.name for one in house.store.people.everyone()}
    where = {cohort.id: cohort.name for cohort in house.store.people.cohorts()}
    own, named = own_codes(house), titles(house.content)
    lines = house.store.counting.signed_work(trainee)
    return Portfolio(
        made_at=house.now(), trainee=account.name, cohort=where.get(account.cohort or "", ""),
        met=tuple(_reached(lines, names, named, own)),
        work=tuple(_signed(line, house.content, names, named, own) for line in lines),
    )  # fmt: skip


def xapi(house: House, trainee: str, home: str) -> list[statements.Statement]:
    """The same as xAPI statements; `home` is the trainer's address, such as "https://…"."""
    secret = house.store.setting(SECRET, None)
    if secret is None:
        secret = secrets.token_hex(32)
        house.store.change_setting(SECRET, secret, "machine", house.now())
    who = statements.pseudonym(secret, trainee)
    return statements.statements(portfolio(house, trainee), who, home)


def took(house: House, me: Person, what: str, about: str) -> None:
    """Write down that somebody took something away."""
    house.store.note(house.now(), me.id, f"took {what}", about)


def _met(line: Mapping[str, Any]) -> bool:
    return bool(line["met"]) and not line["needs_review"]


def _signed(
    line: Mapping[str, Any], content: Content, names: Mapping[str, str],
    named: Mapping[str, str], own: Iterable[Code],
) -> Signed:  # fmt: skip
    skill, plan = line["skill"], line["plan"]
    case = content.cases.get(line["case"])
    points = [f"{skill}.{point}" for point in line["points"].split()]
    rubric = content.rubrics.get(skill)
    order = {point: n for n, point in enumerate(rubric.criterion_ids if rubric else ())}
    levels = zip(points, line["final"], strict=False)
    rated = tuple(
        Rated(
            criterion=point, title=named.get(point, point),
            level=int(level) if level.isdigit() else None, codes=codes.of(own, point),
        )
        for point, level in sorted(levels, key=lambda pair: order.get(pair[0], len(order)))
    )  # fmt: skip
    return Signed(
        rep=line["id"], signed_at=line["signed_at"],
        signed_by=names.get(line["signed_by"], _LEFT), skill=skill,
        skill_title=named.get(skill, skill), aim=named.get(line["criterion"], line["criterion"]),
        difficulty=line["level"], kind=line["kind"],
        client=case.public.name if case else line["case"],
        rubric_version=plan.get("rubric_version"),
        rubric_fingerprint=plan.get("rubric_fingerprint", ""), met_in_simulation=_met(line),
        tried_again=bool(line["redone"]), levels=rated,
    )  # fmt: skip


def _reached(
    lines: Iterable[Mapping[str, Any]], names: Mapping[str, str], named: Mapping[str, str],
    own: Iterable[Code],
) -> Iterable[Reached]:  # fmt: skip
    met = [
        Met(line["skill"], line["level"], line["case"], line["signed_at"].astimezone(UTC),
            names.get(line["signed_by"], _LEFT))
        for line in lines if _met(line)
    ]  # fmt: skip
    for one in cohorts.milestones(met, (), list(dict.fromkeys(each.skill for each in met))):
        if isinstance(one.on, datetime):
            yield Reached(
                skill=one.skill, skill_title=named.get(one.skill, one.skill),
                difficulty=one.level, on=one.on, signed_by=one.signed_by,
                codes=codes.of(own, one.skill),
            )  # fmt: skip
