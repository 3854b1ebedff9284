from screener.wording import strict_sentence
from tests.builders.companies import finding, inputs, standing


def test_role_and_layer_are_information() -> None:
    found = finding("ai_role", inputs(role="gear", layer="cloud"))
    assert (found.state, found.severity, found.thresholds) == ("known", None, None)
    assert strict_sentence(found.message) == "Its role in the AI build-out is gear, in the cloud layer."
    assert "layer" not in strict_sentence(finding("ai_role", inputs(role="power")).message)


def test_without_a_role_a_reviewed_company_has_none_and_another_is_not_known() -> None:
    assert finding("ai_role", inputs(standing=standing("outside"))).state == "not_applicable"
    assert finding("ai_role", inputs(standing=standing("adjacent"))).state == "unknown"
