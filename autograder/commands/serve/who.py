"""Who asks: the owner of a token, or somebody whom the JupyterHub knows."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.commands.serve.tokens import Person, Tokens, is_name
from autograder.course.course import CourseError

LONGEST = 500  # letters of an Authorization header
COOKIE = "autograder-service"


def token_in(authorization: str) -> str:
    """Return the token of a request's Authorization header; an empty text where there is none.

    A browser asks for a name and a password, and the token is the password.
    """
    scheme, _, rest = authorization.strip().partition(" ")
    if len(authorization) > LONGEST:
        return ""
    if scheme.lower() in ("bearer", "token"):
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return ""


@dataclass(frozen=True)
class Who:
    """Tells whose a request is; ``hub``: asks the JupyterHub, where the service is one of its."""

    tokens: Tokens
    hub: "Hub | None" = None

    def asks(self, authorization: str, cookies: Mapping[str, str]) -> Person | None:
        """Return who asks; None where nobody knows. It may wait for the hub."""
        token = token_in(authorization)
        found = self.tokens.whose(token) if token else None
        if found or self.hub is None:
            return found
        return self.hub.person(token or self.hub.remembered(cookies))


class Hub:
    """The JupyterHub that has started this service, and its login for browsers."""

    def __init__(self, instructors: list[str]) -> None:
        try:
            from jupyterhub.services.auth import HubOAuth
        except ImportError:
            raise CourseError(
                "as a service of a JupyterHub, autograder serve needs it in its own environment: "
                "python -m pip install jupyterhub"
            ) from None
        self.auth: Any = HubOAuth(cache_max_age=60)
        self._instructors = set(instructors)

    @classmethod
    def around(cls, instructors: list[str]) -> "Hub | None":
        """Return the hub that has started this process, if one has."""
        return cls(instructors) if os.environ.get("JUPYTERHUB_SERVICE_PREFIX") else None

    @property
    def prefix(self) -> str:
        """Return the path below which the hub's proxy passes requests on."""
        return os.environ["JUPYTERHUB_SERVICE_PREFIX"].rstrip("/")

    def person(self, token: str) -> Person | None:
        """Return whose token it is, if the hub lets them use this service."""
        user = self.auth.user_for_token(token) if token else None
        if not user or not self.auth.check_scopes(self.auth.access_scopes, user):
            return None
        name = str(user.get("name", ""))
        if user.get("kind") != "user" or not is_name(name):
            return None
        return Person(name, name in self._instructors)

    def remembered(self, cookies: Mapping[str, str]) -> str:
        """Return the token that a browser was given when its user logged in."""
        return cookies.get(COOKIE, "")

    def login(self, path: str) -> tuple[str, str, str]:
        """Return where to log in, and the name and value of a cookie to send along."""
        state = self.auth.generate_state(next_url=path)
        return f"{self.auth.login_url}&state={state}", self.auth.state_cookie_name, state

    def logged_in(self, code: str, state: str, cookies: Mapping[str, str]) -> tuple[str, str]:
        """Return the token that the hub gives for a code, and where to go on.

        Raises ValueError where this browser has not asked for it.
        """
        if not state or cookies.get(self.auth.state_cookie_name) != state:
            raise ValueError("this login was not begun in this browser")
        return str(self.auth.token_for_code(code)), str(self.auth.get_next_url(state))
