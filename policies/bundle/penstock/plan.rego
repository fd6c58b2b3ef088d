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

import data.penstock.decision
import data.penstock.plan
import data.penstock.shape
