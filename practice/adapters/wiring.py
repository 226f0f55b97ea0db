"""Builds the house: records, content, coder and voices, from the environment."""

from __future__ import annotations

import logging
from functools import cache

from practice.adapters.accounts import Accounts
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.settings import HERE, Settings
from practice.adapters.store import Store
from practice.adapters.voices import AuthoredVoice, ModelVoice
from practice.check import load_content
from practice.consent import Notice, Purpose
from practice.house import House, utc_now

log = logging.getLogger(__name__)


def open_house(settings: Settings) -> House:
    """Open the records (bringing them up to date), read the content, prepare the voices."""
    store = Store(settings.url)
    store.migrate()
    content = load_content(
        [HERE / "cases", *([settings.cases] if settings.cases else [])],
        [HERE / "rubrics", *([settings.rubrics] if settings.rubrics else [])],
    )
    for problem in content.problems:
        log.warning("left out: %s", problem)
    authored = AuthoredVoice()
    model, notice = None, None
    if settings.model:
        from practice.adapters.language_model import LanguageModel  # slow to import

        language_model = LanguageModel.from_settings(
            settings.model, settings.model_url, settings.model_key
        )
        model = ModelVoice(language_model, authored)
        notice = Notice(Purpose.CLIENT_VOICE, language_model.name, language_model.host)
        if settings.model_keeps:
            notice = Notice(notice.purpose, notice.tool, notice.host, settings.model_keeps)
    return House(
        store=store,
        accounts=Accounts(store.people, utc_now),
        content=content,
        coder=EmbeddedMoveCoder(),
        authored=authored,
        model=model,
        notice=notice,
        demo=bool(store.setting("demo", False)),
    )


@cache
def house() -> House:
    """The one house of this process."""
    return open_house(Settings())
