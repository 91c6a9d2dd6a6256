from sayso.lexicons.actors import load_actors
from sayso.ontology.cow import cow_numbers

# Of the state system, as the project lists it; overseas departments of France are no states.
NO_MEMBERS = {"PSE", "VAT", "ESH", "PRI", "GLP", "MTQ", "REU"}


def test_states_that_are_easily_mistaken():
    numbers = cow_numbers()
    assert [numbers[code] for code in ("USA", "GBR", "DEU", "RUS", "UKR", "VNM", "YEM")] == [
        2,
        200,
        255,
        365,
        369,
        816,
        679,
    ]
    assert [numbers[code] for code in ("SRB", "XKX", "TWN", "KOR", "PRK", "SSD")] == [
        345,
        347,
        713,
        732,
        731,
        626,
    ]


def test_states_that_are_gone_have_their_number():
    numbers = cow_numbers()
    assert [numbers[code] for code in ("SUN", "CSK", "YUG", "DDR", "YMD")] == [365, 315, 345, 265, 680]


def test_every_country_of_the_actor_tables_that_is_a_member_has_one():
    countries = {known.country for known in load_actors("en").known.values() if known.territory}
    alpha_3 = {
        code for code in countries if code and code not in {"IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"}
    }
    assert len(alpha_3) > 190
    assert alpha_3 - set(cow_numbers()) <= NO_MEMBERS
