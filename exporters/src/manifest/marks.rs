//! Which fields hold a mark: the `marks` of a field.
//!
//! `marks: {restrict: {set: 'yes', lift: 'no'}}` at a column says that the system leaves a row alone that has `yes` there;
//! `object: {set: 'no'}` that it sends no marketing. Programs of the system have to heed it; here it is only written.

use super::{
    correct,
    model::{Collection, Dataset, Field, MarkValues, Marks},
    node::Entry,
    reading::Reading,
};

/// Reads them.
pub(super) fn of_field(reading: &mut Reading<'_>, entry: &Entry) -> Marks {
    let mut marks = Marks::default();
    for inner in reading.map(&entry.node, "`marks`") {
        match inner.key.as_str() {
            "restrict" => marks.restrict = values(reading, inner),
            "object" => marks.object = values(reading, inner),
            _ => reading.unknown(inner, "`marks`", &["restrict", "object"]),
        }
    }
    marks
}

fn values(reading: &mut Reading<'_>, entry: &Entry) -> Option<MarkValues> {
    let (mut set, mut lift) = (None, None);
    for inner in reading.map(&entry.node, "a mark") {
        match inner.key.as_str() {
            "set" => set = reading.text(inner),
            "lift" => lift = reading.text(inner),
            _ => reading.unknown(inner, "a mark", &["set", "lift"]),
        }
    }
    if set.is_none() {
        reading.error(entry.at, "a mark has no `set`", "say what stands in the column of a row that is marked");
    }
    Some(MarkValues { set: set?, lift })
}

/// Judges the fields of a whole manifest: a mark is a plain column that leads nowhere and names nobody.
pub(super) fn judge(reading: &mut Reading<'_>, datasets: &[Dataset]) {
    let all: Vec<(&Dataset, &Collection)> =
        datasets.iter().flat_map(|dataset| dataset.collections.iter().map(move |one| (dataset, one))).collect();
    for (_, collection) in all {
        for field in collection.fields.iter().filter(|field| field.marks.is_any()) {
            if is_plain(field) && !collection.about_nobody {
                continue;
            }
            let what = format!("`{}.{}` cannot hold a mark", collection.name, field.name);
            correct::error(reading, collection, &what, "mark a plain column that names nobody and leads nowhere");
        }
    }
}

fn is_plain(field: &Field) -> bool {
    !field.primary_key
        && !field.secret
        && field.identity.is_none()
        && field.references.is_empty()
        && field.fields.is_empty()
}
