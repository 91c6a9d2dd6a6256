"""Reports -> stories: which reports are about the same happening.

Online: a report that comes is linked to the reports of the days around it that are like it, and only
the linked ones are grouped anew, by average linkage. Links and groups depend on what has come and not
on the order in which it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sayso.types import Article, Record, Report, Story

WINDOW = 7  # days between two reports that are linked directly
ALIKE = 0.38  # average likeness within a story; tuned on the dev half of evaluation/data/stories.jsonl
PER_DAY = 0.02  # likeness lost for each day between two reports
LARGEST = 2000  # reports grouped at once; where more are linked, only the stronger links count
LEAD = 600  # characters of a text that are looked at
ACTORS = 4  # named in a story's head

Floats = NDArray[np.float32]
Vectors = Callable[[Sequence[str]], Floats]


class Stories:
    """The stories so far. ``add`` takes reports as they come; ``groups`` says which belong together."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._days: list[int | None] = []
        self._vectors: Floats = np.zeros((256, 0), np.float32)
        self._on: dict[int, list[int]] = {}  # day -> rows
        self._links: list[dict[int, float]] = []
        self._parents: list[int] = []
        self._groups: dict[int, tuple[int, list[list[int]]]] = {}  # root -> number of rows, their groups

    def add(self, name: str, day: str | None, vector: Floats) -> None:
        """One report more. Without a day it cannot be placed, and stays a story by itself."""
        row, number = len(self._names), date.fromisoformat(day).toordinal() if day else None
        self._names.append(name)
        self._days.append(number)
        self._parents.append(row)
        self._links.append({})
        self._keep(row, vector)
        if number is not None:
            self._link(row, number)
            self._on.setdefault(number, []).append(row)

    def groups(self) -> list[list[str]]:
        """All reports, those of one story together. Only what has changed since last time is computed."""
        linked: dict[int, list[int]] = {}
        for row in range(len(self._names)):
            linked.setdefault(self._root(row), []).append(row)
        found = {root: self._grouped(root, rows) for root, rows in linked.items()}
        self._groups = {root: (len(linked[root]), groups) for root, groups in found.items()}
        return [sorted(self._names[row] for row in group) for groups in found.values() for group in groups]

    def _keep(self, row: int, vector: Floats) -> None:
        rows, width = self._vectors.shape
        if width != len(vector) or row >= rows:
            grown = np.zeros((max(rows, 2 * row), len(vector)), np.float32)
            grown[:row] = self._vectors[:row] if width else 0
            self._vectors = grown
        self._vectors[row] = vector

    def _link(self, row: int, day: int) -> None:
        around = range(day - WINDOW, day + WINDOW + 1)
        near = np.array([other for number in around for other in self._on.get(number, ())], np.int64)
        if not len(near):
            return
        likeness = self._likeness(near, np.array([row]))[:, 0]
        for other, value in zip(near[likeness >= ALIKE], likeness[likeness >= ALIKE], strict=True):
            self._links[row][int(other)] = float(value)
            self._join(row, int(other))

    def _likeness(self, rows: NDArray[np.int64], others: NDArray[np.int64]) -> Floats:
        first, second = (np.array([self._days[row] or 0 for row in side]) for side in (rows, others))
        apart = np.abs(first[:, None] - second[None, :])
        cosines = self._vectors[rows] @ self._vectors[others].T
        likeness: Floats = np.round(cosines - PER_DAY * apart, 5).astype(np.float32)
        return likeness

    def _root(self, row: int) -> int:
        while self._parents[row] != row:
            self._parents[row] = self._parents[self._parents[row]]
            row = self._parents[row]
        return row

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def _grouped(self, root: int, rows: list[int]) -> list[list[int]]:
        size, groups = self._groups.get(root, (0, []))
        if size == len(rows):
            return groups
        ordered = sorted(rows, key=lambda row: (self._days[row] or 0, self._names[row]))
        parts = self._split(ordered, ALIKE) if len(ordered) > LARGEST else [ordered]
        return [group for part in parts for group in self._by_average(part)]

    def _split(self, rows: list[int], floor: float) -> list[list[int]]:
        """Cut a very large set of linked reports along its weaker links."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        places = {row: place for place, row in enumerate(rows)}
        strong = [(a, b) for a in rows for b, value in self._links[a].items() if value >= floor]
        ends = np.array([(places[a], places[b]) for a, b in strong]).reshape(-1, 2)
        graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(rows), len(rows)))
        labels = connected_components(graph, directed=False)[1]
        parts = [[rows[place] for place in np.flatnonzero(labels == label)] for label in np.unique(labels)]
        return [
            piece
            for part in parts
            for piece in ([part] if len(part) <= LARGEST or floor > 1 else self._split(part, floor + 0.05))
        ]

    def _by_average(self, rows: list[int]) -> list[list[int]]:
        if len(rows) == 1:
            return [rows]
        numbers = np.array(rows)
        labels = average_linkage(self._likeness(numbers, numbers), ALIKE)
        return [[rows[place] for place in np.flatnonzero(labels == label)] for label in np.unique(labels)]


def average_linkage(likeness: Floats, least: float) -> NDArray[np.int64]:
    """Labels of groups whose average likeness is at least ``least`` (UPGMA, Sokal and Michener 1958)."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(likeness) == 1:
        return np.ones(1, np.int64)
    distance = 1.0 - likeness.astype(np.float64)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance.clip(min=0.0), checks=False), method="average")
    labels: NDArray[np.int64] = fcluster(tree, 1.0 - least, criterion="distance")
    return labels


def find_stories(records: Iterable[Record], reports: Sequence[Report], vectors: Vectors) -> tuple[Story, ...]:
    """The stories that the reports tell, in the order of their days."""
    by_id = {record.article.id: record for record in records}
    rows = vectors([gist(by_id[report.id].article) for report in reports])
    stories = Stories()
    for report, row in zip(reports, rows, strict=True):
        stories.add(report.id, report.day, row)
    of = {report.id: (report, row) for report, row in zip(reports, rows, strict=True)}
    found = (story_of([of[name] for name in group], by_id) for group in stories.groups())
    return tuple(sorted(found, key=lambda story: (story.first or "", story.id)))


def gist(article: Article) -> str:
    """What tells what an article is about: its title and how it begins."""
    return f"{article.title}. {article.text[:LEAD]}" if article.title else article.text[:LEAD]


def story_of(group: Sequence[tuple[Report, Floats]], records: Mapping[str, Record]) -> Story:
    """A story with its name: the title of the report in its middle."""
    ordered = sorted(group, key=lambda pair: (pair[0].day or "", pair[0].id))
    reports = [report for report, _ in ordered]
    rows = np.stack([row for _, row in ordered])
    middle = reports[int(np.argmax(np.round(rows @ rows.sum(0), 4)))]
    days = [report.day for report in reports if report.day]
    article = records[middle.id].article
    return Story(
        id=reports[0].id,
        name=article.title or article.text[:80],
        reports=tuple(report.id for report in reports),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        actors=_actors([records[report.id] for report in reports]),
    )


def _actors(records: Sequence[Record]) -> tuple[str, ...]:
    seen = Counter(
        name
        for record in records
        for name in {actor.name for actor in record.entities if actor.named and actor.kind != "outlet"}
    )
    return tuple(name for name, _ in sorted(seen.items(), key=lambda pair: (-pair[1], pair[0]))[:ACTORS])
