//! Slips, forms, runs and registers as a printer gives them, out of a hospital in which people work: what is on them, what a
//! print job means for the slip, and what is printed again only with a reason.

use andon::{
    domain::{
        command::Command,
        identity::{AllergyStatus, PatientRef},
        printing::{
            NotPrinted, Paper as OnPaper, PrintEnd, PrintJobId, PrintTo, Trouble,
            decide::{AskPrint, times_printed},
        },
        record::{Commit, Day, EventId, Fact},
        refusal::Refusal,
        slips::{
            CopyNumber, Custody, FieldKind, PadId, Purpose, SlipNumber, SlipRefusal, SlipType,
            ask::{SlipAnswer, SlipQuestion, SlipView},
            command::{SlipCommand, WarningsSeen, WriteSlip},
            fact::DrugLine,
        },
    },
    i18n::Language,
    print::{
        Mark, Printed,
        form::SpotKind,
        making::{Details, make},
        page::Shade,
        press::Layout,
    },
};

use crate::{
    paper_kit::{assert_apart, read, scan_all},
    paper_office::{Office, cuts, look},
    paper_people::full_on,
    slip_world::{Paper, TARO, post, prescription, with_slips},
    world::{Laptop, identifier, text},
};

/// A laptop with the book of slips and people with everything that can be known of them.
pub fn full() -> Laptop {
    let mut laptop = full_on(Laptop::with_numbers(7, 1));
    let book = andon::settings::slips::standard().unwrap();
    let version = andon::settings::slips::version(&book).unwrap();
    laptop
        .does(Command::Slip(SlipCommand::AdoptBook { version, book }))
        .unwrap();
    laptop
}

fn somebody(laptop: &Laptop) -> PatientRef {
    PatientRef::Record(
        laptop
            .hospital
            .find_patient(&PatientRef::Identifier(identifier("00123456")))
            .unwrap()
            .id,
    )
}

/// A slip with something in every field, as long as people write.
fn filled(kind: &SlipType, laptop: &Laptop) -> WriteSlip {
    let values = kind.fields.iter().filter_map(|field| {
        let value = match &field.kind {
            FieldKind::Drugs => return None,
            FieldKind::Text if field.code.as_str() == "license" => "第12-34567号".to_owned(),
            // On the copy that is carried there it stands in front of the place.
            FieldKind::Text if field.code.as_str() == "department" => "消化器・肝胆膵外科 勅使河原 先生".to_owned(),
            FieldKind::Text => {
                "右第3指MP関節周囲の腫脹と熱感、前回（2026-11-20）から増悪。造影は腎機能を見て判断".to_owned()
            }
            FieldKind::Number { .. } => "1250.5".to_owned(),
            FieldKind::Day => "2026-11-24".to_owned(),
            FieldKind::Time => "2026-11-24T09:30".to_owned(),
            FieldKind::Choice(choices) => choices.last().unwrap().ja.to_string(),
            FieldKind::Checks(choices) => {
                let all: Vec<&str> = choices.iter().map(|choice| choice.ja.as_str()).collect();
                all.join(",")
            }
        };
        Some((field.code.clone(), text(&value)))
    });
    let has_drugs = kind.fields.iter().any(|field| matches!(field.kind, FieldKind::Drugs));
    let long = |name: &str| DrugLine {
        name: text(name),
        amount: Some(text("1回2.5錠（1日7.5錠）")),
        usage: Some(text("1日3回 毎食後30分以内・粉砕")),
        duration: Some(text("14日分")),
    };
    WriteSlip {
        number: None,
        kind: Some(kind.code.clone()),
        patient: somebody(laptop),
        origin: None,
        urgency: None,
        orderer: Some(text("五十嵐 慎一郎")),
        values: values.collect(),
        drugs: if has_drugs {
            vec![
                long("アムロジピンベシル酸塩口腔内崩壊錠5mg「サンプル」"),
                long("スルファメトキサゾール・トリメトプリム配合錠"),
                long("ワルファリンカリウム錠0.5mg"),
            ]
        } else {
            Vec::new()
        },
    }
}

