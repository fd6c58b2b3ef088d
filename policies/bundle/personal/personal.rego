# METADATA
# title: personal data reaches a pod only in a form that names nobody
package penstock.rules.personal

# METADATA
# title: every detector of personal data looks at every exchange
inspect contains "personal"

# METADATA
# title: personal data is replaced as the configuration says, by a placeholder where it says nothing
mask contains {"finding": f.id, "with": object.get(data.config.personal, f.detector, "placeholder")} if {
	some f in input.findings
	f.group == "personal"
}
