"""Every export over every page that was written for this project, opened by the library whose format it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
import rdflib
import stix2
from pybtex.database import parse_string
from rdflib import PROV, RDF, SDO

from sayso import frames
from sayso.adapters.polecat import COLUMNS, POLECAT_COLUMNS
from sayso.exports import write_table
from sayso.types import Record
from tests.adapters import test_brat, test_citations, test_schemaorg, test_stix, test_webanno
from tests.adapters.records import json_of, text_of

Records = list[Record]
LISTS = ("claims", "events", "red-lines", "disputes")


def items_of(records: Records) -> int:
    """How many claims, events and red lines there are."""
    return sum(len(record.claims) + len(record.events) + len(record.red_lines) for record in records)


def test_there_is_enough_to_fill_every_format(example_records):
    assert len(example_records) > 50
    assert all(any(getattr(record, name.replace("-", "_")) for record in example_records) for name in LISTS)


def test_jsonl_is_read_back(example_records):
    lines = text_of("jsonl", example_records).split("\n")[:-1]
    assert [Record.from_dict(json.loads(line)) for line in lines] == example_records


@pytest.mark.parametrize("name", LISTS)
def test_csv_and_parquet_are_the_rows_of_the_frames(example_records, name, tmp_path):
    rows = frames.to_polars(example_records, name.replace("-", "_"))
    paths = {form: str(tmp_path / f"rows.{form}") for form in ("csv", "parquet")}
    for form, path in paths.items():
        assert write_table(iter(example_records), name, form, path)
    assert pq.read_table(paths["parquet"]).num_rows == len(rows) > 0
    assert pl.read_csv(paths["csv"], infer_schema=False)["page"].to_list() == rows["page"].to_list()
    several = pacsv.ParseOptions(newlines_in_values=True)
    assert pacsv.read_csv(paths["csv"], parse_options=several).num_rows == len(rows)
    panda = frames.to_pandas(example_records, name.replace("-", "_"))
    assert pa.Table.from_pandas(panda).num_rows == len(rows)


def test_polecat_has_its_columns_in_their_order_and_no_cell_breaks_a_row(example_records):
    text = text_of("polecat", example_records, every_status=True)
    table = list(csv.reader(io.StringIO(text), delimiter="\t"))
    assert tuple(table[0]) == COLUMNS
    assert tuple(table[0][:40]) == POLECAT_COLUMNS
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert len(table) - 1 == sum(len(record.events) for record in example_records)
    assert pl.read_csv(io.StringIO(text), separator="\t", infer_schema=False).columns == list(COLUMNS)


def test_stix_is_taken_in_strictly_and_every_reference_resolves(example_records):
    bundle = stix2.parse(text_of("stix", example_records), allow_custom=False)
    kinds = Counter(thing.type for thing in bundle.objects)
    assert kinds["note"] == items_of(example_records)
    assert kinds["report"] + kinds["grouping"] == len(example_records)
    plain = json_of("stix", example_records)["objects"]
    ids = [thing["id"] for thing in plain]
    assert len(ids) == len(set(ids))
    assert {ref for thing in plain for ref in test_stix.refs_in(thing)} <= set(ids)
    assert not (set(ids) - {ref for thing in plain for ref in test_stix.refs_in(thing)}) - of_pages(plain)


def of_pages(plain: list[dict[str, Any]]) -> set[str]:
    """What need not be referred to: the pages themselves, and what says how the extension is read."""
    return {thing["id"] for thing in plain if thing["type"] in ("report", "grouping", "extension-definition")}


def test_web_annotations_find_their_words(example_records):
    graph = test_webanno.graph_of(example_records)
    found = set(graph.subjects(RDF.type, test_webanno.OA.Annotation))
    disputes = sum(len(record.disputes) for record in example_records)
    assert len(found) == items_of(example_records) + disputes
    texts = {record.article.url: record.article.text for record in example_records if record.article.url}
    checked = 0
    for annotation in json_of("webanno", example_records)["items"]:
        for target in test_webanno.targets(annotation):
            if isinstance(target, dict) and target["source"] in texts:
                quote, position = target["selector"]
                text = texts[target["source"]]
                assert text[position["start"] : position["end"]] == quote["exact"]
                assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
                checked += 1
    assert checked > len(found) / 2


def test_prov_is_turtle_in_its_own_terms(example_records):
    graph = rdflib.Graph().parse(data=text_of("prov", example_records), format="turtle")
    used = {str(term) for triple in graph for term in triple if str(term).startswith(str(PROV))}
    assert used <= set(map(str, dir(PROV)))
    agents = set(graph.objects(None, PROV.wasAttributedTo))
    assert agents <= set(graph.subjects(RDF.type, PROV.Agent))


def test_schema_org_has_the_terms_and_every_claim(example_records):
    graph = test_schemaorg.graph_of(example_records)
    assert {str(term) for _, term, _ in graph if term != RDF.type} <= set(map(str, dir(SDO)))
    assert len(set(graph.subjects(RDF.type, SDO.Claim))) == sum(len(r.claims) for r in example_records)


def test_followthemoney_validates_every_entity_and_every_reference(example_records):
    model = pytest.importorskip("followthemoney", reason="followthemoney needs ICU").model
    plain = [json.loads(line) for line in text_of("ftm", example_records).splitlines()]
    by_id = {entity["id"]: model.get(entity["schema"]) for entity in plain}
    for entity in plain:
        model.get(entity["schema"]).validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        for prop, value in proxy.itervalues():
            assert value in entity["properties"][prop.name], "the library changed it"
            if prop.type.name == "entity":
                assert by_id[value].is_a(prop.range), (entity["schema"], prop.name)


def test_nobody_is_an_entity_who_is_only_named_together(example_records):
    plain = [json.loads(line) for line in text_of("ftm", example_records).splitlines()]
    names = {e["properties"]["name"][0] for e in plain if e["schema"] not in ("Article", "Event", "Note")}
    assert {"John F. Kennedy", "Nikita Khrushchev"} <= names
    assert "John F. Kennedy and Nikita Khrushchev" not in names
    assert not [name for name in names if name[:1].islower() and " and " in name]


def test_bibtex_and_csl_cite_every_page(example_records):
    entries = parse_string(text_of("bibtex", example_records), "bibtex").entries
    assert len(entries) == len(json_of("csl", example_records)) == len(example_records)
    assert set(entries) == {item["id"] for item in json_of("csl", example_records)}
    authors = [person for entry in entries.values() for person in entry.persons.get("author", [])]
    agencies = [person for person in authors if "Continental" in str(person)]
    assert agencies
    assert not any(person.first_names for person in agencies), "an agency has no given name"
    bibliography = test_citations.set_by_citeproc(example_records)
    titles = [record.article.title for record in example_records if record.article.title]
    assert sum(squeezed(title) in squeezed(bibliography) for title in titles) == len(titles)


def squeezed(text: str) -> str:
    """Letters and digits: styles change quotation marks and capitals."""
    return re.sub(r"\W+", "", text).casefold()


def test_brat_files_keep_to_the_grammar_and_every_offset_finds_its_words(example_records):
    for record in example_records:
        found = test_brat.check(record)
        claims = [tail for tail in found.values() if tail.startswith("Claim ")]
        assert len(claims) == len(record.claims)


def test_the_files_are_the_examples_whole(example_records):
    folder = Path(__file__).resolve().parents[2] / "examples"
    assert len(example_records) == len(
        [path for path in folder.rglob("*") if path.suffix in (".html", ".txt")]
    )
