//! Points of law that no text settles: what the desk does until the data protection officer decides, and where that is set.
//!
//! The list is data (`open_points.toml`) for the officer to read. The default is always the cautious one.

use std::sync::LazyLock;

use serde::Deserialize;

use super::grounds::InLanguages;

/// One point.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenPoint {
    /// Names it.
    pub key: String,
    /// Where the question arises.
    pub articles: String,
    /// The section or line of the configuration that decides it; none: people decide it case by case.
    pub setting: Option<String>,
    /// The question.
    pub asks: InLanguages,
    /// What the desk does.
    pub does: InLanguages,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    point: Vec<OpenPoint>,
}

static COMPILED_IN: LazyLock<Vec<OpenPoint>> = LazyLock::new(|| {
    let list: List = toml::from_str(include_str!("open_points.toml")).expect("a test reads the list");
    list.point
});

impl OpenPoint {
    /// All of them, in the order of the list.
    pub fn all() -> &'static [Self] {
        &COMPILED_IN
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_point_stands_there_once_and_in_every_language() {
        let keys: BTreeSet<_> = OpenPoint::all().iter().map(|point| point.key.as_str()).collect();
        assert_eq!(keys.len(), OpenPoint::all().len());
        for point in OpenPoint::all() {
            for InLanguages { en, fr, de } in [&point.asks, &point.does] {
                assert!(en != fr && fr != de && en != de, "{}: not translated: {en}", point.key);
                assert!([" ?", " :", " ;", " !", "« ", " »"].iter().all(|broken| !fr.contains(broken)), "{fr}");
            }
        }
    }

    #[test]
    fn each_setting_is_one_that_the_example_of_a_configuration_explains() {
        let example = include_str!("../../../../rightsdesk.example.toml");
        for setting in OpenPoint::all().iter().filter_map(|point| point.setting.as_deref()) {
            let (section, line) = setting.split_once('.').unwrap_or((setting, ""));
            assert!(example.contains(&format!("[{section}]")), "{setting}: there is no such section");
            assert!(line.is_empty() || example.contains(&format!("\n{line} =")), "{setting}: there is no such line");
        }
    }
}
