"""Conditions, projections and changes, as DynamoDB writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .codec import Item, to_wire

FORMS = {
    "=": "#{0} = :{0}0",
    "<": "#{0} < :{0}0",
    ">": "#{0} > :{0}0",
    "between": "#{0} BETWEEN :{0}0 AND :{0}1",
    "begins": "begins_with(#{0}, :{0}0)",
    "absent": "attribute_not_exists(#{0})",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: an attribute, a form of `FORMS` and the form's values."""

    attribute: str
    form: str
    values: tuple[Any, ...] = ()


def equals(attribute: str, value: str | int) -> Term:
    """Demand that an attribute is a value."""
    return Term(attribute, "=", (value,))


def below(attribute: str, value: str) -> Term:
    """Demand that an attribute sorts before a value."""
    return Term(attribute, "<", (value,))


def above(attribute: str, value: str) -> Term:
    """Demand that an attribute sorts after a value."""
    return Term(attribute, ">", (value,))


def between(attribute: str, low: str, high: str) -> Term:
    """Demand that an attribute lies between two values or is one of them."""
    return Term(attribute, "between", (low, high))


def begins(attribute: str, start: str) -> Term:
    """Demand that an attribute starts with a string."""
    return Term(attribute, "begins", (start,))


def absent(attribute: str) -> Term:
    """Demand that an attribute, and with a key attribute the item, is not there."""
    return Term(attribute, "absent")


def condition(parameter: str, terms: Sequence[Term]) -> Item:
    """Return request parameters for terms that must all hold; none for no terms."""
    if not terms:
        return {}
    values = {f":{t.attribute}{n}": value for t in terms for n, value in enumerate(t.values)}
    return {
        parameter: " AND ".join(FORMS[t.form].format(t.attribute) for t in terms),
        "ExpressionAttributeNames": {f"#{t.attribute}": t.attribute for t in terms},
    } | ({"ExpressionAttributeValues": to_wire(values)} if values else {})


def projection(attributes: Sequence[str]) -> Item:
    """Return request parameters that read the key and some attributes; all for none."""
    if not attributes:
        return {}
    names = {f"#{name}": name for name in ("pk", "sk", *attributes)}
    return {"ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}


def change(values: Mapping[str, Any]) -> Item:
    """Return request parameters that set attributes."""
    return {
        "UpdateExpression": "SET " + ", ".join(f"#{name} = :new_{name}" for name in values),
        "ExpressionAttributeNames": {f"#{name}": name for name in values},
        "ExpressionAttributeValues": to_wire({f":new_{k}": v for k, v in values.items()}),
    }


def merged(*parts: Item) -> Item:
    """Return request parameters together, names with names and values with values."""
    request: Item = {}
    for part in parts:
        for name, value in part.items():
            request[name] = request.get(name, {}) | value if isinstance(value, dict) else value
    return request
