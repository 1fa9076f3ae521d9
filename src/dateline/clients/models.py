"""The client of language models: any server that speaks OpenAI's chat completions.

Decides when to ask again and how long to wait, in which form a server can be asked, and when to stop: at the
budget of the day, before it is exceeded; for a while, at a refused key or a server that fails three times
running. What is asked and what is taken of the answer is not decided here. The key is shown to the server and
to nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.clients.model_servers import Form, ModelServer
from dateline.clients.remembered import Remembered
from dateline.clients.world import World
from dateline.core.errors import MissingExtra, ModelError
from dateline.core.ports import Question, Reply
from dateline.core.spending import NOTHING, Budget, Prices, Tokens, estimate

if TYPE_CHECKING:
    import openai

#: Statuses after which asking again may help (RFC 9110, RFC 6585), and those after which it never does.
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_REFUSED = frozenset((401, 402, 403))
_FORMS = tuple(Form)
#: Failures running after which a server counts as down, and for how many seconds it is then left alone.
_PATIENCE = 3
_REST = 600.0
#: The first wait in seconds, doubled each time; and the longest that a server may ask us to wait.
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 120.0
#: The randomness of answers: none, as far as a server can.
_TEMPERATURE = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How a server is treated: tries of a question, seconds for each, the budget of a day, the prices."""

    tries: int = 3
    seconds: float = 120.0
    budget: Budget = field(default_factory=Budget)
    prices: Prices = field(default_factory=Prices)


@dataclass(slots=True)
class Spending:
    """What a run has asked so far. ``tokens`` are as the server counted them, else estimated."""

    asked: int = 0
    failed: int = 0
    cached: int = 0
    tokens: Tokens = NOTHING


