"""``/healthz`` and ``/metrics``."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from sayso.errors import StoreError
from sayso.store.migrating import HEAD
from sayso.web.desk import Desk, desk_of
from sayso.web.rendering import as_json

router = APIRouter()
OurDesk = Annotated[Desk, Depends(desk_of)]
OTHER = "The store has another schema than this Sayso knows. Start the desk again, with the Sayso that changed it."


@router.get("/healthz")
def health(desk: OurDesk) -> Response:
    """Does the store answer, and with the schema that this Sayso knows?"""
    told = {"sayso": version("sayso"), "schema": HEAD}
    try:
        found = desk.store.schema()
    except StoreError as error:
        return as_json({"status": "store does not answer", "message": str(error), **told}, 503)
    if found != HEAD:
        return as_json({"status": "store has another schema", "message": OTHER, **told, "found": found}, 503)
    return as_json({"status": "ok", **told})


@router.get("/metrics")
def metrics(desk: OurDesk) -> Response:
    """How much was asked for and read, how long it took, and what went wrong."""
    return Response(
        desk.metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )
