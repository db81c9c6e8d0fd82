//! What an erasure would be: made once to be shown, and once more to be done.

use std::collections::BTreeMap;

use crate::{
    contract::{
        call::Call,
        erasure::{Kept, Obstacle, Order, Outlook, Preview, SharedChoice, SharedRows},
        error::ConnectorError,
        pseudonym::{Pseudonyms, digest},
        subject::Subject,
    },
    manifest::model::Fate,
    sql::{read_rows::Stopped, snapshot::Snapshot, statement::Statement, walk},
};

use super::{
    changes::{self, Change, Material},
    doomed::Doomed,
    overwrite::{self, Overwrite, Whose},
    preflight, row_keys,
    rows::{self, Values},
    site::{Site, push_table},
    sorting::{self, Reading, Sorted},
};

/// A preview, and the statements that would make it true.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) preview: Preview,
    pub(super) changes: Vec<Change>,
    /// What goes of each table, along or by itself.
    pub(super) doomed: Doomed,
    /// How many rows each table that is touched has, everybody's.
    pub(super) sizes: BTreeMap<usize, u64>,
}

/// Whom it is about, and what was decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish<'w> {
    pub(super) system: &'w str,
    pub(super) subject: &'w Subject,
    pub(super) order: &'w Order,
    pub(super) pseudonyms: &'w Pseudonyms,
}

/// Drafts an erasure. Asks only.
pub(super) async fn draft(
    site: Site<'_>,
    wish: Wish<'_>,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Draft, Stopped> {
    let choices = choices(site, wish.order)?;
    let evidence = walk::from(site.graph, site.plan, wish.subject, snapshot, call).await?;
    let sorted =
        sorting::all(site, &evidence, wish.order.as_of.date_naive(), &Reading::default(), snapshot, call).await?;
    let mut doomed = Doomed::of(site, &sorted, snapshot, call).await?;
    let material = Material { site, evidence: &evidence, pseudonyms: wish.pseudonyms, people: 1 };

    let mut obstacles = preflight::undecided(site, &sorted, &choices);
    obstacles.append(&mut doomed.obstacles);
    let collisions = collisions(material, &sorted, &choices, snapshot, call).await?;
    let changes = if collisions.is_empty() {
        match changes::all(material, &sorted, &choices, &doomed) {
            Ok(changes) => changes,
            Err(why) => {
                obstacles.push(preflight::impossible(site, &why));
                Vec::new()
            }
        }
    } else {
        obstacles.extend(collisions.into_iter().map(|(_, obstacle)| obstacle));
        Vec::new()
    };
    let sizes = sizes(site, &sorted, &doomed, snapshot, call).await?;
    let mut touched: BTreeMap<usize, u64> = BTreeMap::new();
    for change in &changes {
        *touched.entry(change.table).or_default() += change.rows;
    }
    obstacles.extend(preflight::shares(site, wish.order, &touched, &sizes));
    obstacles.extend(preflight::bystanders(site, &changes, &doomed));

    let collections: Vec<Outlook> =
        (0..sorted.len()).map(|place| outlook(site, place, &sorted[place], &choices, &sizes)).collect();
    let along = doomed.along.iter().map(|(along, _)| along.clone()).collect();
    let hash = hash(site, wish, &collections, &sorted, &doomed);
    let preview = Preview {
        system: wish.system.to_owned(),
        order: wish.order.clone(),
        collections,
        along,
        obstacles,
        remarks: Vec::new(),
        frozen: Vec::new(),
        parts: Vec::new(),
        hash,
    };
    Ok(Draft { preview, changes, doomed, sizes })
}

/// What becomes of shared rows: what people said goes before the manifest's rule.
pub(super) fn choices(site: Site<'_>, order: &Order) -> Result<BTreeMap<usize, SharedChoice>, ConnectorError> {
    let places = 0..site.graph.collections.len();
    let known: Vec<String> = places.clone().map(|place| site.place(place).address()).collect();
    if let Some(unknown) = order.shared.keys().find(|name| !known.contains(name)) {
        return Err(ConnectorError::permanent(format!(
            "something was decided about `{unknown}`, which is no collection here"
        )));
    }
    let choice = |place: usize| {
        let said = order.shared.get(&known[place]).copied();
        let erasure = site.erasure(place);
        // What is left as it is needs no decision.
        let left = erasure.filter(|erasure| erasure.rows == Fate::Leave).map(|_| SharedChoice::Keep);
        said.or_else(|| erasure?.shared).or(left).map(|choice| (place, choice))
    };
    Ok(places.filter_map(choice).collect())
}

