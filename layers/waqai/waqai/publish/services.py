"""What the handler works with, made when first asked for."""

from functools import cache

from waqai.settings import Settings
from waqai.storage import clients
from waqai.storage.bus import EventBus
from waqai.storage.markers import PublishedMarkers

from .cloudevents import SOURCE
from .publisher import Publisher


@cache
def publisher() -> Publisher:
    """Return the publisher of this deployment."""
    settings = Settings.from_env()
    markers = PublishedMarkers(clients.table(settings.table))
    return Publisher(EventBus(settings.event_bus, SOURCE), markers, settings.stage)
