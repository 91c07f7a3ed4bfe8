//! The mirror on the screen: how it does is seen by everybody, and chosen by whoever may.

use andon::app::door::{Mirror, MirrorChosen};
use andon::app::{Effect, Message, Route};
use andon::copying::NotCopied;
use andon::domain::record::Timestamp;
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, SMALL, snapshot};
use crate::screens_accounts::staff;
use crate::world::MORNING;

const STICK: &str = "/media/stick/andon";

fn at(who: &str, language: Language, size: (u16, u16)) -> Player {
    let mut player = Player::at(language, size, staff(), Route::Board, screens::open);
    player.types("g u");
    player.types(&format!("text:{who} tab text:whatever enter"));
    player
}

fn lost(why: NotCopied) -> Mirror {
    let morning = i64::try_from(MORNING / 1000).unwrap();
    Mirror::Lost {
        folder: STICK.to_owned(),
        why,
        records: Some(12),
        whole: Some(Timestamp::from_seconds(morning - 600)),
    }
}

#[test]
fn the_mirror_as_it_is_drawn() {
    let k_mori = |language, size| at("k.mori", language, size);
    snapshot("mirror-none", k_mori, |player| {
        player.types("g M");
    });
    snapshot("mirror-lost", k_mori, |player| {
        player.tell(Message::Mirror(lost(NotCopied::NotThere)));
        player.types("g M");
    });
    snapshot("mirror-asked", k_mori, |player| {
        let folder = STICK.to_owned();
        player.tell(Message::Mirror(Mirror::UpToDate { folder }));
        player.types("g M text:/media/other/andon enter");
    });
}

/// Every state is told apart by its words, in both languages, and says what to do where there is something to do.
#[test]
fn every_state_says_what_it_is() {
    let folder = || STICK.to_owned();
    let whole = None;
    for (language, words) in [
        (
            Language::Japanese,
            [
                "ミラーなし",
                "照合中",
                "ミラー最新",
                "7件",
                "12件",
                "差し直し",
                "空きがありません",
            ],
        ),
        (
            Language::English,
            [
                "no mirror",
                "checking",
                "mirror ok",
                "7 records",
                "12 records",
                "Put the stick back in",
                "no room left",
            ],
        ),
    ] {
        let mut player = at("h.sato", language, SMALL);
        player.types("g M");
        let states = [
            Mirror::Absent,
            Mirror::Comparing { folder: folder() },
            Mirror::UpToDate { folder: folder() },
            Mirror::Behind {
                folder: folder(),
                records: 7,
                whole,
            },
            lost(NotCopied::Disk("EIO".to_owned())),
            lost(NotCopied::NotThere),
            lost(NotCopied::Full),
        ];
        for (state, word) in states.into_iter().zip(words) {
            player.tell(Message::Mirror(state));
            let text = player.text();
            assert!(text.contains(word), "{word}:\n{text}");
        }
        // How long it has been so, and how much would be lost.
        assert!(player.text().contains("12"), "{}", player.text());
    }
}

fn chosen(player: &Player) -> Vec<Option<String>> {
    let effects = player.effects.iter();
    let chosen = effects.filter_map(|effect| match effect {
        Effect::ChooseMirror { folder, .. } => Some(folder.clone()),
        _ => None,
    });
    chosen.collect()
}

#[test]
fn whoever_may_chooses_it_after_a_question_and_nobody_else() {
    for who in ["k.mori", "c.ueda", "n.abe"] {
        let mut player = at(who, Language::English, SMALL);
        player.types("g M enter");
        assert!(player.text().contains("Type the folder"), "{}", player.text());
        // Enter asks, and Enter again is the safe answer.
        player.types(&format!("text:{STICK} enter enter"));
        assert_eq!(chosen(&player), Vec::<Option<String>>::new(), "{who}");
        player.mirrored = Err(NotCopied::NotEmpty.into());
        player.types("enter y");
        assert_eq!(chosen(&player), [Some(STICK.to_owned())], "{who}");
        assert!(player.text().contains("is not empty"), "{}", player.text());
        // What was typed is still there.
        player.mirrored = Ok(MirrorChosen { is_same_disk: true });
        player.types("enter y");
        assert!(player.text().contains("same disk"), "{}", player.text());
        let folder = STICK.to_owned();
        player.tell(Message::Mirror(Mirror::UpToDate { folder }));
        player.types("enter y");
        assert_eq!(chosen(&player).last(), Some(&None), "an empty field stops it");
    }
    let mut clerk = at("h.sato", Language::English, SMALL);
    clerk.types(&format!("g M text:{STICK} enter"));
    assert!(clerk.text().contains("You may not do this"), "{}", clerk.text());
    clerk.types("y");
    assert_eq!(chosen(&clerk), Vec::<Option<String>>::new());
}
