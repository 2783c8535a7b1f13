"""One DynamoDB table: batches, pages and transactions of plain items."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from waqai.errors import ThrottledError

from .codec import Item, Key, from_wire, to_wire
from .expressions import Term, change, condition, merged, projection
from .faults import aws_errors

GET_LIMIT = 100
WRITE_LIMIT = 25
"""Items that DynamoDB takes in one BatchGetItem and one BatchWriteItem."""
ATTEMPTS = 6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose items have the key `pk`, `sk`."""

    name: str
    client: Any

    def get(self, keys: Iterable[Key], attributes: Sequence[str] = ()) -> dict[Key, Item]:
        """Return the items that are there, as they are after every finished write."""
        found = {}
        for group in groups(dict.fromkeys(keys), GET_LIMIT):
            request = {"Keys": [wire_key(key) for key in group], "ConsistentRead": True}
            for answer in self._insist("get", request | projection(attributes), "UnprocessedKeys"):
                for item in map(from_wire, answer["Responses"].get(self.name, ())):
                    found[item["pk"], item["sk"]] = item
        return found

    def put_all(self, items: Iterable[Item]) -> None:
        """Put items without condition, in any order."""
        for group in groups(items, WRITE_LIMIT):
            puts = [{"PutRequest": {"Item": to_wire(item)}} for item in group]
            for _ in self._insist("write", puts, "UnprocessedItems"):
                pass

    def _insist(self, verb: str, request: Any, left_over: str) -> Iterator[Mapping[str, Any]]:
        """Yield the answers to a batch, asking again for what was held back."""
        call: Callable[..., Any] = getattr(self.client, f"batch_{verb}_item")
        pending: Mapping[str, Any] = {self.name: request}
        for attempt in range(ATTEMPTS):
            pause(attempt)
            with aws_errors("the record"):
                answer = call(RequestItems=pending)
            yield answer
            if not (pending := answer.get(left_over) or {}):
                return
        raise ThrottledError("The table is busy; come again in a moment.")

    def query(
        self,
        *terms: Term,
        index: str | None = None,
        descending: bool = False,
        page: int | None = None,
        attributes: Sequence[str] = (),
    ) -> Iterator[Item]:
        """Yield items in key order, reading a page of them at a time as they are taken."""
        request = merged(condition("KeyConditionExpression", terms), projection(attributes))
        request |= {"TableName": self.name, "ScanIndexForward": not descending}
        request |= {"IndexName": index} if index else {"ConsistentRead": True}
        request |= {"Limit": page} if page else {}
        while True:
            with aws_errors("the record"):
                answer = self.client.query(**request)
            yield from map(from_wire, answer["Items"])
            if not (last := answer.get("LastEvaluatedKey")):
                return
            request["ExclusiveStartKey"] = last

    def put(self, item: Item, *terms: Term) -> Item | None:
        """Put an item and return the one that it replaced; Conflict where a term fails."""
        with aws_errors("the record"):
            answer = self.client.put_item(
                TableName=self.name,
                Item=to_wire(item),
                ReturnValues="ALL_OLD",
                **condition("ConditionExpression", terms),
            )
        return from_wire(answer["Attributes"]) if "Attributes" in answer else None

    def delete(self, key: Key, *terms: Term) -> None:
        """Delete an item; Conflict where a term fails."""
        request = {"TableName": self.name, "Key": wire_key(key)}
        with aws_errors("the record"):
            self.client.delete_item(**request, **condition("ConditionExpression", terms))

    def update(self, key: Key, values: Mapping[str, Any], *terms: Term) -> None:
        """Set attributes of an item; Conflict where a term fails."""
        request = merged(change(values), condition("ConditionExpression", terms))
        with aws_errors("the record"):
            self.client.update_item(TableName=self.name, Key=wire_key(key), **request)

    def transact(self, actions: Sequence[Item]) -> None:
        """Write all or nothing; Conflict where a term fails or another write is under way."""
        with aws_errors("the article"):
            self.client.transact_write_items(TransactItems=list(actions))


def wire_key(key: Key) -> Item:
    """Return a key in DynamoDB's typed form."""
    return to_wire({"pk": key[0], "sk": key[1]})


def groups(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in lists of at most ``size``."""
    listed = list(things)
    return (listed[start : start + size] for start in range(0, len(listed), size))


def pause(attempt: int) -> None:
    """Wait longer before every further attempt, and not at all before the first."""
    if attempt:
        time.sleep(random.uniform(0.02, 0.05) * 2**attempt)
