//! The name that was probably meant.

/// The candidate with the fewest letters to change; none when nothing is near.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (written.chars().count() / 2).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(far, _)| *far <= most)
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, delete or replace (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut last = line + 1;
        next.push(last);
        for (b, pair) in other.iter().zip(row.windows(2)) {
            if let [diagonal, above] = pair {
                last = (diagonal + usize::from(a != *b)).min(above + 1).min(last + 1);
                next.push(last);
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let names = ["admit", "transfer", "discharge"];
        assert_eq!(nearest("amdit", names), Some("admit"));
        assert_eq!(nearest("dischrage", names), Some("discharge"));
        assert_eq!(nearest("zzzzz", names), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
