//! "Did you mean": the known word that is fewest keystrokes away from what was found.

use smol_str::SmolStr;

/// The nearest of `known`, when it is near enough to be a slip of the hand: a third of its letters or one (a missing
/// leading zero, two letters swapped), never all of them.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<SmolStr> {
    // Longer than any name of a column, a code or a zone: nothing is near, and the table below stays small.
    if found.is_empty() || found.len() > 64 {
        return None;
    }
    let found: Vec<char> = found.to_lowercase().chars().collect();
    let (steps, word) = known
        .into_iter()
        .map(|word| (distance(&found, &word.to_lowercase().chars().collect::<Vec<_>>()), word))
        .min_by_key(|(steps, _)| *steps)?;
    let length = word.chars().count().max(found.len());
    (steps <= (length / 3).max(1) && steps < length).then(|| SmolStr::new(word))
}

/// Insertions, deletions and replacements that turn `a` into `b`, a swap of two neighbours being one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.iter().enumerate() {
        let mut line = Vec::with_capacity(b.len() + 1);
        line.push(row + 1);
        for (column, to) in b.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&last, column) + usize::from(from != to);
            let mut best = replaced.min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            if let (Some(row_before), Some(column_before)) = (row.checked_sub(1), column.checked_sub(1))
                && a.get(row_before) == Some(to)
                && b.get(column_before) == Some(from)
            {
                best = best.min(at(&before, column_before) + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_hand_is_recognised() {
        let columns = ["patient_id", "kanji_name", "kana_name", "ward", "bed"];
        assert_eq!(nearest("patientid", columns).as_deref(), Some("patient_id"));
        assert_eq!(nearest("KANA_NAME", columns).as_deref(), Some("kana_name"));
        assert_eq!(nearest("wrad", columns).as_deref(), Some("ward"));
        assert_eq!(nearest("1", ["01", "02", "10"]).as_deref(), Some("01"));
        assert_eq!(nearest("03", ["1", "2", "3"]).as_deref(), Some("3"));
        assert_eq!(
            nearest("Asia/Tokio", ["Asia/Tokyo", "Asia/Seoul"]).as_deref(),
            Some("Asia/Tokyo")
        );
    }

    #[test]
    fn what_is_far_away_is_not_guessed() {
        assert_eq!(nearest("diagnosis", ["ward", "bed"]), None);
        assert_eq!(nearest("", ["ward"]), None);
        assert_eq!(nearest("9", ["1"]), None, "every letter differs");
        assert_eq!(nearest("10E", ["11W"]), None);
        assert_eq!(nearest(&"x".repeat(65), ["x"]), None);
    }
}
