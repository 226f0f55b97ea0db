"""What `.streamlit/secrets.toml` says of single sign-on: providers in [auth], rules in [practice].

[auth] is written as Streamlit documents it for its own sign-in, with one provider in it or several
in [auth.NAME]. A file that cannot be used is a sentence with the file and the field in it; a value
is never repeated, for it may be a secret.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from practice import BadInput
from practice.claims import GROUPS, Rule

CALLBACK = "/oauth2callback"  # where Streamlit expects it; providers know the address by now
DEFAULT = "default"  # the provider that stands in [auth] itself
_OURS = "practice"
_SHARED = ("redirect_uri", "cookie_secret", "expose_tokens")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Provider(BaseModel):
    """One provider, from [auth] or [auth.NAME]."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    server_metadata_url: str
    client_kwargs: dict[str, Any] = {}

    @field_validator("server_metadata_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        return _https(url)


class Auth(BaseModel):
    """[auth], with its providers by name."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    redirect_uri: str
    cookie_secret: SecretStr = Field(min_length=32)
    providers: dict[str, Provider] = Field(min_length=1)

    @field_validator("redirect_uri")
    @classmethod
    def _ends(cls, url: str) -> str:
        if urlsplit(url).path != CALLBACK:
            raise ValueError(f"has to end in {CALLBACK}")
        return _https(url)


class Admission(BaseModel):
    """[practice]: what the button says, which claims count, and who comes in by a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sign_in_name: str = Field(default="", max_length=60)
    groups_claim: str = GROUPS
    trust_email: bool = False
    admit: tuple[Rule, ...] = ()


def _https(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError("has to begin with https://")
    return url


def places() -> list[Path]:
    """Where Streamlit looks for secrets; a later file adds to an earlier one or replaces it."""
    return [folder / ".streamlit" / "secrets.toml" for folder in (Path.home(), Path.cwd())]


def read(files: Iterable[Path]) -> tuple[Auth, Admission] | None:
    """The settings of single sign-on; None where no file has [auth], BadInput for a mistake."""
    found: dict[str, Any] = {}
    last = ""
    for file in files:
        if not file.is_file():
            continue
        last = file.name
        try:
            found |= tomllib.loads(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            raise BadInput(f"{last} cannot be read.") from None
        except tomllib.TOMLDecodeError as error:
            raise BadInput(f"{last} is not TOML: {_without_values(error)}.") from None
    if not isinstance(auth := found.get("auth"), Mapping):
        return None
    try:
        return Auth.model_validate(_sorted(auth)), Admission.model_validate(found.get(_OURS, {}))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"] if step != "providers")
        said = str(first["msg"]).removeprefix("Value error, ")
        raise BadInput(f"{last}, {where or _OURS}: {said}.") from None


def _sorted(auth: Mapping[str, Any]) -> dict[str, Any]:
    """[auth] with its providers under one key; one may stand in [auth] itself."""
    shared = {name: auth[name] for name in _SHARED if name in auth}
    named = {
        name: value
        for name, value in auth.items()
        if isinstance(value, Mapping) and name != "client_kwargs"
    }
    own = {n: v for n, v in auth.items() if n not in named and n not in _SHARED}
    return shared | {"providers": named | ({DEFAULT: own} if own else {})}


def _without_values(error: tomllib.TOMLDecodeError) -> str:
    """Where it is wrong: the message itself may quote a piece of the file."""
    words = str(error)
    return words[words.rindex("(at") :].strip("()") if "(at" in words else "it breaks off"
