"""Transactions of one article, written by one writer at a time.

A claim is an item beside META with the writer's token. Every transaction demands that the token is
still there and the last one removes it. Whoever claims later takes over: the former writer's next
transaction fails whole. A claim that stays says that a write was cut off and must be completed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from .codec import Item, Key, to_wire, wire_size
from .expressions import condition, equals
from .keys import WRITER
from .table import Table, wire_key

ACTIONS = 99
"""DynamoDB takes 100 actions in a transaction; one is the claim's."""
BYTES = 3_500_000
"""DynamoDB takes 4 MB in a transaction."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write an article, until someone else claims it."""

    table: Table
    pk: str
    token: str
    taken_over: bool
    """Whether another writer was at work, or was cut off."""

    @classmethod
    def on(cls, table: Table, pk: str) -> "Claim":
        """Claim an article."""
        token = uuid4().hex
        former = table.put({"pk": pk, "sk": WRITER, "token": token})
        return cls(table, pk, token, former is not None and former["token"] != token)

    def release(self) -> None:
        """Give the article back unwritten, unless what another writer began is still open."""
        if not self.taken_over:
            self.table.delete((self.pk, WRITER), equals("token", self.token))

    def write(self, puts: Iterable[Item], deletes: Iterable[Key]) -> None:
        """Put items, delete others, in that order, and give the article back.

        Raises Conflict once another writer has claimed the article.
        """
        name = {"TableName": self.table.name}
        actions = [{"Put": {**name, "Item": to_wire(item)}} for item in puts]
        actions += [{"Delete": {**name, "Key": wire_key(key)}} for key in deletes]
        groups = list(_groups(actions)) or [[]]
        for group in groups[:-1]:
            self.table.transact([*group, self._held("ConditionCheck")])
        self.table.transact([*groups[-1], self._held("Delete")])

    def _held(self, action: str) -> Item:
        """Return the action that fails once the claim is another's."""
        key = {"TableName": self.table.name, "Key": wire_key((self.pk, WRITER))}
        terms = [equals("token", self.token)]
        return {action: key | condition("ConditionExpression", terms)}


def _groups(actions: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the actions, in order, in groups that fit a transaction."""
    group: list[Item] = []
    size = 0
    for action in actions:
        more = wire_size(action)
        if group and (len(group) == ACTIONS or size + more > BYTES):
            yield group
            group, size = [], 0
        group.append(action)
        size += more
    if group:
        yield group
