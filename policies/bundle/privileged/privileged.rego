# METADATA
# title: code that takes over a machine waits for a person
# description: >-
#   Only what the model wrote counts, since a request may ask about such code and carries it again on every later turn.
package penstock.rules.privileged

# METADATA
# title: the risks that the configuration names are looked for in every exchange
inspect contains risk if some risk in data.config.privileged_risks

# METADATA
# title: code with such a risk waits for approval, from the severity and confidence on that the configuration asks for
hold contains object.union(
	{
		"rule": f.detector,
		"reason": reason(f.detector),
		"approvers": data.config.privileged_approvers,
		"mandatory": data.config.privileged_mandatory,
		"quorum": data.config.privileged_quorum,
		"ttl": data.config.privileged_ttl,
		"remember": data.config.privileged_remember,
	},
	options,
) if {
	some f in input.findings
	f.side == "response"
	f.detector in data.config.privileged_risks
	rank(f.severity) >= rank(data.config.privileged_severity)
	f.confidence >= data.config.privileged_confidence
}

# METADATA
# title: how the client waits and what it is told meanwhile, where the configuration says so
options := {option: value |
	some option, value in {"style": data.config.privileged_style, "notice": data.config.privileged_notice}
	value != null
}

# METADATA
# title: what the approvers are told; risks that this topic has no words for are named
reason(detector) := object.get(reasons, detector, $"code has the risk {detector}")

reasons := {
	"cloud-iam-escalation": "code gives away powers over a cloud account or a cluster",
	"credential-harvesting": "code reads credentials that are kept on the machine",
	"destructive-command": "code removes what can't be restored",
	"destructive-sql": "code removes a database",
	"docker-socket": "code uses the container runtime of the machine",
	"download-and-execute": "code fetches a file and runs it",
	"persistence": "code stays on the machine: a job, a service, a key or a shell's start",
	"privileged-container": "code starts a container with the powers of its host",
	"privileged-write": "code writes to privileged files",
	"remote-script": "code runs a script from elsewhere unseen",
	"reverse-shell": "code opens a shell to another machine",
	"security-disable": "code switches off a guard, an audit or a log",
	"setuid": "code makes a program run as root",
	"sudoers-change": "code lets an account become root",
	"tls-verification-off": "code does not check who answers",
	"weak-container": "code runs a container as root or in its host's network",
}

# METADATA
# title: severities in their order; one that has none counts as the worst
rank(severity) := object.get({"low": 0, "medium": 1, "high": 2, "critical": 3}, severity, 3)
