from sayso.ontology import load_plover


def test_conflict_scores_below_zero_or_at_it_and_cooperation_above() -> None:
    for kind in load_plover().types.values():
        assert (kind.score > 0) == (kind.quad < 3), kind.name


def test_intensity_is_that_of_the_mode_else_of_the_type() -> None:
    plover = load_plover()
    assert plover.intensity("CONSULT", "visit") == 4.0
    assert plover.intensity("ACCUSE", None) == -3.0


def test_all_sixteen_types_and_the_sectors_are_there() -> None:
    plover = load_plover()
    assert len(plover.types) == 16
    assert {"GOV", "SPY", "MIL"} <= set(plover.sectors)