pub fn view(laptop: &Laptop, slip: SlipNumber) -> SlipView {
    match laptop.asks(&andon::domain::command::Question::Slips(SlipQuestion::Slip(
        slip.into(),
    ))) {
        Ok(andon::domain::ask::Answer::Slips(SlipAnswer::Slip(view))) => *view,
        other => panic!("{other:?}"),
    }
}

fn made(office: &Office, paper: &OnPaper, layout: Layout) -> Printed {
    let details = Details {
        slip: paper.slip().map(|slip| view(&office.laptop, slip)),
        before: times_printed(&office.laptop.hospital, paper),
        layout,
        ..Details::default()
    };
    let printed = make(paper, &details, &office.teller(), &office.press()).unwrap();
    assert_apart(&printed);
    printed
}

fn all_copies(slip: SlipNumber, revision: u8) -> OnPaper {
    let copies = Vec::new();
    OnPaper::Slip { slip, revision, copies }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every kind in one of the two languages; with `ANDON_LONG` in both.
pub fn is_its_turn(turn: usize, language: Language) -> bool {
    let both = std::env::var_os("ANDON_LONG").is_some();
    both || (turn.is_multiple_of(2) == (language == Language::Japanese))
}

/// The pages of each copy.
fn by_copy<'a>(pages: &'a [String], slip: &str, of: usize) -> Vec<Vec<&'a String>> {
    let copies = (1..=of).map(|copy| {
        let name = format!("{slip}/{copy}");
        let own = |page: &&String| {
            let page = squeezed(page);
            let at = page.find(&name).map(|at| at + name.len());
            // `/1` is not `/12`.
            at.is_some_and(|at| !page[at..].starts_with(|c: char| c.is_ascii_digit()))
        };
        pages.iter().filter(own).collect()
    });
    copies.collect()
}

/// Whether somebody writes on the copy what was done or found.
fn writes(kind: &SlipType, place: usize) -> bool {
    let purpose = kind.copies[place].purpose;
    let here = [
        "consultation",
        "blood",
        "rx-narcotic",
        "procedure",
        "rehabilitation",
        "dialysis",
        "operation",
    ];
    matches!(purpose, Purpose::Result | Purpose::Companion)
        || here.contains(&kind.code.as_str()) && matches!(purpose, Purpose::Work | Purpose::Origin)
}

