package penstock_test

import data.penstock
import data.penstock_fixtures as fixtures

test_masks_what_any_topic_masks if {
	decision := penstock.decision with input as fixtures.at_finding([
		fixtures.finding({"id": 1}),
		fixtures.finding({"id": 2, "detector": "email", "group": "personal", "class": "personal"}),
	])
	decision.masks == {{"finding": 1, "with": "placeholder"}, {"finding": 2, "with": "pseudonym"}}
	decision.blocks == set()
	decision.holds == set()
	decision.observed == set()
}

test_blocks_and_holds_side_by_side if {
	decision := penstock.decision with input as fixtures.at_finding([
		fixtures.finding({"id": 1, "detector": "reverse-shell", "group": "risk", "class": "risk"}),
		fixtures.finding({
			"id": 2,
			"detector": "webhook-exfiltration",
			"group": "risk",
			"class": "risk",
			"destinations": [],
			"unit_bytes": 100000,
		}),
	])
	{rule.code | some rule in decision.blocks} == {"exfiltration"}
	{rule.rule | some rule in decision.holds} == {"reverse-shell"}
}

test_allows_with_four_empty_sets_where_nothing_was_found if {
	decision := penstock.decision with input as fixtures.base
	decision == {"blocks": set(), "holds": set(), "masks": set(), "observed": set()}
}

test_allows_what_only_a_topic_that_is_off_would_mask if {
	decision := penstock.decision with input as fixtures.at_finding([fixtures.finding({
		"detector": "email",
		"group": "personal",
		"class": "personal",
	})])
		with data.config.topics_off as ["personal"]
	decision.masks == set()
}

test_allows_nothing_more_where_another_topic_is_off if {
	decision := penstock.decision with input as fixtures.at_finding([fixtures.finding({})])
		with data.config.topics_off as ["personal"]
	decision.masks == {{"finding": 1, "with": "placeholder"}}
}

test_inspects_for_every_topic if {
	plan := penstock.plan with input as fixtures.base
	every name in ["secrets", "email", "privileged-write", "reverse-shell", "webhook-exfiltration", "encoded-blob"] {
		name in plan
	}
	{"key": "api_key"} in plan
}

test_inspects_nothing_for_a_topic_that_is_off if {
	plan := penstock.plan with input as fixtures.base
		with data.config.topics_off as ["personal", "fields"]
	not "email" in plan
	not {"key": "api_key"} in plan
	"secrets" in plan
}

test_tells_the_types_of_what_topics_define if {
	shapes := penstock.shape with input as fixtures.base
	["secrets", "mask", "set"] in shapes
	["privileged", "hold", "set"] in shapes
	every shape in shapes {
		shape[2] == "set"
	}
}
