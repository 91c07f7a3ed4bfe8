//! The values of lines about slips that are more than one word: `weight=52; fasting=はい`, drug lines, several desks.

use crate::domain::{
    slips::{Code, Post, drug::DrugFault, fact::DrugLine},
    text::{REMARK, Text, TextFault},
};

/// `code=value; code=value`. `None` when it has another shape.
pub fn values(raw: &str) -> Option<Result<Vec<(Code, Text)>, TextFault>> {
    let mut values = Vec::new();
    for part in parts(raw) {
        let (code, value) = part.split_once('=')?;
        let code = Code::parse(code)?;
        match Text::parse(value, REMARK) {
            Ok(value) => values.push((code, value)),
            Err(fault) => return Some(Err(fault)),
        }
    }
    (!values.is_empty()).then_some(Ok(values))
}

/// `name | amount | usage | duration; name | …`, what is not known left out.
pub fn drugs(raw: &str) -> Option<Result<Vec<DrugLine>, TextFault>> {
    let mut lines = Vec::new();
    for part in parts(raw) {
        match DrugLine::parse(part) {
            Ok(line) => lines.push(line),
            Err(DrugFault::TooManyParts) => return None,
            Err(DrugFault::Text(fault)) => return Some(Err(fault)),
        }
    }
    (!lines.is_empty()).then_some(Ok(lines))
}

/// `5E, 6E, pharmacy`.
pub fn posts(raw: &str) -> Option<Vec<Post>> {
    raw.split([',', '、']).map(Post::parse).collect()
}

fn parts(raw: &str) -> impl Iterator<Item = &str> {
    raw.split([';', '；']).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn drug_lines_are_taken_apart() {
        let lines =
            drugs("アモキシシリンカプセル250mg | 3Cap | 1日3回 毎食後 | 7日分; ロキソプロフェン錠60mg || 疼痛時")
                .unwrap()
                .unwrap();
        assert_eq!(lines.len(), 2);
        let texts = |line: &DrugLine| {
            [&line.amount, &line.usage, &line.duration].map(|text| text.as_ref().map(ToString::to_string))
        };
        assert_eq!(
            lines.iter().map(texts).collect::<Vec<_>>(),
            [
                [
                    Some("3Cap".to_owned()),
                    Some("1日3回 毎食後".to_owned()),
                    Some("7日分".to_owned())
                ],
                [None, Some("疼痛時".to_owned()), None],
            ]
        );
        assert!(drugs("a|b|c|d|e").is_none());
        assert!(drugs(" ; ").is_none());
        assert!(drugs("|x").unwrap().is_err());
    }

    #[test]
    fn values_have_names() {
        let read = values("weight=52; fasting=はい").unwrap().unwrap();
        assert_eq!(read.len(), 2);
        assert!(values("weight").is_none());
        assert!(values("体重=52").is_none());
        assert!(values("weight=").unwrap().is_err());
    }
}
