//! `fields.json`: what the collections of a system are, and what each of their fields means.

use serde::Serialize;

use crate::{
    package::SystemData,
    part::head::FieldHead,
    plan::{PlannedCollection, PlannedSystem},
};

#[derive(Serialize)]
struct Fields<'a> {
    system: &'a str,
    title: &'a str,
    description: &'a str,
    collections: Vec<Collection<'a>>,
}

#[derive(Serialize)]
struct Collection<'a> {
    name: &'a str,
    description: &'a str,
    /// The file with its records; none if nothing was found in it.
    file: Option<String>,
    records: u64,
    also_about_others: u64,
    fields: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    description: &'a str,
    data_categories: &'a [String],
    /// Provided by the person under consent or contract, so part of a portability answer.
    provided_by_you: bool,
    /// A credential, of which only is said that it is held.
    credential: bool,
    /// Free text in which other people may be named.
    may_name_others: bool,
}

/// The text of the file.
pub fn render(system: &SystemData<'_>, planned: &PlannedSystem) -> std::io::Result<String> {
    let fields = Fields {
        system: &system.key,
        title: &system.title,
        description: &system.description,
        collections: planned.collections.iter().map(collection).collect(),
    };
    let mut text = serde_json::to_string_pretty(&fields)?;
    text.push('\n');
    Ok(text)
}

fn collection(planned: &PlannedCollection) -> Collection<'_> {
    Collection {
        name: &planned.head.name,
        description: &planned.head.description,
        file: planned.json_file(),
        records: planned.records,
        also_about_others: planned.shared,
        fields: planned.head.fields.iter().map(field).collect(),
    }
}

fn field(head: &FieldHead) -> Field<'_> {
    Field {
        name: &head.name,
        description: &head.description,
        data_categories: &head.data_categories,
        provided_by_you: head.portable,
        credential: head.secret,
        may_name_others: head.may_name_others,
    }
}
