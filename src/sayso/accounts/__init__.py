"""Accounts: who may come into a desk that others can reach, and who changed what. Off unless ``sayso serve`` is told.

roles.py        Role: read, write, admin, and nobody
rows.py         User, Token, Caller, Entry: what is handed out
naming.py       names and e-mails as they are kept and compared
keys.py         the secrets that people come in with: made, split, hashed, compared
people.py       users and their roles
granting.py     login links, sessions and tokens
auditing.py     who changed what
opened.py       Accounts: the public interface over all of these

They are tables of the store's database, so that a team on one PostgreSQL shares them. Nothing here knows of the web.
"""

from sayso.accounts.opened import Accounts
from sayso.accounts.roles import Role
from sayso.accounts.rows import Caller, Entry, Token, User

__all__ = ["Accounts", "Caller", "Entry", "Role", "Token", "User"]
