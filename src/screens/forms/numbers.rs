//! 仮IDの台帳: void, print, packets, blocks, and the linking of two numbers of one person.

use crate::app::{Intent, Scope};
use crate::domain::access::PassPhrase;
use crate::domain::command::{Command, Request};
use crate::domain::identity::{Identifier, PatientId, Sex};
use crate::domain::numbers::{
    Arrival, BlockNumber, Triage,
    link::{carried, in_two_beds},
    packets::Activate,
};
use crate::domain::record::{Said, UserName};
use crate::domain::text::{NAME, REMARK, Text};
use crate::i18n::Language;
use crate::screens::ids::attention::words;
use crate::widgets::{Accepts, Asked, Choice, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::casualty::{tag_worn, tagged};
use super::choices::{self, People};
use super::issuing::{age, arrival, asked_as, count, found, once, text, tongue};
use super::moving::request;
use super::reader::{Reader, fields_of};
use super::sheet::{Danger, Sheet};

fn number(now: Option<&Identifier>) -> FormField {
    let edit = TextEdit::with(Accepts::Code, now.map_or("", Identifier::as_str));
    FormField::text("number", Need::Required, TextField::new(edit))
}

/// The number is not to be used any more.
pub struct Voiding(pub Option<Identifier>);

impl Sheet for Voiding {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![
            number(self.0.as_ref()),
            text("reason", Need::Required, Accepts::Text),
        ])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let (number, reason) = (reader.identifier("number"), reader.text("reason", REMARK));
        let command = Command::VoidId {
            number: number?,
            reason: reason?,
        };
        Some(request(command, None))
    }

    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let places = [("number", form.value("number").into())];
        Some(Danger {
            question: scope.words.fill("void-question", &places),
            go: scope.words.say("void-go"),
        })
    }
}

/// Packets for many who may come.
pub struct Preparing;

impl Sheet for Preparing {
    fn form(&self, _: &Scope<'_>) -> Form {
        once(vec![text("count", Need::Required, Accepts::Folded)])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let count = count(reader)?;
        let asked = asked_as(reader.form);
        Some(request(Command::PreparePackets { count, request: asked }, None))
    }
}

/// Somebody is given a packet.
pub struct Activating(pub Option<Identifier>);

impl Sheet for Activating {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let sexes = choices::words(scope, Sex::ALL, Sex::word, Sex::term);
        let mut fields = vec![
            number(self.0.as_ref()),
            text("alias", Need::Required, Accepts::Text),
            FormField::choice("sex", Need::Optional, ChoiceField::new(sexes).numbered()),
            text("age", Need::Optional, Accepts::Folded),
        ];
        fields.extend(tagged(scope));
        fields.extend(found());
        Form::new(fields)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let typed = Identifier::parse(form.value("number")).ok();
        let known = typed.as_ref().and_then(|typed| {
            let written = scope.hospital.as_written(typed);
            scope.hospital.number(&written)
        });
        // A packet from a laptop out of reach: what stands on it is copied, once the number is one.
        let unknown = typed.filter(|_| known.is_none());
        let copied = unknown.is_some_and(|number| is_read_well(&number, scope));
        form.ask("alias", if copied { Asked::Yes } else { Asked::No });
        if let Some(sex) = form.choice_mut("sex") {
            sex.replace(choices::words(scope, Sex::ALL, Sex::word, Sex::term));
        }
        if let Some(triage) = form.choice_mut("triage") {
            triage.replace(choices::words(scope, Triage::ALL, Triage::word, Triage::term));
        }
    }

    fn warning(&self, field: &FormField, form: &Form, scope: &Scope<'_>) -> Option<String> {
        tag_worn(field, form, 1, scope)
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let number = reader.identifier("number");
        let activate = Activate {
            alias: reader.text("alias", NAME),
            sex: reader.word("sex", Sex::from_word),
            birth: age(reader),
            arrival: arrival(reader),
            tongue: tongue(reader.scope),
            number: number?,
        };
        Some(request(Command::ActivatePacket(Box::new(activate)), None))
    }
}

