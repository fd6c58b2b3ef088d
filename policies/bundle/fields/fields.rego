# METADATA
# title: values of fields that an installation names never reach a pod
# description: Fields by name (api_key, password, …) and patterns of the installation's own.
package penstock.rules.fields

# METADATA
# title: the configured field names are looked for in JSON, YAML, environment files and code
inspect contains {"key": name} if some name in data.config.fields

# METADATA
# title: the configured patterns are looked for in every text
inspect contains {
	"id": p.id,
	"pattern": p.pattern,
	"class": object.get(p, "class", "custom"),
	"severity": object.get(p, "severity", "medium"),
} if {
	some p in data.config.patterns
}

# METADATA
# title: a configured field's value is replaced by a placeholder
mask contains {"finding": f.id, "with": "placeholder"} if {
	some f in input.findings
	f.group == "fields"
}

# METADATA
# title: what a configured pattern found is replaced as its entry says, by a placeholder where it says nothing
mask contains {"finding": f.id, "with": object.get(p, "with", "placeholder")} if {
	some f in input.findings
	f.group == "custom"
	some p in data.config.patterns
	p.id == f.detector
}
