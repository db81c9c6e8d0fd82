//! Reading the list of grounds.

use std::{collections::BTreeSet, sync::LazyLock};

use serde::{Deserialize, Deserializer, de::Error};

use super::{Answers, Ground};
use crate::rights::right::Right;

static COMPILED_IN: LazyLock<Vec<Ground>> =
    LazyLock::new(|| parse(include_str!("grounds.toml")).expect("a test reads this very file"));

/// The list that is compiled in.
pub(super) fn compiled_in() -> &'static [Ground] {
    &COMPILED_IN
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    ground: Vec<Ground>,
}

fn parse(text: &str) -> Result<Vec<Ground>, toml::de::Error> {
    let list: List = toml::from_str(text)?;
    let mut codes = BTreeSet::new();
    for ground in &list.ground {
        if !codes.insert(&ground.code) {
            return Err(toml::de::Error::custom(format!("{} stands there twice", ground.code)));
        }
    }
    Ok(list.ground)
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            All(String),
            Only(Vec<Right>),
        }
        match Written::deserialize(deserializer)? {
            Written::All(word) if word == "all" => Ok(Self::AllThatAreAsked),
            Written::All(_) => Err(D::Error::custom("say \"all\", or list the rights")),
            Written::Only(rights) if rights.is_empty() => Err(D::Error::custom("a ground answers at least one right")),
            Written::Only(rights) => Ok(Self::Only(rights)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{grounds::InLanguages, regime::Regime};

    #[test]
    fn the_list_is_whole_and_each_code_stands_there_once() {
        assert_eq!(compiled_in().len(), 57);
        for ground in compiled_in() {
            for InLanguages { en, fr, de } in [&ground.name, &ground.says, &ground.evidence] {
                for text in [en, fr, de] {
                    assert!(!text.is_empty() && text.trim() == text, "{}: {text}", ground.code);
                }
                assert!(en != fr && fr != de && en != de, "{}: not translated: {en}", ground.code);
            }
            let provisions = Regime::Both.laws().iter().filter_map(|law| ground.provisions(*law));
            assert!(provisions.count() >= 1, "{} rests on nothing", ground.code);
        }
    }

    #[test]
    fn a_list_with_a_mistake_is_refused() {
        let text = include_str!("grounds.toml");
        let twice = text.replace("\"NOT_IDENTIFIABLE\"", "\"NO_AUTHORITY\"");
        assert!(parse(&twice).unwrap_err().to_string().contains("NO_AUTHORITY stands there twice"));
        assert!(parse(&text.replacen("rights = \"all\"", "rights = \"most\"", 1)).is_err());
        assert!(parse(&text.replacen("kind = \"refusal\"", "kind = \"no\"", 1)).is_err());
    }
}
