# METADATA
# title: inputs for the tests of all topics, with every field there, as the host writes them
package penstock_fixtures

# METADATA
# title: a finding of the response; what is given wins
finding(given) := object.union(
	{
		"id": 1,
		"detector": "aws-access-key",
		"group": "secrets",
		"class": "secret",
		"severity": "high",
		"confidence": 0.9,
		"side": "response",
		"channel": "choices/0/content",
		"path": "choices[0].delta.content",
		"key": null,
		"length": 20,
		"shape": "A{4}[A-Z0-9]{16}",
		"fingerprint": "f1",
		"count": 1,
		"destinations": null,
		"unit_bytes": null,
	},
	given,
)

# METADATA
# title: the point of a finding, with these findings; the last one is what the point is about
at_finding(findings) := object.union(
	base,
	{
		"point": "finding",
		"finding": findings[count(findings) - 1].id,
		"findings": findings,
		"findings_total": count(findings),
	},
)

# METADATA
# title: the point of a complete tool call, with these findings before it
at_tool_call(given, findings) := object.union(
	base,
	{
		"point": "tool_call",
		"findings": findings,
		"findings_total": count(findings),
		"tool_call": object.union(
			{
				"name": "http_post",
				"id": "call_1",
				"channel": "choices/0/tool_calls/0/arguments",
				"arguments": {},
				"arguments_valid": true,
				"bytes": 100,
				"destinations": [],
			},
			given,
		),
	},
)

# METADATA
# title: where something would be sent; what is given wins
destination(given) := object.union(
	{
		"url_host": "hooks.example",
		"host": "hooks.example",
		"ip": null,
		"port": 443,
		"scheme": "https",
	},
	given,
)

# METADATA
# title: the request head of a pod that asks for a chat completion
base := {
	"version": 1,
	"point": "request_head",
	"time": {
		"ms": 1795500000000,
		"weekday": "tuesday",
		"hour": 5,
		"minute": 20,
		"zone": "UTC",
	},
	"exchange": {
		"id": "ex_00000000000000000000000000",
		"session": null,
		"stream": true,
		"bytes_in": 0,
		"bytes_out": 0,
		"elapsed_ms": 0,
	},
	"principal": {
		"id": "spiffe://cluster.local/ns/team-a/sa/app",
		"kind": "mtls",
		"namespace": "team-a",
		"service_account": "app",
		"groups": [],
		"claims": {},
		"self_declared": false,
	},
	"connection": {"name": "chatgpt", "host": "api.openai.com", "api": "openai"},
	"grant": null,
	"request": {
		"method": "POST",
		"path": "/v1/chat/completions",
		"query_keys": [],
		"headers": {},
		"bytes": 0,
		"model": null,
		"stream": null,
		"tools": [],
		"messages": null,
	},
	"response": null,
	"finding": null,
	"findings": [],
	"findings_total": 0,
	"tool_call": null,
	"usage": null,
}
