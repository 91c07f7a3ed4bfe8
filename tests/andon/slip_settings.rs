//! The kinds of slips as data: what the program carries is whole, and all that is wrong with a hospital's own is told at once.

use andon::{
    domain::slips::{Code, FieldKind, Purpose, StepKind},
    exchange::Source,
    settings::slips::{self, SlipFiles},
};

/// The kinds that a Japanese hospital looks for first.
const KINDS: [&str; 24] = [
    "rx-inpatient",
    "rx-discharge",
    "rx-outside",
    "rx-narcotic",
    "injection",
    "laboratory",
    "microbiology",
    "blood",
    "imaging",
    "physiology",
    "endoscopy",
    "pathology",
    "operation",
    "meal",
    "rehabilitation",
    "procedure",
    "dialysis",
    "chemotherapy",
    "referral",
    "admission-notice",
    "transfer-notice",
    "discharge-notice",
    "consultation",
    "reference-print",
];

fn with(files: &[(&str, &str)]) -> Result<andon::domain::slips::SlipBook, String> {
    let mut all = SlipFiles::default();
    for (name, text) in files {
        all.lay(name, Source::new(name, text.as_bytes().to_vec()));
    }
    slips::read(&all).map_err(|faults| faults.plain())
}

#[test]
fn the_program_carries_what_a_hospital_recognises() {
    let book = slips::standard().unwrap_or_else(|faults| panic!("{}", faults.plain()));
    let kinds: Vec<&str> = book.types.iter().map(|kind| kind.code.as_str()).collect();
    assert_eq!(kinds, KINDS);
    let kind = |raw: &str| book.slip_type(&Code::parse(raw).unwrap()).unwrap();
    assert_eq!(kind("microbiology").copies.len(), 7);
    assert_eq!(kind("rx-outside").valid_days, Some(4));
    assert_eq!(kind("rx-narcotic").fields[0].code.as_str(), "license");
    let audits = |raw: &str| kind(raw).steps.iter().any(|step| step.unlike.is_some());
    for raw in ["rx-inpatient", "rx-narcotic", "injection", "chemotherapy", "blood"] {
        assert!(audits(raw), "{raw} is checked by another person");
    }
    assert!(kind("injection").urgencies.iter().any(|one| one.cut_off.is_some()));
    for kind in &book.types {
        assert!(!kind.fields.is_empty() && !kind.urgencies.is_empty(), "{}", kind.code);
        assert!(
            kind.copies
                .iter()
                .any(|copy| copy.purpose.is_worked() || copy.purpose == Purpose::Patient)
        );
        assert!(
            kind.steps.iter().any(|step| step.kind == StepKind::Perform),
            "{}",
            kind.code
        );
        assert!(
            !kind.issued_by.is_empty() && !kind.received_by.is_empty(),
            "{}",
            kind.code
        );
        if kind.fields.iter().any(|field| field.kind == FieldKind::Drugs) {
            assert!(kind.phone.is_some(), "{}: whom does a pharmacist call", kind.code);
        }
    }
    assert!(book.desks.len() >= 15 && book.groups.len() >= 10);
}

#[test]
fn a_hospital_changes_adds_and_takes_away() {
    let own = SlipFiles::built_in("meal.toml").unwrap().replace("食事箋", "給食伝票");
    let more = SlipFiles::built_in("procedure.toml")
        .unwrap()
        .replace("処置指示・実施票", "褥瘡処置票");
    let book = with(&[
        ("meal.toml", &own),
        ("wound.toml", &more),
        ("dialysis.toml", "off = true\n"),
    ])
    .unwrap();
    let titles: Vec<&str> = book.types.iter().map(|kind| kind.title.ja.as_str()).collect();
    assert!(titles.contains(&"給食伝票") && titles.contains(&"褥瘡処置票"));
    assert!(!titles.iter().any(|title| title.contains("透析")));
    let standard = slips::standard().unwrap();
    assert_ne!(slips::version(&book).unwrap(), slips::version(&standard).unwrap());
}

#[test]
fn everything_that_is_wrong_is_listed_with_its_line() {
    let wrong = "title = { ja = \"検査票\", en = \"test\" }\n\
        issued_by = [\"physican\"]\n\
        colour = \"red\"\n\
        \n\
        [[urgency]]\n\
        code = \"Urgent\"\n\
        title = { ja = \"至急\" }\n\
        due = \"soon\"\n\
        cut_off = \"25:00\"\n\
        \n\
        [[copy]]\n\
        role = { ja = \"正\", en = \"work\" }\n\
        purpose = \"works\"\n\
        colour = { ja = \"白\", en = \"white\" }\n\
        to = \"pharmasy\"\n\
        keep = { ja = \"綴り\", en = \"folder\" }\n\
        \n\
        [[step]]\n\
        code = \"audit\"\n\
        title = { ja = \"鑑査\", en = \"audit\" }\n\
        at = \"pharmacy\"\n\
        unlike = \"dispense\"\n";
    let told = with(&[("own.toml", wrong)]).unwrap_err();
    for (line, what) in [
        (2, "Profession"),
        (3, "Key"),
        (6, "Code"),
        (7, "Given"),
        (8, "Due"),
        (9, "Clock"),
        (13, "Purpose"),
        (15, "KnownDesk"),
        (22, "EarlierStep"),
    ] {
        let place = format!("own.toml:{line}: ");
        assert!(
            told.lines().any(|one| one.starts_with(&place) && one.contains(what)),
            "{place}{what}\n{told}"
        );
    }
    assert!(
        told.contains("Some(\"pharmacy\")") && told.contains("Some(\"physician\")"),
        "{told}"
    );
    let torn = with(&[("own.toml", "title = {\n")]).unwrap_err();
    assert!(torn.contains("own.toml:") && torn.contains("Toml"), "{torn}");
}
