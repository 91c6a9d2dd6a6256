"""``sayso add`` on pages."""

from __future__ import annotations

from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED
from sayso.store import open_store
from tests.test_cli import STORY


def test_pages_are_read_and_kept(tmp_path, capsys):
    url = f"sqlite:///{tmp_path}/add.db"
    story, missing = tmp_path / "story.txt", tmp_path / "missing.txt"
    story.write_text(STORY, encoding="utf-8")
    given = ["add", str(story), "--store", url, "--url", "https://a.example/1"]
    assert main(given) == ALL_WELL
    assert capsys.readouterr().out.startswith("new ")
    assert main(given) == ALL_WELL
    assert capsys.readouterr().out.startswith("same ")
    story.write_text(STORY.replace("nothing yet", "everything"), encoding="utf-8")
    assert main(given) == ALL_WELL
    assert capsys.readouterr().out.startswith("edited ")
    assert main(["add", str(story), str(missing), "--store", url]) == SOME_FAILED
    assert "missing.txt" in capsys.readouterr().err
    with open_store(url) as store:
        assert any("everything" in row.content for row in store.claims().rows)
