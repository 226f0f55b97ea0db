"""[auth] as Streamlit documents it, [practice] as we do; a mistake is told, a secret never."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice import BadInput
from practice.adapters.secrets_file import places, read
from practice.roles import Role

ONE = """
[auth]
redirect_uri = "https://practice.example/oauth2callback"
cookie_secret = "0123456789012345678901234567890123456789"
client_id = "trainer"
client_secret = "hush-hush"
server_metadata_url = "https://idp.example/.well-known/openid-configuration"
client_kwargs = { scope = "openid email groups" }

[practice]
sign_in_name = "Example University"
groups_claim = "realm_access.roles"

[[practice.admit]]
group = "cbt-2026"
role = "trainee"
cohort = "Autumn 2026"
"""
SEVERAL = """
[auth]
redirect_uri = "http://localhost:8501/oauth2callback"
cookie_secret = "0123456789012345678901234567890123456789"

[auth.university]
client_id = "a"
client_secret = "hush-hush"
server_metadata_url = "https://idp.example/.well-known/openid-configuration"

[auth.clinic]
client_id = "b"
server_metadata_url = "http://127.0.0.1:9000/.well-known/openid-configuration"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "secrets.toml"


def test_one_provider_or_several_are_read_with_their_rules(file: Path) -> None:
    file.write_text(ONE)
    found = read([file.parent / "absent.toml", file])
    assert found is not None
    auth, admission = found
    ((name, provider),) = auth.providers.items()
    assert (name, provider.client_id) == ("default", "trainer")
    assert provider.client_kwargs == {"scope": "openid email groups"}
    assert admission.sign_in_name == "Example University"
    assert [(r.group, r.role, r.cohort) for r in admission.admit] == [
        ("cbt-2026", Role.TRAINEE, "Autumn 2026")
    ]
    assert "hush" not in repr(found) and "0123456789" not in repr(found)
    file.write_text(SEVERAL)
    found = read([file])
    assert found is not None
    assert list(found[0].providers) == ["university", "clinic"]
    assert found[1].admit == ()


def test_without_auth_there_is_no_single_sign_on(file: Path) -> None:
    assert read([file]) is None
    file.write_text('password = "x"\n')
    assert read([file]) is None


def test_a_later_file_replaces_a_part_of_an_earlier_one(file: Path, tmp_path: Path) -> None:
    file.write_text(ONE)
    other = tmp_path / "other.toml"
    other.write_text('[practice]\nsign_in_name = "The clinic"\n')
    found = read([file, other])
    assert found is not None
    assert (found[1].sign_in_name, found[1].admit) == ("The clinic", ())


WRONG = [
    ("/oauth2callback", "/callback", "redirect_uri: has to end in /oauth2callback."),
    ("https://practice", "http://practice", "redirect_uri: has to begin with https://."),
    ("https://idp.example", "http://idp.example", "server_metadata_url: has to begin with"),
    ("0123456789012345678901234567890123456789", "short", "cookie_secret: "),
    ('client_id = "trainer"', "", "default.client_id: Field required."),
    ('role = "trainee"', 'role = "boss"', "admit.0.role: "),
    ('cohort = "Autumn 2026"', "", "admit.0: name the cohort of a trainee."),
    ('groups_claim = ', 'group_claim = ', "group_claim: Extra inputs are not permitted."),
    ('client_secret = "hush-hush"', 'client_secret = "hush-hush', "is not TOML: at line 6"),
]  # fmt: skip


def test_a_mistake_is_told_with_file_and_field_and_no_secret(file: Path) -> None:
    for right, wrong, sentence in WRONG:
        assert right in ONE
        file.write_text(ONE.replace(right, wrong))
        with pytest.raises(BadInput) as refused:
            read([file])
        told = str(refused.value)
        assert told.startswith("secrets.toml"), told
        assert sentence in told
        assert "hush" not in told and "0123456789" not in told and "short" not in told
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="cannot be read"):
        read([file])
    file.write_text("[auth]\n")
    with pytest.raises(BadInput):
        read([file])


def test_the_file_is_where_streamlit_looks_for_it() -> None:
    from streamlit import config

    documented = [str(Path(path).resolve()) for path in config.get_option("secrets.files")]
    assert [str(path.resolve()) for path in places()] == documented
