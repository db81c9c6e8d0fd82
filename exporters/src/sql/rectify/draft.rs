//! What corrections would change: made once to be shown, and once more to be written.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contract::{
        call::Call,
        correction::{Correction, Corrections, FieldOutlook, Held, HeldField, Misfit, MisfitKind, Proposal, RowChange},
        pseudonym::digest,
        subject::Subject,
    },
    manifest::model::Correct,
    sql::{
        catalogue::Operand,
        erasure::{
            rows::{self, Value, Values},
            site::Site,
            strangers,
        },
        evidence::{Evidence, Which},
        read_rows::Stopped,
        snapshot::Snapshot,
        speech,
        statement::Statement,
        walk::{self, push_from},
    },
};

use super::{
    clash, fit,
    write::{New, Write, write},
};

/// A proposal, and the statements that would make it true.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) proposal: Proposal,
    pub(super) writes: Vec<Write>,
}

/// Whom it is about, and what is to be corrected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish<'w> {
    pub(super) system: &'w str,
    pub(super) subject: &'w Subject,
    pub(super) corrections: &'w Corrections,
    pub(super) fields: Fields,
}

/// Which fields may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fields {
    /// Those that may be corrected.
    Correctable,
    /// Those that hold a mark.
    Marks,
}

/// A correction whose field is there and may be corrected, by any value.
struct Aim<'w> {
    at: usize,
    correction: &'w Correction,
    new: New,
}

/// The rows of the person's alone in one collection: their shape's values, then those of the fields.
struct Found {
    own: Vec<Values>,
    shared: Vec<Values>,
}

/// Drafts corrections. Asks only.
pub(super) async fn draft(
    site: Site<'_>,
    wish: Wish<'_>,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Draft, Stopped> {
    let evidence = walk::from(site.graph, site.plan, wish.subject, snapshot, call).await?;
    let mut making = Making {
        fields: wish.corrections.each().iter().map(outlook).collect(),
        changes: Vec::new(),
        misfits: Vec::new(),
        pieces: vec![wish.system.as_bytes().to_vec()],
    };
    let mut aims: BTreeMap<usize, Vec<Aim<'_>>> = BTreeMap::new();
    for (at, correction) in wish.corrections.each().iter().enumerate() {
        match aim(site, wish, correction, snapshot, call).await? {
            Ok((place, new)) => aims.entry(place).or_default().push(Aim { at, correction, new }),
            Err(misfit) => making.misfits.push(misfit),
        }
    }
    let mut writes = Vec::new();
    for (place, aims) in &aims {
        writes.extend(collection(site, &evidence, *place, aims, &mut making, snapshot, call).await?);
    }
    for write in &writes {
        making.misfits.extend(clash::of(site, write, snapshot, call).await?);
    }
    let hash = making.hash(wish);
    let Making { fields, changes, misfits, .. } = making;
    Ok(Draft { proposal: Proposal { system: wish.system.to_owned(), fields, changes, misfits, hash }, writes })
}

/// What a proposal is put together from.
struct Making {
    fields: Vec<FieldOutlook>,
    changes: Vec<RowChange>,
    misfits: Vec<Misfit>,
    /// What the hash is made of.
    pieces: Vec<Vec<u8>>,
}

impl Making {
    /// Names the proposal, keyed by the person's names.
    fn hash(&self, wish: Wish<'_>) -> String {
        let names = wish.subject.identifiers().iter();
        let key: Vec<u8> = names.flat_map(|name| format!("{}={}\0", name.kind(), name.value()).into_bytes()).collect();
        let mut pieces = self.pieces.clone();
        pieces.push(serde_json::to_vec(wish.corrections.each()).expect("texts are JSON"));
        pieces.push(serde_json::to_vec(&self.changes).expect("texts are JSON"));
        let lengths: Vec<[u8; 8]> = pieces.iter().map(|piece| (piece.len() as u64).to_be_bytes()).collect();
        digest(&key, lengths.iter().zip(&pieces).flat_map(|(length, piece)| [&length[..], piece.as_slice()]))
    }
}

fn outlook(correction: &Correction) -> FieldOutlook {
    FieldOutlook {
        collection: correction.collection.clone(),
        field: correction.field.clone(),
        found: 0,
        changed: 0,
        right: 0,
    }
}

