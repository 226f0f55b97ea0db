"""Where one is signed in, and out of everywhere: the same for every role."""

from __future__ import annotations

import pytest

from practice import presence
from practice.adapters.accounts import SIGN_IN_LASTS, fingerprint
from practice.presence import Device
from practice.roles import MAY, Role
from tests.people import MONDAY, Programme

PASSWORD = "seven quiet herons"


@pytest.mark.parametrize("role", Role)
def test_one_sees_ones_own_sign_ins_and_ends_them_all(at: Programme, role: Role) -> None:
    accounts = at.house.accounts
    join = [accounts.invite(name, role, None) for name in ("Eli", "Fay")]
    first = accounts.join(join[0], "eli", PASSWORD)
    other = accounts.join(join[1], "fay", PASSWORD)
    at.clock.later(minutes=5)
    here = accounts.sign_in("eli", PASSWORD)
    me = accounts.who(here)
    assert me is not None
    assert presence.devices(at.house, me, fingerprint(here)) == [
        Device(at.clock(), at.clock() + SIGN_IN_LASTS, True),
        Device(MONDAY, MONDAY + SIGN_IN_LASTS, False),
    ]
    presence.sign_out_everywhere(at.house, me)
    assert accounts.who(first) is accounts.who(here) is None
    assert accounts.who(other) is not None
    assert presence.devices(at.house, me, fingerprint(here)) == []
    (line,) = at.house.store.audit(5)
    assert (line.by, line.did, line.about) == (me.id, "signed out everywhere", me.id)


def test_it_is_everybodys() -> None:
    assert MAY["see own sign-ins"] == set(Role)
