"""What an operator can set, each thing with its default and its meaning: the source of ``settings.md``.

Decides where settings come from. What follows from one is decided where it is used.
"""

from __future__ import annotations

import os
from typing import Literal

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """What an operator can set: in ``dateline.toml`` where the command is run, or as DATELINE_NAME."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", toml_file="dateline.toml", extra="forbid")

    title: str = Field("Dateline", description="name of the site")
    notice: str = Field("", description="a line printed on every page")
    base_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="address at which the site will be published, for feeds and links",
    )
    language: str = Field("en", description="language that the house speaks: en, uk, de")
    hub: str = Field("", pattern=r"^(https?://\S+)?$", description="WebSub hub that is told of new stories")
    reserve_mining: bool = Field(
        True, description="tell robots that mining the site, and training models on it, is reserved"
    )
    contact: str = Field("", description="address for readers, and for the sites that we fetch from")
    workers: int = Field(min(os.cpu_count() or 1, 8), ge=1, description="processes to work with")
    quote_words: int = Field(25, ge=0, description="most words of one quotation")
    quotes_per_outlet: int = Field(3, ge=0, description="most quotations from one outlet in a story")
    quoted_share: float = Field(0.1, ge=0, le=1, description="most of an article that is quoted")
    run_words: int = Field(12, ge=2, description="no run of so many words is shared outside quotation")
    serve_rate: int = Field(
        600, ge=0, description="requests of one client a minute to the API, search and forms; 0: no limit"
    )
    serve_proxies: tuple[str, ...] = Field(
        (), description="addresses or networks of proxies whose X-Forwarded-For is believed"
    )
    serve_origins: str = Field(
        "*", description="other sites that may read the API from a browser; empty: none"
    )
    serve_cache: int = Field(128, ge=1, description="megabytes of pages that the server keeps in memory")
    serve_live: int = Field(500, ge=0, description="most readers of live updates at a time")
    mail_host: str = Field("", description="mail server for the digest; empty: no mail is sent")
    mail_port: int = Field(587, ge=1, le=65535, description="its port")
    mail_tls: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="how it is spoken to: `starttls`, `tls` from the first byte, `none` (loopback)",
    )
    mail_user: str = Field("", description="user there; empty: none is given")
    mail_password_file: str = Field("", description="file with the password; else `DATELINE_MAIL_PASSWORD`")
    mail_authorities: str = Field("", description="file of certificates (PEM) that are trusted there too")
    mail_from: str = Field("", description="address that letters come from")
    mail_replies: str = Field("", description="address that takes unsubscriptions by mail; empty: none does")
    digest_hour: int = Field(6, ge=0, le=23, description="hour (UTC) at which digests are due")
    digest_weekday: int = Field(0, ge=0, le=6, description="day of weekly digests; Monday is 0")
    delay: float = Field(1.0, ge=0, description="seconds between two requests to one host")
    interval: float = Field(30.0, gt=0, description="minutes between two polls of a source")
    allow_private: bool = Field(False, description="also fetch from private addresses (an intranet)")
    allow_hosts: tuple[str, ...] = Field(
        (), description="hosts (or host:port) that may be fetched from though private or on another port"
    )
    ai_bots_reserve: bool = Field(
        False, description="take a site's ban on known AI crawlers as a reservation of its rights"
    )
    model: str = Field(
        "", description="language model that words the pages, as `ollama/qwen3:8b`; none: rules"
    )
    model_url: str = Field("", description="address of its server, where that is not one known by name")
    model_key_file: str = Field("", description="file with its key; else `DATELINE_MODEL_KEY`")
    model_remote: bool = Field(False, description="it is remote, though its address is private")
    model_tokens: int | None = Field(2_000_000, ge=0, description="most tokens of a day, sent and received")
    model_money: float | None = Field(None, ge=0, description="most money of a day, at these prices")
    model_price_sent: float = Field(0.0, ge=0, description="price of a million tokens sent")
    model_price_received: float = Field(0.0, ge=0, description="price of a million tokens received")
    model_answer_tokens: int = Field(3000, ge=200, description="most tokens of an answer")
    model_context: int = Field(16_000, ge=2000, description="tokens that it reads at once, answer included")
    model_seconds: float = Field(120.0, gt=0, description="seconds to wait for an answer")
    model_tries: int = Field(3, ge=1, description="how often a question is tried")
    model_cache: str = Field("dateline-answers", description="folder of its answers; empty: none is kept")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags before environment before file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
