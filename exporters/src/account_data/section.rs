//! The section `account_data:` of a manifest.

use serde::Deserialize;
use serde_json::Value;

use super::forget::Forget;
use crate::contract::{sink, text::Text};

/// What the bot keeps of people.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// How the bot is told to let go of somebody, if it has a word for that.
    #[serde(default)]
    pub forget: Option<Forget>,
    /// Sorts of entries.
    pub collections: Vec<Rule>,
}

/// One sort of entries.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The collection's name.
    pub name: String,
    /// What it is, for people.
    #[serde(default)]
    pub description: Text,
    /// Which entries are whose.
    pub find: Find,
    /// What is handed over of an entry's content.
    #[serde(default)]
    pub fields: Vec<RuleField>,
}

/// Which entries are whose.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Find {
    /// A room's entry of a type, whose field names its owner. Erased, it is empty.
    Rooms {
        /// The type.
        of_type: String,
        /// The field that holds a Matrix ID.
        owner: String,
    },
    /// Keys, each a Matrix ID, in maps of the global entry of a type. Erased, the key is gone from its map.
    Members {
        /// The type.
        of_type: String,
        /// The maps' names.
        maps: Vec<String>,
    },
    /// Global entries whose type is one of these, whatever follows, and the Matrix ID at the end.
    Named {
        /// How the types begin.
        beginnings: Vec<String>,
        /// What stands in them when they are erased; what they are called stays.
        erased: Value,
    },
}

/// What is handed over of an entry's content.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleField {
    /// The key.
    pub name: String,
    /// What it means.
    #[serde(default)]
    pub description: Text,
    /// Fideslang data categories.
    pub data_categories: Vec<String>,
    /// The person provided it under consent or contract.
    #[serde(default)]
    pub portable: bool,
    /// A credential: the person reads that it is held, not what it is.
    #[serde(default)]
    pub secret: bool,
    /// Free text that may name others.
    #[serde(default)]
    pub may_name_others: bool,
}

impl Section {
    /// Reads the section.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(section: &Value) -> Result<Self, String> {
        let section = Self::deserialize(section).map_err(|e| e.to_string())?;
        if section.collections.is_empty() {
            return Err("`account_data` has no collections".to_owned());
        }
        if let Some(forget) = &section.forget
            && (!forget.say.contains("{value}") || forget.answers.iter().all(String::is_empty))
        {
            return Err("`forget` needs `{value}` in what is said, and an answer to wait for".to_owned());
        }
        for (index, rule) in section.collections.iter().enumerate() {
            if section.collections[..index].iter().any(|other| other.name == rule.name) {
                return Err(format!("there are two collections `{}`", rule.name));
            }
            if let Find::Named { beginnings, .. } = &rule.find
                && beginnings.iter().any(String::is_empty)
            {
                return Err(format!("`{}`: an empty beginning would take the entries of other programs", rule.name));
            }
            if let Some(field) = rule.fields.iter().find(|field| field.secret && field.portable) {
                return Err(format!("`{}.{}` is both secret and portable", rule.name, field.name));
            }
        }
        Ok(section)
    }
}

impl Rule {
    /// As the archive explains it.
    pub(super) fn head(&self, is_wanted: impl Fn(&RuleField) -> bool) -> sink::Collection {
        let field = |field: &RuleField| sink::Field {
            name: field.name.clone(),
            description: field.description.clone(),
            data_categories: field.data_categories.clone(),
            portable: field.portable,
            secret: field.secret,
            may_name_others: field.may_name_others,
        };
        sink::Collection {
            name: self.name.clone(),
            description: self.description.clone(),
            fields: self.fields.iter().filter(|it| is_wanted(it)).map(field).collect(),
            tabular: false,
        }
    }
}
