//! Addresses: the town without its prefecture, and the numbers of the house. 3丁目12番4号 is 3-12-4, whoever writes it.
//!
//! Origin: the project's own reading of 住居表示 (Act on Indication of Residential Address) and of how clerks shorten it.

use super::plain;

/// An address as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// City and town, without the prefecture and without blanks.
    pub town: String,
    /// 丁目, 番, 号 and what follows, as far as they are given.
    pub numbers: Vec<u32>,
}

impl Address {
    pub fn read(text: &str) -> Self {
        let text = digits_for_kanji(&plain(text));
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        Self {
            town: town(text.get(..at).unwrap_or_default()),
            numbers: numbers(text.get(at..).unwrap_or_default()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.town.is_empty() && self.numbers.is_empty()
    }

    /// The key under which an index has it: equal for addresses with the same town and the same first three numbers. 0 without
    /// a number of a house.
    pub fn key(&self) -> u32 {
        key(&self.town, &self.numbers)
    }
}

/// The key of a town and the numbers of a house; see [`Address::key`].
pub fn key(town: &str, numbers: &[u32]) -> u32 {
    if numbers.is_empty() {
        return 0;
    }
    let first = numbers.iter().take(3).flat_map(|number| number.to_le_bytes());
    // FNV-1a: the keys are stored, so the function may not change from one build to the next.
    let hash = town.bytes().chain(first).fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash.max(1)
}

/// City and town, without the prefecture and without blanks.
pub fn town(text: &str) -> String {
    let text: String = plain(text)
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| match c {
            'ヶ' => 'ケ',
            'ノ' | '之' => 'の',
            c => c,
        })
        .collect();
    for whole in ["東京都", "北海道", "京都府", "大阪府"] {
        if let Some(rest) = text.strip_prefix(whole) {
            return rest.to_owned();
        }
    }
    let ends = text.char_indices().take(4).find(|(_, c)| *c == '県');
    match ends {
        Some((at, c)) if at > 0 => text.get(at + c.len_utf8()..).unwrap_or_default().to_owned(),
        _ => text,
    }
}

/// The numbers that stand in the second half of an address.
pub fn numbers(house: &str) -> Vec<u32> {
    plain(house)
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty() && part.len() <= 6)
        .filter_map(|part| part.parse().ok())
        .collect()
}

/// 三丁目 is 3丁目: only before 丁目, so that no name of a town changes.
fn digits_for_kanji(text: &str) -> String {
    let Some((before, after)) = text.split_once("丁目") else {
        return text.to_owned();
    };
    let digit = before
        .chars()
        .next_back()
        .and_then(|c| "一二三四五六七八九".chars().position(|one| one == c));
    match digit {
        Some(place) => {
            let cut = before.len() - '一'.len_utf8();
            format!("{}{}丁目{after}", before.get(..cut).unwrap_or_default(), place + 1)
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_town_and_its_numbers() {
        let one = Address::read("東京都多摩市入谷1-22-33 405号");
        for other in [
            "多摩市入谷1-22-33 405号",
            "東京都多摩市入谷１丁目２２番３３号　４０５号",
            "東京都 多摩市 入谷一丁目22番33号405",
        ] {
            assert_eq!(Address::read(other), one, "{other}");
        }
        assert_eq!(one.numbers, [1, 22, 33, 405]);
        assert_eq!(one.key(), Address::read("多摩市入谷1-22-33").key());
        assert_ne!(one.key(), Address::read("多摩市入谷1-22-34").key());
        assert_eq!(Address::read("多摩市入谷").key(), 0);
        assert_eq!(Address::read("千葉県八千代市").town, "八千代市");
        assert!(Address::read("").is_empty());
    }
}
