//! Staff look into what the systems handed over, and into the finished package, before it goes out.
//!
//! What is looked at is what the person will get, value for value; only long values are cut. Each look into records is
//! written to the log.

use std::{collections::BTreeMap, sync::Arc};

use rightsdesk_archive::{
    manifest::{self, Manifest},
    open,
    part::{head::CollectionHead, index::StoredCollection, reader::PartReader, record::Record},
};
use serde::de::IgnoredAny;
use serde_json::{json, value::RawValue};

use super::fetch;
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        answering::answer,
        collecting::segment,
        error::CaseError,
        sealing::{self, Opened},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TaskId, TicketId},
    },
    request,
    rights::right::Right,
    task::{
        self,
        result::{TaskResult, Withheld},
    },
};

/// The longest value that is shown whole, in characters.
pub const LONGEST_VALUE: usize = 300;

/// Records of one collection.
#[derive(Debug)]
pub struct Look {
    /// The system they come from.
    pub system: String,
    /// What the collection is.
    pub head: CollectionHead,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The records of this page.
    pub rows: Vec<Row>,
    /// How many records there are in all.
    pub total: u64,
    /// What of the task's data is withheld.
    pub withheld: Vec<Withheld>,
    /// The right that it answers.
    pub right: Option<Right>,
    /// Whether something can be withheld: the package is to be built or was thrown away, or nobody has had it.
    pub may_withhold: bool,
}

/// One record.
#[derive(Debug)]
pub struct Row {
    /// Whether it belongs to other people too.
    pub shared: bool,
    /// A value for each column.
    pub values: Vec<String>,
}

/// Which records to look at.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The ticket.
    pub ticket: TicketId,
    /// The task that brought them.
    pub task: TaskId,
    /// The collection's name.
    pub collection: String,
    /// How many to pass over.
    pub offset: u64,
    /// How many at most.
    pub most: usize,
}

/// The collections of a task, each once, though an export may have come back to one: with the counts of all its runs.
pub fn collections(result: &TaskResult) -> Vec<StoredCollection> {
    let mut merged: Vec<StoredCollection> = Vec::new();
    for run in result.segments.iter().flat_map(|segment| &segment.index.collections) {
        match merged.iter_mut().find(|known| known.head.name == run.head.name) {
            Some(known) => {
                known.records += run.records;
                known.shared += run.shared;
            }
            None => merged.push(run.clone()),
        }
    }
    merged
}

/// Opens records for a member of staff.
pub async fn records(desk: &Arc<Desk>, by: StaffId, wanted: Wanted) -> Result<Look, CaseError> {
    let opened = sealing::open(&desk.db, desk, wanted.ticket).await?;
    let row = task::store::by_id(&desk.db, wanted.task).await?.filter(|row| row.ticket_id == wanted.ticket);
    let row = row.ok_or(CaseError::NotFound)?;
    let result = opened.result_of(&row)?;
    let merged = collections(&result).into_iter().find(|collection| collection.head.name == wanted.collection);
    let collection = merged.ok_or(CaseError::NotFound)?;

    let details = json!({ "task": row.id, "system": row.system, "collection": collection.head.name });
    let entry = Entry::on(wanted.ticket, desk.now(), Actor::Staff(by), "records_shown").with(details);
    let tx = database::write(&desk.db).await?;
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;

    let built = archive::store::current(&desk.db, wanted.ticket).await?;
    let is_in_review = answer::must_be_in_review(&opened).is_ok();
    let may_withhold = is_in_review && built.is_none_or(|built| built.state.may_be_discarded());
    let requests = request::store::of(&desk.db, wanted.ticket).await?;
    let right = requests.iter().find(|request| Some(request.id) == row.request_id).map(|request| request.right);
    let withheld = result.withheld.clone();
    let desk = Arc::clone(desk);
    let read = tokio::task::spawn_blocking(move || read(&desk, &opened, &result, &wanted)).await;
    let found = read.map_err(CaseError::fault)??;
    let columns = columns(&collection.head, &found);
    let rows = found.iter().map(|record| record.row(&columns)).collect();
    Ok(Look {
        system: row.system,
        total: collection.records,
        head: collection.head,
        columns,
        rows,
        withheld,
        right,
        may_withhold,
    })
}

/// The list of everything in a built package, read from the package itself.
pub async fn contents(desk: &Desk, ticket: TicketId) -> Result<Manifest, CaseError> {
    let opened = sealing::open(&desk.db, desk, ticket).await?;
    let built = archive::store::current(&desk.db, ticket).await?.ok_or(CaseError::NotFound)?;
    let download = fetch::open(desk, &opened, &built)?;
    let bytes = tokio::task::spawn_blocking(move || open::entry(download.reader, manifest::PATH)).await;
    let bytes = bytes.map_err(CaseError::fault)?.map_err(CaseError::fault)?;
    serde_json::from_slice(&bytes).map_err(CaseError::fault)
}

/// A record with its values as they will be seen, in its own order.
struct Found {
    shared: bool,
    order: Vec<String>,
    values: BTreeMap<String, String>,
}

