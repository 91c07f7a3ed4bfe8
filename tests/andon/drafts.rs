//! What was being typed when the program died comes back as it was: in every form, whatever ended it.

use andon::app::{Effect, Step};
use andon::i18n::Language;

use crate::harness::{Gallery, Hall, Player, SMALL};

fn form(keys: &str) -> Player {
    let gallery = Gallery::new();
    let mut exhibit = Gallery::exhibits()
        .into_iter()
        .find(|one| one.name == "census")
        .unwrap();
    keys.clone_into(&mut exhibit.keys);
    gallery.open(&exhibit, Language::Japanese, SMALL)
}

/// The fields of a form without what stands around them.
fn fields(player: &Player) -> Vec<String> {
    let text = player.text();
    let lines = text.lines().skip(2).take(18);
    lines
        .map(|line| line.trim_end_matches(['█', '│', ' ']).to_owned())
        .collect()
}

fn title(player: &Player) -> String {
    player.shows();
    let scope = player.session.scope();
    let top = player.session.visible().last().unwrap();
    top.title(&scope)
}

#[test]
fn somebody_new_half_typed_comes_back_as_it_was() {
    let player = form("a text:新井 tab tab text:アライ tab 1 tab text:S23.5.6 tab text:99 tab text:5E");
    let before = fields(&player);
    let again = player.dies_and_starts();
    assert!(
        again.text().contains("前回、保存する前に中断した入力"),
        "{}",
        again.text()
    );
    let after = fields(&again);
    for (line, was) in after.iter().zip(&before).take(12) {
        assert_eq!(line, was, "{}", again.text());
    }
    assert!(
        again.text().contains("新井") && again.text().contains("S23.5.6"),
        "{}",
        again.text()
    );
}

#[test]
fn it_can_be_finished_and_is_then_gone() {
    let mut again = form("t text:6W-102-2").dies_and_starts();
    assert!(again.text().contains("6W-102-2"), "{}", again.text());
    let before = again.laptop.commits().len();
    again.types("enter");
    assert_eq!(again.laptop.commits().len(), before + 1, "{}", again.text());
    assert_eq!(again.drafts(), None, "what is saved is no draft any more");
    let once_more = again.dies_and_starts();
    assert!(!once_more.text().contains("中断した入力"), "{}", once_more.text());
}

#[test]
fn it_can_be_given_up_and_is_then_gone() {
    let mut again = form("a text:新井 tab tab text:アライ").dies_and_starts();
    again.types("esc");
    assert!(again.text().contains("破棄しますか"), "{}", again.text());
    again.types("right enter");
    assert_eq!(again.drafts(), None, "{}", again.text());
    let mut quit = form("a text:新井 tab tab text:アライ C-q");
    assert!(quit.text().contains("終了しますか"), "{}", quit.text());
    quit.types("y");
    assert_eq!(quit.drafts(), None, "it was asked: given up is given up");
    assert_eq!(quit.effects.last(), Some(&Effect::Quit));
}

/// When the answer of the disk had not come, nobody knows: it is said, so that nothing is done twice.
#[test]
fn handed_in_and_not_answered_is_said() {
    let mut player = form("m");
    player.slow = true;
    player.types("text:3 enter");
    let drafts = player.drafts().expect("it is kept until the answer comes");
    assert_eq!(drafts.forms[0].step, Step::HandedIn);
    player.slow = false;
    let again = player.dies_and_starts();
    assert!(again.text().contains("保存の途中で中断した"), "{}", again.text());
}

#[test]
fn forms_over_one_another_all_come_back() {
    let player = form("a text:新井 tab tab text:アライ C-f text:00031415 enter t text:6W");
    assert_eq!(player.drafts().unwrap().forms.len(), 2);
    let mut again = player.dies_and_starts();
    assert!(again.text().contains("渡邉"), "{}", again.text());
    again.types("esc esc");
    assert!(again.text().contains("新井"), "{}", again.text());
}

/// Whoever gives up the form on top has said nothing of the one below.
#[test]
fn a_form_that_is_given_up_takes_no_other_with_it() {
    let mut player = form("a text:新井 tab tab text:アライ C-f text:00031415 enter e tab tab text:X tab text:Y");
    assert_eq!(player.drafts().unwrap().forms.len(), 2, "{}", player.text());
    player.types("esc");
    assert!(player.text().contains("破棄しますか"), "{}", player.text());
    player.types("right enter");
    assert_eq!(player.drafts().unwrap().forms.len(), 1, "{}", player.text());
    player.types("esc");
    assert!(player.text().contains("新井"), "{}", player.text());
    // To another screen nothing goes along: it is asked once, for all of it.
    player.types("F3");
    assert!(player.text().contains("破棄しますか"), "{}", player.text());
    player.types("right enter");
    assert_eq!(player.drafts(), None, "{}", player.text());
}

/// Every form of the gallery: something is typed into it, the program dies, and the picture is the same.
#[test]
fn every_form_comes_back() {
    let gallery = Gallery::new();
    let mut tried = 0;
    for exhibit in Gallery::exhibits().into_iter().filter(|one| one.hall != Hall::Nothing) {
        let is_form = exhibit.name.starts_with("form-") || exhibit.name == "close" || exhibit.name == "first-list";
        if !is_form {
            continue;
        }
        let mut player = gallery.open(&exhibit, Language::Japanese, SMALL);
        player.types("text:1");
        if player.drafts().is_none() {
            // A form with nothing to type but a choice that is right already.
            continue;
        }
        let (top, before) = (title(&player), fields(&player));
        let mut again = player.dies_and_starts();
        assert_eq!(title(&again), top, "{}\n{}", exhibit.name, again.text());
        if exhibit.name.starts_with("form-") {
            // The message takes two rows from the end of the form.
            for (line, was) in fields(&again).iter().zip(&before).take(6) {
                assert_eq!(line, was, "{}\n{}", exhibit.name, again.text());
            }
        }
        // What the session would keep now is what was kept: field by field the same.
        again.types("size:80x24");
        let kept = |effect: &Effect| matches!(effect, Effect::KeepDrafts(_));
        assert!(!again.effects.iter().any(kept), "{}\n{}", exhibit.name, again.text());
        tried += 1;
    }
    assert!(tried >= 20, "{tried}");
}

/// Who takes a correction up again says what they have typed, and nothing of what somebody else has corrected meanwhile.
#[test]
fn a_resumed_correction_reverts_nothing() {
    use andon::domain::command::{Amend, Command, Register};
    use andon::domain::identity::{Birth, PatientRef};
    let mut player = form("e");
    let patient = PatientRef::Record(player.session.scope().focus.patient.expect("somebody is selected"));
    player.types("tab tab tab tab tab text:090-1111-2222");
    let person = Register {
        birth: Some(Birth::AboutYear(1931)),
        ..Register::default()
    };
    let amend = Amend {
        patient: patient.clone(),
        person,
        stay: Vec::new(),
    };
    player.laptop.does(Command::Amend(amend)).unwrap();
    let mut again = player.dies_and_starts();
    assert!(
        again.text().contains("1931"),
        "what is true now is shown: {}",
        again.text()
    );
    again.types("F12");
    let known = again.laptop.hospital.find_patient(&patient).unwrap();
    assert_eq!(known.birth.get(), Some(&Birth::AboutYear(1931)), "{}", again.text());
    assert_eq!(known.phone.get().unwrap().as_str(), "090-1111-2222", "{}", again.text());
}
