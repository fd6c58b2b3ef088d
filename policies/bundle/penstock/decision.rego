package penstock

import data.penstock.decision
import data.penstock.plan
import data.penstock.shape

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
