//! The words of aliases, in Japanese and English: plants and weather first, animals second. An edited list of ours: no word
//! sounds like another (voicing does not tell them apart), none is a colour of triage, none hurts whoever is called so.
//! Whoever adds one runs the test below.

/// Plants, weather, things.
pub(super) const FIRST: [(&str, &str); 100] = [
    ("かすみ", "Mist"),
    ("つらら", "Icicle"),
    ("いなずま", "Lightning"),
    ("こもれび", "Sunbeam"),
    ("ひまわり", "Sunflower"),
    ("たんぽぽ", "Dandelion"),
    ("ききょう", "Bellflower"),
    ("ぼたん", "Peony"),
    ("つばき", "Camellia"),
    ("やなぎ", "Willow"),
    ("くるみ", "Walnut"),
    ("どんぐり", "Acorn"),
    ("かえで", "Maple"),
    ("いちょう", "Ginkgo"),
    ("けやき", "Zelkova"),
    ("ひのき", "Cypress"),
    ("わらび", "Bracken"),
    ("すすき", "Pampas"),
    ("あじさい", "Hydrangea"),
    ("さざんか", "Sasanqua"),
    ("もくれん", "Magnolia"),
    ("ふよう", "Hibiscus"),
    ("くちなし", "Gardenia"),
    ("はまなす", "Rugosa"),
    ("りんどう", "Gentian"),
    ("なでしこ", "Dianthus"),
    ("あやめ", "Iris"),
    ("しゃくなげ", "Azalea"),
    ("さくら", "Cherry"),
    ("とちのき", "Buckeye"),
    ("ねむのき", "Mimosa"),
    ("ひいらぎ", "Holly"),
    ("にじ", "Rainbow"),
    ("しぐれ", "Drizzle"),
    ("ゆうだち", "Shower"),
    ("つきよ", "Moonlight"),
    ("ほしぞら", "Starlight"),
    ("はやせ", "Rapids"),
    ("おおなみ", "Breaker"),
    ("さばく", "Desert"),
    ("すいしょう", "Crystal"),
    ("しんじゅ", "Pearl"),
    ("ふうりん", "Chime"),
    ("たいこ", "Drum"),
    ("ことぶき", "Fortune"),
    ("ちょうちん", "Lantern"),
    ("うちわ", "Fan"),
    ("びょうぶ", "Screen"),
    ("かざぐるま", "Pinwheel"),
    ("はごろも", "Featherrobe"),
    ("みかづき", "Crescent"),
    ("せせらぎ", "Brook"),
    ("たそがれ", "Dusk"),
    ("あけぼの", "Daybreak"),
    ("ふぶき", "Blizzard"),
    ("のれん", "Curtain"),
    ("おりがみ", "Origami"),
    ("たけうま", "Stilts"),
    ("なのはな", "Rapeseed"),
    ("すみれ", "Violet"),
    ("れんげ", "Milkvetch"),
    ("つゆくさ", "Dayflower"),
    ("あさがお", "Morningglory"),
    ("こすもす", "Cosmos"),
    ("ほおずき", "Groundcherry"),
    ("よもぎ", "Mugwort"),
    ("つくし", "Horsetail"),
    ("ぜんまい", "Royalfern"),
    ("たけのこ", "Bamboo"),
    ("もみじ", "Autumnleaf"),
    ("とうだい", "Lighthouse"),
    ("くぬぎ", "Oakwood"),
    ("ぽぷら", "Poplar"),
    ("いかだ", "Raft"),
    ("ふろしき", "Wrapcloth"),
    ("やまぶき", "Kerria"),
    ("れんぎょう", "Forsythia"),
    ("はなみずき", "Dogwood"),
    ("びわ", "Loquat"),
    ("あんず", "Apricot"),
    ("ぎんなん", "Nutshell"),
    ("かんざし", "Hairpin"),
    ("ろうそく", "Candle"),
    ("しゃぼん", "Bubble"),
    ("てまり", "Threadball"),
    ("おてだま", "Beanbag"),
    ("まりんば", "Marimba"),
    ("ゆきだるま", "Snowman"),
    ("かまくら", "Igloo"),
    ("あまのがわ", "Milkyway"),
    ("ながれぼし", "Meteor"),
    ("うろこぐも", "Mackerelsky"),
    ("ゆうやけ", "Sunset"),
    ("きりさめ", "Mistyrain"),
    ("こがらし", "Wintrywind"),
    ("そよかぜ", "Breeze"),
    ("みずうみ", "Lakeside"),
    ("しおさい", "Surf"),
    ("とうげ", "Mountainpass"),
    ("みなと", "Harbour"),
];

