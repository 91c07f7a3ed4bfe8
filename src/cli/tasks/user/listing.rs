//! The permission table and the accounts, as lists.

use crate::{
    cli::{
        arguments::{Format, Output},
        console::Console,
        exit::{Exit, Unheard},
        json::{Json, Object},
        table::{Edge, Table},
    },
    domain::{
        access::{Account, Deed, Duty, Permissions, PhraseState, Role},
        census::frame::WardCode,
    },
    exchange::{moment::write_time, sheet::harmless},
    i18n::{Value, Words},
};

use super::super::{Given, Stop, census, store};

/// The permission table, a row for each deed.
pub(super) fn roles(output: Output, words: &Words, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let table = Permissions::default();
    let may = |role: Role, deed: Deed| table.allow(role, None, deed);
    match output.format {
        Format::Table => {
            for role in Role::PEOPLE {
                let deeds = Deed::ALL.into_iter().filter(|deed| may(role, *deed));
                let deeds: Vec<String> = deeds.map(|deed| words.say(&format!("deed-{}", deed.word()))).collect();
                console.say(format!("{} ({})", words.say(role.term()), role.word()))?;
                console.say(format!("  {}", deeds.join(&words.say("list-comma"))))?;
            }
            for duty in Duty::ALL {
                let deeds = Deed::ALL.into_iter().filter(|deed| deed.duties().contains(&duty));
                let deeds: Vec<String> = deeds.map(|deed| words.say(&format!("deed-{}", deed.word()))).collect();
                console.say(format!("{} ({})", words.say(duty.term()), duty.word()))?;
                console.say(format!("  {}", deeds.join(&words.say("list-comma"))))?;
            }
        }
        Format::Json => {
            let rows: Vec<Object> = Role::PEOPLE
                .into_iter()
                .map(|role| {
                    let deeds: Vec<&str> = Deed::ALL
                        .into_iter()
                        .filter(|deed| may(role, *deed))
                        .map(Deed::word)
                        .collect();
                    Object::default().with("role", role.word()).with("may", deeds)
                })
                .collect();
            console.say(Json::from(rows))?;
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(console.results());
            let heads = std::iter::once("deed").chain(Role::PEOPLE.into_iter().map(Role::word));
            let mut written = writer.write_record(heads);
            for deed in Deed::ALL {
                let cells = Role::PEOPLE
                    .into_iter()
                    .map(|role| if may(role, deed) { "yes" } else { "" });
                written = written.and_then(|()| writer.write_record(std::iter::once(deed.word()).chain(cells)));
            }
            let flushed = written.map_err(std::io::Error::from).and_then(|()| writer.flush());
            flushed.map_err(Unheard)?;
        }
    }
    Ok(Exit::Fine)
}

pub(super) fn list(output: Output, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    // A list of everybody who may open the laptops is not for everybody.
    let locked = match store.door().locked_out(&store.asker()) {
        Ok(locked) => locked,
        Err(refusal) => return Err(census::refuse(&refusal, &hospital, given, console)),
    };
    let minutes = |account: &Account| {
        let found = locked.iter().find(|one| one.user == account.user);
        found.map(|one| one.minutes)
    };
    let rows: Vec<Row> = hospital
        .accounts()
        .filter_map(|account| Some(Row::of(account, given.words)?.locked(minutes(account), given.words)))
        .collect();
    match output.format {
        Format::Json => {
            let objects: Vec<Object> = rows.iter().map(Row::json).collect();
            console.say(Json::from(objects))?;
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(console.results());
            let mut written = writer.write_record([
                "user",
                "name",
                "role",
                "duty",
                "wards",
                "state",
                "phrase",
                "locked_minutes",
            ]);
            for row in &rows {
                written = written.and_then(|()| writer.write_record(row.cells()));
            }
            let flushed = written.map_err(std::io::Error::from).and_then(|()| writer.flush());
            flushed.map_err(Unheard)?;
        }
        Format::Table => {
            let mut table = Table::default();
            for heading in ["user", "name", "role", "wards", "state"] {
                table = table.column(given.words.say(&format!("user-column-{heading}")), Edge::Left);
            }
            for row in rows {
                table.row(vec![row.user, row.name, row.role_said, row.wards, row.state_said]);
            }
            table.lines().iter().try_for_each(|line| console.say(line))?;
        }
    }
    Ok(Exit::Fine)
}

