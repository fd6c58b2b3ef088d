package penstock_approval_test

import data.penstock.approval

hold := {
	"id": "ho_00000000000000000000000000",
	"side": "response",
	"style": "wait",
	"reading": "complete",
	"revision": 1,
	"rules": [{
		"rule": "privileged-write",
		"reason": "code writes to privileged files",
		"approvers": ["group:security", "user:ada"],
		"mandatory": [],
		"quorum": 1,
		"remember": true,
	}],
	"findings": [],
	"principal": {
		"id": "spiffe://cluster.local/ns/team-a/sa/app",
		"kind": "mtls",
		"namespace": "team-a",
		"service_account": "app",
		"groups": [],
		"self_declared": false,
	},
	"owner": null,
	"connection": "chatgpt",
	"api": "openai",
	"session": "se_00000000000000000000000000",
	"method": "POST",
	"path": "/v1/chat/completions",
	"model": "gpt-4o",
	"created_ms": 1795500000000,
	"expires_ms": 1795500600000,
	"decisions": [],
}

ada := {"id": "user:ada", "name": "ada", "groups": [], "roles": ["approver"], "claims": {}}

bob := {"id": "user:bob", "name": "bob", "groups": ["security"], "roles": ["approver"], "claims": {}}

eve := {"id": "user:eve", "name": "eve", "groups": ["developers"], "roles": ["approver"], "claims": {}}

# Tuesday, 5:20
asked(approver, decision, given) := {
	"version": 1,
	"point": "approval",
	"time": {"ms": 1795500000000, "weekday": "tuesday", "hour": 5, "minute": 20, "zone": "UTC"},
	"hold": object.union(hold, given),
	"approver": approver,
	"decision": decision,
	"reason": null,
}

test_allows_whom_a_rule_names if {
	verdict := approval.decide with input as asked(ada, "approve", {})
	verdict == {
		"allow": true,
		"counts_as": {"user:ada"},
		"reason_required": false,
		"may_remember": true,
		"reason": "",
	}
}

test_allows_a_member_of_a_group_that_a_rule_names if {
	verdict := approval.decide with input as asked(bob, "approve", {})
	verdict.allow
	verdict.counts_as == {"group:security"}
}

test_allows_by_the_id_that_sign_in_gave if {
	rules := [object.union(hold.rules[0], {"approvers": ["user:idp.example/17"]})]
	person := object.union(eve, {"id": "user:idp.example/17"})
	verdict := approval.decide with input as asked(person, "approve", {"rules": rules})
	verdict.allow
}

test_allows_all_groups_to_whom_a_tokens_file_gives_none if {
	everyone := object.union(eve, {"groups": ["*"]})
	verdict := approval.decide with input as asked(everyone, "approve", {})
	verdict.allow
	verdict.counts_as == {"group:security"}
}

test_refuses_others if {
	verdict := approval.decide with input as asked(eve, "approve", {})
	not verdict.allow
	verdict.counts_as == set()
	verdict.reason == "none of the hold's approvers, at this hour"
}

test_refuses_a_group_that_is_called_like_a_person if {
	impostor := object.union(eve, {"groups": ["user:ada", "ada"]})
	verdict := approval.decide with input as asked(impostor, "approve", {})
	not verdict.allow
}

test_refuses_someone_who_calls_themselves_like_an_approver if {
	impostor := object.union(eve, {"name": "ada", "claims": {"name": "ada", "preferred_username": "ada"}})
	verdict := approval.decide with input as asked(impostor, "approve", {})
	not verdict.allow
}

test_refuses_the_principal_itself if {
	principal := object.union(hold.principal, {"id": "user:ada"})
	verdict := approval.decide with input as asked(ada, "approve", {"principal": principal})
	not verdict.allow
	verdict.reason == "nobody decides on what they asked for themselves"
}

test_refuses_the_owner if {
	verdict := approval.decide with input as asked(ada, "approve", {"owner": "user:ada"})
	not verdict.allow
}

test_refuses_a_member_of_the_group_that_owns_it if {
	verdict := approval.decide with input as asked(bob, "approve", {"owner": "group:security"})
	not verdict.allow
}

test_refuses_a_member_of_all_groups_where_one_owns_it if {
	anybody := object.union(bob, {"groups": ["*"]})
	owned := approval.decide with input as asked(anybody, "approve", {"owner": "group:team-a"})
	not owned.allow
	free := approval.decide with input as asked(anybody, "approve", {})
	free.allow
}

test_refuses_approvals_out_of_hours if {
	every shift in [
		{"days": ["tuesday"], "from": 6, "to": 18},
		{"days": ["tuesday"], "from": 0, "to": 5},
		{"days": ["tuesday"], "from": 22, "to": 5},
		{"days": ["monday", "wednesday"], "from": 0, "to": 24},
	] {
		verdict := approval.decide with input as asked(bob, "approve", {})
			with data.config.approval_hours as {"group:security": shift}
		not verdict.allow
	}
}

test_allows_approvals_in_hours if {
	every shift in [
		{"days": ["tuesday"], "from": 5, "to": 6},
		{"days": ["tuesday"], "from": 0, "to": 24},
		{"days": ["tuesday"], "from": 22, "to": 6},
		{"days": ["tuesday"], "from": 5, "to": 5},
	] {
		verdict := approval.decide with input as asked(bob, "approve", {})
			with data.config.approval_hours as {"group:security": shift}
		verdict.allow
	}
}

test_allows_others_at_any_hour if {
	verdict := approval.decide with input as asked(ada, "approve", {})
		with data.config.approval_hours as {"group:security": {"days": ["monday"], "from": 9, "to": 17}}
	verdict.allow
}

test_allows_denials_at_any_hour if {
	verdict := approval.decide with input as asked(bob, "deny", {})
		with data.config.approval_hours as {"group:security": {"days": ["monday"], "from": 9, "to": 17}}
	verdict.allow
}

test_wants_a_reason_where_the_configuration_does if {
	every decision, wanted in {"approve": false, "deny": true} {
		verdict := approval.decide with input as asked(bob, decision, {})
			with data.config.approval_reason_required as ["deny"]
		verdict.reason_required == wanted
	}
}

test_forgets_what_the_configuration_names if {
	verdict := approval.decide with input as asked(bob, "approve", {})
		with data.config.approval_remember_never as ["privileged-write"]
	verdict.allow
	not verdict.may_remember
}

test_forgets_what_sends_data_away if {
	by_rule := {"rules": [object.union(hold.rules[0], {"rule": "acme-exfiltration"})]}
	by_finding := {"findings": [{"detector": "webhook-exfiltration", "action": "mask"}]}
	every given in [by_rule, by_finding] {
		verdict := approval.decide with input as asked(bob, "approve", given)
		not verdict.may_remember
	}
}

test_tells_the_owner_by_the_nearest_name if {
	owners := {
		"spiffe://cluster.local/ns/team-a/sa/app": "user:ada",
		"team-a/app": "user:bob",
		"team-a": "group:team-a",
	}
	every given, wanted in {
		{}: "user:ada",
		{"id": "other"}: "user:bob",
		{"id": "other", "service_account": null}: "group:team-a",
		{"id": "other", "namespace": null, "service_account": null}: null,
	} {
		opening := object.union(asked(null, null, {"principal": object.union(hold.principal, given)}), {"point": "opening"})
		owner := approval.owner with input as opening with data.config.approval_owners as owners
		owner == wanted
	}
}

test_tells_no_owner_where_none_is_configured if {
	owner := approval.owner with input as asked(null, null, {})
	owner == null
}
