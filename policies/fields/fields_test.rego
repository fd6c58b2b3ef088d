package fields_test

import data.penstock.rules.fields
import data.penstock_fixtures as fixtures

patterns := [
	{"id": "acme-ticket", "pattern": `ACME-[0-9]{6}`},
	{"id": "acme-name", "pattern": `acme-[a-z]+`, "class": "proprietary", "severity": "low", "with": "pseudonym"},
]

test_inspects_for_each_configured_field if {
	plan := fields.inspect with data.config.fields as ["api_key", "password"]
		with data.config.patterns as []
	plan == {{"key": "api_key"}, {"key": "password"}}
}

test_inspects_for_each_configured_pattern if {
	plan := fields.inspect with data.config.fields as []
		with data.config.patterns as patterns
	plan == {
		{"id": "acme-ticket", "pattern": `ACME-[0-9]{6}`, "class": "custom", "severity": "medium"},
		{"id": "acme-name", "pattern": `acme-[a-z]+`, "class": "proprietary", "severity": "low"},
	}
}

test_inspects_for_common_names_by_default if {
	names := {item.key | some item in fields.inspect}
	every name in ["api_key", "password", "passwd", "secret", "token", "access_token", "client_secret", "private_key"] {
		name in names
	}
}

test_masks_the_value_of_a_field if {
	masks := fields.mask with input as fixtures.at_finding([fixtures.finding({
		"id": 3,
		"detector": "field",
		"group": "fields",
		"key": "password",
	})])
	masks == {{"finding": 3, "with": "placeholder"}}
}

test_masks_what_a_pattern_found_as_its_entry_says if {
	masks := fields.mask with data.config.patterns as patterns
		with input as fixtures.at_finding([
			fixtures.finding({"id": 1, "detector": "acme-ticket", "group": "custom", "class": "custom"}),
			fixtures.finding({"id": 2, "detector": "acme-name", "group": "custom", "class": "proprietary"}),
		])
	masks == {{"finding": 1, "with": "placeholder"}, {"finding": 2, "with": "pseudonym"}}
}

test_allows_what_a_pattern_of_another_topic_found if {
	masks := fields.mask with data.config.patterns as patterns
		with input as fixtures.at_finding([fixtures.finding({"detector": "other", "group": "custom", "class": "custom"})])
	masks == set()
}

test_allows_a_secret_that_no_field_name_gave_away if {
	masks := fields.mask with input as fixtures.at_finding([fixtures.finding({})])
	masks == set()
}