/// One account in a list.
pub(super) struct Row {
    pub(super) user: String,
    pub(super) name: String,
    role: &'static str,
    pub(super) role_said: String,
    duty: &'static str,
    wards: String,
    state: &'static str,
    pub(super) state_said: String,
    phrase: &'static str,
    /// Minutes that it is locked at this laptop.
    locked: Option<u64>,
}

impl Row {
    pub(super) fn of(account: &Account, words: &Words) -> Option<Self> {
        let standing = account.standing()?;
        let is_first = account.keys.get().is_some_and(|keys| keys.phrase == PhraseState::First);
        let state = if account.is_open() { "open" } else { "closed" };
        let mut role_said = words.say(standing.role.term());
        if let Some(duty) = standing.duty {
            role_said = format!("{role_said} + {}", words.say(duty.term()));
        }
        let said = match (account.is_open(), is_first) {
            (false, _) => "user-state-closed",
            (true, true) => "user-state-first",
            (true, false) => "user-state-open",
        };
        let wards: Vec<&str> = standing.wards.iter().map(WardCode::as_str).collect();
        Some(Self {
            user: account.user.to_string(),
            name: standing.name.to_string(),
            role: standing.role.word(),
            role_said,
            duty: standing.duty.map_or("", Duty::word),
            wards: wards.join(" "),
            state,
            state_said: words.say(said),
            phrase: if is_first { "first" } else { "own" },
            locked: None,
        })
    }

    fn locked(self, minutes: Option<u64>, words: &Words) -> Self {
        let Some(minutes) = minutes else { return self };
        let said = words.fill("user-state-locked", &[("minutes", Value::from(minutes.to_string()))]);
        Self {
            locked: Some(minutes),
            state_said: format!("{}  {said}", self.state_said),
            ..self
        }
    }

    fn cells(&self) -> [String; 8] {
        let plain = harmless;
        [
            plain(&self.user),
            plain(&self.name),
            self.role.to_owned(),
            self.duty.to_owned(),
            plain(&self.wards),
            self.state.to_owned(),
            self.phrase.to_owned(),
            self.locked.map(|minutes| minutes.to_string()).unwrap_or_default(),
        ]
    }

    fn json(&self) -> Object {
        Object::default()
            .with("user", self.user.as_str())
            .with("name", self.name.as_str())
            .with("role", self.role)
            .with("duty", self.duty)
            .with("wards", self.wards.as_str())
            .with("state", self.state)
            .with("phrase", self.phrase)
            .with("locked_minutes", self.locked)
    }
}

/// Every breaking of the glass, newest first, and whether somebody has looked at it.
pub(super) fn glass(output: Output, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    if let Err(refusal) = store.may(Deed::ReviewGlass) {
        return Err(census::refuse(&refusal, &hospital, given, console));
    }
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    let mut broken: Vec<_> = hospital
        .accounts()
        .flat_map(|account| account.broken.iter().map(move |glass| (account, glass)))
        .collect();
    broken.sort_by_key(|(_, glass)| std::cmp::Reverse(glass.said.order));
    let rows: Vec<Object> = broken
        .into_iter()
        .map(|(account, glass)| {
            let words = glass.words.as_ref().map(|words| harmless(words.as_str()));
            Object::default()
                .with("event", glass.said.order.event.to_string())
                .with("user", account.user.as_str())
                .with("at", write_time(glass.said.at, zone))
                .with("until", write_time(glass.until, zone))
                .with("reason", glass.reason.word())
                .with("words", words)
                .with(
                    "reviewed_by",
                    glass.reviewed.as_ref().map(|(said, _)| said.by.to_string()),
                )
        })
        .collect();
    match output.format {
        Format::Json => console.say(Json::from(rows))?,
        Format::Csv | Format::Table => {
            for row in rows {
                console.tell(output.format, row.to_string(), &row)?;
            }
        }
    }
    Ok(Exit::Fine)
}
