package personal_test

import data.penstock.rules.personal
import data.penstock_fixtures as fixtures

found(detector) := fixtures.at_finding([fixtures.finding({
	"id": 4,
	"detector": detector,
	"group": "personal",
	"class": "personal",
})])

test_masks_a_payment_card_with_a_placeholder if {
	masks := personal.mask with input as found("payment-card")
	masks == {{"finding": 4, "with": "placeholder"}}
}

test_masks_an_iban_with_a_placeholder if {
	masks := personal.mask with input as found("iban")
	masks == {{"finding": 4, "with": "placeholder"}}
}

test_masks_an_address_with_a_pseudonym if {
	masks := personal.mask with input as found("email")
	masks == {{"finding": 4, "with": "pseudonym"}}
}

test_masks_a_kind_that_the_configuration_does_not_name if {
	masks := personal.mask with input as found("passport")
	masks == {{"finding": 4, "with": "placeholder"}}
}

test_masks_as_the_configuration_says if {
	masks := personal.mask with input as found("email")
		with data.config.personal as {"email": "drop"}
	masks == {{"finding": 4, "with": "drop"}}
}

test_allows_what_another_group_found if {
	masks := personal.mask with input as fixtures.at_finding([fixtures.finding({"detector": "email"})])
	masks == set()
}

test_inspects_for_personal_data if {
	plan := personal.inspect with input as fixtures.base
	plan == {"personal"}
}