impl Found {
    fn read(record: Record<'_>) -> Self {
        // The text of each value is kept as it came: a number keeps its zeros.
        let fields = serde_json::from_str::<BTreeMap<String, &RawValue>>(record.json.get());
        // The map has lost the order; the values of an object that is none go into a column without a name.
        let fields = fields.unwrap_or_else(|_| BTreeMap::from([(String::new(), record.json)]));
        let order = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(record.json.get());
        let order = order.map_or_else(|_| vec![String::new()], |map| map.into_iter().map(|(name, _)| name).collect());
        let values = fields.into_iter().map(|(name, value)| (name, shown(value.get()))).collect();
        Self { shared: record.shared, order, values }
    }

    fn row(&self, columns: &[String]) -> Row {
        let value = |column: &String| self.values.get(column).cloned().unwrap_or_default();
        Row { shared: self.shared, values: columns.iter().map(value).collect() }
    }
}

/// A value as people read it: a text without its quotes, nothing for null, anything else as it stands; long ones cut.
fn shown(json: &str) -> String {
    let text = match serde_json::from_str::<String>(json) {
        Ok(text) => text,
        Err(_) if json == "null" => String::new(),
        Err(_) => json.to_owned(),
    };
    if text.chars().count() <= LONGEST_VALUE {
        return text;
    }
    let mut cut: String = text.chars().take(LONGEST_VALUE).collect();
    cut.push('…');
    cut
}

/// The fields of the head that records can have by themselves, then whatever else these records have.
fn columns(head: &CollectionHead, found: &[Found]) -> Vec<String> {
    let is_there = |name: &str| found.iter().any(|record| record.values.contains_key(name));
    let mut columns: Vec<String> = head.fields.iter().map(|field| field.name.clone()).collect();
    columns.retain(|name| head.tabular || is_there(name));
    for name in found.iter().flat_map(|record| &record.order) {
        if !columns.contains(name) {
            columns.push(name.clone());
        }
    }
    columns
}

/// Reads the records that are wanted, run after run; whole runs are passed over without being opened.
fn read(desk: &Desk, opened: &Opened, result: &TaskResult, wanted: &Wanted) -> Result<Vec<Found>, CaseError> {
    let mut skip = wanted.offset;
    let mut found = Vec::new();
    for stored in &result.segments {
        let runs = stored.index.collections.iter().filter(|run| run.head.name == wanted.collection);
        for run in runs {
            if found.len() >= wanted.most {
                return Ok(found);
            }
            if skip >= run.records {
                skip -= run.records;
                continue;
            }
            let mut reader = PartReader::new(segment::read(desk, opened, &stored.name)?);
            let mut records = reader.records(run).map_err(CaseError::fault)?;
            while found.len() < wanted.most {
                let Some(record) = records.next_record().map_err(CaseError::fault)? else { break };
                if skip > 0 {
                    skip -= 1;
                } else {
                    found.push(Found::read(record));
                }
            }
        }
    }
    Ok(found)
}

/// Whether any record of a collection has this field at its top, where alone it can be withheld. It reads until it finds one.
pub(super) fn has_field(
    desk: &Desk,
    opened: &Opened,
    result: &TaskResult,
    collection: &str,
    field: &str,
) -> Result<bool, CaseError> {
    for stored in &result.segments {
        for run in stored.index.collections.iter().filter(|run| run.head.name == collection && run.records > 0) {
            let mut reader = PartReader::new(segment::read(desk, opened, &stored.name)?);
            let mut records = reader.records(run).map_err(CaseError::fault)?;
            while let Some(record) = records.next_record().map_err(CaseError::fault)? {
                let names = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(record.json.get());
                if names.is_ok_and(|names| names.contains_key(field)) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use rightsdesk_archive::part::head::FieldHead;

    use super::*;

    fn found(json: &str) -> Found {
        let json = RawValue::from_string(json.to_owned()).unwrap();
        Found::read(Record { json: &json, reached_by: &[], shared: false })
    }

    #[test]
    fn values_are_shown_as_they_stand_in_the_package() {
        let record = found(r#"{"b": 1.10, "a": "x\ny", "none": null, "tags": ["é", 2]}"#);
        let columns = columns(&CollectionHead::default(), std::slice::from_ref(&record));
        assert_eq!(columns, ["b", "a", "none", "tags"], "in the record's own order");
        assert_eq!(record.row(&columns).values, ["1.10", "x\ny", "", "[\"é\", 2]"]);
        let long = found(&format!(r#"{{"a": "{}"}}"#, "é".repeat(LONGEST_VALUE + 1)));
        assert_eq!(long.values["a"].chars().count(), LONGEST_VALUE + 1, "cut, with an ellipsis");
    }

    #[test]
    fn a_table_has_all_columns_of_its_head_and_what_else_there_is() {
        let field = |name: &str| FieldHead { name: name.to_owned(), ..FieldHead::default() };
        let head =
            CollectionHead { fields: vec![field("id"), field("note")], tabular: true, ..CollectionHead::default() };
        assert_eq!(columns(&head, &[found(r#"{"id": 1, "more": 2}"#)]), ["id", "note", "more"]);
        let nested = CollectionHead { tabular: false, ..head };
        assert_eq!(columns(&nested, &[found(r#"{"id": 1}"#)]), ["id"], "a field inside another is no column");
    }

    #[test]
    fn a_record_that_is_no_object_is_shown_all_the_same() {
        let record = found("[1, 2]");
        assert_eq!(record.row(&columns(&CollectionHead::default(), &[found("[3]")])).values, ["[1, 2]"]);
    }
}
