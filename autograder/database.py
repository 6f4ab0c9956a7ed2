"""Where a course's gradebook lies, and how to open it so that nothing can be changed in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # doctor asks where packages may be missing
    from traitlets.config import Config


def address(config: "Config") -> Any:
    """Return the gradebook's address, an SQLAlchemy URL."""
    from nbgrader.coursedir import CourseDirectory
    from sqlalchemy.engine import make_url

    return make_url(CourseDirectory(config=config).db_url)


def file_of(url: Any) -> Path | None:
    """Return the file of an SQLite gradebook, whether it is there or not; None on a server."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def to_read_alone(url: Any) -> Any:
    """Return the address under which an SQLite gradebook can be read and no more."""
    path = Path(url.database).resolve().as_uri()
    return url.set(database=path).update_query_dict({"mode": "ro", "uri": "true"})
