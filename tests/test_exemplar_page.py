"""A drill in a real browser: nothing of the panel has come before one's own rating is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice import exemplars
from practice.roles import Role
from tests import browsing
from tests.browsing import Visitor
from tests.people import content
from tests.test_payload import plain

pytestmark = pytest.mark.browser


def test_an_exemplar_is_rated_blind_and_then_shown_beside_its_panel(tmp_path: Path) -> None:
    browsing.chromium()
    browsing.peopled(tmp_path, {"tess": ("Tess Trainee", Role.TRAINEE)})
    with browsing.serving(tmp_path) as server, browsing.browsing() as browser:
        v = Visitor.new(browser)
        v.sign_in(server, "tess")
        v.go("Rate an exemplar")
        v.sees("Rate it as you would rate your own")
        v.look("exemplar-before")
        points = v.page.locator('[data-testid="stRadio"]')
        for point in points.all():
            point.locator("label:has(input)").nth(3).click()
            v.settle()
        whys = [e.why for r in content().rubrics.values() for e in exemplars.written(r).values()]

        def came() -> list[str]:
            everything = plain(b"\n".join(v.received).decode("utf-8", "ignore"))
            return [why for why in whys if plain(why) in everything]

        assert came() == [], "a reason has reached the browser before the rating"
        v.click("Lock it and see the panel")
        v.sees("Your rating, made first, and the panel's")
        v.look("exemplar-after")
        assert len(came()) == 1
        assert exemplars.WRITTEN in v.page.url
        browsing.assert_loopback(v, server)
        assert v.console == []
