"""A platform for LTI's Assignment and Grade Services: it checks who asks before it answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt

SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/"
BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class MockPlatform:
    """What it knows and was told. ``jwk``: the tool's public key, as it was registered."""

    address: str
    client_id: str
    jwk: dict[str, Any]
    users: set[str]
    line_items: list[dict[str, Any]] = field(default_factory=list)
    scores: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # ids of requests, which count once

    def token(self, form: dict[str, list[str]]) -> tuple[int, Any]:
        if form.get("grant_type") != ["client_credentials"]:
            return 400, {"error": "unsupported_grant_type"}
        if form.get("client_assertion_type") != [BEARER]:
            return 400, {"error": "invalid_request"}
        key = jwt.PyJWK(self.jwk)
        try:
            (signed,) = form["client_assertion"]
            assert jwt.get_unverified_header(signed)["kid"] == self.jwk["kid"]
            claims = jwt.decode(
                signed, key, algorithms=["RS256"], audience=f"{self.address}/token",
                issuer=self.client_id, options={"require": ["exp", "iat", "sub", "jti"]},
            )  # fmt: skip
        except (jwt.PyJWTError, AssertionError, LookupError):
            return 401, {"error": "invalid_client"}
        if claims["sub"] != self.client_id or claims["jti"] in self.seen:
            return 401, {"error": "invalid_client"}
        self.seen.add(claims["jti"])
        self.tokens.append(f"token {len(self.tokens)}")
        granted = set(form["scope"][0].split()) & {SCOPE + "score", SCOPE + "lineitem"}
        token = {"access_token": self.tokens[-1], "token_type": "Bearer", "expires_in": 3600}
        return 200, {**token, "scope": " ".join(sorted(granted))}

    def answer(self, method: str, path: str, kind: str, body: bytes) -> tuple[int, Any]:
        if (method, path) == ("GET", "/items"):
            return 200, self.line_items
        if (method, path, kind) == ("POST", "/items", "application/vnd.ims.lis.v2.lineitem+json"):
            made = {**json.loads(body), "id": f"{self.address}/items/{len(self.line_items)}"}
            self.line_items.append(made)
            return 201, made
        items = {item["id"].removeprefix(self.address) for item in self.line_items}
        item, _, last = path.rpartition("/")
        if method == "POST" and last == "scores" and item in items:
            return self.score(item, kind, json.loads(body))
        return 404, {"error": "not found"}

    def score(self, item: str, kind: str, score: dict[str, Any]) -> tuple[int, Any]:
        needed = {"userId", "activityProgress", "gradingProgress", "timestamp"}
        if kind != "application/vnd.ims.lis.v1.score+json" or not needed <= score.keys():
            return 400, {"error": "malformed"}
        if ("scoreGiven" in score) != ("scoreMaximum" in score):
            return 400, {"error": "scoreMaximum is missing"}
        if score["userId"] not in self.users:
            return 404, {"error": "unknown user"}
        self.scores.append((item, score))
        return 204, None


@contextmanager
def running(client_id: str, jwk: dict[str, Any], users: set[str]) -> Iterator[MockPlatform]:
    """Run a platform on a free port of the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply()

        def do_POST(self) -> None:
            self.reply()

        def reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind = self.headers.get("Content-Type", "")
            if self.path == "/token":
                status, told = platform.token(parse_qs(body.decode()))
            elif self.headers.get("Authorization", "")[7:] not in platform.tokens:
                status, told = 401, {"error": "no token"}
            else:
                status, told = platform.answer(self.command, self.path, kind, body)
            content = b"" if told is None else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        platform = MockPlatform(
            f"http://127.0.0.1:{server.server_address[1]}", client_id, jwk, users
        )
        thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
        thread.start()
        yield platform
        server.shutdown()
        thread.join()
