# METADATA
# title: code that takes over a machine waits for a person
# description: >-
#   Only what the model wrote counts, since a request may ask about such code and carries it again on every later turn.
package penstock.rules.privileged

# METADATA
# title: writes to privileged files are looked for in every exchange
inspect contains "privileged-write"

# METADATA
# title: reverse shells are looked for in every exchange
inspect contains "reverse-shell"

# METADATA
# title: code that writes to privileged files waits for approval
hold contains {
	"rule": "privileged-write",
	"reason": "code writes to privileged files",
	"approvers": data.config.privileged_approvers,
	"quorum": data.config.privileged_quorum,
	"ttl": data.config.privileged_ttl,
} if {
	some f in input.findings
	f.side == "response"
	f.detector == "privileged-write"
}

# METADATA
# title: code that opens a shell to another machine waits for approval
hold contains {
	"rule": "reverse-shell",
	"reason": "code opens a shell to another machine",
	"approvers": data.config.privileged_approvers,
	"quorum": data.config.privileged_quorum,
	"ttl": data.config.privileged_ttl,
} if {
	some f in input.findings
	f.side == "response"
	f.detector == "reverse-shell"
}
