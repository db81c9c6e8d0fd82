//! What can be judged only when all collections are known: references, joins, and whether everything can be reached.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    model::{Collection, Dataset, Direction, Field},
    reading::{Link, Reading},
};

/// Follows every reference.
pub(super) fn judge(reading: &mut Reading<'_>, datasets: &[Dataset]) {
    let links = std::mem::take(&mut reading.links);
    let mut sound = Vec::new();
    for link in &links {
        if follow(reading, datasets, link) {
            sound.push(link);
        }
    }
    judge_joins(reading, &sound);
    judge_owners(reading, datasets, &sound);
    judge_claims(reading, datasets, &sound);
    judge_reach(reading, datasets, &sound);
}

/// Whether the reference leads somewhere.
fn follow(reading: &mut Reading<'_>, datasets: &[Dataset], link: &Link) -> bool {
    let target = &link.reference;
    let from = format!("`{}.{}`", link.collection, link.field.join("."));
    let Some(dataset) = datasets.iter().find(|dataset| dataset.key == target.dataset) else {
        let known: Vec<&str> = datasets.iter().map(|dataset| dataset.key.as_str()).collect();
        reading.error(
            link.at,
            format!("{from} refers to dataset `{}`, which is not in this file", target.dataset),
            format!("datasets here: {}", known.join(", ")),
        );
        return false;
    };
    let Some(collection) = dataset.collections.iter().find(|collection| collection.name == target.collection) else {
        let is_skipped = reading.collections.iter().any(|placed| placed.skipped && placed.name == target.collection);
        let advice =
            if is_skipped { "it is skipped: remove `skip_processing`" } else { "declare it, or correct the name" };
        reading.error(link.at, format!("{from} refers to `{}`, which is not declared", target.collection), advice);
        return false;
    };
    if field_at(collection, &target.field).is_none() {
        reading.error(
            link.at,
            format!("{from} refers to `{}.{}`, which is not declared", target.collection, target.field.join(".")),
            "declare the field, or correct the name",
        );
        return false;
    }
    true
}

/// The field at the end of these steps.
pub(crate) fn field_at<'c>(collection: &'c Collection, path: &[String]) -> Option<&'c Field> {
    let (first, rest) = path.split_first()?;
    let mut field = collection.fields.iter().find(|field| field.name == *first)?;
    for step in rest {
        field = field.fields.iter().find(|inner| inner.name == *step)?;
    }
    Some(field)
}

/// A join of one field alone is a plain reference that was meant to be part of something.
fn judge_joins(reading: &mut Reading<'_>, links: &[&Link]) {
    let mut joins: BTreeMap<(&str, &str, &str), Vec<&Link>> = BTreeMap::new();
    for link in links {
        if let Some(join) = &link.reference.join {
            joins.entry((&link.collection, join, &link.reference.collection)).or_default().push(link);
        }
    }
    for ((collection, join, target), links) in joins {
        let at = links[0].at;
        if links.len() == 1 {
            reading.error(
                at,
                format!("join `{join}` from `{collection}` to `{target}` has one field only"),
                "give the other fields of the key a reference with the same `join`",
            );
        }
        if links.iter().any(|link| link.reference.direction != links[0].reference.direction) {
            reading.error(
                at,
                format!("the references of join `{join}` from `{collection}` to `{target}` differ in direction"),
                "give all the same `direction`",
            );
        }
    }
}

/// An owner field is compared with the person's values, so there must be a way to know them.
fn judge_owners(reading: &mut Reading<'_>, datasets: &[Dataset], links: &[&Link]) {
    for dataset in datasets {
        for collection in &dataset.collections {
            for field in collection.fields.iter().filter(|field| field.owner && field.identity.is_none()) {
                let path = std::slice::from_ref(&field.name);
                let is_fed = links.iter().any(|link| match link.reference.direction {
                    Direction::From => link.collection == collection.name && link.field == path,
                    Direction::To => link.reference.collection == collection.name && link.reference.field == path,
                    Direction::Both => {
                        link.collection == collection.name && link.field == path
                            || link.reference.collection == collection.name && link.reference.field == path
                    }
                });
                if !is_fed && let Some(at) = place_of(reading, &collection.name) {
                    reading.error(
                        at,
                        format!(
                            "`{}.{}` names an owner, but nothing says who the person is there",
                            collection.name, field.name
                        ),
                        "give it an `identity`, or a reference that finds it (`direction: from`)",
                    );
                }
            }
        }
    }
}

/// A name that whoever filled in the row chose may be a stranger's. It finds the row for the stranger; from there nothing may lead
/// to whoever typed it.
fn judge_claims(reading: &mut Reading<'_>, datasets: &[Dataset], links: &[&Link]) {
    let find = |name: &str| datasets.iter().flat_map(|dataset| &dataset.collections).find(|it| it.name == name);
    for link in links {
        let leads_on = match link.reference.direction {
            Direction::From => false,
            Direction::To | Direction::Both => true,
        };
        let (Some(here), Some(there)) = (find(&link.collection), find(&link.reference.collection)) else { continue };
        let Some(claimed) = claimed_identity(&here.fields).filter(|_| leads_on && !there.about_nobody) else {
            continue;
        };
        reading.warning(
            link.at,
            format!(
                "whoever fills in `{}` chooses its `{}`, and `{}` leads on from there: somebody else who is called so would \
                 be led to `{}`",
                here.name,
                claimed.name,
                link.field.join("."),
                there.name
            ),
            "write `direction: from`, and `owner: true` at the field that says whose the row is",
        );
    }
}

fn claimed_identity(fields: &[Field]) -> Option<&Field> {
    fields.iter().find_map(|field| {
        let is_claimed = field.claimed && field.identity.is_some();
        is_claimed.then_some(field).or_else(|| claimed_identity(&field.fields))
    })
}

/// Every collection must be reached from an identity: what is not reached is never handed over.
fn judge_reach(reading: &mut Reading<'_>, datasets: &[Dataset], links: &[&Link]) {
    let collections = || datasets.iter().flat_map(|dataset| &dataset.collections);
    let mut reached: BTreeSet<&str> =
        collections().filter(|collection| has_identity(&collection.fields)).map(|c| c.name.as_str()).collect();
    if reached.is_empty() {
        if let Some(first) = collections().next().and_then(|first| place_of(reading, &first.name)) {
            reading.error(
                first,
                "no field has an identity, so nobody can be found",
                "give a field `fides_meta: {identity: email}` or another kind",
            );
        }
        return;
    }
    loop {
        let before = reached.len();
        for link in links {
            let (here, there) = (link.collection.as_str(), link.reference.collection.as_str());
            let (forth, back) = match link.reference.direction {
                Direction::From => (false, true),
                Direction::To => (true, false),
                Direction::Both => (true, true),
            };
            if forth && reached.contains(here) {
                reached.insert(there);
            }
            if back && reached.contains(there) {
                reached.insert(here);
            }
        }
        if reached.len() == before {
            break;
        }
    }
    for collection in collections() {
        if !reached.contains(collection.name.as_str())
            && let Some(at) = place_of(reading, &collection.name)
        {
            reading.error(
                at,
                format!("nothing leads to `{}`, so nothing of it would be handed over", collection.name),
                "give a field of it an identity, or a reference with `direction: from`",
            );
        }
    }
}

fn has_identity(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.identity.is_some() || has_identity(&field.fields))
}

pub(super) fn place_of(reading: &Reading<'_>, collection: &str) -> Option<super::node::Place> {
    reading.collections.iter().find(|placed| placed.name == collection).map(|placed| placed.at)
}
