"""A language model behind LangChain: an answer in time, or one plain sentence why there is none.

Nothing here knows what is asked. No words and no key reach a log, an error or a tracing service.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from practice import ModelUnavailable
from practice.adapters.in_process import CALLS, InProcess
from practice.prompting import Message

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.language_models.chat_models import BaseChatModel
    from pydantic import SecretStr

MOST_SECONDS = 20.0
IN_PROCESS = "in process"  # a host, as the notice to trainees calls it
_LOOPBACK = ("127.0.0.1", "localhost", "::1", IN_PROCESS)

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
        made: Callable[[], BaseChatModel],
        seconds: float = MOST_SECONDS,
        local: InProcess | None = None,
    ) -> None:
        self.name = name
        self.host = host
        self._provider = provider
        self._made = made
        self._seconds = seconds
        self._local = local
        self._no_schema = False

    @cached_property
    def _chat(self) -> BaseChatModel:
        return self._made()

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

        `llamacpp:FILE.gguf` is run inside this process, and loaded when it is first asked. Nothing
        is sent yet. Whoever watches sees every call, words and all. Raises ModelUnavailable with
        the remedy: a package to install, a name or a file to correct, a key to give.
        """
        provider, _, model = ("openai", "", name) if base_url else name.partition(":")
        provider = provider.replace("-", "_").lower()
        if not model:
            raise ModelUnavailable(
                "PRACTICE_MODEL must be written provider:model, for example openai:gpt-5-mini, or "
                "be the model's name on the server at PRACTICE_MODEL_URL."
            )
        settings: dict[str, Any] = {"callbacks": list(watched_by)} if watched_by else {}
        if provider == "llamacpp":
            path = Path(model).expanduser()
            local = InProcess(path)

            def made() -> BaseChatModel:
                at = local.address()
                there = _at_home(IN_PROCESS, seconds) | {"base_url": at.url, "api_key": at.key}
                return _chat_model("openai", path.name, settings | there)

            return cls(f"{provider}:{path.name}", IN_PROCESS, "openai", made, seconds, local)
        home = base_url or _HOMES.get(provider)
        host = _host(home) if home else f"the servers of {provider}"
        if home:
            settings["base_url"] = home
        if provider == "ollama":
            settings["client_kwargs"] = {"timeout": seconds, "trust_env": False}
        elif provider == "openai":
            settings |= _at_home(host, seconds)
        else:
            settings |= {"timeout": seconds, "max_retries": 0}
        if provider != "ollama" and (api_key or base_url):
            settings["api_key"] = api_key.get_secret_value() if api_key else "none"
        chat = _chat_model(provider, model, settings)  # what is wrong with it is said at once
        return cls(name, host, provider, lambda: chat, seconds)

    def answer(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        temperature: float = 0.6,
        seed: int | None = None,
        seconds: float | None = None,
        schema: Mapping[str, Any] | None = None,
    ) -> str:
        """The model's answer as plain text, at most about `most_tokens` long; it may be empty.

        With a JSON Schema, a server that can hold its answer to it is asked to. Raises
        ModelUnavailable when there is none within `seconds` (the model's own limit, 20 by default,
        is never exceeded, one retry included).
        """
        pieces = self.stream(
            messages, most_tokens, temperature=temperature, seed=seed, seconds=seconds,
            schema=schema,
        )  # fmt: skip
        return "".join(pieces).strip()

    def stream(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        *,
        temperature: float = 0.6,
        seed: int | None = None,
        seconds: float | None = None,
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str, None, None]:
        """The model's answer, piece by piece; closing the iterator ends the call at the server.

        Raises ModelUnavailable like `answer`, and however slowly pieces come: the limit is for the
        whole. What fails before the first piece is tried once more.
        """
        until = time.monotonic() + min(self._seconds, seconds or self._seconds)
        arriving: SimpleQueue[str | Exception | None] = SimpleQueue()
        enough = Event()

        def work() -> None:
            from langsmith import tracing_context  # slow to import, and only needed here

            try:
                with tracing_context(enabled=False):
                    options = self._options(most_tokens, temperature, seed)
                    if self._local:
                        options["extra_body"] = {"id_slot": self._local.slot(*_talk(messages))}
                    for piece in self._pieces(as_chat(messages), options, schema):
                        if enough.is_set():
                            return
                        arriving.put(piece)
                arriving.put(None)
            except Exception as error:  # every provider has errors of its own; raised below
                arriving.put(error)

        Thread(target=work, name=CALLS, daemon=True).start()
        try:
            while True:
                piece = _next(arriving, until)
                if isinstance(piece, Exception):
                    raise piece
                if piece is None:
                    return
                yield piece
        except ModelUnavailable:
            raise
        except Exception as error:  # every provider has errors of its own
            # Not chained: a provider's text may quote what was sent.
            raise ModelUnavailable(f"The language model {self.name} {_trouble(error)}.") from None
        finally:
            enough.set()

    def prepare(self, messages: Sequence[Message]) -> None:
        """Have a model in this process read what a talk begins with, while people read it too.

        Does nothing for a model elsewhere, which would charge for it, and waits for nothing.
        """
        if self._local is None:
            return

        def work() -> None:
            with suppress(ModelUnavailable):
                self.answer([*messages, Message("user", "")], 1)  # an answer follows a turn

        Thread(target=work, name=f"{CALLS}, reading", daemon=True).start()

    def _pieces(
        self, chat: list[tuple[str, str]], options: dict[str, Any], schema: Mapping[str, Any] | None
    ) -> Iterator[str]:
        """The answer as it comes. A server that refuses a schema is not handed one again."""
        if schema and not self._no_schema:
            begun = False
            try:
                for piece in _pieces(self._chat, chat, self._held_to(schema, options)):
                    begun = True
                    yield piece
                return
            except Exception as error:  # every provider has errors of its own
                if begun or getattr(error, "status_code", None) not in (400, 422):
                    raise
                self._no_schema = True
        yield from _pieces(self._chat, chat, options)

    def _held_to(self, schema: Mapping[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        if self._provider == "ollama":
            return options | {"format": dict(schema)}
        if self._provider != "openai":
            return options
        wanted = {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema)}}
        return options | {"extra_body": options.get("extra_body", {}) | {"response_format": wanted}}

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


