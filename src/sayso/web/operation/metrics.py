"""Requests and readings, counted as Prometheus counts. Each desk has a registry of its own: tests share no numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest

from sayso.errors import PageError

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # reading a page takes long


class Metrics:
    """The numbers of one desk."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "sayso_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "sayso_request_seconds",
            "Seconds from the first byte of a request to the last one of its answer.",
            ("method", "route"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.pages_read = Counter("sayso_pages_read", "Pages read.", registry=self.registry)
        self.read_failures = Counter(
            "sayso_read_failures", "Pages that could not be read.", ("stage",), registry=self.registry
        )
        ProcessCollector(registry=self.registry)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Count the reading of a page that happens in the block."""
        try:
            yield
        except PageError as error:
            self.read_failures.labels(error.stage).inc()
            raise
        self.pages_read.inc()

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """All numbers, as Prometheus reads them."""
        return generate_latest(self.registry)