/// Whether a number that nobody here knows can be that of a packet, whatever name stands on it.
fn is_read_well(number: &Identifier, scope: &Scope<'_>) -> bool {
    let activate = Activate {
        number: number.clone(),
        alias: Text::parse(number.as_str(), NAME).ok(),
        sex: None,
        birth: None,
        arrival: Arrival::default(),
        tongue: tongue(scope),
    };
    let refused = scope.preview(&request(Command::ActivatePacket(Box::new(activate)), None));
    !refused.is_some_and(|refusal| fields_of(&refusal).contains(&"number"))
}

/// A further block of numbers, as an administrator was told.
pub struct Granting;

impl Sheet for Granting {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![text("block", Need::Required, Accepts::Folded)])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let typed = reader.chosen("block")?;
        let block = typed.trim().parse().ok().and_then(BlockNumber::new);
        if block.is_none() {
            reader.note_key("block", "form-wrong-block");
        }
        let command = Command::GrantBlock {
            station: None,
            block: Some(block?),
        };
        Some(request(command, None))
    }
}

/// The other person's account, and what proves it.
const SECOND: &str = "second";
const PHRASE: &str = "phrase";

/// Two numbers are one person.
pub struct Linking {
    patient: PatientId,
    made_for: Option<(u64, Language)>,
}

impl Linking {
    pub fn new(patient: PatientId) -> Self {
        Self {
            patient,
            made_for: None,
        }
    }

    fn others(&self, scope: &Scope<'_>) -> Vec<Choice> {
        let own = scope.hospital.persons(self.patient);
        let keys: Vec<String> = own.iter().map(ToString::to_string).collect();
        let mut people = choices::people(scope, People::All, None);
        people.retain(|choice| !keys.contains(&choice.key));
        people
    }

    /// What it takes to link with whoever is chosen.
    fn takes(&self, form: &Form, scope: &Scope<'_>) -> Takes {
        let Some(other) = PatientId::parse(form.value("link-with")) else {
            return Takes::One;
        };
        if in_two_beds(scope.hospital, self.patient, other).is_none() {
            return Takes::One;
        }
        let said = scope
            .hospital
            .link(self.patient, other)
            .and_then(|link| link.proposal(scope.now));
        match said.filter(|said| said.by.as_str() != scope.desk.login) {
            Some(said) => Takes::WhoConfirms(said.clone()),
            None => Takes::Another(other),
        }
    }
}

/// Who has to say that two records are one person.
enum Takes {
    /// Whoever works here.
    One,
    /// They lie in two beds: somebody else confirms it, with an account of their own.
    Another(PatientId),
    /// Somebody else has said so already, and whoever works here is the other person.
    WhoConfirms(Said),
}

