"""``Accounts``: users, what they come in with, and the audit log, over the database of a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, Engine

from sayso.accounts import auditing, granting, people
from sayso.accounts.keys import Key, key_of
from sayso.accounts.roles import Role
from sayso.accounts.rows import Caller, Entry, Kind, Token, User
from sayso.errors import AccountError
from sayso.store import Store
from sayso.store.transactions import reading, writing

Result = TypeVar("Result")

SESSION = timedelta(days=30)
IDLE = timedelta(days=7)  # after which a session that was not used holds no more
LINK = timedelta(hours=24)
LONGEST_TOKEN = timedelta(days=366)
SHOWN = 100  # lines of the audit log, unless more are asked for


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Accounts:
    """The accounts of a store. Each method is one transaction; each change leaves a line in the audit log.

    ``by`` is who asks for a change. Every method raises AccountError where what is asked cannot be, and StoreError
    where the database refuses.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self._engine: Engine = store.engine
        self._clock = clock

    # --- people -----------------------------------------------------------------------------------------

    def add(self, name: str, role: Role, email: str | None = None, *, by: str) -> str:
        """Add a user; returns the name as it is kept."""

        def work(connection: Connection) -> str:
            kept = people.add(connection, name, role, email, self._now())
            self._note(connection, by, f"added a user who may {role.word}", kept)
            return kept

        return self._write(work)

    def users(self) -> tuple[User, ...]:
        """All of them, by name."""
        return self._read(lambda connection: people.everybody(connection, self._now()))

    def set_role(self, name: str, role: Role, *, by: str) -> str:
        """Give a user another role; it holds at once for every session and token."""

        def work(connection: Connection) -> str:
            kept = people.set_role(connection, name, role)
            self._note(connection, by, f"gave the role {role.word}", kept)
            return kept

        return self._write(work)

    def remove(self, name: str, *, by: str) -> str:
        """Take a user away; their sessions and tokens hold no more."""

        def work(connection: Connection) -> str:
            kept = people.remove(connection, name)
            self._note(connection, by, "removed a user", kept)
            return kept

        return self._write(work)

    def name_of(self, email: str) -> str | None:
        """The user whose e-mail that is."""
        return self._read(lambda connection: people.with_email(connection, email))

    # --- what people come in with -------------------------------------------------------------------------

    def new_link(self, name: str, held: timedelta = LINK, *, by: str) -> str:
        """The key of a login link, which holds once. It is never shown again."""
        return self._grant(name, "link", Role.ADMIN, held, by, "made a login link")

    def new_token(self, name: str, scope: Role, held: timedelta, label: str = "", *, by: str) -> str:
        """A token for programs. It is never shown again; it allows no more than ``scope``, nor than the role."""
        if not timedelta(0) < held <= LONGEST_TOKEN:
            raise AccountError(f"A token holds for 1 to {LONGEST_TOKEN.days} days. Give a number between.")
        return self._grant(name, "token", scope, held, by, f"made a token that may {scope.word}", label)

    def new_session(self, name: str, how: str) -> str:
        """A session for somebody who has shown who they are; ``how`` goes to the audit log."""
        return self._grant(name, "session", Role.ADMIN, SESSION, name, f"logged in {how}")

    def held_by(self, link: str) -> str | None:
        """Whose login link that is; None where it does not hold. It holds on."""
        key = key_of(link, "link")
        if key is None:
            return None
        return self._read(lambda connection: granting.holder(connection, key, self._now()))

    def log_in(self, link: str) -> str | None:
        """A session for whoever shows a login link, which then holds no more; None where it does not hold."""
        key = key_of(link, "link")

        if key is None:
            return None

        def work(connection: Connection) -> str | None:
            name = granting.spend(connection, key, self._now())
            if name is None:
                return None
            self._note(connection, name, "logged in by link", "")
            return str(self._granted(connection, name, "session", Role.ADMIN, SESSION))

        return self._write(work)

    def log_out(self, session: str) -> None:
        """Let a session hold no more."""
        key = key_of(session, "session")
        found = self.caller(session, "session")
        if key is None or found is None:
            return

        def work(connection: Connection) -> None:
            granting.revoke(connection, key.id)
            self._note(connection, found.name, "logged out", "")

        self._write(work)

    def caller(self, word: str, kind: Kind) -> Caller | None:
        """Who shows a session or a token; None where it does not hold."""
        key = key_of(word, kind)
        if key is None:
            return None
        now = self._now()
        idle_since = (self._clock() - IDLE).date().isoformat()
        found = self._read(lambda connection: granting.caller(connection, key, now, idle_since))
        if found is None:
            return None
        caller, seen = found
        if seen < now[:10]:  # once a day: the desk forgets its counts with every write
            self._write(lambda connection: granting.see(connection, key.id, now[:10]))
        return caller

    def tokens(self, name: str | None = None) -> tuple[Token, ...]:
        """The tokens that hold, of one user or of all."""
        return self._read(lambda connection: granting.tokens(connection, name, self._now()))

    def revoke(self, token: str, *, by: str) -> None:
        """Let one token hold no more, by its id."""

        def work(connection: Connection) -> None:
            self._note(connection, by, "revoked a token", f"{token} of {granting.revoke(connection, token)}")

        self._write(work)

    def revoke_all(self, name: str, *, by: str) -> int:
        """Let every session, link and token of a user hold no more; returns how many that were."""

        def work(connection: Connection) -> int:
            count = granting.revoke_all(connection, name, ("link", "session", "token"))
            self._note(connection, by, "revoked all sessions, links and tokens", name)
            return count

        return self._write(work)

    # --- the audit log -----------------------------------------------------------------------------------

    def note(self, caller: Caller, did: str, what: str) -> None:
        """Add a line to the audit log."""
        self._write(
            lambda connection: auditing.note(connection, self._now(), caller.name, caller.through, did, what)
        )

    def entries(self, limit: int = SHOWN, before: int | None = None) -> tuple[Entry, ...]:
        """Lines of the audit log, the latest first."""
        return self._read(lambda connection: auditing.entries(connection, limit, before))

    # --- transactions -------------------------------------------------------------------------------------

    def _grant(
        self, name: str, kind: Kind, scope: Role, held: timedelta, by: str, did: str, label: str = ""
    ) -> str:
        def work(connection: Connection) -> str:
            key = self._granted(connection, name, kind, scope, held, label)
            self._note(connection, by, did, people.found(connection, name).name if by != name else "")
            return str(key)

        return self._write(work)

    def _granted(
        self,
        connection: Connection,
        name: str,
        kind: Kind,
        scope: Role,
        held: timedelta,
        label: str = "",
    ) -> Key:
        made, expires = self._now(), _stored(self._clock() + held)
        return granting.grant(connection, name, kind, scope, made, expires, label)

    def _note(self, connection: Connection, who: str, did: str, what: str) -> None:
        auditing.note(connection, self._now(), who, "", did, what)

    def _now(self) -> str:
        return _stored(self._clock())

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        return reading(self._engine, work)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        return writing(self._engine, work)


def _stored(time: datetime) -> str:
    """A time as it is stored: times compare as their words do."""
    return time.astimezone(UTC).isoformat(timespec="seconds")
