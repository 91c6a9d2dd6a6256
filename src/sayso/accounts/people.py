"""Users and their roles, inside a transaction."""

from __future__ import annotations

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from sayso.accounts.naming import checked_email, checked_name, folded
from sayso.accounts.roles import Role
from sayso.accounts.rows import User
from sayso.errors import AccountError
from sayso.store.tables import credentials, users


def add(connection: Connection, name: str, role: Role, email: str | None, when: str) -> str:
    """Add a user; a name that is an e-mail is theirs, too. Returns the name as it is kept."""
    name = checked_name(name)
    address = checked_email(email or name) if email or "@" in name else None
    taken = users.c.folded == folded(name)
    if address is not None:
        taken |= users.c.email == address
    if connection.scalar(select(func.count()).select_from(users).where(taken)):
        raise AccountError(f"There is a user {name!r} already, or one with that e-mail. Choose another name.")
    told = {"name": name, "folded": folded(name), "email": address, "role": role.word, "added": when}
    connection.execute(insert(users).values(told))
    return name


def found(connection: Connection, name: str) -> Row[tuple[int]]:
    """The row of a user. Raises AccountError where there is none."""
    row = connection.execute(select(users).where(users.c.folded == folded(name))).one_or_none()
    if row is None:
        raise AccountError(f"There is no user {name!r}. 'sayso user list' shows those there are.")
    return row


def with_email(connection: Connection, email: str) -> str | None:
    """The name of the user whose e-mail that is."""
    name: str | None = connection.scalar(select(users.c.name).where(users.c.email == checked_email(email)))
    return name


def set_role(connection: Connection, name: str, role: Role) -> str:
    """Give a user another role; what they hold from now on allows no more than that."""
    row = found(connection, name)
    connection.execute(update(users).where(users.c.number == row.number).values(role=role.word))
    kept: str = row.name
    return kept


def remove(connection: Connection, name: str) -> str:
    """Take a user away, with everything that they could come in with."""
    row = found(connection, name)
    connection.execute(delete(credentials).where(credentials.c.user == row.number))
    connection.execute(delete(users).where(users.c.number == row.number))
    kept: str = row.name
    return kept


def everybody(connection: Connection, when: str) -> tuple[User, ...]:
    """All users, by name, with the number of their tokens that hold at the time."""
    mine = (credentials.c.user == users.c.number) & (credentials.c.kind == "token")
    held = select(func.count()).where(mine, credentials.c.expires > when).scalar_subquery()
    columns = (users.c.name, users.c.role, users.c.email, users.c.added, held.label("tokens"))
    rows = connection.execute(select(*columns).order_by(users.c.folded))
    return tuple(User(**dict(row)) for row in rows.mappings())
