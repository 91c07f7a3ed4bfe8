//! The paper on the board: desks near their limit, wards with late slips and open questions, and how the desks stand.

use ratatui::layout::Rect;

use crate::app::{Scope, sentences::Speaker, slip_words::load_term};
use crate::domain::slips::{
    Post,
    ask::{
        DeskLoad, LoadState, WardSlips,
        load::{self, by_origin},
    },
};
use crate::i18n::Value;
use crate::screens::slips::load_sign;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, Span, Spark};

use super::people::Alarm;

/// Columns of the hours of a desk.
const HOURS: u16 = 24;

/// One of the figures of a ward.
type Count = fn(&WardSlips) -> usize;

/// What wards and desks have to do on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// In walking order; empty while there is no book of slips.
    pub desks: Vec<DeskLoad>,
    /// Wards and clinics with something open, by their code.
    pub origins: Vec<(Post, WardSlips)>,
}

impl Paper {
    pub fn of(scope: &Scope<'_>) -> Self {
        let desks = load::load(scope.hospital, scope.now);
        if desks.is_empty() {
            return Self::default();
        }
        let mut origins: Vec<(Post, WardSlips)> = by_origin(scope.hospital, scope.now).into_iter().collect();
        origins.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self { desks, origins }
    }

    pub fn ward(&self, code: &str) -> WardSlips {
        let found = self.origins.iter().find(|(origin, _)| origin.as_str() == code);
        found.map(|(_, slips)| *slips).unwrap_or_default()
    }

    /// Wards and clinics together.
    pub fn total(&self) -> WardSlips {
        self.origins
            .iter()
            .fold(WardSlips::default(), |total, (_, one)| WardSlips {
                open: total.open + one.open,
                late: total.late + one.late,
                queried: total.queried + one.queried,
            })
    }

    /// Desks over their limit, then those near it; late slips and open questions by ward.
    pub fn alarms(&self, scope: &Scope<'_>) -> Vec<Alarm> {
        let words = scope.words;
        let speaker = Speaker::new(words, scope.hospital);
        let mut alarms = Vec::new();
        for (state, role, shape) in [
            (LoadState::Over, Role::Alarm, Shape::Stop),
            (LoadState::Near, Role::Warn, Shape::Late),
        ] {
            let desks: Vec<String> = self
                .desks
                .iter()
                .filter(|desk| desk.state == state)
                .map(|desk| {
                    let places = [
                        ("desk", speaker.post(&Post::of_desk(&desk.desk)).into()),
                        ("came", Value::from(desk.arrived_last_hour())),
                        ("limit", Value::from(desk.limit.unwrap_or_default())),
                        ("waiting", Value::from(desk.waiting())),
                    ];
                    words.fill("board-desk", &places)
                })
                .collect();
            if !desks.is_empty() {
                let desks = desks.join(&words.say("list-comma"));
                let places = [("state", words.say(load_term(state)).into()), ("desks", desks.into())];
                let text = words.fill("board-desks-limit", &places);
                alarms.push(Alarm { role, shape, text });
            }
        }
        // A question stops the work; what is late goes on.
        let counts: [(&str, Role, Shape, Count); 2] = [
            ("board-slips-queried", Role::Alarm, Shape::Stop, |slips| slips.queried),
            ("board-slips-late", Role::Warn, Shape::Late, |slips| slips.late),
        ];
        let walked = |origin: &Post| {
            let wards = scope
                .hospital
                .frame()
                .map(|frame| frame.wards.as_slice())
                .unwrap_or_default();
            wards
                .iter()
                .position(|ward| ward.code.as_str() == origin.as_str())
                .unwrap_or(wards.len())
        };
        for (key, role, shape, count) in counts {
            let mut wards: Vec<(&Post, usize)> = self
                .origins
                .iter()
                .map(|(origin, slips)| (origin, count(slips)))
                .filter(|(_, count)| *count > 0)
                .collect();
            let all: usize = wards.iter().map(|(_, count)| count).sum();
            if all == 0 {
                continue;
            }
            // In the order in which everybody knows the wards, as many as the line holds.
            wards.sort_by_key(|(origin, _)| (walked(origin), *origin));
            let named: Vec<String> = wards
                .iter()
                .map(|(origin, count)| format!("{} {count}", speaker.post(origin)))
                .collect();
            let comma = words.say("list-comma");
            let text = |shown: usize| {
                let rest = named.len() - shown.min(named.len());
                let more = (rest > 0).then(|| words.fill("board-more-wards", &[("count", Value::from(rest))]));
                let named: Vec<&str> = named.iter().take(shown).chain(&more).map(String::as_str).collect();
                let places = [("count", Value::from(all)), ("wards", named.join(&comma).into())];
                words.fill(key, &places)
            };
            let room = usize::from(scope.area.0.saturating_sub(4));
            let measure = scope.look.measure();
            let fits = |shown: &usize| measure.columns(&text(*shown)) <= room;
            // All of them, or from the first on: a line holds few of the fifty that there may be.
            let shown = if fits(&named.len()) {
                named.len()
            } else {
                (1..named.len()).take_while(fits).last().unwrap_or(1)
            };
            alarms.push(Alarm {
                role,
                shape,
                text: text(shown),
            });
        }
        alarms
    }

    /// The desks, those nearest their limit first: their last day, what waits, how long it takes.
    pub fn draw_desks(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        Rule::titled(words.say("board-list-desks")).draw(canvas, Rect { height: 1, ..area });
        let mut desks: Vec<&DeskLoad> = self.desks.iter().collect();
        // A calm desk stays in its place; what is near its limit comes up.
        desks.sort_by_key(|desk| std::cmp::Reverse(desk.state));
        let speaker = Speaker::new(words, scope.hospital);
        for (y, desk) in (area.y + 1..area.bottom()).zip(desks) {
            let (shape, role) = match desk.state {
                LoadState::Fine if desk.late > 0 => (Shape::Late, Role::Warn),
                state => load_sign(state),
            };
            canvas.sign(area.x, y, shape, role);
            let hours = HOURS.min(area.width.saturating_sub(30));
            let name = area.width.saturating_sub(hours + 22);
            canvas.put_short(
                area.x + 2,
                y,
                name,
                &speaker.post(&Post::of_desk(&desk.desk)),
                Role::Text,
            );
            let spark = Rect::new(area.x + 2 + name + 1, y, hours, 1);
            Spark {
                values: &desk.backlog,
                full: None,
                role: if desk.state == LoadState::Fine {
                    Role::Accent
                } else {
                    role
                },
            }
            .draw(canvas, spark);
            // Numbers stand under numbers.
            let limit = desk.limit.map(|limit| limit.to_string()).unwrap_or_default();
            let measure = canvas.measure();
            let came = measure.right(&format!("{}/{limit}", desk.arrived_last_hour()), 8);
            let waiting = measure.right(&desk.waiting().to_string(), 4);
            let places = [("came", came.into()), ("waiting", Value::from(waiting))];
            let x = spark.right() + 1;
            let text = words.fill("board-desk-row", &places);
            canvas.put_spans(x, y, area.right().saturating_sub(x), &[Span::plain(text)]);
        }
    }
}
