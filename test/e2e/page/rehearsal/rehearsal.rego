# METADATA
# title: what tests of the page say is held, as the model's name asks for it
package penstock.rules.rehearsal

# METADATA
# title: texts of tests say by such a word where they are risky
inspect contains {"id": "rehearsal", "pattern": `RISK-[0-9]{4}`, "class": "rehearsal", "severity": "high"}

# METADATA
# title: an answer with that word waits
hold contains object.union(usual, object.get(models, input.request.model, {})) if {
	some f in input.findings
	f.detector == "rehearsal"
	f.side == "response"
}

# METADATA
# title: a request for this model waits before it goes up
hold contains usual if {
	input.point == "request"
	input.request.model == "request-held"
}

usual := {
	"rule": "rehearsal",
	"reason": "the text says that it is risky",
	"approvers": ["group:security"],
	"quorum": 1,
	"ttl": "10m",
	"remember": true,
}

models := {
	"two-people": {"quorum": 2},
	"brief": {"ttl": "4s"},
	"others": {"approvers": ["group:platform"]},
	"come-back": {"style": "pending"},
}
