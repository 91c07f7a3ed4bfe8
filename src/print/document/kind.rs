//! The kinds of documents, and the fields that a form of each may use.

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    WardList,
    HospitalList,
    Headcount,
    Label,
    WristStrip,
    Summary,
    NursingSheet,
    MealSheet,
    DailyReport,
    Slip,
    RunSheet,
    DeskRegister,
    Packet,
}

/// Fields that every document has: the hospital, who printed it, when and where, the anchor of the journal.
pub const COMMON: &[&str] = &[
    "hospital",
    "printed_at",
    "printed_by",
    "station",
    "anchor",
    "page",
    "pages",
    "sample",
    "several",
    "goes_on",
    "hospital_address",
    "hospital_phone",
    "hospital_fax",
    "hospital_prefecture",
    "hospital_table",
    "hospital_code",
];

/// The person, as documents about one person have it.
const PERSON: &[&str] = &[
    "name",
    "kana",
    "sex",
    "age",
    "birth",
    "birth_era",
    "id",
    "id_code",
    "other_ids",
    "allergies",
    "allergic",
    "not_asked",
    "no_allergies",
    "look_alike",
    "look_alike_word",
    "newborn",
    "mother",
    "phone",
    "address",
];

/// Before the code of a field of a kind of slip: `field.diagnosis`.
pub const SLIP_FIELD: &str = "field.";

