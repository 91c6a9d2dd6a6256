import pytest

from sayso.ontology import by_rule


@pytest.mark.parametrize(
    ("name", "status", "ruled"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("AID", "planned", "AGREE"),
        ("RETREAT", "planned", "CONCEDE"),
        ("CONSULT", "actual", "CONSULT"),
        ("RETREAT", "hypothetical", "RETREAT"),
        ("SANCTION", "planned", "SANCTION"),
    ],
)
def test_what_is_planned_counts_as_agreed_or_conceded(name: str, status: str, ruled: str) -> None:
    assert by_rule(name, status) == ruled
