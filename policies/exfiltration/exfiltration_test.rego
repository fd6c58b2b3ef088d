package exfiltration_test

import data.penstock.rules.exfiltration
import data.penstock_fixtures as fixtures

webhook(given) := fixtures.finding(object.union(
	{
		"id": 1,
		"detector": "webhook-exfiltration",
		"group": "risk",
		"class": "risk",
		"destinations": [fixtures.destination({})],
		"unit_bytes": 200,
	},
	given,
))

blob(given) := fixtures.finding(object.union(
	{
		"id": 2,
		"detector": "encoded-blob",
		"group": "risk",
		"class": "risk",
		"destinations": [],
		"unit_bytes": 200,
	},
	given,
))

codes(blocks) := {rule.code | some rule in blocks}

sends(bytes, given) := fixtures.at_tool_call({"bytes": bytes, "destinations": [fixtures.destination(given)]}, [])

test_blocks_a_tool_call_with_a_large_body_to_an_external_host if {
	blocks := exfiltration.block with input as sends(4097, {})
	codes(blocks) == {"exfiltration"}
}

test_blocks_a_tool_call_with_one_external_host_among_internal_ones if {
	blocks := exfiltration.block with input as fixtures.at_tool_call(
		{"bytes": 5000, "destinations": [fixtures.destination({"host": "a.internal"}), fixtures.destination({})]},
		[],
	)
	codes(blocks) == {"exfiltration"}
}

test_blocks_a_tool_call_with_encoded_data_to_an_external_host if {
	blocks := exfiltration.block with input as fixtures.at_tool_call(
		{"bytes": 300, "destinations": [fixtures.destination({})]},
		[blob({"channel": "choices/0/tool_calls/0/arguments"})],
	)
	codes(blocks) == {"exfiltration"}
}

test_blocks_a_tool_call_to_an_external_address if {
	blocks := exfiltration.block with input as sends(5000, {"host": "203.0.113.9", "ip": "203.0.113.9"})
	codes(blocks) == {"exfiltration"}
}

test_blocks_a_tool_call_to_the_metadata_address if {
	blocks := exfiltration.block with input as sends(5000, {"host": "169.254.169.254", "ip": "169.254.169.254"})
	codes(blocks) == {"exfiltration"}
}

test_blocks_a_host_that_only_looks_internal if {
	every host in ["internal.example", "xinternal", "localhost.example", "a.internal.example"] {
		blocks := exfiltration.block with input as sends(5000, {"host": host})
		codes(blocks) == {"exfiltration"}
	}
}

test_blocks_an_address_in_brackets_that_is_not_in_an_internal_range if {
	blocks := exfiltration.block with input as sends(5000, {"host": "2001:db8::1", "ip": "2001:db8::1"})
	codes(blocks) == {"exfiltration"}
}

test_blocks_code_with_a_large_body_to_an_external_host if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({"unit_bytes": 4097})])
	codes(blocks) == {"exfiltration"}
}

test_blocks_code_with_a_large_body_to_a_host_that_could_not_be_read if {
	every destinations in [[], null] {
		blocks := exfiltration.block with input as fixtures.at_finding([webhook({
			"unit_bytes": 4097,
			"destinations": destinations,
		})])
		codes(blocks) == {"exfiltration"}
	}
}

test_blocks_code_with_encoded_data_beside_it if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({}), blob({})])
	codes(blocks) == {"exfiltration"}
}

test_blocks_encoded_data_that_came_before_the_code if {
	blocks := exfiltration.block with input as fixtures.at_finding([blob({"id": 1}), webhook({"id": 2})])
	codes(blocks) == {"exfiltration"}
}

test_blocks_where_encoded_data_may_be_among_the_findings_left_out if {
	code := exfiltration.block with input as object.union(
		fixtures.at_finding([webhook({})]),
		{"findings_total": 2},
	)
	codes(code) == {"exfiltration"}
	tool := exfiltration.block with input as object.union(sends(300, {}), {"findings_total": 1})
	codes(tool) == {"exfiltration"}
}

