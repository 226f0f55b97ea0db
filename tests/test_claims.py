"""From a provider's claims to a person, and from a person to a role."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from practice import NotAllowed
from practice.claims import Rule, Vouched, rule_for, vouched
from practice.roles import Role

WHO = {"iss": "https://idp.example", "sub": "u-1"}
ANA = Vouched("https://idp.example", "u-1", "Ana Lim", "a@uni.example", frozenset({"cbt"}), "a")


@pytest.mark.parametrize(
    ("claims", "name", "email", "shown"),
    [({"email": "A@Uni.example", "email_verified": True, "name": " Ana  Lim "},
      "Ana Lim", "a@uni.example", "A@Uni.example"),
     ({"email": "a@uni.example", "given_name": "Ana", "family_name": "Lim"},
      "Ana Lim", "", "a@uni.example"),
     ({"email": "a@uni.example", "email_verified": "false"}, "a@uni.example", "", "a@uni.example"),
     ({"preferred_username": "alim"}, "alim", "", "alim"),
     ({"name": ["no", "text"], "email": 7}, "", "", "u-1"),
     ({"name": "An\u202ea\x00"}, "Ana", "", "Ana")],
)  # fmt: skip
def test_a_name_is_found_and_an_address_counts_when_it_is_verified(
    claims: dict[str, Any], name: str, email: str, shown: str
) -> None:
    found = vouched(WHO | claims)
    assert (found.name, found.email, found.shown) == (name, email, shown)
    assert (found.issuer, found.subject) == ("https://idp.example", "u-1")


@pytest.mark.parametrize(
    ("claims", "path", "groups"),
    [({"groups": ["a", "b", 7]}, "groups", {"a", "b"}),
     ({"groups": "a"}, "groups", {"a"}),
     ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", {"a"}),
     ({"https://uni.example/roles": ["a"]}, "https://uni.example/roles", {"a"}),
     ({"realm_access": "a"}, "realm_access.roles", set()),
     ({}, "groups", set())],
)  # fmt: skip
def test_groups_are_found_wherever_the_programme_says(
    claims: dict[str, Any], path: str, groups: set[str]
) -> None:
    assert vouched(WHO | claims, groups=path).groups == groups


@pytest.mark.parametrize(
    "claims", [{}, {"iss": "x"}, {"iss": "x", "sub": 7}, {"iss": "", "sub": "a"}]
)
def test_claims_about_nobody_are_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        vouched(claims)


def test_the_first_rule_that_fits_says_the_role() -> None:
    staff = Rule(group="staff", role=Role.DIRECTOR)
    cbt = Rule(group="cbt", role=Role.TRAINEE, cohort="Autumn")
    ana = Rule(email="A@uni.example", role=Role.SUPERVISOR, cohort="Autumn")
    assert rule_for(ANA, [staff, cbt, ana]) is cbt
    assert rule_for(ANA, [ana, cbt]) is ana
    assert rule_for(ANA, [staff]) is None
    nobody = Vouched("i", "s", "", "", frozenset(), "")
    assert rule_for(nobody, [staff, cbt, ana]) is None


@pytest.mark.parametrize(
    "rule",
    [{"role": "trainee", "cohort": "A"},
     {"group": "a", "email": "b@c.de", "role": "director"},
     {"group": "a", "role": "trainee"},
     {"group": "a", "role": "director", "cohort": "A"},
     {"group": "a", "role": "boss", "cohort": "A"},
     {"group": "a", "role": "director", "admin": True}],
)  # fmt: skip
def test_a_rule_that_could_mean_two_things_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rule.model_validate(rule)