#[test]
fn every_kind_of_slip_is_printed_in_all_its_copies() {
    for language in Language::ALL {
        let mut laptop = full();
        let kinds = laptop.hospital.slip_book().unwrap().types.clone();
        assert!(kinds.len() > 20);
        let written: Vec<(SlipType, SlipNumber)> = kinds
            .into_iter()
            .map(|kind| {
                let slip = laptop.write(filled(&kind, &laptop));
                (kind, slip)
            })
            .collect();
        let office = Office::new(language, laptop);
        let person = office.laptop.hospital.find_patient(&somebody(&office.laptop)).unwrap();
        let AllergyStatus::Present(allergies) = person.allergies.status() else {
            panic!("no allergies")
        };
        let allergies: Vec<String> = allergies.iter().map(|one| one.what.to_string()).collect();
        let person = office.teller().person(person);
        for (turn, (kind, slip)) in written.into_iter().enumerate() {
            if !is_its_turn(turn, language) {
                continue;
            }
            let printed = made(&office, &all_copies(slip, 1), Layout::Single);
            assert_eq!(cuts(&printed), Vec::<&SpotKind>::new(), "{}", kind.code);
            let pdf = printed.pdf(&office.fonts, "slip", language).unwrap();
            look(&format!("slip-{}", kind.code), language, &pdf);
            let pages = read(&pdf);
            // What is long goes on over the page; some copies have a page more, to write on.
            let of = kind.copies.len();
            let copies = by_copy(&pages, slip.as_str(), of);
            // A third page only where every drug has its warning below it and every field is as long as it gets.
            let most = if kind.fields.iter().any(|field| matches!(field.kind, FieldKind::Drugs)) {
                3
            } else {
                2
            };
            for (place, pages) in copies.into_iter().enumerate() {
                let more = usize::from(writes(&kind, place));
                assert!(
                    (1..=most + more).contains(&pages.len()),
                    "{}: {} pages of copy {}",
                    kind.code,
                    pages.len(),
                    place + 1
                );
                let plan = &kind.copies[place];
                let title = |title: &andon::domain::slips::Title| match language {
                    Language::Japanese => title.ja.to_string(),
                    Language::English => {
                        let (first, rest) = title.en.as_str().split_at(1);
                        first.to_uppercase() + rest
                    }
                };
                for page in pages.iter().copied() {
                    let page = squeezed(page);
                    let mut wanted = vec![
                        title(&kind.title),
                        title(&plan.role),
                        title(&plan.keep),
                        format!("{}/{of}", place + 1),
                        slip.to_string(),
                    ];
                    for name in ["name", "kana", "id", "birth", "birth_era", "sex"] {
                        wanted.push(person.get(name).unwrap().to_owned());
                    }
                    wanted.extend(allergies.iter().cloned());
                    for part in wanted {
                        assert!(
                            page.contains(&squeezed(&part)),
                            "{part} is not on copy {} of {}",
                            place + 1,
                            kind.code
                        );
                    }
                }
                let whole = squeezed(&pages.into_iter().cloned().collect::<String>());
                let slip = office.laptop.hospital.slip(slip).unwrap();
                for line in &slip.content().unwrap().drugs {
                    assert!(
                        whole.contains(&squeezed(line.name.as_str())),
                        "{}: {}",
                        kind.code,
                        line.name
                    );
                }
                for (field, value) in &slip.content().unwrap().values {
                    if matches!(kind.field(field).unwrap().kind, FieldKind::Text) {
                        assert!(whole.contains(&squeezed(value.as_str())), "{}: {field}", kind.code);
                    }
                }
            }
            assert_eq!(scan_all(&printed.pages, &pdf), (pages.len(), 0), "{}", kind.code);
            let saved = made(&office, &all_copies(slip, 1), Layout::TwoOnOne);
            let letter = kind.code.as_str() == "referral";
            assert_eq!(
                saved.sheets(),
                if letter { pages.len() } else { pages.len().div_ceil(2) }
            );
        }
    }
}

