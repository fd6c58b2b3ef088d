package penstock

import data.penstock.decision
import data.penstock.plan
import data.penstock.shape
