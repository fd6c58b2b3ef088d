# METADATA
# title: nothing much leaves for a host outside
# description: >-
#   A large or encoded body that goes to an external host is blocked, in tool calls and in code that the model wrote.
package penstock.rules.exfiltration

# METADATA
# title: code that sends data away, over HTTP, in names or into buckets, is looked for in every exchange
inspect contains way if some way in ways

# METADATA
# title: encoded data is looked for in every exchange
inspect contains "encoded-blob"

# METADATA
# title: a tool call may not send a large body to an external host
block contains {"code": "exfiltration", "message": "a tool call sends a large body to an external host"} if {
	input.point == "tool_call"
	input.tool_call.bytes > data.config.webhook_body_bytes
	some d in input.tool_call.destinations
	not inside(d)
}

# METADATA
# title: a tool call may not send encoded data to an external host
block contains {"code": "exfiltration", "message": "a tool call sends encoded data to an external host"} if {
	input.point == "tool_call"
	some d in input.tool_call.destinations
	not inside(d)
	encoded_beside(input.tool_call.channel)
}

# METADATA
# title: code may not send a large body to an external host
block contains {"code": "exfiltration", "message": "code sends a large body to an external host"} if {
	some f in input.findings
	f.side == "response"
	f.detector in ways
	f.unit_bytes > data.config.webhook_body_bytes
	leads_outside(f)
}

# METADATA
# title: code may not send encoded data to an external host
block contains {"code": "exfiltration", "message": "code sends encoded data to an external host"} if {
	some f in input.findings
	f.side == "response"
	f.detector in ways
	leads_outside(f)
	encoded_beside(f.channel)
}

# METADATA
# title: in some ways code may not send anything to an external host
# description: >-
#   Names to look up carry little each and much in all; what is put into a bucket is a file whose size the line does not tell.
block contains {"code": "exfiltration", "message": "code sends private data to an external host"} if {
	some f in input.findings
	f.side == "response"
	f.detector in data.config.exfiltration_any_size
	f.detector in ways
	leads_outside(f)
}

ways := {"webhook-exfiltration", "dns-exfiltration", "cloud-upload"}

# METADATA
# title: a host that the configuration names, or a name below one that it names with a dot in front
inside(d) if d.host in data.config.internal_hosts

inside(d) if {
	some suffix in data.config.internal_hosts
	startswith(suffix, ".")
	endswith(d.host, suffix)
}

inside(d) if {
	d.ip != null
	some cidr in data.config.internal_cidrs
	net.cidr_contains(cidr, d.ip)
}

# METADATA
# title: the finding's line of code names an external host, or none that could be read
leads_outside(f) if {
	some d in f.destinations
	not inside(d)
}

leads_outside(f) if f.destinations in [null, []]

# METADATA
# title: the same text carries encoded data, or may do so among the findings that the input has no room for
encoded_beside(channel) if {
	some f in input.findings
	f.detector == "encoded-blob"
	f.channel == channel
}

encoded_beside(_) if input.findings_total > sum([f.count | some f in input.findings])
