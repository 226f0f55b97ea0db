"""Single sign-on with a real provider on the loopback: only an answer that fits exactly counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest

from practice import NotAllowed, StoreUnavailable
from practice.adapters.secrets_file import Admission, Auth
from practice.adapters.sign_on import Choice, SignOn
from practice.claims import Rule, Vouched
from practice.roles import Role
from tests.provider import CLIENT, OTHER_KEY, SECRET, Provider, providing

BACK = "http://127.0.0.1:8501/oauth2callback"
ANA = {"sub": "u-1", "email": "A.Lim@uni.example", "email_verified": True, "name": "Ana Lim",
       "groups": ["cbt", "library"]}  # fmt: skip
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with providing() as found:
        yield found


@pytest.fixture
def provider(running: Provider) -> Provider:
    """The provider as it is when nothing is wrong; Ana is signed in there."""
    fresh = Provider(url=running.url, now=NOW.timestamp, claims=dict(ANA))
    for each in fields(Provider):
        setattr(running, each.name, getattr(fresh, each.name))
    return running


def sign_on(provider: Provider, admission: Admission | None = None) -> SignOn:
    auth = Auth.model_validate({
        "redirect_uri": BACK, "cookie_secret": "c" * 32,
        "providers": {"default": {
            "client_id": CLIENT, "client_secret": SECRET,
            "server_metadata_url": f"{provider.url}/.well-known/openid-configuration",
        }},
    })  # fmt: skip
    return SignOn(auth, admission or Admission(), lambda: NOW)


def visit(url: str) -> dict[str, str]:
    """What a browser brings back from the provider's page."""
    answer = httpx2.get(url, verify=False)
    assert answer.status_code == 307
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def come(ours: SignOn) -> Vouched:
    leaving = ours.leave("default")
    return ours.arrive(leaving.note, visit(leaving.url)).who


def test_somebody_comes_back_as_who_they_are(provider: Provider) -> None:
    ours = sign_on(provider)
    leaving = ours.leave("default")
    asked = dict(parse_qsl(urlsplit(leaving.url).query))
    assert asked["redirect_uri"] == BACK
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (asked["scope"], asked["prompt"]) == ("openid email profile", "select_account")
    assert {len(asked[name]) > 20 for name in ("state", "nonce", "code_challenge")} == {True}
    arrived = ours.arrive(leaving.note, visit(leaving.url))
    assert arrived.provider == "default"
    assert arrived.who == Vouched(
        provider.url, "u-1", "Ana Lim", "a.lim@uni.example", frozenset({"cbt", "library"}),
        "A.Lim@uni.example",
    )  # fmt: skip
    (redeemed,) = provider.asked
    assert SECRET not in redeemed.values() and "client_secret" not in redeemed
    other = dict(parse_qsl(urlsplit(ours.leave("default").url).query))
    assert all(other[name] != asked[name] for name in ("state", "nonce", "code_challenge"))


WRONG = {
    "a token signed by somebody else": {"key": OTHER_KEY},
    "a token signed with our own secret": {"algorithm": "HS256"},
    "a token that nobody signed": {"algorithm": "none", "key": None},
    "a token for another client": {"change": {"aud": "other"}},
    "a token for another client, made by ours": {"change": {"aud": "other", "azp": CLIENT}},
    "a token for several, made by another": {"change": {"aud": [CLIENT, "b"], "azp": "b"}},
    "a token without an audience": {"leave_out": ("aud",)},
    "a token of another issuer": {"change": {"iss": "https://other.example"}},
    "a token without an issuer": {"leave_out": ("iss",)},
    "a token that is over": {"change": {"exp": int(NOW.timestamp()) - 61}},
    "a token that never ends": {"leave_out": ("exp",)},
    "a token of tomorrow": {"change": {"iat": int((NOW + timedelta(days=1)).timestamp())}},
    "a token of another sign-in": {"change": {"nonce": "another"}},
    "a token without a nonce": {"leave_out": ("nonce",)},
    "a token for another access token": {"change": {"at_hash": "another"}},
    "a token about nobody": {"leave_out": ("sub",)},
    "a token about no text": {"change": {"sub": 7}},
    "a refusal": {"refuses": "access_denied"},
    "another state": {"other_state": "another"},
    "somebody else's userinfo": {"leave_out": ("email",), "userinfo": {"sub": "u-2"}},
}


