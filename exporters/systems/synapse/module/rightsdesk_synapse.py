"""Tells a Rightsdesk of accounts that are closed or opened again, as it happens.

Synapse keeps no record of when an account was closed. Its desk can ask which accounts are closed, but then their thirty
days begin when it first sees them. This module knows the moment and tells it.

What must always hold:

- Synapse is never kept waiting for the desk and never fails because of it. What happened is written into a table of
  Synapse's own database, ``rightsdesk_outbox``, and is sent from there in the background.
- Nothing is lost when the desk is away or Synapse is restarted: a row goes when the desk has said that it has it. It
  may be sent more than once, which the desk does not mind.
- What happened first is told first.
- What the desk will never take does not hold up the rest: it is put aside in the table, and the log says so.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import logging
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Dict, List, Tuple
from urllib.parse import urlsplit

from canonicaljson import encode_canonical_json
from synapse.api.errors import HttpResponseException
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError

logger = logging.getLogger("rightsdesk_synapse")

PATH = "/api/v1/hooks/deactivations"

# As many accounts are told of in one call.
MOST_AT_ONCE = 100

# After a failure the next attempt waits twice as long as the one before, up to this, in seconds.
LONGEST_WAIT = 300.0

# A shorter secret can be guessed, in bytes. The desk holds the same view.
SHORTEST_SECRET = 24

# The desk will not take the same thing later either.
REFUSED = (400, 413, 422)

SETTINGS = ("url", "secret", "secret_path", "every_seconds")


@dataclass(frozen=True)
class Config:
    """What homeserver.yaml says."""

    endpoint: str
    secret: bytes
    every_seconds: float


@dataclass(frozen=True)
class Change:
    """An account was closed, or opened again."""

    id: str
    at_ms: int
    user_id: str
    deactivated: bool
    by_admin: bool

    def told(self) -> Dict[str, Any]:
        """The change as the desk is told of it."""
        at = datetime.fromtimestamp(self.at_ms / 1000, tz=timezone.utc)
        return {
            "user_id": self.user_id,
            "deactivated": self.deactivated,
            "by_admin": self.by_admin,
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }


class RightsdeskModule:
    """The module, as Synapse loads it."""

    def __init__(self, config: Config, api: ModuleApi) -> None:
        self._config = config
        self._api = api
        # What could not be written into the table. It is tried again with every look.
        self._unsaved: List[Change] = []
        self._is_sending = False
        self._failures = 0
        self._not_before = 0.0
        api.register_third_party_rules_callbacks(on_user_deactivation_status_changed=self._changed)
        # On the one process that does work in the background. All processes share the table.
        api.looping_background_call(self._send_waiting, config.every_seconds * 1000, desc="rightsdesk_send_waiting")

    @staticmethod
    def parse_config(config: Dict[str, Any]) -> Config:
        """Reads what homeserver.yaml says, and refuses what cannot work."""
        config = config or {}
        unknown = sorted(set(config) - set(SETTINGS))
        if unknown:
            raise _wrong(f"there is no setting {', '.join(unknown)}; there are {', '.join(SETTINGS)}")
        every_seconds = config.get("every_seconds", 5)
        if isinstance(every_seconds, bool) or not isinstance(every_seconds, (int, float)) or every_seconds <= 0:
            raise _wrong("every_seconds must be a number above 0")
        return Config(_endpoint(config.get("url")), _secret(config), float(every_seconds))

    async def _changed(self, user_id: str, deactivated: bool, by_admin: bool) -> None:
        """Synapse says that an account was closed or opened again. It says so again when that is repeated."""
        change = Change(uuid.uuid4().hex, int(time.time() * 1000), user_id, bool(deactivated), bool(by_admin))
        self._unsaved.append(change)
        await self._save()

    async def _save(self) -> None:
        changes = list(self._unsaved)
        if not changes:
            return
        try:
            await self._api.run_db_interaction("rightsdesk_save", _save, changes)
        except Exception:
            logger.exception("%d changes of accounts could not be written down; this is tried again", len(changes))
            return
        self._unsaved = [change for change in self._unsaved if change not in changes]

    async def _send_waiting(self) -> None:
        """Tells the desk what it has not been told yet."""
        if self._is_sending or time.monotonic() < self._not_before:
            return
        self._is_sending = True
        try:
            await self._save()
            while True:
                changes = await self._api.run_db_interaction("rightsdesk_waiting", _waiting)
                if not changes or not await self._deliver(changes):
                    return
        except Exception:
            self._failed("the table of changes could not be read")
            logger.debug("why", exc_info=True)
        finally:
            self._is_sending = False

    async def _deliver(self, changes: List[Change]) -> bool:
        """Tells the desk of these; whether to go on with the next."""
        try:
            await self._post(changes)
        except HttpResponseException as error:
            if error.code not in REFUSED:
                return self._failed(f"the desk answered {error.code}")
            if len(changes) > 1:
                # One of them is not to its liking. Which one, only trying tells.
                for change in changes:
                    if not await self._deliver([change]):
                        return False
                return True
            logger.error("the desk answered %d to the change %s: it is put aside", error.code, changes[0].id)
            await self._api.run_db_interaction("rightsdesk_put_aside", _put_aside, changes[0].id)
            return True
        except Exception as error:
            return self._failed(f"the desk could not be told ({type(error).__name__})")
        await self._api.run_db_interaction("rightsdesk_forget", _forget, changes)
        if self._failures:
            logger.info("the desk can be told again")
        self._failures = 0
        self._not_before = 0.0
        return True

    async def _post(self, changes: List[Change]) -> None:
        body = {"sender": "synapse_module", "accounts": [change.told() for change in changes]}
        # The same when the same changes are sent again.
        delivery = hashlib.sha256(" ".join(change.id for change in changes).encode()).hexdigest()[:32]
        timestamp = str(int(time.time()))
        # The client encodes what it sends in just this way.
        message = b".".join((delivery.encode(), timestamp.encode(), encode_canonical_json(body)))
        signature = base64.b64encode(hmac.new(self._config.secret, message, hashlib.sha256).digest())
        headers = {
            b"webhook-id": [delivery.encode()],
            b"webhook-timestamp": [timestamp.encode()],
            b"webhook-signature": [b"v1," + signature],
        }
        await self._api.http_client.post_json_get_json(self._config.endpoint, body, headers=headers)

    def _failed(self, what: str) -> bool:
        """Waits longer before the next attempt; always says not to go on."""
        self._failures += 1
        wait = min(LONGEST_WAIT, self._config.every_seconds * 2 ** min(self._failures, 16))
        self._not_before = time.monotonic() + wait
        # Once for each time that the desk is away, and then now and again.
        level = logging.WARNING if self._failures == 1 or self._failures % 20 == 0 else logging.DEBUG
        logger.log(level, "%s; the next attempt is in %d s, and nothing is lost", what, wait)
        return False


def _wrong(what: str) -> ConfigError:
    return ConfigError(f"rightsdesk_synapse: {what}")


def _endpoint(url: Any) -> str:
    if not isinstance(url, str) or not url:
        raise _wrong("url is missing; write the desk's public address, such as https://privacy.example.org")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _wrong(f"url is no address: {error}") from error
    is_more = parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in ("http", "https") or not parts.hostname or is_more:
        raise _wrong("url must be an address such as https://privacy.example.org, and nothing more")
    if parts.scheme == "http" and not _is_this_machine(parts.hostname):
        raise _wrong("url must begin with https://, for people's names would cross the network unprotected")
    return url.rstrip("/") + PATH


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _secret(config: Dict[str, Any]) -> bytes:
    text, path = config.get("secret"), config.get("secret_path")
    if (text is None) == (path is None):
        raise _wrong("write either secret_path, a file that holds the secret, or secret")
    if path is not None:
        if not isinstance(path, str):
            raise _wrong("secret_path must be the path of a file")
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except (OSError, ValueError) as error:
            raise _wrong(f"secret_path cannot be read: {error}") from error
        # One line break at the end does not count, there as here.
        text = text[:-1] if text.endswith("\n") else text
        text = text[:-1] if text.endswith("\r") else text
    if not isinstance(text, str):
        raise _wrong("secret must be a text")
    secret = text.encode()
    if text.startswith("whsec_"):
        try:
            secret = base64.b64decode(text[len("whsec_") :], validate=True)
        except binascii.Error as error:
            raise _wrong("behind whsec_ there must be base64") from error
    if len(secret) < SHORTEST_SECRET:
        raise _wrong(f"the secret has fewer than {SHORTEST_SECRET} bytes; `openssl rand -hex 32` makes a good one")
    return secret


# What follows runs with a cursor of Synapse's, in a transaction of its own. The statements are the same for SQLite and
# PostgreSQL.


def _make_table(txn: Any) -> None:
    txn.execute(
        "CREATE TABLE IF NOT EXISTS rightsdesk_outbox ("
        "id TEXT PRIMARY KEY, at_ms BIGINT NOT NULL, user_id TEXT NOT NULL, "
        "deactivated INTEGER NOT NULL, by_admin INTEGER NOT NULL, put_aside INTEGER NOT NULL)"
    )


def _save(txn: Any, changes: List[Change]) -> None:
    _make_table(txn)
    for change in changes:
        row: Tuple[Any, ...] = (
            change.id,
            change.at_ms,
            change.user_id,
            int(change.deactivated),
            int(change.by_admin),
        )
        txn.execute(
            "INSERT INTO rightsdesk_outbox (id, at_ms, user_id, deactivated, by_admin, put_aside) "
            "VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING",
            row,
        )


def _waiting(txn: Any) -> List[Change]:
    _make_table(txn)
    txn.execute(
        "SELECT id, at_ms, user_id, deactivated, by_admin FROM rightsdesk_outbox "
        "WHERE put_aside = 0 ORDER BY at_ms, id LIMIT ?",
        (MOST_AT_ONCE,),
    )
    return [Change(row[0], int(row[1]), row[2], bool(row[3]), bool(row[4])) for row in txn.fetchall()]


def _forget(txn: Any, changes: List[Change]) -> None:
    for change in changes:
        txn.execute("DELETE FROM rightsdesk_outbox WHERE id = ?", (change.id,))


def _put_aside(txn: Any, change_id: str) -> None:
    txn.execute("UPDATE rightsdesk_outbox SET put_aside = 1 WHERE id = ?", (change_id,))
