"""What a programme may set from outside, all through the environment, all optional.

PRACTICE_DATA           folder for the records; by default the platform's user data folder
PRACTICE_DATABASE_URL   a PostgreSQL (or other SQLite) address instead of a file in that folder
PRACTICE_CASES          a folder of case files that add to or replace the shipped ones
PRACTICE_RUBRICS        the same for rubrics
PRACTICE_SIGN_ON        a file with [auth] in place of .streamlit/secrets.toml, for single sign-on
PRACTICE_MODEL          a language model as the client's voice: openai:NAME, ollama:NAME …
PRACTICE_MODEL_URL      the address of an OpenAI-compatible server that serves PRACTICE_MODEL
PRACTICE_MODEL_KEY      its key, where it needs one
PRACTICE_MODEL_KEEPS    one sentence for the notice: how long that tool keeps what it is sent
PRACTICE_JUDGE          a language model as a reader of replies, written like PRACTICE_MODEL
PRACTICE_JUDGE_URL      the address of an OpenAI-compatible server that serves PRACTICE_JUDGE
PRACTICE_JUDGE_KEY      its key, where it needs one
PRACTICE_JUDGE_KEEPS    one sentence for its notice: how long it keeps what it is sent
"""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HERE = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """The environment, read once at the start."""

    model_config = SettingsConfigDict(
        env_prefix="PRACTICE_", extra="ignore", protected_namespaces=()
    )

    data: Path | None = None
    database_url: str | None = None
    cases: Path | None = None
    rubrics: Path | None = None
    sign_on: Path | None = None
    model: str | None = None
    model_url: str | None = None
    model_key: SecretStr | None = None
    model_keeps: str | None = None
    judge: str | None = None
    judge_url: str | None = None
    judge_key: SecretStr | None = None
    judge_keeps: str | None = None

    @property
    def folder(self) -> Path:
        """Where records are kept; made when it is not there yet, closed to other users."""
        folder = self.data or Path(platformdirs.user_data_dir("deliberate-practice-trainer", False))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.folder / 'practice.sqlite3'}"
