"""A small OpenID Connect provider on the loopback, which can be made to answer wrongly."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "trainer", "a secret of the client & more"
KEY, OTHER_KEY = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
_SAME = KEY.thumbprint()


@dataclass
class Provider:
    """Who is signed in there, and what is to go wrong."""

    url: str = ""
    now: Callable[[], float] = time.time
    claims: dict[str, Any] = field(default_factory=dict)  # of whoever signs in
    userinfo: dict[str, Any] | None = None
    change: dict[str, Any] = field(default_factory=dict)  # claims that are put in the token anyway
    leave_out: tuple[str, ...] = ()
    key: Any = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"
    refuses: str = ""  # an error in place of a code
    other_state: str = ""
    down: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)  # what the token endpoint was sent
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        both = ["GET", "POST"]
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self._describe),
            Route("/keys", self._keys), Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]), Route("/me", self._me, methods=both),
        ])  # fmt: skip

    async def _describe(self, _request: Request) -> Response:
        if self.down:
            return PlainTextResponse("out of order", 503)
        found = {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/end",
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
        }  # fmt: skip
        return JSONResponse(
            found | ({"userinfo_endpoint": f"{self.url}/me"} if self.userinfo else {})
        )

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [KEY.as_dict(private=False, kid=_SAME, use="sig")]})

    async def _authorize(self, request: Request) -> Response:
        """Nobody is asked: whoever comes is signed in as the one of `claims`."""
        query = dict(request.query_params)
        back = {"state": self.other_state or query["state"]}
        if self.refuses:
            return RedirectResponse(
                f"{query['redirect_uri']}?{urlencode(back | {'error': self.refuses})}"
            )
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return RedirectResponse(f"{query['redirect_uri']}?{urlencode(back | {'code': code})}")

    async def _token(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        self.asked.append(form)
        header = request.headers.get("authorization", "")
        told = base64.b64decode(header.removeprefix("Basic ")).decode()
        begun = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if told != f"{CLIENT}:{SECRET}" or begun is None or begun["code_challenge"] != challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(self.now())
        claims = {
            "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": begun["nonce"], **self.claims, **self.change,
        }  # fmt: skip
        for name in self.leave_out:
            claims.pop(name, None)
        head = {"alg": self.algorithm, "kid": _SAME}
        if self.algorithm == "none":
            signed = ".".join([_packed(head), _packed(claims), ""])
        else:
            key = OctKey.import_key(SECRET) if self.algorithm == "HS256" else self.key
            signed = jwt.encode(head, claims, key, algorithms=[self.algorithm])
        return JSONResponse({"access_token": "at", "token_type": "Bearer", "id_token": signed})

    async def _me(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer at":
            return PlainTextResponse("who?", 401)
        return JSONResponse(self.userinfo)


def _packed(what: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(what).encode()).rstrip(b"=").decode()


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that runs."""
    ours = Provider()
    config = uvicorn.Config(ours.app(), port=0, log_level="error", lifespan="off")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    ours.url = f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield ours
    finally:
        running.should_exit = True
        thread.join(10)
