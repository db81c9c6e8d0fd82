//! Which fields may be corrected: the `correct` of a field.
//!
//! `correct: true` lets staff approve any value that fits. A field by which people are found says `correct: {renames: true}`:
//! once it is written, the person is found by the new value and no more by the old one, so only another name that is proven
//! to be theirs may stand there. A column for what the person says about the rest of the row says `correct: {statement: true}`. Keys, references, credentials and what stands inside JSON are never corrected by us.

use super::{
    links::place_of,
    model::{Collection, Correct, DataType, Dataset, Field, Matching},
    node::{Entry, Value},
    reading::Reading,
};

/// Reads it.
pub(super) fn of_field(reading: &mut Reading<'_>, entry: &Entry) -> Option<Correct> {
    match &entry.node.value {
        Value::Bool(true) => return Some(Correct::Freely),
        Value::Bool(false) => return None,
        Value::Map(entries) => {
            if let [inner] = entries.as_slice()
                && matches!(inner.key.as_str(), "renames" | "statement")
                && reading.flag(inner)
            {
                return Some(if inner.key == "renames" { Correct::Renames } else { Correct::Statement });
            }
        }
        Value::Null | Value::Text(_) | Value::Number(_) | Value::List(_) => {}
    }
    reading.error(
        entry.node.at,
        "this is no way to correct a field",
        "write `true`, `{renames: true}` or `{statement: true}`",
    );
    None
}

/// Judges the fields of a whole manifest.
pub(super) fn judge(reading: &mut Reading<'_>, datasets: &[Dataset]) {
    let all: Vec<(&Dataset, &Collection)> =
        datasets.iter().flat_map(|dataset| dataset.collections.iter().map(move |one| (dataset, one))).collect();
    for &(dataset, collection) in &all {
        for field in &collection.fields {
            inside(reading, collection, field);
            let Some(correct) = field.correct else { continue };
            let leads = |other: &Field| {
                other.references.iter().any(|to| {
                    to.dataset == dataset.key
                        && to.collection == collection.name
                        && to.field == std::slice::from_ref(&field.name)
                })
            };
            let is_led_to = all.iter().any(|(_, other)| any(&other.fields, &leads));
            if let Some((what, advice)) = wrong(field, correct, is_led_to, collection.about_nobody) {
                error(reading, collection, &format!("`{}.{}` {what}", collection.name, field.name), advice);
            }
        }
    }
}

fn wrong(
    field: &Field,
    correct: Correct,
    is_led_to: bool,
    is_about_nobody: bool,
) -> Option<(&'static str, &'static str)> {
    let is_document = match field.data_type {
        Some(DataType::Object) => true,
        Some(DataType::Text | DataType::Integer | DataType::Float | DataType::Boolean | DataType::ObjectId) | None => {
            false
        }
    };
    let finds = field.identity.is_some() || field.owner || field.resolves.is_some();
    if is_about_nobody {
        Some(("may be corrected, but its rows are about nobody", "remove `correct`"))
    } else if field.primary_key {
        Some(("is part of the primary key, so it cannot be corrected", "remove `correct`"))
    } else if field.secret {
        Some(("is a credential, so nobody is shown what would be corrected", "remove `correct`"))
    } else if is_led_to || !field.references.is_empty() {
        Some(("leads to other rows, which a correction would cut off", "remove `correct`; a person does this by hand"))
    } else if field.is_list || is_document || !field.fields.is_empty() {
        Some(("is a list or a document, of which no single value can be corrected", "remove `correct`"))
    } else if finds && correct != Correct::Renames {
        Some((
            "names people: whoever is corrected there is found by another name afterwards",
            "write `correct: {renames: true}`, which takes only names that are proven to be theirs, or remove it",
        ))
    } else if !finds && correct == Correct::Renames {
        Some(("names nobody, so nobody is renamed there", "write `correct: true`"))
    } else if correct == Correct::Renames && (field.format.is_some() || field.matching == Matching::BeforeColon) {
        Some(("holds a name inside a text, which we do not put together", "remove `correct`"))
    } else {
        None
    }
}

/// What stands inside JSON cannot be corrected.
fn inside(reading: &mut Reading<'_>, collection: &Collection, field: &Field) {
    if any(&field.fields, &|inner| inner.correct.is_some()) {
        error(
            reading,
            collection,
            &format!("a value inside `{}.{}` may be corrected, but it stands in JSON", collection.name, field.name),
            "remove `correct`",
        );
    }
}

fn any(fields: &[Field], is_it: &impl Fn(&Field) -> bool) -> bool {
    fields.iter().any(|field| is_it(field) || any(&field.fields, is_it))
}

pub(super) fn error(reading: &mut Reading<'_>, collection: &Collection, what: &str, advice: &str) {
    if let Some(at) = place_of(reading, &collection.name) {
        reading.error(at, what, advice);
    }
}

#[cfg(test)]
mod tests {
    use crate::manifest::{
        model::{Correct, Engine},
        read::{lint, read},
        tests::SYSTEM,
    };

    fn manifest(meta: &str, more: &str) -> String {
        format!(
            "{SYSTEM}dataset:\n  fides_key: shop\n  collections:\n    - name: customer\n      fields:\n        \
             - {{name: id, data_categories: [user], fides_meta: {{primary_key: true}}}}\n        \
             - {{name: email, data_categories: [user], fides_meta: {{identity: email}}, rightsdesk_meta: {{match: exact}}}}\n        \
             - {{name: it, data_categories: [user], {more}rightsdesk_meta: {{{meta}}}}}\n"
        )
    }

    #[test]
    fn what_may_be_corrected_says_so() {
        for (meta, more, expected) in [
            ("correct: true", "", Some(Correct::Freely)),
            ("correct: false", "", None),
            ("correct: {statement: true}", "", Some(Correct::Statement)),
            ("correct: {renames: true}, match: exact", "fides_meta: {identity: email}, ", Some(Correct::Renames)),
        ] {
            let manifest = read(&manifest(meta, more), "m.yml").expect(meta);
            let Engine::Sql(datasets) = manifest.engine else { panic!("an SQL system") };
            assert_eq!(datasets[0].collections[0].fields[2].correct, expected, "{meta}");
        }
    }

    #[test]
    fn what_finds_people_or_leads_on_is_not_corrected_by_the_way() {
        for (meta, more, word) in [
            ("correct: yes please", "", "no way to correct"),
            ("correct: true, match: exact", "fides_meta: {identity: email}, ", "found by another name"),
            ("correct: {renames: true}", "", "renamed"),
            ("correct: true, secret: true", "", "credential"),
            ("correct: true", "fides_meta: {data_type: object}, ", "document"),
            (
                "correct: true",
                "fides_meta: {references: [{field: customer.id, direction: to}]}, ",
                "leads to other rows",
            ),
        ] {
            let findings = lint(&manifest(meta, more), "m.yml");
            assert!(findings.iter().any(|found| found.to_string().contains(word)), "{meta}: {findings:?}");
        }
    }
}
