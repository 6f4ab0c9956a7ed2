"""Sends scores to a platform. The library signs, asks for tokens and speaks the protocol."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.commands.export.lti.scores import Column, Score
from autograder.commands.export.lti.settings import Lti
from autograder.course.course import CourseError
from autograder.sandbox.untrusted_text import clean

try:
    import jwt
    import requests
    from jwcrypto import jwk
    from pylti1p3.assignments_grades import AssignmentsGradesService
    from pylti1p3.exception import LtiException
    from pylti1p3.grade import Grade
    from pylti1p3.lineitem import LineItem
    from pylti1p3.registration import Registration
    from pylti1p3.service_connector import ServiceConnector
except ImportError:
    raise CourseError(
        "lti needs a library: python -m pip install 'pylti1p3next>=2.0.2,<3'"
    ) from None

SECONDS = 30  # in which a platform must answer


class _Session(requests.Session):
    """A session that does not wait for ever."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", SECONDS)
        return super().request(*args, **kwargs)


class _Connector(ServiceConnector):
    """Keeps the access token for the run: the library leaves that to its user."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(registration, _Session())
        self._tokens: dict[str, str] = {}

    def _get_cached_access_token(self, scope_key: str) -> str | None:
        return self._tokens.get(scope_key)

    def _cache_access_token(self, scope_key: str, access_token: str, expires_in: float) -> None:
        self._tokens[scope_key] = access_token


class Platform:
    """A course on a platform. Raises CourseError where it cannot be reached, or refuses."""

    def __init__(self, settings: Lti, root: Path) -> None:
        settings.check()
        key = settings.key(root)
        registration = Registration()
        registration.set_issuer(settings.issuer).set_client_id(settings.client_id)
        registration.set_auth_token_url(settings.token_url)
        if settings.audience:
            registration.set_auth_audience(settings.audience)
        registration.set_tool_private_key(key).set_tool_public_key(_public(key))
        self._service = AssignmentsGradesService(
            _Connector(registration),
            {
                "scope": [
                    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
                    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
                ],
                "lineitems": settings.line_items,
            },
        )

    def send(self, column: Column) -> Iterator[tuple[Score, str]]:
        """Send an assignment's scores; yield each, with why the platform refused it, or nothing.

        A column that is not there is made: one of this assignment's id, or of its heading.
        """
        item = self._line_item(column)
        for score in column.scores:
            try:
                self._service.put_grade(_grade(score), item)
            except LtiException as error:
                yield score, _why(error)
            except requests.RequestException as error:
                raise CourseError(f"the platform cannot be reached: {_why(error)}") from None
            else:
                yield score, ""

    def _line_item(self, column: Column) -> LineItem:
        name, heading = column.sheet.name, column.heading
        wanted = LineItem().set_label(heading).set_score_maximum(column.sheet.max_score)
        wanted.set_resource_id(name).set_tag("autograder")
        try:
            return self._service.find_or_create_lineitem(
                wanted,
                condition=lambda it: it.get("resourceId") == name or it.get("label") == heading,
            )
        except (LtiException, requests.RequestException, jwt.PyJWTError, LookupError,
                AttributeError, ValueError, TypeError) as error:  # fmt: skip
            raise CourseError(f"the platform refuses access: {_why(error)}") from None


def public_jwk(key: str) -> str:
    """Return what a platform asks for when the tool is registered: the public key as a JWK."""
    return json.dumps(Registration.get_jwk(_public(key)))


def _public(key: str) -> str:
    try:
        return str(jwk.JWK.from_pem(key.encode()).export_to_pem().decode())
    except ValueError as error:
        raise CourseError(f"the private key is not valid: {_why(error)}") from None


def _grade(score: Score) -> Grade:
    grade = Grade().set_user_id(score.user)
    grade.set_activity_progress(score.activity).set_grading_progress(score.grading)
    # the platform takes the newer of two scores
    now = datetime.datetime.now(datetime.UTC)
    grade.set_timestamp(now.isoformat(timespec="milliseconds"))
    if score.submitted:
        grade.set_submitted_at(score.submitted)
    if score.given is not None:
        grade.set_score_given(score.given).set_score_maximum(score.maximum)
    return grade


def _why(error: Exception) -> str:
    return clean(str(error) or type(error).__name__, 200)
