package penstock

# METADATA
# title: what the topics want at this point of the exchange
# description: >-
#   The host applies block over hold over mask over allow, and masks always. What a topic puts into observe is recorded
#   and changes nothing.
# entrypoint: true
decision := {
	"blocks": blocks,
	"holds": holds,
	"masks": masks,
	"observed": observed,
}

# METADATA
# title: every topic's blocks
blocks := {rule |
	some topic
	some rule in data.penstock.rules[topic].block
	not topic in data.config.topics_off
}

# METADATA
# title: every topic's holds
holds := {rule |
	some topic
	some rule in data.penstock.rules[topic].hold
	not topic in data.config.topics_off
}

# METADATA
# title: every topic's masks
masks := {rule |
	some topic
	some rule in data.penstock.rules[topic].mask
	not topic in data.config.topics_off
}

# METADATA
# title: every topic's rules in shadow
observed := {rule |
	some topic
	some rule in data.penstock.rules[topic].observe
	not topic in data.config.topics_off
}