test_allows_a_finding_that_was_seen_more_than_once if {
	blocks := exfiltration.block with input as object.union(
		fixtures.at_finding([webhook({"count": 3})]),
		{"findings_total": 3},
	)
	blocks == set()
}

test_blocks_from_the_configured_size_on if {
	blocks := exfiltration.block with input as sends(101, {}) with data.config.webhook_body_bytes as 100
	codes(blocks) == {"exfiltration"}
}

test_allows_a_small_body_to_an_external_host if {
	tool := exfiltration.block with input as sends(4096, {})
	tool == set()
	code := exfiltration.block with input as fixtures.at_finding([webhook({"unit_bytes": 4096})])
	code == set()
}

test_allows_a_large_body_to_an_internal_host if {
	every given in [
		{"host": "localhost"},
		{"host": "builds.internal"},
		{"host": "api.team-a.svc"},
		{"host": "10.1.2.3", "ip": "10.1.2.3"},
		{"host": "::1", "ip": "::1"},
	] {
		blocks := exfiltration.block with input as sends(100000, given)
		blocks == set()
	}
}

test_allows_a_large_body_to_a_configured_host if {
	blocks := exfiltration.block with input as sends(100000, {}) with data.config.internal_hosts as ["hooks.example"]
	blocks == set()
}

test_allows_a_tool_call_that_sends_nowhere if {
	blocks := exfiltration.block with input as fixtures.at_tool_call({"bytes": 100000}, [])
	blocks == set()
}

test_allows_encoded_data_in_another_text_than_the_code if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({}), blob({"channel": "choices/1/content"})])
	blocks == set()
}

test_allows_code_that_the_request_carried if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({"side": "request", "unit_bytes": 100000})])
	blocks == set()
}

test_blocks_little_data_in_names_and_into_buckets if {
	every detector in ["dns-exfiltration", "cloud-upload"] {
		blocks := exfiltration.block with input as fixtures.at_finding([webhook({"detector": detector, "unit_bytes": 40})])
		codes(blocks) == {"exfiltration"}
	}
}

test_blocks_a_bucket_that_could_not_be_read if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({
		"detector": "cloud-upload",
		"destinations": [],
	})])
	codes(blocks) == {"exfiltration"}
}

test_allows_names_and_buckets_of_ones_own if {
	bucket := exfiltration.block with input as fixtures.at_finding([webhook({
		"detector": "cloud-upload",
		"destinations": [fixtures.destination({"host": "acme-backups.s3.amazonaws.com", "scheme": "s3"})],
	})])
		with data.config.internal_hosts as ["acme-backups.s3.amazonaws.com"]
	bucket == set()
	name := exfiltration.block with input as fixtures.at_finding([webhook({
		"detector": "dns-exfiltration",
		"destinations": [fixtures.destination({"host": "x.svc"})],
	})])
	name == set()
}

test_allows_little_data_where_the_configuration_says_so if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({"detector": "cloud-upload"})])
		with data.config.exfiltration_any_size as []
	blocks == set()
}

test_blocks_encoded_data_in_any_way if {
	every detector in ["webhook-exfiltration", "dns-exfiltration", "cloud-upload"] {
		blocks := exfiltration.block with input as fixtures.at_finding([webhook({"detector": detector}), blob({})])
			with data.config.exfiltration_any_size as []
		codes(blocks) == {"exfiltration"}
	}
}

test_allows_other_risks_that_the_configuration_names if {
	blocks := exfiltration.block with input as fixtures.at_finding([webhook({"detector": "privileged-write"})])
		with data.config.exfiltration_any_size as ["privileged-write"]
	blocks == set()
}

test_inspects_for_all_ways_and_for_encoded_data if {
	plan := exfiltration.inspect with input as fixtures.base
	plan == {"webhook-exfiltration", "dns-exfiltration", "cloud-upload", "encoded-blob"}
}
