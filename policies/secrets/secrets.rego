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
# title: secrets are looked for in the encodings that the configuration names
inspect contains {"decode": data.config.decode} if count(data.config.decode) > 0

# METADATA
# title: images, sounds and files in base64 are let through or refused, where an installation asks for it
inspect contains {"payload": data.config.payloads} if data.config.payloads != "scan"

# METADATA
# title: signed thoughts pass though something in them should be masked, where an installation asks for it
inspect contains {"signed": data.config.signed_thinking} if data.config.signed_thinking != "block"

# METADATA
# title: what an installation knows to be harmless is let through
inspect contains {"allow": harmless} if some harmless in data.config.allow

# METADATA
# title: a secret is replaced as the configuration says, by a placeholder that names its kind where it says nothing
mask contains {"finding": f.id, "with": object.get(data.config.secrets, f.detector, "placeholder")} if {
	some f in input.findings
	f.class == "secret"
	not f.detector in data.config.secrets_off
	f.confidence >= data.config.secrets_confidence
}
