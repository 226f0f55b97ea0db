"""What a name, a username and a password have to be, and how a password is kept: as argon2id only.

No exception repeats what was typed.
"""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from practice import BadInput

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200

# OWASP's argon2id choice with little memory: a class that signs in at once must not fill the host.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_FEW_AT_ONCE = threading.BoundedSemaphore(4)  # of the whole process, so that memory stays bounded

# The hash of a password nobody has, with today's parameters: an unknown name costs the same time.
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "GSml9aYPzKLe7goZa7nmAw$n00i/IDsRcrNE4GdGYAxWiuaM8zVyw9LyB6NMoGXPbs"
)


def known_form(username: str) -> str:
    """Bring a username to the form the records hold: one spelling, lower case, trimmed."""
    one_spelling = unicodedata.normalize("NFKC", username).strip().lower()
    return "".join(letter for letter in one_spelling if letter.isprintable())[:200]


def username_of(typed: str) -> str:
    username = known_form(typed)
    if not 2 <= len(username) <= 100 or any(letter.isspace() for letter in username):
        raise BadInput("A username has 2 to 100 characters and no spaces.")
    return username


def name_of(typed: str) -> str:
    joiners = "\u200c\u200d"  # parts of words in Persian and Indic scripts
    spaced = " ".join(typed.split())
    name = "".join(letter for letter in spaced if letter.isprintable() or letter in joiners)
    if not 1 <= len(name) <= 100:
        raise BadInput("Please give a name of up to 100 characters.")
    return name


def password_of(typed: str, username: str) -> str:
    if not SHORTEST_PASSWORD <= len(typed) <= LONGEST_PASSWORD:
        raise BadInput(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. "
            "A few words together work well."
        )
    if known_form(typed) == username:
        raise BadInput("The password cannot be the username. Choose another one.")
    return typed


def plain_code(code: str) -> str:
    """Read a set-up code however it was typed: any case, with or without the dashes."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _bytes(password: str) -> bytes:
    # One spelling, as keyboards differ; "replace", as an encoding error would quote the password.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def hashed(password: str) -> str:
    with _FEW_AT_ONCE:
        return HASHER.hash(_bytes(password))


def verified(stored: str, password: str) -> bool:
    with _FEW_AT_ONCE:
        try:
            return HASHER.verify(stored, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
