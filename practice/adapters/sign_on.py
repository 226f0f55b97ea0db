"""Single sign-on by OpenID Connect: the code flow with PKCE, state and nonce, checked by Authlib.

Says who a provider vouches for and nothing about what they may do. What a sign-in under way has to
remember travels in a sealed cookie of the browser that began it; no token of a provider is kept.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2
from itsdangerous import BadData, URLSafeTimedSerializer

from practice import NotAllowed, StoreUnavailable
from practice.adapters.secrets_file import DEFAULT, Admission, Auth, Provider
from practice.claims import Vouched, vouched
from practice.house import utc_now

UNDER_WAY = 10 * 60  # seconds between leaving for the provider and coming back
LEEWAY = 60  # seconds that clocks may differ by
FRESH = 60 * 60  # seconds for which a provider's own description is believed
PATIENCE = 10  # seconds for one answer of a provider
# Signatures that only the provider can make; never “none”, never one made with our own secret.
_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
               "EdDSA", "Ed25519")  # fmt: skip
_AGAIN = "Please start from the sign-in page again."
_NOT_OURS = f"This sign-in was begun in another browser, or too long ago. {_AGAIN}"
_NOT_SOUND = f"The answer of your sign-in could not be verified, so nobody was let in. {_AGAIN}"
_AWAY = "Your sign-in does not answer just now. Please try again in a moment; a password works too."
_REFUSED = f"Your sign-in did not let you through. {_AGAIN}"


@dataclass(frozen=True)
class Choice:
    """A button of the sign-in page: which provider, and what it is called."""

    provider: str
    label: str


@dataclass(frozen=True)
class Leaving:
    """Where to send the browser, and the sealed note it brings back."""

    url: str
    note: str


@dataclass(frozen=True)
class Arrived:
    """Who came back, and from which provider."""

    provider: str
    who: Vouched


class SignOn:
    """The providers of this programme. Every sentence it raises may be shown as it is."""

    def __init__(
        self, auth: Auth, admission: Admission, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.admission = admission
        self._auth = auth
        self._now = now
        self._seal = URLSafeTimedSerializer(auth.cookie_secret.get_secret_value(), salt="sign-on")
        self._trust = httpx2.create_ssl_context()  # slow to make, and the same for every question
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    def choices(self) -> list[Choice]:
        """The providers to choose from, in the order of the file."""
        one = self.admission.sign_in_name or "single sign-on"
        return [
            Choice(name, one if name == DEFAULT else name.capitalize())
            for name in self._auth.providers
        ]

    def hosts(self) -> list[str]:
        """Which servers the browser and this one speak to when somebody signs in so."""
        urls = [provider.server_metadata_url for provider in self._auth.providers.values()]
        return sorted({urlsplit(url).hostname or "" for url in urls})

    def leave(self, provider: str) -> Leaving:
        """Begin a sign-in: to the provider, with a note that only this browser brings back."""
        more = {"prompt": "select_account", **self._provider(provider).client_kwargs}
        more = {name: value for name, value in more.items() if isinstance(value, str)}
        nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        description = self._description(provider)
        with self._session(provider, more.pop("scope", "openid email profile")) as session:
            url, state = session.create_authorization_url(
                description["authorization_endpoint"], code_verifier=verifier, nonce=nonce, **more
            )
        kept = {"provider": provider, "state": state, "nonce": nonce, "verifier": verifier}
        return Leaving(url, self._seal.dumps(kept))

    def arrive(self, note: str, query: Mapping[str, str]) -> Arrived:
        """Say who came back; NotAllowed for anything that does not fit exactly."""
        try:
            kept: dict[str, str] = self._seal.loads(note, max_age=UNDER_WAY)
        except BadData:
            raise NotAllowed(_NOT_OURS) from None
        if not secrets.compare_digest(query.get("state", ""), kept["state"]):
            raise NotAllowed(_NOT_OURS)
        if "error" in query or not query.get("code"):
            raise NotAllowed(_REFUSED)
        description = self._description(kept["provider"])
        if query.get("iss", description["issuer"]) != description["issuer"]:
            raise NotAllowed(_NOT_SOUND)
        token = self._token(kept, query["code"], description)
        claims = self._checked(kept, token, description)
        return Arrived(kept["provider"], self._completed(claims, token, description))

    def way_out(self, provider: str) -> str:
        """Where one signs out at the provider too; empty where it has no such page."""
        end = self._description(provider).get("end_session_endpoint")
        if not isinstance(end, str):
            return ""
        query = httpx2.QueryParams(
            client_id=self._provider(provider).client_id,
            post_logout_redirect_uri=self._auth.redirect_uri,
        )
        return f"{end}{'&' if urlsplit(end).query else '?'}{query}"

    # --- what the verbs share ------------------------------------------------------------------

    def _provider(self, name: str) -> Provider:
        try:
            return self._auth.providers[name]
        except KeyError:
            raise NotAllowed(f"There is no such way to sign in here. {_AGAIN}") from None

    def _description(self, provider: str) -> dict[str, Any]:
        """What the provider says of itself, kept for an hour."""
        with self._lock:
            since, known = self._known.get(provider, (0.0, {}))
        if known and time.monotonic() - since < FRESH:
            return known
        found = self._asked(self._provider(provider).server_metadata_url)
        needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        if not all(isinstance(found.get(name), str) for name in needed):
            raise StoreUnavailable(_AWAY)
        with self._lock:
            self._known[provider] = (time.monotonic(), found)
        return found

    def _asked(self, url: str, **headers: str) -> dict[str, Any]:
        try:
            answer = httpx2.get(url, headers=headers, timeout=PATIENCE, verify=self._trust)
            found = answer.raise_for_status().json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
            raise StoreUnavailable(_AWAY) from None
        if not isinstance(found, dict):
            raise StoreUnavailable(_AWAY)
        return found

    def _session(self, provider: str, scope: str | None = None) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client  # slow to import

        chosen, secret = self._provider(provider), None
        if chosen.client_secret:
            secret = chosen.client_secret.get_secret_value()
        ways = self._description(provider).get("token_endpoint_auth_methods_supported")
        by_header = not ways or "client_secret_basic" in ways
        way = "none" if not secret else f"client_secret_{'basic' if by_header else 'post'}"
        return OAuth2Client(
            chosen.client_id, secret, token_endpoint_auth_method=way, scope=scope,
            redirect_uri=self._auth.redirect_uri, code_challenge_method="S256", timeout=PATIENCE,
            verify=self._trust,
        )  # fmt: skip

    def _token(
        self, kept: Mapping[str, str], code: str, description: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Redeem the code; who holds no verifier of this sign-in gets nothing for it."""
        from authlib.common.errors import AuthlibBaseError  # slow to import

        try:
            with self._session(kept["provider"]) as session:
                found = session.fetch_token(
                    description["token_endpoint"], code=code, code_verifier=kept["verifier"]
                )
        except AuthlibBaseError:
            raise NotAllowed(_REFUSED) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError):
            raise StoreUnavailable(_AWAY) from None
        return dict(found)

    def _checked(
        self, kept: Mapping[str, str], token: Mapping[str, Any], description: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The claims of an identity token: signed by the provider, for us, now, for this visit."""
        from authlib.oidc.core import CodeIDToken  # slow to import
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        us = self._provider(kept["provider"]).client_id
        offered = description.get("id_token_signing_alg_values_supported") or ["RS256"]
        try:
            keys: Any = self._asked(description["jwks_uri"])  # each time: keys change unannounced
            signed = jwt.decode(
                str(token["id_token"]), KeySet.import_key_set(keys),
                algorithms=[name for name in _SIGNATURES if name in offered],
            )  # fmt: skip
            claims = CodeIDToken(
                signed.claims, signed.header,
                {"iss": {"essential": True, "value": description["issuer"]},
                 "aud": {"essential": True, "value": us}},
                {"nonce": kept["nonce"], "client_id": us,
                 "access_token": token.get("access_token")},
            )  # fmt: skip
            claims.validate(now=int(self._now().timestamp()), leeway=LEEWAY)
        except (JoseError, KeyError, ValueError, TypeError):
            raise NotAllowed(_NOT_SOUND) from None
        return dict(claims)

    def _completed(
        self, claims: dict[str, Any], token: Mapping[str, Any], description: Mapping[str, Any]
    ) -> Vouched:
        """Ask for what some providers leave out of the token; never to replace what is in it."""
        where, access = description.get("userinfo_endpoint"), token.get("access_token")
        who = self._vouched(claims)
        by_group = any(rule.group for rule in self.admission.admit)
        enough = "email" in claims and (bool(who.groups) or not by_group)
        if enough or not isinstance(where, str) or not isinstance(access, str):
            return who
        more = self._asked(where, Authorization=f"Bearer {access}")
        if more.get("sub") != who.subject:
            raise NotAllowed(_NOT_SOUND)
        return self._vouched(more | claims)

    def _vouched(self, claims: Mapping[str, Any]) -> Vouched:
        counts = self.admission
        return vouched(claims, groups=counts.groups_claim, trust_email=counts.trust_email)
