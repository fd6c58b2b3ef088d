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
	{"email", "payment-card", "iban", "us-ssn", "phone", "pl-pesel", {"key": "ssn"}} & plan == {
		"email", "payment-card", "iban", "us-ssn", "phone", "pl-pesel",
		{"key": "ssn"},
	}
}

test_allows_machines_and_names_unless_asked if {
	plan := personal.inspect with input as fixtures.base
	{"ip-address", "mac-address", "person-name", "personal"} & plan == set()
	masks := personal.mask with input as found("ip-address")
	masks == set()
}

test_masks_what_the_configuration_adds if {
	plan := personal.inspect with input as fixtures.base
		with data.config.personal_also as ["ip-address"]
	"ip-address" in plan
	masks := personal.mask with input as found("ip-address")
		with data.config.personal_also as ["ip-address"]
	masks == {{"finding": 4, "with": "placeholder"}}
}

test_masks_all_where_the_configuration_adds_the_group if {
	masks := personal.mask with input as found("person-name")
		with data.config.personal_also as ["personal"]
	masks == {{"finding": 4, "with": "placeholder"}}
}

test_allows_what_the_configuration_takes_away if {
	plan := personal.inspect with input as fixtures.base
		with data.config.personal_off as ["phone"]
	not "phone" in plan
	masks := personal.mask with input as found("phone")
		with data.config.personal_off as ["phone"]
		with data.config.personal_also as ["personal"]
	masks == set()
}

test_allows_what_is_less_sure_than_the_configuration_asks_for if {
	masks := personal.mask with input as fixtures.at_finding([fixtures.finding({
		"id": 4,
		"detector": "phone",
		"group": "personal",
		"class": "personal",
		"confidence": 0.5,
	})])
	masks == set()
}

test_masks_a_field_about_a_person if {
	masks := personal.mask with input as fixtures.at_finding([fixtures.finding({
		"id": 4,
		"detector": "field",
		"group": "fields",
		"key": "ssn",
	})])
	masks == {{"finding": 4, "with": "placeholder"}}
}
