# METADATA
# title: personal data reaches a pod only in a form that names nobody
package penstock.rules.personal

# METADATA
# title: the usual detectors of personal data look at every exchange
inspect contains detector if {
	some detector in usual
	not detector in data.config.personal_off
}

# METADATA
# title: those that the configuration adds look too
inspect contains detector if {
	some detector in data.config.personal_also
	not detector in data.config.personal_off
}

# METADATA
# title: fields that the configuration names are looked for, whatever their values are
inspect contains {"key": name} if some name in data.config.personal_fields

# METADATA
# title: personal data is replaced as the configuration says, by a placeholder where it says nothing
mask contains {"finding": f.id, "with": object.get(data.config.personal, f.detector, "placeholder")} if {
	some f in input.findings
	f.group == "personal"
	is_asked(f)
	not f.detector in data.config.personal_off
	f.confidence >= data.config.personal_confidence
}

# METADATA
# title: the value of a field about a person is replaced by a placeholder
mask contains {"finding": f.id, "with": "placeholder"} if {
	some f in input.findings
	f.group == "fields"
	f.key in data.config.personal_fields
}

# METADATA
# title: whether this topic looks for it, by itself or as the configuration says; another topic may look for more
is_asked(f) if f.detector in usual

is_asked(f) if f.detector in data.config.personal_also

is_asked(f) if f.group in data.config.personal_also

# METADATA
# title: what identifies a person or pays in a person's name
# description: >-
#   Left out are what identifies machines (ip-address, mac-address) and companies (bic, us-ein, br-cnpj, it-vat-code, au-abn, au-acn, pl-nip,
#   us-npi), and what answers are full of where nobody minds (person-name, gps-coordinates).
usual := {
	"ae-emirates-id",
	"ar-cuit",
	"at-svnr",
	"au-medicare",
	"au-tfn",
	"be-national-number",
	"bg-egn",
	"br-cpf",
	"ca-sin",
	"card-verification-code",
	"ch-ahv",
	"cl-rut",
	"cn-resident-id",
	"cz-birth-number",
	"date-of-birth",
	"de-health-insurance",
	"de-id-card",
	"de-social-security",
	"de-tax-id",
	"dk-cpr",
	"driver-license",
	"ec-cedula",
	"ee-personal-code",
	"eg-national-id",
	"email",
	"es-nie",
	"es-nif",
	"fi-personal-identity-code",
	"fr-nir",
	"gr-afm",
	"gr-amka",
	"health-insurance-number",
	"hk-id",
	"hr-oib",
	"hu-taj",
	"hu-tax-id",
	"iban",
	"id-nik",
	"ie-pps",
	"il-id",
	"imei",
	"in-aadhaar",
	"in-pan",
	"in-voter",
	"is-kennitala",
	"it-fiscal-code",
	"jp-my-number",
	"kr-rrn",
	"kz-iin",
	"license-plate",
	"lt-personal-code",
	"lu-national-id",
	"lv-personal-code",
	"medical-record-number",
	"mx-curp",
	"my-nric",
	"ng-nin",
	"nl-bsn",
	"no-birth-number",
	"nz-ird",
	"nz-nhi",
	"passport",
	"payment-card",
	"phone",
	"pk-cnic",
	"pl-id-card",
	"pl-pesel",
	"postal-address",
	"pt-nif",
	"ro-cnp",
	"rs-jmbg",
	"ru-inn",
	"ru-snils",
	"sa-national-id",
	"se-personal-number",
	"sg-nric",
	"th-tnin",
	"tr-national-id",
	"tw-national-id",
	"ua-tax-number",
	"uk-bank-sort-code",
	"uk-driving-licence",
	"uk-nhs",
	"uk-nino",
	"uk-utr",
	"us-bank-account",
	"us-bank-routing",
	"us-dea-number",
	"us-itin",
	"us-mbi",
	"us-ssn",
	"vehicle-id",
	"vn-cccd",
	"za-id",
}
