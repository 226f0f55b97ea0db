"""Who is who by a provider's subject, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from practice.adapters.identities import Identities, Identity
from practice.adapters.store import Store
from practice.roles import Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
IDP, OTHER = "https://idp.example", "https://other.example"


@pytest.fixture
def identities(store: Store) -> Identities:
    """A cohort, and Ada in it."""
    store.people.add_cohort("c1", "Spring", NOON)
    store.people.add("p1", "ada", "Ada", Role.TRAINEE, NOON, cohort="c1")
    return store.people.identities


def test_a_subject_is_bound_to_one_person_and_a_person_to_one_subject_of_a_provider(
    store: Store, identities: Identities
) -> None:
    assert identities.find(IDP, "u-1") is None
    assert identities.bind(IDP, "u-1", "p1", NOON)
    assert identities.find(IDP, "u-1") == Identity("p1", by_rule=False)
    assert not identities.bind(IDP, "u-2", "p1", NOON)
    assert identities.bind(OTHER, "u-1", "p1", NOON), "another provider is another matter"
    assert identities.of("p1") == [f"{IDP} u-1", f"{OTHER} u-1"]
    assert identities.bound() == {"p1"}
    identities.unbind("p1")
    assert identities.find(IDP, "u-1") is None and identities.bound() == frozenset()
    assert [line.did for line in store.audit(9)] == ["came by single sign-on first"] * 2


def test_somebody_who_joins_by_a_rule_is_written_whole_or_not_at_all(
    store: Store, identities: Identities
) -> None:
    identities.join(IDP, "u-2", "p2", "sam", "sam@uni.example", "Sam", Role.SUPERVISOR, "c1", NOON)
    assert identities.find(IDP, "u-2") == Identity("p2", by_rule=True)
    assert store.people.supervises("p2") == {"c1"}
    assert store.audit(1)[0].did == "came in by a rule as a supervisor"
    before = store.people.everyone(), store.audit(9)
    with pytest.raises(IntegrityError):
        identities.join(IDP, "u-2", "p3", "s", None, "Sam again", Role.TRAINEE, "c1", NOON)
    assert (store.people.everyone(), store.audit(9)) == before
    assert not identities.has_worked("p2")
