"""Short articles of our own with what a model should find in them, for tests of the line."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from waqai.extraction.article import Article
from waqai.ontology import Ontology

from tests.planted import PlantedEvent, PlantedModel

MEETING = (
    "مسقط 12 مارس 2024 (وكالة) - التقى وزير الخارجية الفرنسي لويك دارمون نظيره العماني سالم"
    " البوسعيدي في مسقط اليوم.\n"
    "وعقب الاجتماع، وقّع الوزيران اتفاقية للنقل البحري.\n"
    "وقال دارمون إن فرنسا ستقدم منحة لعمان."
)

MEETING_MODEL = PlantedModel(
    events=(
        PlantedEvent(
            "meet",
            "التقى|الاجتماع",
            {
                "participant": ("لويك دارمون", "سالم البوسعيدي"),
                "place": ("(?<=في )مسقط",),
                "time": ("اليوم",),
            },
        ),
        PlantedEvent("sign", "وقّع", {"participant": ("الوزيران",), "object": ("اتفاقية",)}),
        PlantedEvent(
            "state", "وقال", {"speaker": ("دارمون(?= إن)",), "content": ("فرنسا ستقدم.*",)}
        ),
    ),
    entities={
        "لويك دارمون": "person",
        "دارمون(?= إن)": "person",
        "سالم البوسعيدي": "person",
        "مسقط": "place",
        "فرنسا": "country",
        "لعمان": "country",
    },
    same_event=0.9,
)


def article(text: str = MEETING, language: str = "ar", published: bool = True) -> Article:
    when = datetime(2024, 3, 12, 9, tzinfo=UTC) if published else None
    return Article(text, "t-1", language, published_at=when)


@cache
def ontology() -> Ontology:
    return Ontology.load(Path(__file__).parents[1] / "schemas" / "ontology")
