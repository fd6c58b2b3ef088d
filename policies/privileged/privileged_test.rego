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
		"mandatory": [],
		"quorum": 1,
		"ttl": "10m",
		"remember": false,
	}}
}

test_holds_code_that_opens_a_reverse_shell if {
	holds := privileged.hold with input as found({"detector": "reverse-shell", "severity": "critical"})
	{hold.rule | some hold in holds} == {"reverse-shell"}
}

test_holds_each_risk_that_the_configuration_names if {
	every risk in data.config.privileged_risks {
		holds := privileged.hold with input as found({"detector": risk})
		{hold.rule | some hold in holds} == {risk}
	}
}

test_holds_for_a_reason_in_words if {
	every risk in data.config.privileged_risks {
		holds := privileged.hold with input as found({"detector": risk})
		some hold in holds
		not contains(hold.reason, risk)
	}
}

test_holds_a_risk_of_the_installations_own if {
	holds := privileged.hold with input as found({"detector": "acme-risk"})
		with data.config.privileged_risks as ["acme-risk"]
	some hold in holds
	hold.reason == "code has the risk acme-risk"
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

test_holds_as_the_configuration_says if {
	holds := privileged.hold with input as found({})
		with data.config.privileged_mandatory as ["group:legal"]
		with data.config.privileged_style as "pending"
		with data.config.privileged_remember as true
		with data.config.privileged_notice as "a person looks at this"
	some hold in holds
	hold.mandatory == ["group:legal"]
	hold.style == "pending"
	hold.remember
	hold.notice == "a person looks at this"
}

test_holds_lesser_risks_where_the_configuration_asks_for_them if {
	holds := privileged.hold with input as found({"severity": "low", "confidence": 0.4})
		with data.config.privileged_severity as "low"
		with data.config.privileged_confidence as 0.4
	count(holds) == 1
}

test_allows_a_risk_of_low_severity if {
	every severity in ["low", "medium"] {
		holds := privileged.hold with input as found({"severity": severity})
		holds == set()
	}
}

test_allows_a_risk_that_is_not_certain_enough if {
	holds := privileged.hold with input as found({"confidence": 0.59})
	holds == set()
}

test_allows_a_risk_that_the_configuration_leaves_out if {
	holds := privileged.hold with input as found({}) with data.config.privileged_risks as ["reverse-shell"]
	holds == set()
}

test_allows_such_code_in_a_request if {
	holds := privileged.hold with input as found({"side": "request"})
	holds == set()
}

test_allows_other_code_risks if {
	holds := privileged.hold with input as found({"detector": "encoded-blob"})
	holds == set()
}

test_inspects_for_what_the_configuration_names if {
	plan := privileged.inspect with input as fixtures.base
	{"privileged-write", "reverse-shell", "persistence", "weak-container"} & plan == {"privileged-write", "reverse-shell", "persistence", "weak-container"}
	fewer := privileged.inspect with input as fixtures.base with data.config.privileged_risks as ["setuid"]
	fewer == {"setuid"}
}
