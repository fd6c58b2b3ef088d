# METADATA
# title: secrets never reach a pod
# description: Keys, tokens and credentials that a detector knows by their form.
package penstock.rules.secrets

# METADATA
# title: every detector of secrets looks at every exchange
inspect contains "secrets"

# METADATA
# title: requests are inspected too, where an installation asks for it
inspect contains {"request": true} if data.config.request

# METADATA
# title: images, sounds and files in base64 are let through or refused, where an installation asks for it
inspect contains {"payload": data.config.payloads} if data.config.payloads != "scan"

# METADATA
# title: signed thoughts pass though something in them should be masked, where an installation asks for it
inspect contains {"signed": data.config.signed_thinking} if data.config.signed_thinking != "block"

# METADATA
# title: a secret is replaced by a placeholder that names its kind
mask contains {"finding": f.id, "with": "placeholder"} if {
	some f in input.findings
	f.class == "secret"
}
