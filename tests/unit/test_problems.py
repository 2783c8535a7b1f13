"""Every error has its status; none is forgotten."""

import inspect

import pytest
from waqai import errors
from waqai.api.problems import BUG, KINDS, kind_of

OURS = {errors.GroundingError, errors.OntologyError, errors.ModelError, errors.SettingsError}
"""Faults of the deployment or of the code: 500."""
BASES = {errors.WaqaiError, errors.InputError}
ALL = {
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.WaqaiError)
}


def test_every_error_is_told_or_ours() -> None:
    assert ALL - BASES == set(KINDS) | OURS


@pytest.mark.parametrize("kind", sorted(OURS, key=str))
def test_our_faults_are_not_the_callers(kind: type[errors.WaqaiError]) -> None:
    assert kind_of(kind("x")) is BUG


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InvalidRequest("x"), 400),
        (errors.NotFound("x"), 404),
        (errors.Conflict("x"), 409),
        (errors.TextTooLarge("x"), 413),
        (errors.UnreadableText("x"), 422),
        (errors.UnsupportedLanguage("x"), 422),
        (errors.ThrottledError("x"), 503),
        (ValueError("x"), 500),
    ],
)
def test_the_status_says_whose_turn_it_is(error: Exception, status: int) -> None:
    assert kind_of(error).status == status