/// What is in the way of the new values; with the collection where every row that is overwritten has that in its way.
pub(super) async fn collisions(
    material: Material<'_>,
    sorted: &[Sorted],
    choices: &BTreeMap<usize, SharedChoice>,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<(Option<usize>, Obstacle)>, Stopped> {
    let mut obstacles = Vec::new();
    for (place, sorted) in sorted.iter().enumerate() {
        let fields = overwrite::of(material.site, place);
        let own = overwrite::on_own(&fields);
        let shared = choices.get(&place).map(|&choice| overwrite::on_shared(&fields, choice)).unwrap_or_default();
        let parts: [(&[&Overwrite<'_>], &[Values], Whose); 2] =
            [(&own, &sorted.overwritten, Whose::Own), (&shared, &sorted.shared, Whose::Shared)];
        for (fields, rows, whose) in parts {
            if fields.is_empty() || rows.is_empty() {
                continue;
            }
            let found = preflight::collisions(material, place, fields, rows);
            if found.is_empty() {
                let shape = material.site.shape(material.site.table_of(place));
                for rows in overwrite::parts(&shape, fields, rows) {
                    let broken = preflight::checks(material, place, fields, rows, whose, snapshot, call).await?;
                    obstacles.extend(broken.into_iter().map(|obstacle| (None, obstacle)));
                }
            }
            for obstacle in found {
                let found = (Some(place), obstacle);
                if !obstacles.contains(&found) {
                    obstacles.push(found);
                }
            }
        }
    }
    Ok(obstacles)
}

/// Counts the tables in which anything was found or from which anything goes along.
async fn sizes(
    site: Site<'_>,
    sorted: &[Sorted],
    doomed: &Doomed,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<BTreeMap<usize, u64>, Stopped> {
    let found = (0..sorted.len()).filter(|&place| sorted[place].found() > 0).map(|place| site.table_of(place));
    let detached = doomed.detached.iter().map(|detached| detached.table);
    let mut sizes = BTreeMap::new();
    for table in found.chain(doomed.tables()).chain(detached) {
        if let std::collections::btree_map::Entry::Vacant(entry) = sizes.entry(table) {
            entry.insert(size(site, table, snapshot, call).await?);
        }
    }
    Ok(sizes)
}

/// How many rows a table has.
pub(super) async fn size(site: Site<'_>, table: usize, snapshot: &mut Snapshot, call: &Call) -> Result<u64, Stopped> {
    let mut statement = Statement::new(site.dialect(), site.address(table));
    statement.push("SELECT COUNT(*) FROM ");
    push_table(&mut statement, site.table(table));
    rows::number(snapshot, &statement, call).await
}

fn outlook(
    site: Site<'_>,
    place: usize,
    sorted: &Sorted,
    choices: &BTreeMap<usize, SharedChoice>,
    sizes: &BTreeMap<usize, u64>,
) -> Outlook {
    let fields = overwrite::of(site, place);
    let kept: Vec<Kept> = sorted.kept();
    let shared = (!sorted.shared.is_empty()).then(|| {
        let choice = choices.get(&place).copied();
        let fields = choice.map(|choice| overwrite::told(&overwrite::on_shared(&fields, choice))).unwrap_or_default();
        let keys = row_keys::of(site, place, &sorted.shared);
        SharedRows { rows: sorted.shared.len() as u64, choice, fields, keys }
    });
    let is_overwritten = !sorted.overwritten.is_empty();
    let own = overwrite::on_own(&fields);
    Outlook {
        collection: site.place(place).address(),
        in_table: sizes.get(&site.table_of(place)).copied().unwrap_or_default(),
        found: sorted.found() as u64,
        deleted: sorted.deleted.len() as u64,
        blanked: if own.is_empty() { 0 } else { sorted.overwritten.len() as u64 },
        fields: if is_overwritten { overwrite::told(&own) } else { Vec::new() },
        kept,
        shared,
        ..Outlook::default()
    }
}

/// The plan's name: a hash over which rows are treated how, keyed by the person's names.
fn hash(site: Site<'_>, wish: Wish<'_>, collections: &[Outlook], sorted: &[Sorted], doomed: &Doomed) -> String {
    let names = wish.subject.identifiers().iter();
    let key: Vec<u8> = names.flat_map(|name| format!("{}={}\0", name.kind(), name.value()).into_bytes()).collect();
    let mut pieces: Vec<Vec<u8>> = vec![wish.system.as_bytes().to_vec()];
    for (place, sorted) in sorted.iter().enumerate() {
        let outlook = &collections[place];
        // Other people's rows come and go: how many the table has is no part of the plan.
        // Nor are the keys that are told of shared rows: all of them follow below.
        let shared = outlook.shared.clone().map(|shared| SharedRows { keys: Vec::new(), ..shared });
        let told = serde_json::to_vec(&(&outlook.collection, &outlook.fields, &outlook.kept, shared));
        pieces.push(told.expect("texts and numbers are JSON"));
        let shape = site.shape(site.table_of(place));
        for rows in [&sorted.deleted, &sorted.overwritten, &sorted.settled, &sorted.shared] {
            pieces.push(named(rows.iter().map(|row| shape.key_of(row))));
        }
    }
    for table in doomed.tables() {
        let shape = site.shape(table);
        pieces.push(site.address(table).into_bytes());
        pieces.push(named(doomed.rows(table).iter().map(|row| shape.key_of(row))));
    }
    for (along, _) in &doomed.along {
        pieces.push(serde_json::to_vec(along).expect("texts and numbers are JSON"));
    }
    for detached in &doomed.detached {
        let shape = site.shape(detached.table);
        pieces.push(format!("{} {}", site.address(detached.table), detached.columns.join(", ")).into_bytes());
        pieces.push(named(detached.rows.iter().map(|row| shape.key_of(row))));
    }
    let lengths: Vec<[u8; 8]> = pieces.iter().map(|piece| (piece.len() as u64).to_be_bytes()).collect();
    digest(&key, lengths.iter().zip(&pieces).flat_map(|(length, piece)| [&length[..], piece.as_slice()]))
}

/// Keys in an order of their own, each part with its length before it.
fn named<'r>(keys: impl Iterator<Item = &'r [rows::Value]>) -> Vec<u8> {
    let mut keys: Vec<&[rows::Value]> = keys.collect();
    keys.sort_unstable();
    let mut bytes = (keys.len() as u64).to_be_bytes().to_vec();
    for part in keys.into_iter().flatten() {
        let length = part.as_ref().map_or(u64::MAX, |part| part.len() as u64);
        bytes.extend(length.to_be_bytes());
        bytes.extend(part.as_deref().unwrap_or_default());
    }
    bytes
}
