"""A preview that waits in the page: what a file says goes out signed and comes back to be done.

Nothing of it is kept on the server. It is good for one user, one list and two hours.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.errors import UploadError
from app.models import User

LARGEST = 900_000  # characters: a form carries no more than MAX_FORM_MEMORY_SIZE
GOOD_FOR = 2 * 60 * 60  # seconds


def sealed(purpose: str, user: User, of: uuid.UUID, content: object) -> str:
    """Return ``content`` (plain JSON) as text for a hidden field.

    ``purpose`` names the kind of list, ``of`` is whose list it is. Raises UploadError where it is too large
    to come back.
    """
    text = str(_serializer(purpose).dumps([user.id, of.hex, content]))
    if len(text) > LARGEST:
        raise UploadError("The list is too long to be shown before it is imported. Split it in two.")
    return text


def opened(purpose: str, user: User, of: uuid.UUID, text: str) -> Any:  # noqa: ANN401 - whatever was sealed
    """Return the content that was sealed. Raises UploadError for another's, an old or a damaged preview."""
    try:
        by, whose, content = _serializer(purpose).loads(text, max_age=GOOD_FOR)
    except (BadSignature, ValueError, TypeError) as error:
        raise UploadError("The preview is too old or came back damaged. Upload the file again.") from error
    if by != user.id or whose != of.hex:
        raise UploadError("The preview is not of this list. Upload the file again.")
    return content


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"{purpose}-preview")
