//! What the shell does about people: broken glass is looked at, and wards say when their laptops lock themselves.

use std::process::{Output, Stdio};

use andon::{
    domain::{
        access::{IdleTime, decide::AccountCommand},
        census::WardCode,
        command::Command,
    },
    i18n::Language,
    store::Pace,
};
use serde_json::Value;

use crate::{
    access_entrance::{PHRASE, trial_with_accounts},
    harness::Player,
    program::andon,
    store_kit::Bench,
    world::Laptop,
};

/// `andon` in this store, as somebody with the one phrase of all of them.
fn does(bench: &Bench, user: &str, arguments: &[&str]) -> Output {
    let phrase = bench.temporary.path().join("phrase");
    std::fs::write(&phrase, PHRASE).unwrap();
    andon()
        .args(["--lang", "en", "--user", user, "--passphrase-file"])
        .arg(phrase)
        .arg("--dir")
        .arg(&bench.folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    format!("{out}{err}")
}

fn rows(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", told(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The review list of the command post: who broke the glass, why, and who has looked at it.
#[test]
fn broken_glass_waits_for_its_review_and_is_reviewed_once() {
    let bench = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&bench));
    let list = |user: &str| does(&bench, user, &["user", "glass", "--format", "json"]);
    assert_eq!(rows(&list("c.ueda")), Vec::<Value>::new());
    let broken = does(
        &bench,
        "b.mori",
        &["user", "break-glass", "other", "--words", "the ward is alone"],
    );
    assert!(broken.status.success(), "{}", told(&broken));
    let waiting = rows(&list("c.ueda"));
    assert_eq!(waiting.len(), 1);
    let of = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        (
            of(&waiting[0], "user"),
            of(&waiting[0], "reason"),
            of(&waiting[0], "words")
        ),
        ("b.mori".to_owned(), "other".to_owned(), "the ward is alone".to_owned())
    );
    assert_eq!(of(&waiting[0], "reviewed_by"), "");
    // The list and the review are the command post's, and nobody reviews themselves.
    for user in ["b.mori", "h.sato"] {
        assert_eq!(list(user).status.code(), Some(1), "{user}: {}", told(&list(user)));
        let refused = does(&bench, user, &["user", "review", "b.mori"]);
        assert_eq!(refused.status.code(), Some(1), "{user}: {}", told(&refused));
    }
    let nobodys = does(&bench, "c.ueda", &["user", "review", "h.sato"]);
    assert_eq!(nobodys.status.code(), Some(1), "{}", told(&nobodys));
    let event = of(&waiting[0], "event");
    let review = ["user", "review", "b.mori", "--event", &event, "--remark", "was alone"];
    let reviewed = does(&bench, "c.ueda", &review);
    assert!(reviewed.status.success(), "{}", told(&reviewed));
    assert_eq!(of(&rows(&list("c.ueda"))[0], "reviewed_by"), "c.ueda");
    // Once is enough.
    let again = does(&bench, "c.ueda", &["user", "review", "b.mori"]);
    assert_eq!(again.status.code(), Some(1), "{}", told(&again));
}

#[test]
fn a_ward_says_when_its_laptops_lock_themselves() {
    let bench = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&bench));
    let seconds = |ward: &str| {
        let listed = rows(&does(&bench, "k.mori", &["user", "lock-after", "--format", "json"]));
        let of = listed.iter().find(|row| row["ward"] == ward).unwrap();
        of["seconds"].as_u64().unwrap()
    };
    assert_eq!((seconds("5E"), seconds("6W")), (120, 120));
    let set = |user: &str, time: &str| does(&bench, user, &["user", "lock-after", "5E", time]);
    assert_eq!(set("h.sato", "5").status.code(), Some(1));
    for wrong in ["0", "31", "4s", "never"] {
        let refused = set("k.mori", wrong);
        assert_eq!(refused.status.code(), Some(1), "{wrong}");
        assert!(told(&refused).contains("30 minutes"), "{}", told(&refused));
    }
    let unknown = does(&bench, "k.mori", &["user", "lock-after", "9Z", "5"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert_eq!(seconds("5E"), 120);
    let done = set("k.mori", "5");
    assert!(told(&done).contains("5 minutes"), "{}", told(&done));
    assert_eq!((seconds("5E"), seconds("6W")), (300, 120));
    assert!(set("k.mori", "45s").status.success());
    assert_eq!(seconds("5E"), 45);
    assert!(set("k.mori", "default").status.success());
    assert_eq!(seconds("5E"), 120);
}

/// A laptop goes by the ward that it shows; what two stations say of two wards apart stands side by side.
#[test]
fn a_laptop_goes_by_the_ward_that_it_shows() {
    let says = |laptop: &mut Laptop, ward: &str, seconds: u16| {
        let command = AccountCommand::SetIdleTime {
            ward: WardCode::parse(ward).unwrap(),
            after: IdleTime::seconds(seconds),
        };
        laptop.does(Command::Account(command)).unwrap()
    };
    let mut one = Laptop::set_up(1);
    let mut two = Laptop::new(2);
    two.unite(one.commits());
    says(&mut one, "5E", 300);
    says(&mut two, "6W", 30);
    // What is so already is not said again.
    assert_eq!(says(&mut two, "6W", 30), None);
    let (ones, twos) = (one.commits().to_vec(), two.commits().to_vec());
    one.unite(&twos);
    two.unite(&ones);
    let of = |laptop: &Laptop, ward: &str| {
        let after = laptop.hospital.idle_time(&WardCode::parse(ward).unwrap());
        after.map(IdleTime::as_seconds)
    };
    for laptop in [&one, &two] {
        assert_eq!((of(laptop, "5E"), of(laptop, "6W")), (Some(300), Some(30)));
        assert_eq!(laptop.hospital.discrepancies(), Vec::new());
    }
    let mut player = Player::new(Language::English, (80, 24), one);
    let mut shown = Vec::new();
    player.types("g c");
    for _ in 0..3 {
        shown.push(player.session.idle_time().map(IdleTime::as_seconds));
        player.types("]");
    }
    assert_eq!(shown, [None, Some(300), Some(30)]);
}
