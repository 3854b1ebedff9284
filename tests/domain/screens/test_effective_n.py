from tests.builders.companies import finding, inputs


def test_the_spread_of_a_portfolio_is_no_matter_of_one_company() -> None:
    assert finding("effective_n", inputs()).state == "not_applicable"