#[test]
fn forms_of_every_kind_have_their_numbers_and_room_on_one_page_a_copy() {
    for language in Language::ALL {
        let mut laptop = full();
        let kinds = laptop.hospital.slip_book().unwrap().types.clone();
        let pads: Vec<PadId> = kinds
            .iter()
            .map(|kind| PadId(laptop.forms(kind.code.as_str(), 2)[0]))
            .collect();
        let office = Office::new(language, laptop);
        for (turn, (kind, pad)) in kinds.iter().zip(&pads).enumerate() {
            if !is_its_turn(turn, language) {
                continue;
            }
            let paper = OnPaper::Blanks {
                ward: post("5E"),
                pads: vec![*pad],
            };
            let printed = made(&office, &paper, Layout::Single);
            assert_eq!(cuts(&printed), Vec::<&SpotKind>::new(), "{}", kind.code);
            let pdf = printed.pdf(&office.fonts, "blanks", language).unwrap();
            look(&format!("blank-{}", kind.code), language, &pdf);
            assert_eq!(
                scan_all(&printed.pages, &pdf),
                (printed.pages.len(), 0),
                "{}",
                kind.code
            );
            let numbers: Vec<SlipNumber> = office.laptop.hospital.pad(*pad).unwrap().blank().collect();
            let pages = read(&pdf);
            let own_label = squeezed(&office.words.say("paper-label-here"));
            for number in &numbers {
                for (place, pages) in by_copy(&pages, number.as_str(), kind.copies.len()).iter().enumerate() {
                    let two = ["operation", "chemotherapy"].contains(&kind.code.as_str()) || writes(kind, place);
                    assert!(
                        pages.len() == 1 || pages.len() == 2 && two,
                        "{}: {} pages of copy {}",
                        kind.code,
                        pages.len(),
                        place + 1
                    );
                    let has_own_form = ["rx-outside", "referral"].contains(&kind.code.as_str());
                    assert!(has_own_form || squeezed(pages[0]).contains(&own_label));
                }
            }
            // Whoever has no laptop has nothing but these lines to order drugs on.
            if kind.fields.iter().any(|field| matches!(field.kind, FieldKind::Drugs)) {
                for number in &numbers {
                    let own = printed.pages.iter().map(|page| page.texts().collect::<Vec<_>>());
                    let own = own.filter(|texts| texts.iter().any(|text| text.contains(number.as_str())));
                    let third = own.flatten().filter(|text| *text == "3").count();
                    assert!(third >= kind.copies.len(), "{}: no room for three drugs", kind.code);
                }
            }
            let counted = printed.pages.iter().flat_map(andon::print::Page::texts);
            let lines = counted.filter(|text| numbers.iter().any(|number| text.contains(number.as_str())));
            assert!(lines.count() >= printed.pages.len(), "every page says its number");
        }
        // A ward's batch is one job: every kind, every number, every copy, and every code is read.
        let few = vec![pads[0], pads[1]];
        let paper = OnPaper::Blanks {
            ward: post("5E"),
            pads: few,
        };
        let pages = made(&office, &paper, Layout::Single).pages.len();
        assert!(pages >= 2 * (kinds[0].copies.len() + kinds[1].copies.len()));
        let batch = made(&office, &paper, Layout::TwoOnOne);
        let pdf = batch.pdf(&office.fonts, "blanks", language).unwrap();
        assert_eq!(batch.sheets(), pages.div_ceil(2));
        assert_eq!(scan_all(&batch.pages, &pdf), (pages, 0));
    }
}

/// The operation is named before its side, and what the blood bank may give is ticked, not written.
#[test]
fn what_a_kind_asks_first_stands_first() {
    let mut laptop = full();
    let kind = |laptop: &Laptop, code: &str| {
        let types = &laptop.hospital.slip_book().unwrap().types;
        types.iter().find(|kind| kind.code.as_str() == code).unwrap().clone()
    };
    let operation = kind(&laptop, "operation");
    let slip = laptop.write(filled(&operation, &laptop));
    let pad = PadId(laptop.forms("blood", 1)[0]);
    let office = Office::new(Language::Japanese, laptop);
    let printed = made(&office, &all_copies(slip, 1), Layout::Single);
    // Where a text stands on the first page.
    let height = |wanted: &str| {
        let lines = printed.pages[0].marks.iter().filter_map(|mark| match mark {
            Mark::Text { line, .. } => Some(line),
            _ => None,
        });
        let mut found = lines.filter(|line| line.shaped.text.trim() == wanted);
        found.next().unwrap_or_else(|| panic!("{wanted} is missing")).at.y
    };
    assert!(height("術式") < height("術前診断") && height("術前診断") < height("側"));
    let form = OnPaper::Blanks {
        ward: post("5E"),
        pads: vec![pad],
    };
    let form = made(&office, &form, Layout::Single);
    let texts: Vec<&str> = form.pages[0].texts().collect();
    let groups = texts.iter().find(|text| text.contains("血液型 ABO")).unwrap();
    for group in ["□A", "□B", "□O", "□AB", "RhD", "□陽性", "□陰性"] {
        assert!(squeezed(groups).contains(group), "{groups}");
    }
}

