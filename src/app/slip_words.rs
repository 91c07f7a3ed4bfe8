//! Where a sheet of paper is, what is to be looked at, what comes next: in words. Screens and shell say it alike.

use crate::domain::slips::{
    Copy, Custody, Field, FieldKind, Post, Purpose, Slip, Title,
    ask::{LoadState, Todo},
    fact::Handed,
    safety::Warning,
    term::{self, Named, unit_term},
};
use crate::domain::text::Text;
use crate::i18n::Value;

use super::sentences::Speaker;

impl Speaker<'_> {
    fn filled(&self, key: &str, places: &[(&str, String)]) -> String {
        let places: Vec<(&str, Value<'_>)> = places
            .iter()
            .map(|(name, text)| (*name, Value::from(text.as_str())))
            .collect();
        self.words().fill(key, &places)
    }

    pub fn post(&self, post: &Post) -> String {
        self.named(&Named::Post(post.clone()))
    }

    /// `薬剤部が受領`, `搬送中（山田）検査部へ`, `所在不明（最後は 5E）`.
    pub fn custody(&self, custody: &Custody) -> String {
        let fill = |key: &str, places: &[(&str, String)]| self.filled(key, places);
        match custody {
            Custody::Unprinted => self.words().say("slip-unprinted"),
            Custody::At { post } => fill("slip-at", &[("post", self.post(post))]),
            Custody::Carried { carrier, to, .. } => fill(
                "slip-carried",
                &[("carrier", carrier.to_string()), ("post", self.post(to))],
            ),
            Custody::HandedOver { post } => fill("slip-handed-over", &[("post", self.post(post))]),
            Custody::Ended { how, post } => fill(how.term(), &[("post", self.post(post))]),
            Custody::Lost { last } => fill("slip-lost", &[("last", self.custody(last))]),
        }
    }

    /// The same in a narrow column, where the rest would be cut: `所在不明`, `搬送中`.
    pub fn custody_short(&self, custody: &Custody) -> String {
        match custody {
            Custody::Carried { .. } => self.words().say("slip-carried-short"),
            Custody::HandedOver { .. } => self.words().say("slip-handed-over-short"),
            Custody::Lost { .. } => self.words().say("slip-lost-short"),
            Custody::Unprinted | Custody::At { .. } | Custody::Ended { .. } => self.custody(custody),
        }
    }

    /// What a sheet is called: the role of the hospital's book, otherwise the word of its purpose.
    pub fn copy_role(&self, slip: &Slip, copy: &Copy) -> String {
        let book = self.hospital().slip_book();
        let role = book.and_then(|book| term::role(book, slip, copy.number));
        role.map_or_else(|| self.purpose(copy.purpose), |role: Title| self.title(&role))
    }

    pub fn purpose(&self, purpose: Purpose) -> String {
        self.words().say(purpose.term())
    }

    /// The unit of a number.
    pub fn unit(&self, unit: &Text) -> String {
        unit_term(unit.as_str()).map_or_else(|| unit.to_string(), |term| self.words().say(term))
    }

    /// What stands in a field, as people write it: `11-27 09:00`, not the form of files.
    pub fn slip_value(&self, field: Option<&Field>, value: &str) -> String {
        match field.map(|field| &field.kind) {
            Some(FieldKind::Time) => chrono::NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M")
                .map_or_else(|_| value.to_owned(), |at| at.format("%m-%d %H:%M").to_string()),
            Some(FieldKind::Number { unit: Some(unit) }) => format!("{value} {}", self.unit(unit)),
            Some(FieldKind::Choice(choices) | FieldKind::Checks(choices)) => {
                let of = |one: &str| {
                    let mut known = choices.iter();
                    let known = known.find(|known| known.ja.as_str() == one || known.en.as_str() == one);
                    known.map_or_else(|| one.to_owned(), |known| self.title(known))
                };
                let chosen: Vec<String> = value.split([',', '、']).map(|one| of(one.trim())).collect();
                chosen.join(&self.words().say("list-comma"))
            }
            _ => value.to_owned(),
        }
    }

    /// The kind of a slip.
    pub fn slip_kind(&self, slip: &Slip) -> String {
        slip.written()
            .map(|written| self.named(&Named::SlipType(written.kind.clone())))
            .unwrap_or_default()
    }

    /// The kind in a narrow column: the short word of a kind that comes with the program, the title of a hospital's own.
    pub fn slip_kind_short(&self, slip: &Slip) -> String {
        let kind = slip.written().map(|written| &written.kind);
        let short = kind.and_then(|kind| self.words().find(&format!("slips-kind-{kind}"), &[]));
        short.unwrap_or_else(|| self.slip_kind(slip))
    }

    /// Why a sheet is to be seen and voided.
    pub fn recalled(&self, slip: &Slip) -> String {
        self.words().say(if slip.is_cancelled() {
            "slip-recalled-cancelled"
        } else {
            "slip-recalled"
        })
    }

    /// `第2版`, once there is more than one.
    pub fn revision(&self, slip: &Slip, revision: u8) -> Option<String> {
        let places = [("revision", Value::from(usize::from(revision)))];
        (slip.revision() > 1).then(|| self.words().fill("slips-revision", &places))
    }

    /// How urgent it is, as its kind calls it.
    pub fn urgency(&self, slip: &Slip) -> String {
        let Some((written, content)) = slip.written().zip(slip.content()) else {
            return String::new();
        };
        let kind = self
            .hospital()
            .slip_book()
            .and_then(|book| book.slip_type(&written.kind));
        kind.and_then(|kind| kind.urgency(&content.urgency))
            .map_or_else(|| content.urgency.to_string(), |urgency| self.title(&urgency.title))
    }

    /// The step that is due.
    pub fn next_step(&self, slip: &Slip) -> Option<String> {
        let step = slip.next_step()?;
        Some(self.named(&Named::Step(slip.number, step.code.clone())))
    }

    pub fn warning(&self, warning: &Warning) -> String {
        let fill = |key: &str, places: &[(&str, String)]| self.filled(key, places);
        match warning {
            Warning::AllergyNotAsked => self.words().say("warning-allergy-not-asked"),
            Warning::Allergy { what, drug } => fill(
                "warning-allergy",
                &[("what", what.to_string()), ("drug", drug.to_string())],
            ),
            Warning::LookAlike(patient) => fill("warning-look-alike", &[("patient", self.patient(*patient))]),
            Warning::Discharged => self.words().say("warning-discharged"),
            Warning::OnLeave => self.words().say("warning-on-leave"),
            Warning::SameDrug { slip, drug } => fill(
                "warning-same-drug",
                &[("slip", slip.to_string()), ("drug", drug.to_string())],
            ),
            Warning::AfterCutOff => self.words().say("warning-after-cut-off"),
        }
    }

    pub fn todo(&self, todo: Todo) -> String {
        self.words().say(&format!("slip-todo-{}", todo.word()))
    }

    pub fn handed(&self, handed: &Handed) -> String {
        match handed {
            Handed::Post(post) => self.post(post),
            Handed::Carrier(carrier) => carrier.to_string(),
        }
    }
}

/// The key of the word for how near a desk is to its limit.
pub fn load_term(state: LoadState) -> &'static str {
    match state {
        LoadState::Fine => "load-fine",
        LoadState::Near => "load-near",
        LoadState::Over => "load-over",
    }
}
