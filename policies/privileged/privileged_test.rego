package privileged_test

import data.penstock.rules.privileged
import data.penstock_fixtures as fixtures

found(given) := fixtures.at_finding([fixtures.finding(object.union(
	{
		"detector": "privileged-write",
		"group": "risk",
		"class": "risk",
		"destinations": [],
		"unit_bytes": 60,
	},
	given,
))])

test_holds_code_that_writes_to_privileged_files if {
	holds := privileged.hold with input as found({})
	holds == {{
		"rule": "privileged-write",
		"reason": "code writes to privileged files",
		"approvers": ["group:security"],
		"quorum": 1,
		"ttl": "10m",
	}}
}

test_holds_code_that_opens_a_reverse_shell if {
	holds := privileged.hold with input as found({"detector": "reverse-shell"})
	{hold.rule | some hold in holds} == {"reverse-shell"}
}

test_holds_for_whom_the_configuration_names if {
	holds := privileged.hold with input as found({})
		with data.config.privileged_approvers as ["group:platform", "user:ada"]
		with data.config.privileged_quorum as 2
		with data.config.privileged_ttl as "1h"
	some hold in holds
	hold.approvers == ["group:platform", "user:ada"]
	hold.quorum == 2
	hold.ttl == "1h"
}

test_allows_such_code_in_a_request if {
	holds := privileged.hold with input as found({"side": "request"})
	holds == set()
}

test_allows_other_code_risks if {
	holds := privileged.hold with input as found({"detector": "encoded-blob"})
	holds == set()
}

test_inspects_for_both_detectors if {
	plan := privileged.inspect with input as fixtures.base
	plan == {"privileged-write", "reverse-shell"}
}
