package penstock

# METADATA
# title: the types of what the topics define
# description: >-
#   Asked once, before a bundle is used. Rego steps over anything that is not a set where a set is expected, without a word;
#   here the host sees it. Each name is written out, since a reference to all of a topic does not compile where it has functions.
# entrypoint: true
shape contains [topic, "inspect", type_name(value)] if some topic, value in {t: v | v := data.penstock.rules[t].inspect}

shape contains [topic, "mask", type_name(value)] if some topic, value in {t: v | v := data.penstock.rules[t].mask}

shape contains [topic, "hold", type_name(value)] if some topic, value in {t: v | v := data.penstock.rules[t].hold}

shape contains [topic, "block", type_name(value)] if some topic, value in {t: v | v := data.penstock.rules[t].block}

shape contains [topic, "observe", type_name(value)] if some topic, value in {t: v | v := data.penstock.rules[t].observe}