/// 至急 is as loud on a form whose routine is tomorrow as on one whose routine is this afternoon.
#[test]
fn what_is_urgent_looks_urgent() {
    let mut laptop = full();
    for (code, urgency, is_pressing) in [
        ("microbiology", "urgent", true),
        ("consultation", "urgent", true),
        ("microbiology", "routine", false),
        ("imaging", "portable", false),
        ("operation", "semi", false),
        ("rehabilitation", "urgent", false),
    ] {
        let types = &laptop.hospital.slip_book().unwrap().types;
        let kind = types.iter().find(|kind| kind.code.as_str() == code).unwrap().clone();
        let urgency = kind
            .urgencies
            .iter()
            .find(|class| class.code.as_str() == urgency)
            .unwrap();
        let mut write = filled(&kind, &laptop);
        write.urgency = Some(urgency.code.clone());
        let slip = laptop.write(write);
        let office = Office::new(Language::Japanese, laptop);
        let printed = made(&office, &all_copies(slip, 1), Layout::Single);
        let shades = printed.pages[0].marks.iter().filter_map(|mark| match mark {
            Mark::Text { line, shade } if line.shaped.text == urgency.title.ja.as_str() => Some(*shade),
            _ => None,
        });
        let shades: Vec<Shade> = shades.collect();
        let wanted = if is_pressing { Shade::White } else { Shade::Black };
        assert_eq!(shades, [wanted], "{code} {}", urgency.code);
        laptop = office.laptop;
    }
}

#[test]
fn a_replaced_revision_comes_out_void_with_what_stood_on_it() {
    for language in Language::ALL {
        let mut laptop = with_slips(7);
        let slip = laptop.printed(prescription("ロキソプロフェン錠60mg"));
        laptop.revise(slip, "アセトアミノフェン錠200mg").unwrap();
        let office = Office::new(language, laptop);
        let page = |revision: u8| {
            let printed = made(&office, &all_copies(slip, revision), Layout::Single);
            assert_eq!(printed.pages.len(), 3);
            let pdf = printed.pdf(&office.fonts, "slip", language).unwrap();
            assert_eq!(scan_all(&printed.pages, &pdf), (3, 0));
            look(&format!("slip-revision-{revision}"), language, &pdf);
            squeezed(&read(&pdf).concat())
        };
        let (old, new) = (page(1), page(2));
        let void = squeezed(&office.words.say("paper-void"));
        assert!(old.contains(&void) && old.contains("ロキソプロフェン"));
        assert!(!old.contains("アセトアミノフェン"), "the old paper says what it said");
        assert!(!new.contains(&void) && new.contains("アセトアミノフェン"));
    }
}

#[test]
fn a_cancelled_slip_is_void() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription("ロキソプロフェン錠60mg"));
    laptop.cancel(slip).unwrap();
    let office = Office::new(Language::Japanese, laptop);
    let printed = made(&office, &all_copies(slip, 1), Layout::Single);
    let pdf = printed.pdf(&office.fonts, "slip", Language::Japanese).unwrap();
    assert!(
        read(&pdf)
            .iter()
            .all(|page| page.contains(&office.words.say("paper-void")))
    );
}

