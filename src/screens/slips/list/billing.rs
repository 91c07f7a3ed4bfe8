//! What was performed and is not billed: its rows, and how much of it there is.

use std::collections::{BTreeMap, HashSet};

use ratatui::layout::Rect;

use crate::app::{Scope, sentences::Speaker};
use crate::domain::record::UserName;
use crate::domain::slips::{
    Custody,
    ask::lists::{BillingRow, CopyRow},
};
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Cell, Room, Span, Table};

use super::{super::rows::Breadth, SlipsScreen};

pub(super) fn copy_of(row: &BillingRow, scope: &Scope<'_>) -> Option<CopyRow> {
    let carry = scope.hospital.slip_book().map_or(0, |book| book.carry_minutes);
    let slip = scope.hospital.slip(row.slip)?;
    Some(CopyRow::of(slip, slip.copy(row.copy)?, carry))
}

/// Whether something has to be done now so that it is billed: it is past its time, or its sheet cannot be found or is on its way for
/// too long.
pub(super) fn is_not_billed(row: &BillingRow, scope: &Scope<'_>) -> bool {
    row.due <= scope.now || copy_of(row, scope).is_some_and(|row| row.is_late(scope.now))
}

/// Room for the kinds that are shown here, without how urgent they were: what was performed is not urgent any more.
pub(super) fn kind_room(rows: &[BillingRow], scope: &Scope<'_>, speaker: &Speaker<'_>) -> Room {
    // There may be thousands of slips; kinds are few.
    let mut met = HashSet::new();
    let slips = rows.iter().filter_map(|row| scope.hospital.slip(row.slip));
    let kinds = slips.filter(|slip| met.insert(slip.written().map(|written| &written.kind)));
    let longest = kinds
        .map(|slip| scope.look.measure().columns(&speaker.slip_kind_short(slip)))
        .max();
    Room::exactly(
        longest
            .and_then(|columns| u16::try_from(columns).ok())
            .unwrap_or(8)
            .clamp(8, 30),
    )
}

/// The cells of a slip that is not billed: when it was performed, who had its billing copy last.
pub(super) fn cells(row: &BillingRow, breadth: Breadth, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<Cell> {
    let late = is_not_billed(row, scope);
    let (shape, role) = match (row.custody.is_lost(), late) {
        (true, _) => (Shape::Stop, Role::Alarm),
        (false, true) => (Shape::Late, Role::Warn),
        (false, false) => (Shape::Saved, Role::Text),
    };
    let ward = row.origin.as_ref().map(ToString::to_string).unwrap_or_default();
    let who = row.patient.map(|patient| scope.patient(patient)).unwrap_or_default();
    let slip = scope.hospital.slip(row.slip);
    let kind = slip.map(|slip| speaker.slip_kind_short(slip)).unwrap_or_default();
    // Who carries it is asked, not who typed that.
    let holder = match &row.custody {
        // The whole sentence names the carrier already.
        Custody::Carried { carrier, .. } => (breadth == Breadth::Narrow).then(|| carrier.to_string()),
        _ => row.by.as_deref().map(|by| match UserName::parse(by) {
            Some(user) => scope.user(&user),
            None => by.to_owned(),
        }),
    };
    let day = row.day.map(|day| match breadth {
        // `11-27`: nothing is a year old and not billed.
        Breadth::Narrow => day.to_string().chars().skip("2026-".len()).collect(),
        Breadth::Wide => day.to_string(),
    });
    let day = day.unwrap_or_default();
    let insurance = match row.insurance {
        Some(insurance) => Span::plain(scope.words.say(insurance.term())),
        None => Span::new(scope.words.say("slips-insurance-not-asked"), Role::Warn),
    };
    vec![
        vec![Span::new(scope.look.sign(shape), role)],
        vec![Span::new(day, role)],
        vec![Span::plain(format!("{}/{}", row.slip, row.copy))],
        vec![Span::plain(who), Span::dim(format!(" {ward}"))],
        vec![
            Span::new(
                match breadth {
                    Breadth::Narrow => speaker.custody_short(&row.custody),
                    Breadth::Wide => speaker.custody(&row.custody),
                },
                role,
            ),
            Span::dim(holder.map(|holder| format!("  {holder}")).unwrap_or_default()),
        ],
        vec![insurance],
        vec![Span::dim(kind)],
    ]
}

impl SlipsScreen {
    /// What is not billed, month by month and ward by ward: that is the money. In the last row of the list, where it has room.
    pub(super) fn draw_months(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        if self.rows.len() >= Table::height(area) || area.height < 3 {
            return;
        }
        let mut months: BTreeMap<String, usize> = BTreeMap::new();
        let mut wards: BTreeMap<String, usize> = BTreeMap::new();
        for row in &self.billing {
            let day = row.day.map(|day| day.to_string()).unwrap_or_default();
            *months.entry(day.chars().take(7).collect()).or_default() += 1;
            *wards
                .entry(row.origin.as_ref().map(ToString::to_string).unwrap_or_default())
                .or_default() += 1;
        }
        let told = |counts: &BTreeMap<String, usize>| {
            let parts: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
            parts.join("  ")
        };
        let places = [("months", told(&months).into()), ("wards", told(&wards).into())];
        let text = scope.words.fill("slips-billing-counts", &places);
        let y = area.bottom().saturating_sub(1);
        canvas.put_short(area.x + 1, y, area.width.saturating_sub(2), &text, Role::Dim);
    }
}
