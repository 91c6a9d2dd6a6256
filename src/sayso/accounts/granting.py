"""Login links, sessions and tokens, inside a transaction."""

from __future__ import annotations

from sqlalchemy import Connection, Row, delete, insert, select, update

from sayso.accounts.keys import Key, fits, hash_of, new_key
from sayso.accounts.people import found
from sayso.accounts.roles import Role, role_of
from sayso.accounts.rows import Caller, Kind, Token
from sayso.errors import AccountError
from sayso.store.tables import credentials, users

LABEL = 100  # characters


def grant(
    connection: Connection, name: str, kind: Kind, scope: Role, made: str, expires: str, label: str = ""
) -> Key:
    """A new key for a user. Raises AccountError where there is no such user, or a token would exceed the role."""
    user = found(connection, name)
    if kind == "token" and scope > role_of(user.role):
        raise AccountError(
            f"{user.name} may {user.role}, and a token cannot allow more: {scope.word} is more. "
            "Give a smaller scope, or another role first."
        )
    connection.execute(delete(credentials).where(credentials.c.expires <= made))
    key = new_key(kind)
    told = {"id": key.id, "kind": kind, "user": user.number, "hash": hash_of(key), "scope": scope.word}
    told |= {"label": " ".join(label.split())[:LABEL], "made": made, "expires": expires, "seen": ""}
    connection.execute(insert(credentials).values(told))
    return key


def caller(connection: Connection, key: Key, now: str, idle_since: str) -> tuple[Caller, str] | None:
    """Who shows a key, and the day it was last seen; None where it does not hold, or not any more."""
    row = _row(connection, key, now)
    if row is None or (key.kind == "session" and (row.seen or row.made[:10]) < idle_since):
        return None
    role = min(role_of(row.role), role_of(row.scope))
    return Caller(row.name, role, f"{key.kind} {key.id}", key.kind == "session"), row.seen


def spend(connection: Connection, key: Key, now: str) -> str | None:
    """The name of the user whose link that is; it holds no more. Of two who come at once, one gets it."""
    row = _row(connection, key, now)
    if row is None:
        return None
    gone = connection.execute(delete(credentials).where(credentials.c.id == key.id))
    name: str = row.name
    return name if gone.rowcount == 1 else None


def holder(connection: Connection, key: Key, now: str) -> str | None:
    """The name of the user whose key that is; it holds on."""
    row = _row(connection, key, now)
    return row.name if row is not None else None


def see(connection: Connection, key_id: str, day: str) -> None:
    """Note that a key was used."""
    connection.execute(update(credentials).where(credentials.c.id == key_id).values(seen=day))


def revoke(connection: Connection, key_id: str) -> str:
    """Let a key hold no more; returns whose it was. Raises AccountError where there is none."""
    name = connection.scalar(
        select(users.c.name)
        .join(credentials, credentials.c.user == users.c.number)
        .where(credentials.c.id == key_id)
    )
    if name is None:
        raise AccountError(f"There is no token {key_id!r}. 'sayso user tokens' shows those there are.")
    connection.execute(delete(credentials).where(credentials.c.id == key_id))
    kept: str = name
    return kept


def revoke_all(connection: Connection, name: str, kinds: tuple[Kind, ...]) -> int:
    """Let all that a user holds of these kinds hold no more; returns how many that were."""
    mine = (credentials.c.user == found(connection, name).number) & credentials.c.kind.in_(kinds)
    return connection.execute(delete(credentials).where(mine)).rowcount


def tokens(connection: Connection, name: str | None, now: str) -> tuple[Token, ...]:
    """The tokens that hold, of one user or of all, the latest first."""
    columns = (credentials.c[name] for name in ("id", "scope", "label", "made", "expires", "seen"))
    statement = select(users.c.name.label("user"), *columns).join(
        credentials, credentials.c.user == users.c.number
    )
    statement = statement.where(credentials.c.kind == "token", credentials.c.expires > now)
    if name is not None:
        statement = statement.where(users.c.number == found(connection, name).number)
    rows = connection.execute(statement.order_by(credentials.c.made.desc(), credentials.c.id))
    return tuple(Token(**dict(row)) for row in rows.mappings())


def _row(connection: Connection, key: Key, now: str) -> Row[tuple[str]] | None:
    """The row of a key that holds, with its user's name and role."""
    of_key = (credentials.c[name] for name in ("hash", "scope", "made", "seen"))
    statement = select(users.c.name, users.c.role, *of_key).join(
        credentials, credentials.c.user == users.c.number
    )
    held = (credentials.c.id == key.id) & (credentials.c.kind == key.kind) & (credentials.c.expires > now)
    row = connection.execute(statement.where(held)).one_or_none()
    return row if row is not None and fits(key, row.hash) else None