impl Sheet for Linking {
    fn form(&self, scope: &Scope<'_>) -> Form {
        Form::new(vec![
            FormField::choice(
                "link-with",
                Need::Required,
                ChoiceField::new(self.others(scope)).exactly(),
            ),
            text(SECOND, Need::Required, Accepts::Folded),
            text(PHRASE, Need::Required, Accepts::Secret),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            let others = self.others(scope);
            if let Some(with) = form.choice_mut("link-with") {
                with.replace(others);
            }
        }
        let another = matches!(self.takes(form, scope), Takes::Another(_));
        for field in [SECOND, PHRASE] {
            form.ask(field, if another { Asked::Yes } else { Asked::No });
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let takes = self.takes(reader.form, reader.scope);
        let (patient, with) = (self.patient.into(), reader.person("link-with")?.into());
        let command = match takes {
            Takes::One => Command::Link { patient, with },
            Takes::WhoConfirms(_) => Command::ConfirmLink { patient, with },
            Takes::Another(_) => {
                match reader.chosen(SECOND).map(UserName::parse) {
                    Some(None) => reader.note_key(SECOND, "form-wrong-user"),
                    Some(Some(user)) if user.as_str() == reader.scope.desk.login => {
                        reader.note_key(SECOND, "form-wrong-second");
                    }
                    Some(Some(_)) | None => {}
                }
                reader.chosen(PHRASE);
                Command::ProposeLink { patient, with }
            }
        };
        Some(request(command, None))
    }

    /// The proposal is saved; now the other person, who has typed the pass phrase, confirms it.
    fn seconded(&mut self, form: &mut Form, scope: &Scope<'_>) -> Option<Intent> {
        let Takes::Another(other) = self.takes(form, scope) else {
            return None;
        };
        if scope.hospital.is_one_person(self.patient, other) {
            return None;
        }
        let user = UserName::parse(form.value(SECOND))?;
        let phrase = PassPhrase::new(form.value(PHRASE));
        // It is typed again where it was wrong, and lies nowhere meanwhile.
        if let Some(field) = form.field_mut(PHRASE) {
            *field = text(PHRASE, Need::Required, Accepts::Secret);
        }
        let command = Command::ConfirmLink {
            patient: self.patient.into(),
            with: other.into(),
        };
        Some(Intent::decide_as(user, phrase, command))
    }

    /// Who says so already.
    fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        match self.takes(form, scope) {
            Takes::WhoConfirms(said) => {
                let places = [("said", scope.source(&said).into())];
                Some(scope.words.fill("link-proposed-by", &places))
            }
            Takes::Another(_) if !scope.hospital.has_accounts() => Some(scope.words.say("link-say-second-trial")),
            Takes::Another(_) => Some(scope.words.say("link-say-second")),
            Takes::One => None,
        }
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }

    /// What still carries the other number is said before it is linked.
    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        let other = PatientId::parse(form.value("link-with"))?;
        let found = carried(scope.hospital, &[self.patient, other], scope.now);
        let mut carried: Vec<String> = found.iter().map(|one| words(one, scope)).collect();
        carried.sort();
        carried.dedup();
        let places = [
            ("one", scope.patient(self.patient).into()),
            ("other", scope.patient(other).into()),
            ("carried", carried.join(&scope.words.say("list-comma")).into()),
        ];
        let key = if carried.is_empty() {
            "link-question"
        } else {
            "link-question-carried"
        };
        let mut question = scope.words.fill(key, &places);
        if let Takes::WhoConfirms(said) = self.takes(form, scope) {
            let places = [("said", scope.source(&said).into())];
            question = format!("{question} {}", scope.words.fill("link-proposed-by", &places));
        }
        Some(Danger {
            question,
            go: scope.words.say("link-go"),
        })
    }
}

/// They are two persons after all.
pub struct Unlinking(pub PatientId);

impl Unlinking {
    fn linked(&self, scope: &Scope<'_>) -> Vec<Choice> {
        let others = scope
            .hospital
            .links_of(self.0)
            .filter_map(|(_, other)| scope.hospital.patient(other));
        others
            .map(|patient| choices::person(scope, patient, People::All))
            .collect()
    }
}

impl Sheet for Unlinking {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut with = ChoiceField::new(self.linked(scope)).exactly();
        if let [(_, only)] = scope.hospital.links_of(self.0).collect::<Vec<_>>().as_slice() {
            with.choose(&only.to_string());
        }
        Form::new(vec![
            FormField::choice("link-with", Need::Required, with),
            text("reason", Need::Optional, Accepts::Text),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let linked = self.linked(scope);
        if let Some(with) = form.choice_mut("link-with") {
            with.replace(linked);
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let (with, reason) = (reader.person("link-with"), reader.text("reason", REMARK));
        let command = Command::Unlink {
            patient: self.0.into(),
            with: with?.into(),
            reason,
        };
        Some(request(command, None))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.0)
    }
}
