# METADATA
# title: Penstock's library, which gathers the topics
# description: >-
#   Topics live in packages penstock.rules.<topic> and add objects to the partial sets inspect, mask, hold, block and
#   observe. They don't know each other; this package alone reads them all.
# scope: subpackages
# schemas:
#   - input: schema.input
#   - data.config: schema.config
package penstock

# METADATA
# title: what to look for in this exchange
# description: Asked once, at the request head. Every topic adds to it.
# entrypoint: true
plan := {item |
	some topic
	some item in data.penstock.rules[topic].inspect
	not topic in data.config.topics_off
}