#[test]
fn a_run_and_a_register_tell_what_is_carried_and_what_came() {
    for language in Language::ALL {
        let mut laptop = with_slips(7);
        let slips: Vec<SlipNumber> = (0..28)
            .map(|number| laptop.printed(prescription(&format!("サンプル錠{number}mg"))))
            .collect();
        let run = laptop.open_run().unwrap();
        laptop.pick_up(crate::slip_world::sheet(slips[0], "1")).unwrap();
        laptop
            .receive(crate::slip_world::sheet(slips[0], "1"), "pharmacy")
            .unwrap();
        laptop.pick_up(crate::slip_world::sheet(slips[1], "1")).unwrap();
        laptop
            .receive(crate::slip_world::sheet(slips[1], "1"), "pharmacy")
            .unwrap();
        let office = Office::new(language, laptop);
        let printed = made(&office, &OnPaper::RunSheet { run }, Layout::Single);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let pdf = office.pdf(&printed);
        look("run-sheet-real", language, &pdf);
        let legs = office.laptop.hospital.run(run).unwrap().legs().len();
        assert!(legs >= 28, "{legs}");
        assert_eq!(scan_all(&printed.pages, &pdf), (0, legs), "every copy of the round");
        let whole = squeezed(&read(&pdf).concat());
        for slip in &slips {
            assert!(whole.contains(slip.as_str()));
        }
        assert!(whole.contains("山田") && whole.contains("見本太郎") && whole.contains(TARO));

        let desk = post("pharmacy");
        let day = Day::from(office.teller().today());
        let printed = made(&office, &OnPaper::DeskRegister { desk, day }, Layout::Single);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let pdf = office.pdf(&printed);
        look("desk-register-real", language, &pdf);
        let whole = squeezed(&read(&pdf).concat());
        assert!(whole.contains(slips[0].as_str()) && whole.contains(slips[1].as_str()));
        assert!(!whole.contains(slips[2].as_str()), "it has not come");
    }
}

fn ask(paper: OnPaper, reason: Option<&str>, seen: WarningsSeen) -> Command {
    Command::AskPrint(AskPrint {
        paper,
        count: 1,
        to: PrintTo::Queue("laser-5e".into()),
        reason: reason.map(text),
        seen,
        desk: None,
    })
}

fn job_of(commit: &Commit) -> PrintJobId {
    PrintJobId::issued(EventId {
        commit: commit.id,
        index: 0,
    })
}

/// Asks for it, and says how the job ended.
fn job(laptop: &mut Laptop, paper: OnPaper, reason: Option<&str>, end: PrintEnd) -> Result<(), Refusal> {
    laptop.millis += 60_000;
    let asked = laptop.does(ask(paper, reason, WarningsSeen::Yes))?.unwrap();
    let job = job_of(&asked);
    laptop.does(Command::EndPrint { job, end, desk: None })?;
    Ok(())
}

const PRINTED: PrintEnd = PrintEnd::Printed { sheets: 2 };

fn failed(trouble: Trouble) -> PrintEnd {
    PrintEnd::NotPrinted(NotPrinted { trouble, said: None })
}

#[test]
fn paper_that_came_out_is_the_printing_of_the_slip_and_no_paper_is_not() {
    let mut laptop = with_slips(7);
    let slip = laptop.write(prescription("ロキソプロフェン錠60mg"));
    job(&mut laptop, all_copies(slip, 1), None, failed(Trouble::Paused)).unwrap();
    assert_eq!(laptop.custody(slip, 1), Custody::Unprinted, "nothing came out");
    job(&mut laptop, all_copies(slip, 1), None, PRINTED).unwrap();
    for copy in 1..=3 {
        assert_eq!(laptop.custody(slip, copy), Custody::At { post: post("5E") });
    }
    // One commit: no copy is on paper without a record of where it lies.
    let last = laptop.commits().last().unwrap();
    assert!(matches!(
        last.events.iter().map(|event| &event.fact).collect::<Vec<_>>()[..],
        [Fact::PrintEnded(_), Fact::SlipPrinted(_)]
    ));
    let printer = laptop.known(slip).printed[0].0.clone();
    assert_eq!(printer.by.as_str(), "clerk");
    // Again is a second paper, and says why; the slip itself was printed once.
    let again = job(&mut laptop, all_copies(slip, 1), None, PRINTED).unwrap_err();
    assert_eq!(again, SlipRefusal::ReprintReasonMissing { slip }.into());
    job(&mut laptop, all_copies(slip, 1), Some("紙詰まり"), PRINTED).unwrap();
    assert_eq!(laptop.known(slip).printed.len(), 1);
    let office = Office::new(Language::Japanese, laptop);
    let printed = made(&office, &all_copies(slip, 1), Layout::Single);
    let pdf = printed.pdf(&office.fonts, "slip", Language::Japanese).unwrap();
    let again = office.words.fill("paper-reprint", &[("count", 2.into())]);
    assert!(
        read(&pdf).iter().all(|page| squeezed(page).contains(&squeezed(&again))),
        "{again}"
    );
}

