//! Whether the rules for erasing make sense together.

use super::{
    links::{field_at, place_of},
    model::{Collection, Dataset, Erasure, Fate, Field, FieldErasure, Retention},
    reading::Reading,
};
use crate::contract::erasure::SharedChoice;

/// Judges the rules of a whole manifest.
pub(super) fn judge(reading: &mut Reading<'_>, datasets: &[Dataset]) {
    let collections: Vec<&Collection> = datasets.iter().flat_map(|dataset| &dataset.collections).collect();
    let any = collections.iter().any(|collection| collection.erasure.is_some());
    for collection in &collections {
        match &collection.erasure {
            None if any => error(
                reading,
                collection,
                format!("`{}` does not say how people are erased from it, though others do", collection.name),
                "add `rightsdesk_meta: {erasure: delete}`, or `blank`, or `keep`",
            ),
            None => {
                if let Some(name) = ruled(collection).first() {
                    error(
                        reading,
                        collection,
                        format!("`{}.{name}` has a rule for erasure, but its collection has none", collection.name),
                        "add `rightsdesk_meta: {erasure: …}` to the collection",
                    );
                }
            }
            Some(erasure) => judge_one(reading, &collections, collection, erasure),
        }
    }
}

fn judge_one(reading: &mut Reading<'_>, collections: &[&Collection], collection: &Collection, erasure: &Erasure) {
    let name = &collection.name;
    if collection.about_nobody && erasure.rows != Fate::Leave {
        error(
            reading,
            collection,
            format!("`{name}` is about nobody, but rows of it would be erased with somebody"),
            "write `erasure: leave`",
        );
    }
    let retentions: Vec<&Retention> = collection.fields.iter().filter_map(|field| field.retention.as_ref()).collect();
    let ruled = ruled(collection);
    match &erasure.rows {
        Fate::Delete => {
            let (what, advice) = ("is kept by a `retention`, but its rows are deleted", "write `rows: keep`");
            if !retentions.is_empty() {
                error(reading, collection, format!("`{name}` {what}"), advice);
            }
            if let (Some(field), Some(SharedChoice::Keep)) = (ruled.first(), erasure.shared) {
                warning(
                    reading,
                    collection,
                    format!("the rule of `{name}.{field}` has no effect: no row stays that it applies to"),
                    "remove it, or write `shared: detach` or `shared: blank`",
                );
            }
        }
        Fate::Blank if ruled.is_empty() => error(
            reading,
            collection,
            format!("the rows of `{name}` are to be blanked, but no field has a rule"),
            "add `rightsdesk_meta: {erasure: blank}` to the fields that hold personal data",
        ),
        Fate::Blank => {}
        Fate::Keep if retentions.is_empty() => error(
            reading,
            collection,
            format!("`{name}` is kept, but nothing says on what ground"),
            "add `retention: {ground: …, until: …}` to a field",
        ),
        Fate::Keep => {}
        Fate::Leave => {
            if let Some(field) = ruled.first() {
                warning(
                    reading,
                    collection,
                    format!("the rule of `{name}.{field}` has no effect: the rows are left as they are"),
                    "remove it, or write `rows: blank`",
                );
            }
        }
        Fate::Follow(leader) => {
            let known = collections.iter().find(|other| other.name == *leader);
            let is_kept = known.is_some_and(|leader| {
                leader.erasure.as_ref().is_some_and(|erasure| match erasure.rows {
                    Fate::Keep => true,
                    Fate::Delete | Fate::Blank | Fate::Leave | Fate::Follow(_) => false,
                })
            });
            let refers = collection
                .fields
                .iter()
                .any(|field| field.references.iter().any(|reference| reference.collection == *leader));
            if !is_kept || !refers {
                error(
                    reading,
                    collection,
                    format!("`{name}` cannot follow `{leader}`"),
                    "follow a collection with `rows: keep` to which a field here refers",
                );
            }
        }
    }
    for retention in &retentions {
        let column = retention.until.as_deref().and_then(|until| until.split_whitespace().next());
        if let Some(column) = column
            && field_at(collection, &[column.to_owned()]).is_none()
        {
            error(
                reading,
                collection,
                format!("`{name}` is kept until something of `{column}`, which is not declared"),
                "declare the column, or correct the name",
            );
        }
    }
    for field in &collection.fields {
        judge_field(reading, collection, field, false);
    }
    if let (Some(SharedChoice::Detach | SharedChoice::Blank), true) = (erasure.shared, ruled.is_empty()) {
        error(
            reading,
            collection,
            format!("shared rows of `{name}` are to be overwritten, but no field has a rule"),
            "add `rightsdesk_meta: {erasure: …}` to the fields that name the person",
        );
    }
}

fn judge_field(reading: &mut Reading<'_>, collection: &Collection, field: &Field, is_nested: bool) {
    let name = format!("{}.{}", collection.name, field.name);
    match &field.erasure {
        Some(FieldErasure::Null | FieldErasure::Blank | FieldErasure::Empty | FieldErasure::Text(_))
            if field.primary_key =>
        {
            error(
                reading,
                collection,
                format!("`{name}` is part of the primary key, so it cannot be the same on every erased row"),
                "delete the rows, or write `erasure: {hash: …}`",
            );
        }
        Some(FieldErasure::Detach) if field.primary_key => error(
            reading,
            collection,
            format!("`{name}` is part of the primary key, so it cannot be detached"),
            "delete the rows",
        ),
        Some(FieldErasure::Empty | FieldErasure::Text(_) | FieldErasure::Hash(_) | FieldErasure::Detach)
            if is_nested =>
        {
            error(
                reading,
                collection,
                format!("`{name}` stands inside JSON, where a value can only be taken out"),
                "write `erasure: null`",
            );
        }
        Some(_) | None => {}
    }
    for inner in &field.fields {
        judge_field(reading, collection, inner, true);
    }
}

/// The names of the fields that have a rule, those inside JSON included.
fn ruled(collection: &Collection) -> Vec<String> {
    fn collect(fields: &[Field], above: &str, into: &mut Vec<String>) {
        for field in fields {
            let name = format!("{above}{}", field.name);
            collect(&field.fields, &format!("{name}."), into);
            if field.erasure.is_some() {
                into.push(name);
            }
        }
    }
    let mut names = Vec::new();
    collect(&collection.fields, "", &mut names);
    names
}

fn error(reading: &mut Reading<'_>, collection: &Collection, what: String, advice: &str) {
    if let Some(at) = place_of(reading, &collection.name) {
        reading.error(at, what, advice);
    }
}

fn warning(reading: &mut Reading<'_>, collection: &Collection, what: String, advice: &str) {
    if let Some(at) = place_of(reading, &collection.name) {
        reading.warning(at, what, advice);
    }
}