/// A copy of a slip.
const SLIP: &[&str] = &[
    "slip_type",
    "slip_code",
    "purpose",
    "colour",
    "number",
    "number_shown",
    "role",
    "copy",
    "copies",
    "destination",
    "keep",
    "revision",
    "void",
    "urgency",
    "pressing",
    "held",
    "isolation",
    "ward",
    "bed",
    "department",
    "orderer",
    "orderer_title",
    "orderer_phone",
    "ordered_at",
    "query_phone",
    "drug_form",
    "blank",
    "remark",
    "licence",
    "ordered",
    "reprint",
];

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::WardList,
        Self::HospitalList,
        Self::Headcount,
        Self::Label,
        Self::WristStrip,
        Self::Summary,
        Self::NursingSheet,
        Self::MealSheet,
        Self::DailyReport,
        Self::Slip,
        Self::RunSheet,
        Self::DeskRegister,
        Self::Packet,
    ];

    /// Its name in the shell, in form files and in file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WardList => "ward-list",
            Self::HospitalList => "hospital-list",
            Self::Headcount => "headcount",
            Self::Label => "label",
            Self::WristStrip => "wrist-strip",
            Self::Summary => "summary",
            Self::NursingSheet => "nursing-sheet",
            Self::MealSheet => "meal-sheet",
            Self::DailyReport => "daily-report",
            Self::Slip => "slip",
            Self::RunSheet => "run-sheet",
            Self::DeskRegister => "desk-register",
            Self::Packet => "packet",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The key of its title in the locale files.
    pub fn term(self) -> String {
        format!("paper-title-{}", self.name())
    }

    /// The fields of the document itself, in groups.
    pub const fn fields(self) -> [&'static [&'static str]; 3] {
        match self {
            Self::WardList => [
                COMMON,
                &["ward", "ward_code", "taken", "beds", "count", "not_asked"],
                &[],
            ],
            Self::HospitalList => [COMMON, &["count", "taken", "beds"], &[]],
            Self::Headcount => [COMMON, &["ward", "ward_code", "beds"], &[]],
            Self::Label | Self::WristStrip => [COMMON, PERSON, &["reprint"]],
            Self::Summary => [
                COMMON,
                PERSON,
                &[
                    "ward",
                    "bed",
                    "place",
                    "admitted",
                    "department",
                    "physician",
                    "pager",
                    "mobility",
                    "isolation",
                    "diet",
                    "diagnoses",
                    "key_person",
                    "key_relation",
                    "key_phone",
                    "planned",
                    "route",
                    "insurance",
                ],
            ],
            Self::NursingSheet | Self::MealSheet => [COMMON, &["ward", "ward_code", "day", "count"], &[]],
            Self::DailyReport => [
                COMMON,
                &[
                    "day",
                    "count",
                    "taken",
                    "beds",
                    "free",
                    "blocked",
                    "cots",
                    "expected",
                    "transit",
                    "off_ward",
                    "leave",
                    "absconded",
                    "stretcher",
                    "assisted",
                    "walking",
                    "mobility_unknown",
                    "admitted",
                    "discharged",
                    "died",
                    "moved",
                    "discrepancies",
                    "not_asked",
                    "before",
                    "slips_written",
                    "slips_open",
                    "slips_late",
                    "slips_queried",
                ],
                &[],
            ],
            Self::Slip => [COMMON, PERSON, SLIP],
            Self::RunSheet => [COMMON, &["run", "carrier", "from", "starts", "count"], &[]],
            Self::DeskRegister => [COMMON, &["desk", "day", "count"], &[]],
            Self::Packet => [
                COMMON,
                &["id", "id_code", "alias", "tag", "incident", "sex", "age", "features"],
                &[],
            ],
        }
    }

    /// The lists that a form of it must have a table for: without one of them a part of what was ordered is not on the paper.
    pub const fn must_list(self) -> &'static [&'static str] {
        match self {
            Self::Slip => &["lines", "heads", "pairs", "fields"],
            _ => &[],
        }
    }

    /// The lists of the document, each with the fields of its rows.
    #[allow(clippy::too_many_lines, reason = "a table of names")]
    pub const fn lists(self) -> &'static [(&'static str, &'static [&'static str])] {
        const PATIENT_ROW: &[&str] = &[
            "bed",
            "room",
            "name",
            "kana",
            "sex",
            "age",
            "birth",
            "birth_era",
            "id",
            "department",
            "physician",
            "mobility",
            "isolation",
            "diet",
            "allergies",
            "place",
            "admitted",
            "marks",
            "empty",
        ];
        match self {
            Self::WardList | Self::HospitalList => &[("patients", PATIENT_ROW)],
            Self::Headcount => &[("beds", &["bed", "room", "blocked", "cot"])],
            Self::Label | Self::WristStrip | Self::Packet => &[],
            Self::Summary => &[
                ("movements", &["at", "what", "said"]),
                ("open_slips", &["number", "type", "todo", "ordered"]),
                ("allergy_list", &["kind", "what"]),
            ],
            Self::NursingSheet => &[(
                "patients",
                &["bed", "room", "name", "kana", "id", "age", "a", "b", "c", "place"],
            )],
            Self::MealSheet => &[(
                "patients",
                &[
                    "bed",
                    "room",
                    "name",
                    "kana",
                    "id",
                    "diet",
                    "allergies",
                    "breakfast",
                    "lunch",
                    "dinner",
                    "place",
                ],
            )],
            Self::DailyReport => &[
                (
                    "wards",
                    &[
                        "ward",
                        "name",
                        "taken",
                        "beds",
                        "free",
                        "blocked",
                        "present",
                        "cots",
                        "transit_in",
                        "transit_out",
                        "out",
                        "stretcher",
                        "assisted",
                        "walking",
                        "not_asked",
                        "discrepancies",
                        "admitted",
                        "discharged",
                    ],
                ),
                (
                    "balance",
                    &[
                        "ward",
                        "name",
                        "before",
                        "admitted",
                        "moved_in",
                        "moved_out",
                        "discharged",
                        "died",
                        "now",
                        "slips_open",
                        "slips_late",
                        "slips_queried",
                    ],
                ),
                ("departments", &["department", "count", "of", "department2", "count2"]),
                ("stations", &["station", "last"]),
            ],
            Self::Slip => &[
                ("lines", &["line", "text", "amount", "usage", "note"]),
                ("heads", &["label", "value"]),
                ("pairs", &["label", "value", "label2", "value2"]),
                ("fields", &["label", "value"]),
                ("choices", &["text"]),
                ("asked", &["label", "unit", "label2", "unit2"]),
                ("writing", &["label"]),
                ("steps", &["title", "done"]),
                ("room", &["line", "text", "amount", "usage", "note"]),
            ],
            Self::RunSheet => &[
                (
                    "copies",
                    &[
                        "number",
                        "number_shown",
                        "type",
                        "role",
                        "from",
                        "to",
                        "patient",
                        "urgency",
                        "picked",
                        "dropped",
                    ],
                ),
                ("stops", &["to", "count"]),
            ],
            Self::DeskRegister => &[(
                "slips",
                &[
                    "line",
                    "at",
                    "number",
                    "number_shown",
                    "type",
                    "role",
                    "patient",
                    "id",
                    "from",
                    "urgency",
                    "done",
                    "by",
                ],
            )],
        }
    }
}
