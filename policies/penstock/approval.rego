# METADATA
# title: who may decide what is held
# description: >-
#   The host asks this for everyone who wants to decide, and once for each new hold who is behind its principal. Undefined or broken, nobody may.
#   What people need besides (the digest they saw, a quorum of distinct people, never the one who asked) the host holds by itself.
# schemas:
#   - input: schema.approval
#   - data.config: schema.config
package penstock.approval

# METADATA
# title: whether this person may decide, and for which approvers of the hold's rules it counts
# entrypoint: true
decide := {
	"allow": count(refusals) == 0,
	"counts_as": counts_as,
	"reason_required": reason_required,
	"may_remember": count(unforgettable) == 0,
	"reason": concat("; ", refusals),
}

# METADATA
# title: the person, or the group, behind the principal; null where none is known
# description: By the principal's id, else by namespace and service account, else by namespace.
# entrypoint: true
owner := behind if behind := data.config.approval_owners[input.hold.principal.id]

else := behind if behind := data.config.approval_owners[account]

else := behind if behind := data.config.approval_owners[input.hold.principal.namespace]

else := null

account := concat("/", [input.hold.principal.namespace, input.hold.principal.service_account]) if {
	input.hold.principal.namespace != null
	input.hold.principal.service_account != null
}

# METADATA
# title: the approvers of the rules for whom this person stands, at this hour
counts_as contains name if {
	some rule in input.hold.rules
	some name in rule.approvers
	stands_for(name)
	on_duty(name)
}

stands_for(name) if name in groups

# METADATA
# title: whoever a tokens file gives no groups stands for all of them
stands_for(name) if {
	startswith(name, "group:")
	"*" in input.approver.groups
}

# METADATA
# title: a person by the id that sign-in proved; what people call themselves they may have chosen
stands_for(name) if name == input.approver.id

groups := {$"group:{group}" | some group in input.approver.groups}

# METADATA
# title: the hours that the configuration gives an approver, in UTC; who denies need not wait for them
on_duty(_) if input.decision == "deny"

on_duty(name) if not name in object.keys(data.config.approval_hours)

on_duty(name) if {
	shift := data.config.approval_hours[name]
	input.time.weekday in shift.days
	within(shift)
}

within(shift) if {
	shift.from < shift.to
	input.time.hour >= shift.from
	input.time.hour < shift.to
}

# METADATA
# title: over midnight, where the end is not after the beginning
within(shift) if {
	shift.from >= shift.to
	input.time.hour >= shift.from
}

within(shift) if {
	shift.from >= shift.to
	input.time.hour < shift.to
}

# METADATA
# title: why this person may not
refusals contains "none of the hold's approvers, at this hour" if count(counts_as) == 0

refusals contains "nobody decides on what they asked for themselves" if is_asker

is_asker if input.hold.principal.id in names

is_asker if input.hold.owner in (names | groups)

is_asker if {
	input.hold.owner != null
	startswith(input.hold.owner, "group:")
	"*" in input.approver.groups
}

names := {input.approver.id, input.approver.name, $"user:{input.approver.name}"}

# METADATA
# title: decisions that need a reason
default reason_required := false

reason_required if input.decision in data.config.approval_reason_required

# METADATA
# title: rules that are asked about each time, however often people said yes; sending data away is always among them
unforgettable contains rule.rule if {
	some rule in input.hold.rules
	rule.rule in data.config.approval_remember_never
}

unforgettable contains rule.rule if {
	some rule in input.hold.rules
	contains(rule.rule, "exfiltration")
}

unforgettable contains f.detector if {
	some f in input.hold.findings
	f.detector in {"webhook-exfiltration", "dns-exfiltration", "cloud-upload"}
}
