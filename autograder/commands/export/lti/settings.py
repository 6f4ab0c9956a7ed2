"""What an instructor sets under ``c.Lti``: how the platform knows this course's tool."""

from pathlib import Path
from urllib.parse import urlsplit

from traitlets import Unicode
from traitlets.config import Configurable

from autograder.course.course import CourseError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Lti(Configurable):
    """The registration of this course's tool with a platform, as the platform shows it."""

    issuer = Unicode("", help="The platform's issuer, such as https://canvas.instructure.com.").tag(
        config=True
    )
    client_id = Unicode("", help="The client id that the platform gave the tool.").tag(config=True)
    token_url = Unicode("", help="Where the platform gives out access tokens.").tag(config=True)
    audience = Unicode("", help="Whom a request for a token names, where not that address.").tag(
        config=True
    )
    line_items = Unicode("", help="The address of the course's line items.").tag(config=True)
    private_key = Unicode(
        "lti.pem", help="The file with the tool's private RSA key, below the course's folder."
    ).tag(config=True)

    def check(self) -> None:
        """Raise CourseError where a setting is missing, or would send grades in the open."""
        for name in ("issuer", "client_id", "token_url", "line_items"):
            if not getattr(self, name):
                raise CourseError(f"c.Lti.{name} is not set in nbgrader_config.py: docs/exports.md")
        for name in ("token_url", "line_items"):
            address = urlsplit(getattr(self, name))
            if address.scheme != "https" and address.hostname not in LOOPBACK:
                raise CourseError(f"c.Lti.{name} must begin with https://: grades are private")

    def key(self, root: Path) -> str:
        """Return the private key; CourseError where it cannot be read."""
        path = root / self.private_key
        try:
            return path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not a PEM file"
            raise CourseError(f"the private key '{path}' cannot be read: {why}") from None
