"""What is made once, and when."""

import pytest
from waqai import services

from tests.integration.roads import Roads


def test_each_thing_is_made_once_and_forgotten_on_demand(roads: Roads) -> None:
    for factory in services.FACTORIES:
        made = factory()
        assert factory() is made
    services.forget()
    assert services.settings.cache_info().currsize == 0


def test_only_lambda_loads_the_model_at_import(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_LAMBDA_INITIALIZATION_TYPE", raising=False)
    services.warm_up()
    assert services.model.cache_info().currsize == 0
    monkeypatch.setenv("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
    services.warm_up()
    assert services.model.cache_info().currsize == 1
