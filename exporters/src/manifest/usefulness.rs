//! What makes a manifest less useful than it could be: bare names of columns, rows without a key, keys that differ.

use super::{
    links::place_of,
    model::{Collection, Dataset, Field},
    node::{Node, Value},
    reading::Reading,
};

/// Looks at every collection.
pub(super) fn judge(reading: &mut Reading<'_>, datasets: &[Dataset]) {
    for collection in datasets.iter().flat_map(|dataset| &dataset.collections) {
        let Some(at) = place_of(reading, &collection.name) else { continue };
        let name = &collection.name;
        let bare = bare(collection);
        if !bare.is_empty() {
            reading.note(
                at,
                format!("the person would read bare names in `{name}`: {} has no description", bare.join(", ")),
                "add `description: {en: …, fr: …, de: …}`, as one would explain it to them",
            );
        }
        if !collection.fields.iter().any(|field| field.primary_key) {
            reading.note(
                at,
                format!("nothing tells the rows of `{name}` apart"),
                "add `fides_meta: {primary_key: true}` to the column or the columns that do",
            );
        }
    }
}

/// The collection and those of its fields that have no description.
fn bare(collection: &Collection) -> Vec<String> {
    fn collect(fields: &[Field], above: &str, into: &mut Vec<String>) {
        for field in fields {
            let name = format!("{above}{}", field.name);
            if field.description.is_empty() {
                into.push(format!("`{name}`"));
            }
            collect(&field.fields, &format!("{name}."), into);
        }
    }
    let mut names = Vec::new();
    if collection.description.is_empty() {
        names.push("the table itself".to_owned());
    }
    collect(&collection.fields, "", &mut names);
    names
}

/// A dataset whose key is neither the system's nor one that the system refers to.
pub(super) fn judge_keys(reading: &mut Reading<'_>, manifest: &Node) {
    let Some(system) = items(manifest.get("system")).first() else { return };
    let Some(Value::Text(key)) = system.get("fides_key").map(|node| &node.value) else { return };
    let referred: Vec<&Node> = items(system.get("privacy_declarations"))
        .iter()
        .chain([system])
        .flat_map(|node| items(node.get("dataset_references")))
        .collect();
    for dataset in items(manifest.get("dataset")) {
        let Some(node) = dataset.get("fides_key") else { continue };
        let Value::Text(other) = &node.value else { continue };
        if other != key && !referred.iter().any(|referred| referred.value == node.value) {
            reading.note(
                node.at,
                format!("the dataset is called `{other}`, but its system `{key}`"),
                format!("give both the same `fides_key`, or add `dataset_references: [{other}]` to the system"),
            );
        }
    }
}

/// The items of a list, or the one thing that stands for a list of one.
fn items(node: Option<&Node>) -> &[Node] {
    let Some(node) = node else { return &[] };
    match &node.value {
        Value::List(items) => items,
        Value::Map(_) | Value::Text(_) => std::slice::from_ref(node),
        Value::Null | Value::Bool(_) | Value::Number(_) => &[],
    }
}
