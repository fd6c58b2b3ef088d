package secrets_test

import data.penstock.rules.secrets
import data.penstock_fixtures as fixtures

# What every plan has where an installation says nothing.
usual := {"secrets", {"decode": ["base64", "unicode", "url", "zero-width"]}}

test_masks_a_secret_with_a_placeholder if {
	masks := secrets.mask with input as fixtures.at_finding([fixtures.finding({"id": 7})])
	masks == {{"finding": 7, "with": "placeholder"}}
}

test_masks_every_secret_whichever_group_found_it if {
	masks := secrets.mask with input as fixtures.at_finding([
		fixtures.finding({"id": 1}),
		fixtures.finding({"id": 2, "group": "fields", "detector": "field", "key": "password"}),
	])
	{mask.finding | some mask in masks} == {1, 2}
}

test_masks_a_secret_in_a_request if {
	masks := secrets.mask with input as fixtures.at_finding([fixtures.finding({"side": "request"})])
	count(masks) == 1
}

test_allows_a_finding_of_another_class if {
	masks := secrets.mask with input as fixtures.at_finding([fixtures.finding({"class": "personal"})])
	masks == set()
}

test_inspects_for_secrets_in_answers if {
	plan := secrets.inspect with input as fixtures.base
	plan == usual
}

test_inspects_requests_where_the_configuration_says_so if {
	plan := secrets.inspect with input as fixtures.base with data.config.request as true
	{"request": true} in plan
}

test_inspects_in_the_encodings_that_the_configuration_names if {
	plan := secrets.inspect with input as fixtures.base with data.config.decode as ["hex", "html"]
	plan == {"secrets", {"decode": ["hex", "html"]}}
}

test_allows_what_is_encoded_where_the_configuration_names_no_encoding if {
	plan := secrets.inspect with input as fixtures.base with data.config.decode as []
	plan == {"secrets"}
}

test_allows_payloads_unread_where_the_configuration_says_so if {
	plan := secrets.inspect with input as fixtures.base with data.config.payloads as "pass"
	plan == usual | {{"payload": "pass"}}
}

test_blocks_payloads_where_the_configuration_says_so if {
	plan := secrets.inspect with input as fixtures.base with data.config.payloads as "block"
	{"payload": "block"} in plan
}

test_allows_signed_thoughts_where_the_configuration_says_so if {
	plan := secrets.inspect with input as fixtures.base with data.config.signed_thinking as "pass"
	plan == usual | {{"signed": "pass"}}
}

test_allows_what_the_configuration_knows_to_be_harmless if {
	harmless := {"fingerprint": "hmac:0a1b"}
	plan := secrets.inspect with input as fixtures.base with data.config.allow as [harmless]
	plan == usual | {{"allow": harmless}}
}

test_masks_in_the_way_that_the_configuration_names if {
	masks := secrets.mask with input as fixtures.at_finding([fixtures.finding({"id": 7, "detector": "jwt"})])
		with data.config.secrets as {"jwt": "partial"}
	masks == {{"finding": 7, "with": "partial"}}
}

test_allows_detectors_that_the_configuration_leaves_out if {
	masks := secrets.mask with input as fixtures.at_finding([fixtures.finding({"id": 7, "detector": "jwt"})])
		with data.config.secrets_off as ["jwt"]
	masks == set()
}

test_allows_what_is_less_sure_than_the_configuration_asks_for if {
	masks := secrets.mask with input as fixtures.at_finding([
		fixtures.finding({"id": 1, "confidence": 0.4}),
		fixtures.finding({"id": 2, "confidence": 0.5}),
	])
		with data.config.secrets_confidence as 0.5
	{mask.finding | some mask in masks} == {2}
}
