"""Who somebody is by a sign-in of their university or clinic: from claims to a name and a role.

The provider vouches for who it is. Whether they may come in, and as what, is said by the programme:
by its people's e-mail addresses, or by rules over addresses and groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from practice import NotAllowed
from practice.roles import Role
from practice.rosters import known_as

GROUPS = "groups"
_UNUSABLE = "Your sign-in did not say who you are. Please try again, or ask your director."


@dataclass(frozen=True)
class Vouched:
    """What a provider says of somebody. `email` is in lower case, and empty unless it is vouched
    for; `shown` is what they know themselves by, for a sentence on the screen."""

    issuer: str
    subject: str
    name: str
    email: str
    groups: frozenset[str]
    shown: str


class Rule(BaseModel):
    """Who comes in without an account made beforehand: a group or an e-mail address, and as what.

    `cohort` is a cohort's name: where a trainee trains, or what a supervisor reads at first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    group: str = Field(default="", max_length=300)
    email: str = Field(default="", max_length=200)
    role: Role
    cohort: str = Field(default="", max_length=100)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.group) == bool(self.email):
            raise ValueError("name either a group or an e-mail address")
        if (self.role is Role.DIRECTOR) == bool(self.cohort):
            raise ValueError(
                "a director has no cohort" if self.cohort else f"name the cohort of a {self.role}"
            )
        return self

    def fits(self, who: Vouched) -> bool:
        """Whether it is about this person."""
        return self.group in who.groups if self.group else known_as(self.email) == who.email


def vouched(
    claims: Mapping[str, Any], *, groups: str = GROUPS, trust_email: bool = False
) -> Vouched:
    """Read checked claims; NotAllowed when they do not name anybody.

    `groups` names the claim that lists groups, with dots into what lies deeper. An e-mail address
    counts where the provider says that it is verified; with `trust_email` it always does.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        raise NotAllowed(_UNUSABLE)
    said = _text(claims, "email")
    verified = claims.get("email_verified") in (True, "true") or trust_email
    known = _text(claims, "preferred_username")
    given = f"{_text(claims, 'given_name')} {_text(claims, 'family_name')}".strip()
    name = _text(claims, "name") or given or known or said
    return Vouched(
        issuer=issuer,
        subject=subject,
        name=" ".join(name.split())[:100],
        email=known_as(said) if verified else "",
        groups=frozenset(_groups(claims, groups)),
        shown=(said or known or name or subject)[:100],
    )


def rule_for(who: Vouched, rules: Iterable[Rule]) -> Rule | None:
    """The first rule that is about this person."""
    return next((rule for rule in rules if rule.fits(who)), None)


def _text(claims: Mapping[str, Any], name: str) -> str:
    found = claims.get(name)
    return "".join(c for c in found.strip() if c.isprintable()) if isinstance(found, str) else ""


def _groups(claims: Mapping[str, Any], path: str) -> list[str]:
    found: Any = claims.get(path)
    if found is None:
        found = claims
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    if isinstance(found, list):
        return [group for group in found if isinstance(group, str)]
    return []
