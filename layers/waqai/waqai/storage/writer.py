"""Writing and erasing articles."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from waqai.errors import Conflict, NotFound

from .claims import Claim
from .codec import Item, Key
from .expressions import equals
from .keys import META, WRITER, article_key, timestamp
from .layout import Contents
from .periods import PeriodIndex
from .standing import ATTRIBUTES, Saved, Standing
from .submissions import Submission
from .table import ATTEMPTS, Table, pause

TOMBSTONE_LIFE = timedelta(days=30)
"""Longer than a queue keeps a message (14 days), even one that was redriven on its last day."""

T = TypeVar("T")


class ArticleWriter:
    """Brings an article's items from whatever they are to what they should be."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._periods = PeriodIndex(table)

    def standing(self, article_id: str, more: Sequence[str] = ()) -> Standing:
        """Return what is there of an article."""
        pk = article_key(article_id)
        found = self._table.get([(pk, META), (pk, WRITER)], (*ATTRIBUTES, *more))
        return Standing.of({sk: item for (_, sk), item in found.items()})

    def save(self, article_id: str, wanted: Contents, submission: Submission | None) -> Saved:
        """Write an article unless it is there already, or there in a later form."""
        return _insist(lambda: self._save(article_id, wanted, submission))

    def erase(self, article_id: str, now: datetime) -> None:
        """Put a tombstone in the place of an article; NotFound where there is none."""
        _insist(lambda: self._erase(article_id, now))

    def note(self, article_id: str, standing: Standing, submission: Submission | None) -> None:
        """Keep a later submission of what is stored, so that one between the two is stale."""
        if submission is None or standing.meta is None:
            return
        if Submission.stored(standing.meta["submission"]).older_than(submission):
            values = {"submission": submission.attributes()}
            same = equals("sha", standing.meta["sha"])
            self._table.update((article_key(article_id), META), values, same)

    def _save(self, article_id: str, wanted: Contents, submission: Submission | None) -> Saved:
        """Look, claim, look again and write."""
        came = Submission.stored(wanted.meta["submission"])
        standing = self.standing(article_id)
        if settled := standing.settles(wanted.meta["sha"], came):
            if settled == "unchanged":
                self.note(article_id, standing, submission)
            return Saved(settled, article_id, standing.generation)
        claim = Claim.on(self._table, article_key(article_id))
        stored = self._items(claim)
        standing = Standing(stored.get(META), claim.taken_over)
        if settled := standing.settles(wanted.meta["sha"], came):
            claim.release()
            return Saved(settled, article_id, standing.generation)
        return self._write(claim, article_id, standing, stored, wanted)

    def _write(
        self,
        claim: Claim,
        article_id: str,
        standing: Standing,
        stored: dict[str, Item],
        wanted: Contents,
    ) -> Saved:
        """Write what differs: new items, then META, then away with what is no longer wanted."""
        outcome = standing.outcome(wanted.meta["sha"])
        puts = [item for sk, item in wanted.others.items() if not _same(stored.get(sk), item)]
        generation = standing.generation
        if outcome != "unchanged":
            generation += 1
            puts.append(_committed(standing, wanted.meta, generation))
        self._periods.note(wanted.periods())
        claim.write(puts, _unwanted(claim, stored, wanted.others))
        return Saved(outcome, article_id, generation)

    def _erase(self, article_id: str, now: datetime) -> None:
        """Look, claim, look again, put the tombstone and delete the rest."""
        gone = NotFound(f"There is no article {article_id!r}.")
        standing = self.standing(article_id)
        if not standing.live and not standing.writing:
            raise gone
        claim = Claim.on(self._table, article_key(article_id))
        stored = self._items(claim)
        standing = Standing(stored.get(META), claim.taken_over)
        if not standing.live and not standing.writing:
            claim.release()
            raise gone
        stone = _tombstone(claim.pk, standing.generation + 1, now)
        claim.write([stone], _unwanted(claim, stored, {}))

    def _items(self, claim: Claim) -> dict[str, Item]:
        """Return the article's items, of each only what is needed to compare it."""
        items = self._table.query(equals("pk", claim.pk), attributes=ATTRIBUTES)
        return {item["sk"]: item for item in items if item["sk"] != WRITER}


def _insist(write: Callable[[], T]) -> T:
    """Write, from the start again whenever another writer has taken over."""
    for attempt in range(ATTEMPTS - 1):
        pause(attempt)
        try:
            return write()
        except Conflict:
            continue
    pause(ATTEMPTS)
    return write()


def _same(stored: Item | None, wanted: Item) -> bool:
    return stored is not None and stored["sha"] == wanted["sha"]


def _unwanted(claim: Claim, stored: dict[str, Item], wanted: dict[str, Item]) -> list[Key]:
    """Return the keys of an article's items, META aside, that are not wanted any more."""
    return [(claim.pk, sk) for sk in stored if sk not in wanted and sk != META]


def _committed(standing: Standing, meta: Item, generation: int) -> Item:
    """Return META with what is known only now."""
    created = standing.meta["created_at"] if standing.live and standing.meta else meta["updated_at"]
    return meta | {"generation": generation, "created_at": created}


def _tombstone(pk: str, generation: int, now: datetime) -> Item:
    """Return what says that an article is gone, and since when."""
    return {
        "pk": pk,
        "sk": META,
        "sha": "deleted",
        "generation": generation,
        "submission": Submission(now).attributes(),
        "deleted_at": timestamp(now),
        "expires_at": int((now + TOMBSTONE_LIFE).timestamp()),
    }