/// The program has died since; whoever confirms the job says nothing of a desk.
#[test]
fn paper_that_is_confirmed_later_lies_at_the_desk_where_it_was_asked_for() {
    let mut laptop = with_slips(7);
    let slip = laptop.write(prescription("ロキソプロフェン錠60mg"));
    let Command::AskPrint(mut wanted) = ask(all_copies(slip, 1), None, WarningsSeen::Yes) else {
        panic!("something else is asked")
    };
    wanted.desk = Some(post("pharmacy"));
    let asked = laptop.does(Command::AskPrint(wanted)).unwrap().unwrap();
    laptop
        .does(Command::EndPrint {
            job: job_of(&asked),
            end: PRINTED,
            desk: None,
        })
        .unwrap();
    for copy in 1..=3 {
        assert_eq!(laptop.custody(slip, copy), Custody::At { post: post("pharmacy") });
    }
    // Asked for by a ward it lies where it was ordered.
    let slip = laptop.write(prescription("ロキソプロフェン錠60mg"));
    job(&mut laptop, all_copies(slip, 1), None, PRINTED).unwrap();
    assert_eq!(laptop.custody(slip, 1), Custody::At { post: post("5E") });
}

#[test]
fn a_slip_is_not_asked_of_a_printer_against_its_own_rules() {
    let mut laptop = with_slips(7);
    crate::slip_world::allergic(&mut laptop, TARO, "ペニシリン系");
    let slip = laptop.write(prescription("アモキシシリンカプセル250mg"));
    let no = |laptop: &mut Laptop, paper, reason, seen| laptop.does(ask(paper, reason, seen)).unwrap_err();
    let unseen = no(&mut laptop, all_copies(slip, 1), None, WarningsSeen::No);
    assert_eq!(unseen, SlipRefusal::WarningsUnseen { slip }.into());
    let one = OnPaper::Slip {
        slip,
        revision: 1,
        copies: vec![2],
    };
    let alone = no(&mut laptop, one.clone(), None, WarningsSeen::Yes);
    assert_eq!(
        alone,
        SlipRefusal::NotPrinted { slip }.into(),
        "the first time all of them"
    );
    job(&mut laptop, all_copies(slip, 1), None, PRINTED).unwrap();
    let lost = no(&mut laptop, one.clone(), None, WarningsSeen::Yes);
    assert_eq!(lost, SlipRefusal::ReprintReasonMissing { slip }.into());
    laptop.does(ask(one, Some("紛失"), WarningsSeen::Yes)).unwrap();
    let ninth = OnPaper::Slip {
        slip,
        revision: 1,
        copies: vec![9],
    };
    let copy = Some(CopyNumber { revision: 1, number: 9 });
    let name = andon::domain::slips::CopyName { slip, copy };
    assert_eq!(
        no(&mut laptop, ninth, Some("x"), WarningsSeen::Yes),
        SlipRefusal::UnknownCopy { name }.into()
    );
    // A form that was filled by hand is known by its number alone.
    let form = laptop.forms("rx-inpatient", 1)[0];
    laptop
        .register(andon::domain::slips::command::NumberGiven::Whole(form), TARO)
        .unwrap();
    assert_eq!(
        no(&mut laptop, all_copies(form, 1), Some("x"), WarningsSeen::Yes),
        SlipRefusal::AlreadyPrinted { slip: form }.into()
    );
    // Cancelled before it was ever printed.
    let slip = laptop.write(prescription("ロキソプロフェン錠60mg"));
    laptop.cancel(slip).unwrap();
    assert_eq!(
        no(&mut laptop, all_copies(slip, 1), None, WarningsSeen::Yes),
        SlipRefusal::Cancelled { slip }.into()
    );
}