class ModelClient:
    """``core.ports.Model`` on one server. The budget is for a day (UTC) of this process."""

    def __init__(
        self,
        server: ModelServer,
        *,
        key: str = "",
        care: Care | None = None,
        cache: Path | None = None,
        world: World | None = None,
    ) -> None:
        self.server = server
        self.care = care or Care()
        self.spending = Spending()
        self._world = world or World()
        self._remembered = Remembered(cache)
        self._form = server.form
        self._key = key
        self._stopped, self._until = "", 0.0
        self._running = 0
        self._day, self._before = self._world.now().date(), NOTHING

    @property
    def name(self) -> str:
        """What pages call the model: its server's name in the table and its own."""
        return self.server.name

    @property
    def remote(self) -> bool:
        """Whether what it is asked leaves the operator's own network."""
        return self.server.remote

    def forecast(self, question: Question) -> Tokens:
        """The most that one try can take."""
        sent = estimate(question.system, question.user, question.schema)
        return Tokens(sent=sent, received=question.most_tokens)

    def ask(self, question: Question) -> Reply:
        """The answer, remembered or new. Raises ``ModelError`` after the last try, or before the first."""
        known = self._remembered.find(question, self._settings)
        if known is not None:
            self.spending.cached += 1
            return Reply(text=known, cached=True)
        if self._stopped and self._world.clock() < self._until:
            raise self._error(self._stopped, final=True)
        for count in range(self.care.tries):
            try:
                reply = self._tried(question)
            except _Passing as trouble:
                self._wait(trouble, count)
                reason = trouble.reason
            else:
                self._running = 0
                return reply
        self._running += 1
        if self._running >= _PATIENCE:
            self._stop(f"{reason}; it failed {_PATIENCE} times running and is left alone for a while")
        raise self._error(reason)

    def keep(self, question: Question, reply: Reply) -> None:
        """Remember an answer that could be read."""
        if not reply.cached:
            self._remembered.keep(question, self._settings, reply.text)

    def ready(self) -> None:
        """Raises ``MissingExtra`` where the openai library is not installed."""
        _library()

    # --- one try --------------------------------------------------------------------------

    def _client(self, library: Any) -> openai.OpenAI:
        """A client of the server that follows no redirect: what is near stays near.

        A proxy of the environment is used for remote servers only, for the same reason.
        """
        remote, seconds = self.server.remote, self.care.seconds
        secure = self.server.url.startswith("https:")  # to load the authorities takes longer than to connect
        http = library.DefaultHttpxClient(
            follow_redirects=False, trust_env=remote, timeout=seconds, verify=secure
        )
        client: openai.OpenAI = library.OpenAI(
            base_url=self.server.url,
            api_key=self._key or "none",
            max_retries=0,
            timeout=seconds,
            http_client=http,
        )
        return client

    def _today(self) -> Tokens:
        """What was spent since midnight, as far as this process knows."""
        if (day := self._world.now().date()) != self._day:
            self._day, self._before = day, self.spending.tokens
        spent, before = self.spending.tokens, self._before
        return Tokens(sent=spent.sent - before.sent, received=spent.received - before.received)

    def _stop(self, why: str) -> str:
        """Ask nothing for a while."""
        self._stopped, self._until = why, self._world.clock() + _REST
        return why

    @property
    def _settings(self) -> str:
        """All but the question that an answer depends on."""
        return f"{self.server.url} {self.server.model} {_TEMPERATURE}"

    def _tried(self, question: Question) -> Reply:
        """One answer, in the strictest form that the server takes."""
        library = _library()
        while True:
            ahead = self.forecast(question)
            if why := self.care.budget.objection(self._today(), ahead, self.care.prices):
                raise self._error(why, "raise model_tokens or model_money", final=True)
            self.spending.asked += 1
            try:
                with self._client(library) as client:
                    answer = client.chat.completions.create(**self._request(question))
                return self._read(answer, question)
            except library.APIStatusError as error:
                if error.status_code in (400, 422) and self._weaker():
                    continue
                raise self._judged(error) from error
            except library.APITimeoutError as error:
                self._lost(ahead)
                raise _Passing(f"did not answer within {self.care.seconds:g} s") from error
            except library.APIConnectionError as error:
                self._lost(NOTHING if _unreached(error) else ahead)
                raise _Passing("could not be reached, or broke off") from error
            except (library.OpenAIError, ValueError) as error:
                self._lost(ahead)
                raise _Passing("answered with what is no chat completion") from error

    def _request(self, question: Question) -> dict[str, Any]:
        user = question.user
        if self._form is not Form.SCHEMA:
            user = (
                f"{user}\n\nAnswer with one JSON object and nothing else. Its JSON schema:\n{question.schema}"
            )
        request: dict[str, Any] = {
            "model": self.server.model,
            "messages": [{"role": "system", "content": question.system}, {"role": "user", "content": user}],
            self.server.length: question.most_tokens,
            "temperature": _TEMPERATURE,
        }
        if self._form is Form.SCHEMA:
            schema = {"name": question.name, "schema": json.loads(question.schema), "strict": True}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self._form is Form.OBJECT:
            request["response_format"] = {"type": "json_object"}
        return request

    def _weaker(self) -> bool:
        """Take the next weaker form for the rest of the run; false where there is none."""
        place = _FORMS.index(self._form) + 1
        self.spending.failed += 1
        if place == len(_FORMS):
            return False
        self._form = _FORMS[place]
        return True

    def _read(self, answer: Any, question: Question) -> Reply:
        """The words of a completion, and what it took by the server's own count."""
        choices = getattr(answer, "choices", None) or ()
        text = getattr(getattr(choices[0], "message", None), "content", None) if choices else None
        usage = getattr(answer, "usage", None)
        tokens = Tokens(
            sent=_count(getattr(usage, "prompt_tokens", None), estimate(question.system, question.user)),
            received=_count(getattr(usage, "completion_tokens", None), estimate(text or "")),
        )
        self.spending.tokens += tokens
        if not isinstance(text, str) or not text.strip():
            self.spending.failed += 1
            raise self._error("its answer is empty", "try another model, or raise model_answer_tokens")
        return Reply(text=text, tokens=tokens)

    def _judged(self, error: openai.APIStatusError) -> Exception:
        """What a status means: to wait, to stop for good, or that this question has no answer."""
        status = error.status_code
        self.spending.failed += 1
        if status in _PASSING or status >= 500:
            return _Passing(f"answered with status {status}", _hold(error.response.headers))
        if status in _REFUSED:
            why = self._stop(f"the server refuses our key (status {status})")
            return self._error(why, "check the key", final=True)
        if status == 404:
            why = self._stop(f"the server does not know the model {self.server.model} (status 404)")
            return self._error(why, "check the model's name and model_url", final=True)
        return self._error(f"answered with status {status}", "see the server's own log")

    def _lost(self, tokens: Tokens) -> None:
        """A try without an answer: it counts as if it had taken all that it could, for it may have."""
        self.spending.failed += 1
        self.spending.tokens += tokens

    def _wait(self, trouble: _Passing, count: int) -> None:
        """Wait as the server asks, else longer each time; not behind the last try."""
        if trouble.hold > _LONGEST_WAIT:
            why = self._stop(f"{trouble.reason} and asks for {trouble.hold:.0f} s of rest")
            raise self._error(why, "run it again later", final=True)
        if count + 1 < self.care.tries:
            self._world.sleep(trouble.hold or _FIRST_WAIT * 2**count * (1 + self._world.jitter() / 4))

    def _error(
        self, reason: str, remedy: str = "is it running, and the address right?", *, final: bool = False
    ) -> ModelError:
        return ModelError(f"model {self.name}", reason, remedy, final=final)


class _Passing(Exception):
    """A trouble that may pass. ``hold`` is how many seconds the server wants to be left alone."""

    def __init__(self, reason: str, hold: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hold = hold


def _library() -> Any:
    try:
        import openai
    except ImportError as error:
        raise MissingExtra("a language model", "models") from error
    return openai


def _unreached(error: BaseException) -> bool:
    """Whether no connection was made at all, so that nothing can have been counted."""
    return type(error.__cause__).__name__ == "ConnectError"


def _hold(headers: Mapping[str, str]) -> float:
    """The seconds of ``Retry-After``; a date there is rare, and means to wait as we see fit."""
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return 0.0


def _count(given: object, otherwise: int) -> int:
    return given if isinstance(given, int) and given >= 0 else otherwise