pub(super) fn misfit(correction: &Correction, kind: MisfitKind, what: impl Into<String>, advice: &str) -> Misfit {
    let at = format!("{}.{}", correction.collection, correction.field);
    Misfit { at, kind, what: what.into(), advice: advice.to_owned() }
}

/// Where a correction goes and what its column becomes, or why it goes nowhere.
async fn aim(
    site: Site<'_>,
    wish: Wish<'_>,
    correction: &Correction,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Result<(usize, New), Misfit>, Stopped> {
    let place = (0..site.graph.collections.len()).find(|&place| site.place(place).address() == correction.collection);
    let field = place.and_then(|place| {
        let field = site.collection(place).fields.iter().find(|field| field.name == correction.field)?;
        let may = match wish.fields {
            Fields::Correctable => field.correct?,
            Fields::Marks => field.marks.is_any().then_some(Correct::Freely)?,
        };
        Some((place, field, may))
    });
    let Some((place, field, correct)) = field else {
        return Ok(Err(misfit(
            correction,
            MisfitKind::Undeclared,
            "the manifest does not say that this may be corrected",
            "change it by hand, or add `correct: true` to the field",
        )));
    };
    if correct == Correct::Renames {
        let kind = field.identity.as_ref().or(field.resolves.as_ref());
        let is_theirs = match (kind, &correction.right) {
            (Some(kind), Some(right)) => wish.subject.of_kind(kind.as_str()).any(|name| name == right),
            (None, _) | (_, None) => false,
        };
        if !is_theirs {
            return Ok(Err(misfit(
                correction,
                MisfitKind::Unproven,
                "people are found by this field, and the new value is no proven name of this person",
                "let the person prove it first; it is then one of their identifiers",
            )));
        }
    }
    let table = site.table_of(place);
    let column = site.column(table, &field.name).expect("the plan found every column");
    let fitted = fit::of(site, table, column, correction.right.as_deref(), snapshot, call).await?;
    Ok(match fitted {
        Ok(becomes) => Ok((place, New { column: column.name.clone(), right: correction.right.clone(), becomes })),
        Err((kind, what, advice)) => Err(misfit(correction, kind, what, advice)),
    })
}

/// What changes in one collection.
async fn collection(
    site: Site<'_>,
    evidence: &Evidence<'_>,
    place: usize,
    aims: &[Aim<'_>],
    making: &mut Making,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<Write>, Stopped> {
    let table = site.table_of(place);
    let shape = site.shape(table);
    let width = shape.columns.len();
    let columns: Vec<&str> = aims.iter().map(|aim| aim.new.column.as_str()).collect();
    let mut found = read(site, evidence, place, &columns, snapshot, call).await?;
    found.own.sort();
    if !shape.can_name(&found.own) {
        making.misfits.push(misfit(
            aims[0].correction,
            MisfitKind::Unable,
            "the table has no key by which its rows could be named",
            "change it by hand, or give the table a key",
        ));
        return Ok(Vec::new());
    }
    let mut groups: BTreeMap<Vec<New>, Vec<Values>> = BTreeMap::new();
    for (at, row) in found.own.iter().enumerate() {
        let mut new = Vec::new();
        for (nth, aim) in aims.iter().enumerate() {
            let old = &row[width + nth];
            if *old == aim.new.becomes {
                making.fields[aim.at].right += 1;
            } else if is_meant(&aim.correction.held, old) {
                making.fields[aim.at].changed += 1;
                making.changes.push(RowChange {
                    collection: aim.correction.collection.clone(),
                    field: aim.correction.field.clone(),
                    row: at as u64 + 1,
                    old: text(old),
                    new: text(&aim.new.becomes),
                });
                new.push(aim.new.clone());
            }
        }
        if !new.is_empty() {
            making.pieces.extend(shape.key_of(row).iter().map(|part| part.clone().unwrap_or_default()));
            groups.entry(new).or_default().push(row[..width].to_vec());
        }
    }
    for (nth, aim) in aims.iter().enumerate() {
        let outlook = &mut making.fields[aim.at];
        outlook.found = found.own.len() as u64;
        let is_shared = found
            .shared
            .iter()
            .any(|row| row[width + nth] != aim.new.becomes && is_meant(&aim.correction.held, &row[width + nth]));
        if is_shared {
            making.misfits.push(misfit(
                aim.correction,
                MisfitKind::Shared,
                "a row where this stands belongs to other people too",
                "ask whose data it is, and change it by hand",
            ));
        } else if outlook.changed + outlook.right == 0 {
            making.misfits.push(misfit(
                aim.correction,
                MisfitKind::NotFound,
                "no row of this person alone holds what is to be corrected",
                "look again at what is held; it may have changed in the meantime",
            ));
        }
    }
    Ok(groups.into_iter().map(|(new, rows)| write(site, place, table, &shape, new, rows)).collect())
}

fn is_meant(held: &Held, old: &Value) -> bool {
    match held {
        Held::Whatever => true,
        Held::This(this) => this.as_ref().map(String::as_bytes) == old.as_deref(),
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// Reads the person's rows, with these columns behind those of its table's shape.
async fn read(
    site: Site<'_>,
    evidence: &Evidence<'_>,
    place: usize,
    columns: &[&str],
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Found, Stopped> {
    let inputs: Vec<usize> =
        (0..site.place(place).inputs.len()).filter(|&input| evidence.may_reach(place, input)).collect();
    if inputs.is_empty() {
        return Ok(Found { own: Vec::new(), shared: Vec::new() });
    }
    let table = site.table_of(place);
    let shape = site.shape(table);
    let mut statement = Statement::new(site.dialect(), site.place(place).address());
    statement.push("SELECT ");
    shape.push_columns(&mut statement);
    for name in columns {
        let column = site.column(table, name).expect("it was found before");
        statement.push(", ");
        speech::push_key(&mut statement, Operand { column, steps: &[] });
    }
    statement.push(", CASE WHEN ");
    if site.plan.places[place].is_plain {
        statement.push("1 = 0");
    } else {
        evidence.push_shared(&mut statement, place);
    }
    statement.push(" THEN 1 ELSE 0 END");
    push_from(&mut statement, site.plan, place);
    statement.push("(");
    statement.separated(inputs, " OR ", |statement, input| {
        evidence.push_input(statement, place, input, Which::All);
    });
    statement.push(")");
    let read = rows::read(snapshot, &statement, shape.columns.len() + columns.len(), call).await?;
    let (shared, own): (Vec<_>, Vec<_>) =
        read.into_iter().partition(|(_, flags)| flags.first().copied().unwrap_or_default());
    let mut shared: Vec<Values> = shared.into_iter().map(|(values, _)| values).collect();
    let own: Vec<Values> = own.into_iter().map(|(values, _)| values).collect();
    let known: Vec<&Values> = own.iter().collect();
    let are_led_to = strangers::lead_to(site, evidence, place, &known, snapshot, call).await?;
    let mut mine = Vec::new();
    for (row, is_led_to) in own.into_iter().zip(are_led_to) {
        if is_led_to { shared.push(row) } else { mine.push(row) }
    }
    Ok(Found { own: mine, shared })
}

/// What stands in all fields that may be corrected. Asks only.
pub(super) async fn held(
    site: Site<'_>,
    subject: &Subject,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<HeldField>, Stopped> {
    let evidence = walk::from(site.graph, site.plan, subject, snapshot, call).await?;
    let mut held = Vec::new();
    for place in 0..site.graph.collections.len() {
        let table = site.table_of(place);
        let fields: Vec<_> = site.collection(place).fields.iter().filter(|field| field.correct.is_some()).collect();
        if fields.is_empty() {
            continue;
        }
        let columns: Vec<&str> = fields
            .iter()
            .map(|field| site.column(table, &field.name).expect("the plan found every column").name.as_str())
            .collect();
        let found = read(site, &evidence, place, &columns, snapshot, call).await?;
        let width = site.shape(table).columns.len();
        for (nth, field) in fields.iter().enumerate() {
            let values: BTreeSet<Option<String>> = found.own.iter().map(|row| text(&row[width + nth])).collect();
            held.push(HeldField {
                collection: site.place(place).address(),
                field: field.name.clone(),
                values: values.into_iter().collect(),
                shared: found.shared.len() as u64,
            });
        }
    }
    Ok(held)
}