/// Animals.
pub(super) const SECOND: [(&str, &str); 100] = [
    ("うぐいす", "Warbler"),
    ("ひばり", "Skylark"),
    ("かわせみ", "Kingfisher"),
    ("はやぶさ", "Falcon"),
    ("とび", "Kite"),
    ("つる", "Crane"),
    ("かもめ", "Gull"),
    ("ちどり", "Plover"),
    ("おしどり", "Mandarin"),
    ("ほととぎす", "Cuckoo"),
    ("きつつき", "Woodpecker"),
    ("せきれい", "Wagtail"),
    ("くじゃく", "Peacock"),
    ("いるか", "Dolphin"),
    ("くじら", "Whale"),
    ("らっこ", "Otter"),
    ("さんご", "Coral"),
    ("かつお", "Bonito"),
    ("いわな", "Char"),
    ("やまめ", "Trout"),
    ("うさぎ", "Rabbit"),
    ("りす", "Squirrel"),
    ("かもしか", "Serow"),
    ("ひつじ", "Sheep"),
    ("うま", "Horse"),
    ("らくだ", "Camel"),
    ("きりん", "Giraffe"),
    ("ぞう", "Elephant"),
    ("こうのとり", "Stork"),
    ("とんぼ", "Dragonfly"),
    ("こおろぎ", "Cricket"),
    ("かぶとむし", "Beetle"),
    ("みつばち", "Honeybee"),
    ("むささび", "Glider"),
    ("やどかり", "Hermitcrab"),
    ("たつのおとしご", "Seahorse"),
    ("まんぼう", "Sunfish"),
    ("とびうお", "Flyingfish"),
    ("かれい", "Flounder"),
    ("ひらめ", "Halibut"),
    ("いそぎんちゃく", "Anemone"),
    ("くらげ", "Jellyfish"),
    ("ひとで", "Starfish"),
    ("あめんぼ", "Strider"),
    ("かげろう", "Mayfly"),
    ("ぺんぎん", "Penguin"),
    ("こあら", "Koala"),
    ("ぱんだ", "Panda"),
    ("らいおん", "Lion"),
    ("かんがるう", "Kangaroo"),
    ("となかい", "Reindeer"),
    ("しまうま", "Zebra"),
    ("こまどり", "Robin"),
    ("むくどり", "Starling"),
    ("ふらみんご", "Flamingo"),
    ("おうむ", "Parrot"),
    ("やまがら", "Titmouse"),
    ("あひる", "Duckling"),
    ("めだか", "Ricefish"),
    ("なまず", "Catfish"),
    ("どじょう", "Loach"),
    ("いせえび", "Lobster"),
    ("さざえ", "Turbanshell"),
    ("あわび", "Abalone"),
    ("きんぎょ", "Goldfish"),
    ("ひよどり", "Bulbul"),
    ("みみずく", "Hornedowl"),
    ("きじばと", "Turtledove"),
    ("えみゅう", "Emu"),
    ("しちめんちょう", "Turkey"),
    ("やまあらし", "Porcupine"),
    ("はりねずみ", "Hedgehog"),
    ("しゃち", "Orca"),
    ("たらばがに", "Kingcrab"),
    ("かわうそ", "Riverotter"),
    ("じゅごん", "Dugong"),
    ("まなてぃ", "Manatee"),
    ("ちいたあ", "Cheetah"),
    ("こよおて", "Coyote"),
    ("すいぎゅう", "Buffalo"),
    ("いんぱら", "Impala"),
    ("がぜる", "Gazelle"),
    ("おかぴ", "Okapi"),
    ("あるまじろ", "Armadillo"),
    ("かものはし", "Platypus"),
    ("うぉんばっと", "Wombat"),
    ("こがねむし", "Scarab"),
    ("せみしぐれ", "Cicada"),
    ("かめれおん", "Chameleon"),
    ("いぐあな", "Iguana"),
    ("やもり", "Gecko"),
    ("かえるのうた", "Frogsong"),
    ("うみがめ", "Seaturtle"),
    ("てんとうむし", "Ladybird"),
    ("くわがた", "Stagbeetle"),
    ("ほたるび", "Firefly"),
    ("かまきり", "Mantis"),
    ("きりぎりす", "Katydid"),
    ("すずむし", "Bellcricket"),
    ("かたつむり", "Snail"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::numbers::alias::distance;

    /// Without voicing marks and small letters: what a bad telephone line leaves of a word.
    fn heard(word: &str) -> String {
        const PAIRS: &str = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほぱはぴひぷふぺへぽほゃやゅゆょよっつ";
        let signs: Vec<char> = PAIRS.chars().collect();
        let pair = |c: char| {
            signs
                .chunks(2)
                .find(|pair| pair.first() == Some(&c))
                .and_then(|pair| pair.get(1).copied())
        };
        word.chars().map(|c| pair(c).unwrap_or(c)).collect()
    }

    #[test]
    fn no_word_is_like_another_in_either_language() {
        let all: Vec<(&str, &str)> = FIRST.iter().chain(&SECOND).copied().collect();
        assert!(all.len() >= 2 * 90);
        for (place, (ja, en)) in all.iter().enumerate() {
            for (other_ja, other_en) in all.iter().skip(place + 1) {
                assert!(distance(&heard(ja), &heard(other_ja)) >= 2, "{ja} {other_ja}");
                assert!(
                    distance(&en.to_lowercase(), &other_en.to_lowercase()) >= 3,
                    "{en} {other_en}"
                );
            }
        }
        let firsts: BTreeSet<&str> = FIRST.iter().map(|(ja, _)| *ja).collect();
        assert_eq!(firsts.len(), FIRST.len());
    }

    #[test]
    fn no_word_is_a_colour_of_triage() {
        for (ja, en) in FIRST.iter().chain(&SECOND) {
            for colour in ["あか", "きいろ", "みどり", "くろ", "ぐろ", "しろ"] {
                assert!(!ja.contains(colour), "{ja}");
            }
            for colour in ["red", "yellow", "green", "black", "white"] {
                assert!(!en.to_lowercase().contains(colour), "{en}");
            }
        }
    }
}
