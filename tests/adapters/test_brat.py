"""Standoff that follows brat's grammar, over a text in which every offset finds its words."""

from __future__ import annotations

import re

from hypothesis import given, settings

from sayso.adapters.brat import RELATIONS, configuration, files
from sayso.exports import write_brat
from sayso.types import Record
from tests.adapters.records import odd_words, sample
from tests.views.samples import ankara, hostile

# brat's manual, "Annotation standoff format"
GRAMMAR = {
    "T": re.compile(r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t.+", re.DOTALL),
    "R": re.compile(r"R\d+\t[\w-]+ Arg1:T\d+ Arg2:T\d+"),
    "E": re.compile(r"E\d+\t[\w-]+:T\d+( (Actor|Recipient)\d*:T\d+)*"),
    "A": re.compile(r"A\d+\t[\w-]+ [TE]\d+( [\w-]+)?"),
    "#": re.compile(r"#\d+\tAnnotatorNotes [TE]\d+\t.*"),
}


def read(record: Record) -> tuple[str, dict[str, str]]:
    """Text and annotations of a page, each line held against the grammar, each id there once."""
    (_, text), (_, written) = files(record)
    lines = written.split("\n")[:-1]
    found = dict(line.split("\t", 1) for line in lines)
    assert len(found) == len(lines)
    for line in lines:
        assert GRAMMAR[line[0]].fullmatch(line), line
    return text, found


def words_of(text: str, tail: str) -> tuple[str, str]:
    """The words under the offsets of a text-bound annotation, and those that it gives."""
    head, given_words = tail.split("\t", 1)
    pieces = [piece.split() for piece in head.split(" ", 1)[1].split(";")]
    return " ".join(text[int(start) : int(end)] for start, end in pieces), given_words


def check(record: Record) -> dict[str, str]:
    text, found = read(record)
    for id, tail in found.items():
        if id.startswith("T"):
            under, given_words = words_of(text, tail)
            assert under == given_words
        for ref in re.findall(r"(?:Arg\d|Actor\d*|Recipient\d*):(T\d+)", tail.split("\t")[0]):
            assert ref in found
    return found


def test_every_offset_finds_its_words():
    for record in sample():
        found = check(record)
        assert sum(tail.startswith("Claim ") for tail in found.values()) > 5


def test_chain_status_hedges_and_the_unnamed():
    found = read(ankara())[1]
    by_words = {tail.split("\t")[1]: id for id, tail in found.items() if id.startswith("T")}
    tails = list(found.values())
    claim = next(
        id for id, tail in found.items() if tail.endswith("nuclear weapons in Ukraine") and "Burns" in tail
    )
    assert f"PassedOnBy Arg1:{claim} Arg2:{by_words['Al Jazeera']}" in tails
    assert f"SaidBy Arg1:{claim} Arg2:{by_words['regional sources']}" in tails
    assert f"HedgedBy Arg1:{claim} Arg2:{by_words['reportedly']}" in tails
    assert f"Unnamed {by_words['A White House official']}" in tails
    assert any(tail.startswith("Status E") and tail.endswith(" negated") for tail in tails)
    assert any("not authorized to comment publicly" in tail for tail in tails)
    assert any(tail.startswith("Denies Arg1:") for tail in tails)


def test_the_configuration_knows_every_type_that_occurs():
    known = set(re.findall(r"^[\w-]+", configuration(), re.MULTILINE))
    for record in sample():
        for tail in read(record)[1].values():
            assert re.match(r"[\w-]+", tail).group() in known | {"AnnotatorNotes"}  # type: ignore[union-attr]
    assert set(RELATIONS) <= known


@settings(max_examples=150, deadline=None)
@given(odd_words)
def test_no_words_of_a_page_break_a_line(words):
    check(hostile(words))


def test_a_folder_with_two_files_a_page_and_the_configuration(tmp_path):
    assert write_brat([ankara(), hostile("../../etc")], tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["ankara.ann", "ankara.txt", "annotation.conf", "x.ann", "x.txt"]
    assert (tmp_path / "out" / "ankara.txt").read_bytes().decode() == ankara().article.text


def test_no_id_of_a_page_leads_out_of_the_folder():
    plain = ankara().to_dict()
    plain["article"]["id"] = "../escape"
    assert all("/" not in name and not name.startswith(".") for name, _ in files(Record.from_dict(plain)))