def test_nobody_is_let_in_by_an_answer_that_does_not_fit(provider: Provider) -> None:
    for what, wrong in WRONG.items():
        fresh = Provider(url=provider.url, now=NOW.timestamp, claims=dict(ANA))
        for each in fields(Provider):
            setattr(provider, each.name, wrong.get(each.name, getattr(fresh, each.name)))
        with pytest.raises(NotAllowed) as refused:
            come(sign_on(provider))
        assert str(refused.value).endswith("again."), what
        for secret in (SECRET, "u-2", "other.example"):
            assert secret not in str(refused.value), what


def test_a_note_counts_in_its_own_browser_for_its_own_visit_and_once(provider: Provider) -> None:
    ours = sign_on(provider)
    one, other = ours.leave("default"), ours.leave("default")
    back = visit(one.url)
    no_code = {name: value for name, value in back.items() if name != "code"}
    for note, query in (
        ("", back), ("made up", back), (one.note + "x", back), (other.note, back),
        (one.note, no_code), (one.note, {"code": back["code"]}),
        (one.note, back | {"iss": "https://other.example"}),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            ours.arrive(note, query)
    assert ours.arrive(one.note, back).who.subject == "u-1"
    with pytest.raises(NotAllowed):
        ours.arrive(one.note, back)  # the code is used
    with pytest.raises(NotAllowed):
        sign_on(provider).leave("other")


def test_a_note_ends_after_ten_minutes(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sign_on(provider)
    leaving = ours.leave("default")
    later = datetime.now(UTC).timestamp() + 601
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    with pytest.raises(NotAllowed, match="too long ago"):
        ours.arrive(leaving.note, visit(leaving.url))


def test_an_unverified_address_counts_only_where_the_programme_says_so(provider: Provider) -> None:
    provider.change = {"email_verified": False}
    assert come(sign_on(provider)).email == ""
    assert come(sign_on(provider, Admission(trust_email=True))).email == "a.lim@uni.example"


def test_what_the_token_leaves_out_is_asked_for(provider: Provider) -> None:
    by_group = Admission(admit=(Rule(group="staff", role=Role.DIRECTOR),))
    provider.userinfo = {"sub": "u-1", "email": "x@uni.example", "email_verified": True,
                         "groups": ["staff"], "name": "Another"}  # fmt: skip
    assert come(sign_on(provider)).email == "a.lim@uni.example", "the token itself counts"
    provider.leave_out = ("groups",)
    assert come(sign_on(provider)).groups == frozenset()
    found = come(sign_on(provider, by_group))
    assert (found.groups, found.name) == (frozenset({"staff"}), "Ana Lim")
    provider.leave_out = ("email", "email_verified")
    assert come(sign_on(provider)).email == "x@uni.example"


def test_a_provider_that_is_away_is_a_sentence(provider: Provider) -> None:
    provider.down = True
    with pytest.raises(StoreUnavailable, match="does not answer just now"):
        sign_on(provider).leave("default")


def test_where_words_go_and_the_way_out_are_known(provider: Provider) -> None:
    ours = sign_on(provider, Admission(sign_in_name="Example University"))
    assert ours.choices() == [Choice("default", "Example University")]
    assert sign_on(provider).choices() == [Choice("default", "single sign-on")]
    assert ours.hosts() == ["127.0.0.1"]
    out = urlsplit(ours.way_out("default"))
    assert out.path == "/end"
    assert dict(parse_qsl(out.query)) == {"client_id": CLIENT, "post_logout_redirect_uri": BACK}
