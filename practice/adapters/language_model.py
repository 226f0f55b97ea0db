"""A language model behind LangChain: an answer in time, or one plain sentence why there is none.

Nothing here knows what is asked. No words and no key reach a log, an error or a tracing service.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from practice import ModelUnavailable
from practice.prompting import Message

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.language_models.chat_models import BaseChatModel
    from pydantic import SecretStr

MOST_SECONDS = 20.0

# Given to the provider's client as well, so that no environment variable can send the words to a
# host other than the one that people agreed to.
_HOMES = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
_PAUSE = 0.5  # seconds before the one retry
_THINKING_ROOM = 1000  # tokens; some models spend their limit thinking before they say a word


class LanguageModel:
    """One configured model. `host` is where the words go, for the notice that trainees agree to."""

    def __init__(
        self,
        name: str,
        host: str,
        provider: str,
        chat: BaseChatModel,
        seconds: float = MOST_SECONDS,
    ) -> None:
        self.name = name
        self.host = host
        self._provider = provider
        self._chat = chat
        self._seconds = seconds

    @classmethod
    def from_settings(
        cls,
        name: str,
        base_url: str | None,
        api_key: SecretStr | None,
        seconds: float = MOST_SECONDS,
        watched_by: Sequence[BaseCallbackHandler] = (),
    ) -> LanguageModel:
        """A model by `provider:name`, or by name on an OpenAI-compatible server at `base_url`.

        Nothing is sent yet. Whoever watches sees every call, words and all. Raises
        ModelUnavailable with the remedy: a package to install, a name to correct, a key to give.
        """
        provider, _, model = ("openai", "", name) if base_url else name.partition(":")
        provider = provider.replace("-", "_").lower()
        if not model:
            raise ModelUnavailable(
                "PRACTICE_MODEL must be written provider:model, for example openai:gpt-5-mini, or "
                "be the model's name on the server at PRACTICE_MODEL_URL."
            )
        home = base_url or _HOMES.get(provider)
        host = urlsplit(home).hostname if home else f"the servers of {provider}"
        if not host:
            raise ModelUnavailable(
                "PRACTICE_MODEL_URL must be a whole address, such as http://host:8080/v1."
            )
        settings: dict[str, Any] = {"base_url": home} if home else {}
        if watched_by:
            settings["callbacks"] = list(watched_by)
        if provider == "ollama":
            settings["client_kwargs"] = {"timeout": seconds}
        else:
            settings |= {"timeout": seconds, "max_retries": 0}
            if api_key or base_url:
                settings["api_key"] = api_key.get_secret_value() if api_key else "none"
        return cls(name, host, provider, _chat_model(provider, model, settings), seconds)

    def answer(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        temperature: float = 0.6,
        seed: int | None = None,
        seconds: float | None = None,
    ) -> str:
        """The model's answer as plain text, at most about `most_tokens` long; it may be empty.

        Raises ModelUnavailable when there is none within `seconds` (the model's own limit, 20 by
        default, is never exceeded, one retry included).
        """
        seconds = min(self._seconds, seconds or self._seconds)
        chat, options = as_chat(messages), self._options(most_tokens, temperature, seed)

        def call() -> str:
            from langsmith import tracing_context  # slow to import, and only needed here

            with tracing_context(enabled=False):
                return self._chat.invoke(chat, **options).text.strip()

        try:
            return _within(seconds, lambda: _twice(call))
        except Exception as error:  # every provider has errors of its own
            # Not chained: a provider's text may quote what was sent.
            raise ModelUnavailable(f"The language model {self.name} {_trouble(error)}.") from None

    def _options(self, most_tokens: int, temperature: float, seed: int | None) -> dict[str, Any]:
        """What this provider calls the limit, the temperature and the seed."""
        profile = self._chat.profile or {}
        if profile.get("reasoning_output"):
            most_tokens += _THINKING_ROOM
        if self._provider == "ollama":
            return {
                "options": {"num_predict": most_tokens, "temperature": temperature, "seed": seed}
            }
        limit = "max_output_tokens" if self._provider.startswith("google_") else "max_tokens"
        options: dict[str, Any] = {limit: most_tokens}
        if profile.get("temperature", True):
            options["temperature"] = temperature
        elif self._provider == "openai":
            options["reasoning_effort"] = "low"
        if self._provider == "openai" and seed is not None:
            options["seed"] = seed
        return options


def as_chat(messages: Sequence[Message]) -> list[tuple[str, str]]:
    """The messages as every provider takes them: one system message, then user, assistant, user ….

    A later system message becomes a note at the end of the user's turn; several models refuse it
    otherwise, and several refuse a talk that the assistant opens.
    """
    chat: list[tuple[str, str]] = []
    for message in messages:
        role, text = message.role, message.text
        if role == "system" and any(earlier != "system" for earlier, _ in chat):
            role, text = "user", f"[Not said aloud: {text}]"
        if role == "assistant" and all(earlier == "system" for earlier, _ in chat):
            chat.append(("user", "Hello. Come in, have a seat."))
        if chat and chat[-1][0] == role:
            chat[-1] = (role, f"{chat[-1][1]}\n\n{text}")
        else:
            chat.append((role, text))
    return chat


def _chat_model(provider: str, model: str, settings: dict[str, Any]) -> BaseChatModel:
    try:
        from langchain.chat_models import init_chat_model  # slow, and only with a model configured

        chat: BaseChatModel = init_chat_model(
            model, model_provider=provider, cache=False, **settings
        )
        return chat
    except ImportError as error:
        named = re.search(r"pip install ([\w-]+)", str(error))
        package = named[1] if named else f"langchain-{provider.replace('_', '-')}"
        raise ModelUnavailable(
            f"The language model needs one more package: python -m pip install {package}"
        ) from None
    except Exception:  # each provider refuses in its own way
        # Not chained: the text may hold the key.
        raise ModelUnavailable(
            f"The language model {provider}:{model} cannot be set up: its name or its key is wrong "
            "or missing."
        ) from None


def _twice(call: Callable[[], str]) -> str:
    """The answer of the call, tried once more if it failed at once; a slow call is not repeated."""
    try:
        return call()
    except Exception as error:  # every provider has errors of its own
        if not _may_pass(error):
            raise
    time.sleep(_PAUSE)
    return call()


def _may_pass(error: Exception) -> bool:
    """Whether the trouble may be over in a moment: too busy, a server's own error, a restart."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status == 429 or status >= 500
    return "connect" in type(error).__name__.lower()


def _within(seconds: float, call: Callable[[], str]) -> str:
    """The answer of the call, or TimeoutError. (A client's own one restarts with every byte.)"""
    answer: Future[str] = Future()

    def work() -> None:
        try:
            answer.set_result(call())
        except Exception as error:  # the thread that waits raises it
            answer.set_exception(error)

    Thread(target=work, name="language model", daemon=True).start()
    return answer.result(timeout=seconds)


def _trouble(error: Exception) -> str:
    """What went wrong, in words that hold nothing of what was sent."""
    status = getattr(error, "status_code", None)
    if isinstance(error, TimeoutError) or "timeout" in type(error).__name__.lower():
        return "did not answer in time"
    if status in (401, 403):
        return "refused the key"
    if status == 404:
        return "is not known at that address"
    if status == 429:
        return "is busy or its quota is used up"
    if isinstance(status, int):
        return f"answered with an error ({status})"
    if _may_pass(error):
        return "cannot be reached"
    return "answered in a way that cannot be used"
