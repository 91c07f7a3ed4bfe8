//! Forms as data: a hospital's own form takes the place of the built-in one; all of its mistakes are told at once, with line
//! and the nearest name, and then the built-in one stands in.

use std::fs;

use andon::{
    i18n::{Language, Words},
    print::{Kind, form::What},
    settings::forms::{self, FOLDER, FormFaultKind},
};

use crate::program::Store;

const BROKEN: &str = r#"document = "ward-list"
paper = "A4"

[[text]]
at = [10, 10]
size = [50, 8]
text = "{nmae} of {@paper-title-ward-list} {@no-such-word}"
pionts = 12

[[text]]
at = [190, 10]
size = [50, 8]
text = "off the paper {"

[[qr]]
at = [10, 30]
size = [12, 12]
value = "{ward_code}"

[[tabel]]
rows = "patients"

[[table]]
rows = "patient"
at = [10, 60]
size = [60, 100]
columns = [ { width = 40, text = "{name}" }, { width = 40, text = "{kana}", align = "middle" } ]

[[check]]
at = [10]
size = [5, 5]
label = "x"
"#;

fn words() -> Words {
    crate::harness::words(Language::English)
}

#[test]
fn every_mistake_is_told_with_its_line_and_the_nearest_name() {
    let faults = forms::read("ward-list.toml", BROKEN, &words()).unwrap_err();
    let told: Vec<(usize, String, Option<String>)> = faults
        .iter()
        .map(|fault| {
            let (key, found) = fault.kind.text();
            (fault.line.unwrap(), format!("{key} {found}"), fault.nearest.clone())
        })
        .collect();
    let has = |line: usize, what: &str, near: Option<&str>| {
        assert!(
            told.iter()
                .any(|(at, said, nearest)| *at == line && said == what && nearest.as_deref() == near),
            "{line} {what} {near:?} is not in {told:#?}"
        );
    };
    has(7, "form-fault-word no-such-word", None);
    has(8, "form-fault-key pionts", Some("points"));
    has(10, "form-fault-off-paper at", None);
    has(13, "form-fault-braces off the paper {", None);
    has(15, "form-fault-small-code qr", None);
    has(20, "form-fault-element tabel", Some("table"));
    has(24, "form-fault-list patient", Some("patients"));
    has(27, "form-fault-choice align", Some("left | centre | right"));
    has(30, "form-fault-pair at", None);
    assert!(
        told.iter()
            .any(|(at, said, _)| *at == 7 && said == "form-fault-field nmae"),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|(_, said, _)| said.starts_with("form-fault-wide-columns 80 > 60")),
        "{told:#?}"
    );
}

/// Words on every page that stand where the table goes on: page 2 would be printed over itself.
#[test]
fn words_over_the_further_pages_of_a_table_are_a_mistake() {
    let form = |on: &str| {
        format!(
            "document = \"headcount\"\n[[text]]\nat = [12, 24]\nsize = [50, 5]\ntext = \"Who\"\n{on}\n[[table]]\nrows = \"beds\"\nat = \
             [12, 40]\nsize = [180, 200]\nfurther_at = [12, 22]\nfurther_size = [180, 220]\ncolumns = [{{ width = 20, text = \"{{bed}}\" }}]\n"
        )
    };
    let faults = forms::read("headcount.toml", &form(""), &words()).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].line, &faults[0].kind), (Some(2), &FormFaultKind::OverTable));
    assert!(forms::read("headcount.toml", &form("on = \"first\""), &words()).is_ok());
}

/// A form for every kind of slip that has no place for a part of what is ordered would print orders that are not whole.
#[test]
fn a_form_without_a_table_for_what_is_ordered_is_a_mistake() {
    let built_in = forms::BUILT_IN.iter().find(|(name, _)| *name == "slip").unwrap().1;
    for list in ["lines", "heads", "pairs", "fields"] {
        let without = built_in.replace(&format!("rows = \"{list}\""), "rows = \"choices\"");
        let faults = forms::read("slip.toml", &without, &words()).unwrap_err();
        let told: Vec<&FormFaultKind> = faults.iter().map(|fault| &fault.kind).collect();
        assert!(told.contains(&&FormFaultKind::NoList(list)), "{list}: {told:?}");
    }
    assert!(forms::read("slip.toml", built_in, &words()).is_ok());
}

#[test]
fn what_is_no_form_at_all_is_told_too() {
    let one = |source: &str| {
        let faults = forms::read("x.toml", source, &words()).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults.into_iter().next().unwrap()
    };
    assert_eq!(one("").kind, FormFaultKind::NoDocument);
    let unknown = one("document = \"ward-lsit\"\n");
    assert_eq!((unknown.line, unknown.nearest.as_deref()), (Some(1), Some("ward-list")));
    assert!(matches!(
        one("document = \"label\"\nsize = [").kind,
        FormFaultKind::Syntax(_)
    ));
}

#[test]
fn the_hospitals_form_is_used_and_a_broken_one_is_stood_in_for() {
    let folder = tempfile::tempdir().unwrap();
    let own =
        "document = \"headcount\"\npaper = \"A5\"\n[[text]]\nat = [5, 5]\nsize = [50, 8]\ntext = \"Ours {ward}\"\n";
    fs::write(folder.path().join("ours.toml"), own).unwrap();
    fs::write(folder.path().join("broken.toml"), BROKEN).unwrap();
    let shelved = forms::shelf(Some(folder.path()), &words());
    assert_eq!(
        (shelved.own.as_slice(), shelved.stood_in.as_slice()),
        (&[Kind::Headcount][..], &[Kind::WardList][..])
    );
    let headcount = shelved.shelf.form(Kind::Headcount).unwrap();
    assert!(headcount.size.width < 149.0 && headcount.elements.len() == 1);
    let list = shelved.shelf.form(Kind::WardList).unwrap();
    assert!(
        list.elements
            .iter()
            .any(|element| matches!(element.what, What::Table(_))),
        "the built-in one"
    );
    assert!(!shelved.faults.is_empty());
}

#[test]
fn the_shell_checks_forms_and_shows_what_they_look_like() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::small(folder.path());
    let fine = store.do_once(&["forms", "check"]);
    assert_eq!(fine.status.code(), Some(0), "{}", String::from_utf8_lossy(&fine.stderr));
    let own = store.folder.join(FOLDER);
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("ward-list.toml"), BROKEN).unwrap();
    let out = folder.path().join("examples");
    let checked = store.do_once(&["forms", "check", "--preview", out.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(1));
    let told = String::from_utf8(checked.stderr).unwrap();
    assert!(
        told.contains("ward-list.toml line 8") && told.contains("perhaps \"points\""),
        "{told}"
    );
    assert_eq!(fs::read_dir(&out).unwrap().count(), forms::BUILT_IN.len());
    // Printing goes on with the built-in form, and says so.
    let printed = store.do_once(&["print", "ward", "5E", "--preview"]);
    assert_eq!(printed.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&printed.stderr).contains("andon forms check"));
    assert!(String::from_utf8_lossy(&printed.stdout).contains("Ward list"));
}
