"""The pages on which people see to their own account, signed in or on the way there."""

from app.account import (
    new_password,
    organisation,
    passkey_sign_in,
    passkeys,
    recovery_codes,
    second_factor,
    your_account,
)
from app.account.guard import blueprint

__all__ = [
    "blueprint",
    "new_password",
    "organisation",
    "passkey_sign_in",
    "passkeys",
    "recovery_codes",
    "second_factor",
    "your_account",
]