def _talk(messages: Sequence[Message]) -> tuple[str, str]:
    """What a talk begins with, and by what it is told from others: its first two lines.

    The talk is what a user says after the last answer that was shown to the model.
    """
    roles = [message.role for message in messages]
    shown = len(roles) - roles[::-1].index("assistant") if "assistant" in roles else 1
    talk = [message.text for message in messages[shown:] if message.role == "user"]
    return messages[0].text, "\n".join("\n".join(talk).split("\n")[:2])


def _host(url: str) -> str:
    """The host of a whole http address; refuses any other with the remedy."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:  # brackets left open, a port that is no number
        usable = False
    if not usable or not parts.hostname:
        raise ModelUnavailable(
            "PRACTICE_MODEL_URL must be a whole address, such as http://host:8080/v1."
        )
    return parts.hostname


def _at_home(host: str, seconds: float) -> dict[str, Any]:
    """What LangChain's client for OpenAI-compatible servers is given, wherever they are."""
    settings: dict[str, Any] = {"timeout": seconds, "max_retries": 0, "stream_usage": True}
    if host in _LOOPBACK:
        settings["http_client"] = _straight()
    return settings


@cache
def _straight() -> Any:
    """A connection that no proxy named in the environment can take elsewhere; one for all."""
    return import_module("httpx").Client(trust_env=False)  # comes with langchain-openai; slow


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


def _pieces(
    chat: BaseChatModel, messages: list[tuple[str, str]], options: dict[str, Any]
) -> Iterator[str]:
    """The answer as it comes, asked for once more if it failed before a word of it was there."""
    begun = False
    try:
        for chunk in chat.stream(messages, **options):
            begun = True
            yield chunk.text
    except Exception as error:  # every provider has errors of its own
        if begun or not _may_pass(error):
            raise
    else:
        return
    time.sleep(_PAUSE)
    yield from (chunk.text for chunk in chat.stream(messages, **options))


def _next(arriving: SimpleQueue[str | Exception | None], until: float) -> str | Exception | None:
    """What comes next, or TimeoutError. (A client's own one restarts with every byte.)"""
    try:
        return arriving.get(timeout=max(0.0, until - time.monotonic()))
    except Empty:
        raise TimeoutError from None


def _may_pass(error: Exception) -> bool:
    """Whether the trouble may be over in a moment: too busy, a server's own error, a restart."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status == 429 or status >= 500
    return "connect" in type(error).__name__.lower()


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