#[test]
fn forms_are_printed_twice_only_with_a_reason() {
    let mut laptop = with_slips(7);
    let pad = PadId(laptop.forms("rx-inpatient", 3)[0]);
    let paper = || OnPaper::Blanks {
        ward: post("5E"),
        pads: vec![pad],
    };
    job(&mut laptop, paper(), None, failed(Trouble::Unreachable)).unwrap();
    job(&mut laptop, paper(), None, PRINTED).unwrap();
    let again = job(&mut laptop, paper(), None, PRINTED).unwrap_err();
    assert_eq!(again, SlipRefusal::ReprintReasonMissing { slip: pad.0 }.into());
    job(&mut laptop, paper(), Some("紙詰まり"), PRINTED).unwrap();
    let nobody = PadId(SlipNumber::parse("S07-999999-99").unwrap());
    let unknown = OnPaper::Blanks {
        ward: post("5E"),
        pads: vec![nobody],
    };
    let tail = nobody.to_string();
    assert_eq!(
        job(&mut laptop, unknown, None, PRINTED).unwrap_err(),
        SlipRefusal::UnknownBlank { tail }.into()
    );
}

/// Whoever was discharged weeks ago and comes back is the same person, and the old label may still be on a chart.
#[test]
fn a_label_needs_its_reason_after_the_job_has_left_the_hot_state() {
    let mut laptop = with_slips(7);
    let patient = laptop
        .hospital
        .find_patient(&PatientRef::Identifier(identifier(TARO)))
        .unwrap()
        .id;
    let labels = || OnPaper::Labels { patient };
    job(&mut laptop, labels(), None, failed(Trouble::NoQueue)).unwrap();
    job(&mut laptop, labels(), None, PRINTED).unwrap();
    let jobs: Vec<PrintJobId> = laptop.hospital.print_jobs().map(|job| job.id).collect();
    for job in jobs {
        laptop
            .hospital
            .take_out(&andon::domain::state::Subject::PrintJob(job))
            .unwrap();
    }
    assert_eq!(laptop.hospital.print_jobs().count(), 0);
    let again = job(&mut laptop, labels(), None, PRINTED).unwrap_err();
    assert_eq!(again, Refusal::ReprintReasonMissing { patient });
    // Another kind of paper is another matter.
    job(&mut laptop, OnPaper::WristStrips { patient }, None, PRINTED).unwrap();
}

#[test]
fn what_nobody_could_tell_counts_as_printed() {
    let mut laptop = with_slips(7);
    let patient = laptop
        .hospital
        .find_patient(&PatientRef::Identifier(identifier(TARO)))
        .unwrap()
        .id;
    for trouble in [Trouble::Unconfirmed, Trouble::Slow, Trouble::Hung] {
        let paper = OnPaper::Labels { patient };
        let before = times_printed(&laptop.hospital, &paper);
        job(&mut laptop, paper.clone(), Some("x"), failed(trouble)).unwrap();
        assert_eq!(times_printed(&laptop.hospital, &paper), before + 1, "{trouble:?}");
    }
}

#[test]
fn a_register_with_gaps_is_not_printed() {
    let mut laptop = with_slips(7);
    let today = Day::from(Office::new(Language::Japanese, with_slips(7)).teller().today());
    let paper = |back: i32| OnPaper::DeskRegister {
        desk: post("pharmacy"),
        day: Day::from(today.to_date().unwrap() - chrono::Duration::days(i64::from(back))),
    };
    laptop.does(ask(paper(0), None, WarningsSeen::No)).unwrap();
    laptop.does(ask(paper(1), None, WarningsSeen::No)).unwrap();
    let old = laptop.does(ask(paper(2), None, WarningsSeen::No)).unwrap_err();
    assert!(matches!(old, Refusal::RegisterGone { .. }), "{old:?}");
    let nowhere = OnPaper::DeskRegister {
        desk: post("nowhere"),
        day: today,
    };
    assert!(laptop.does(ask(nowhere, None, WarningsSeen::No)).is_err());
}
