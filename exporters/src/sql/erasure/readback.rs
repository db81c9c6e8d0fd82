//! Reads back after an erasure: what is still reached, and where names still stand.

use crate::{
    contract::{
        call::Call,
        erasure::{Order, ReadBack, Verified},
        subject::Subject,
    },
    sql::{read_rows::Stopped, snapshot::Snapshot, walk},
};

use super::{
    draft,
    scan::{self, Searched},
    site::Site,
    sorting::{self, Reading},
};

/// Both. What an erasure would still delete or overwrite is what is left.
pub(super) async fn verify(
    site: Site<'_>,
    subject: &Subject,
    order: &Order,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Verified, Stopped> {
    let choices = draft::choices(site, order)?;
    let evidence = walk::from(site.graph, site.plan, subject, snapshot, call).await?;
    let sorted = sorting::all(site, &evidence, order.as_of.date_naive(), &Reading::default(), snapshot, call).await?;
    let read_back = sorted.iter().enumerate().map(|(place, sorted)| ReadBack {
        collection: site.place(place).address(),
        kept: (sorted.settled.len() + sorted.shared.len()) as u64,
        left: (sorted.deleted.len() + sorted.overwritten.len()) as u64,
    });
    let read_back = read_back.collect();
    let scan = scan::Scan::of(site, &sorted, &choices, subject);
    let Searched { residues, columns, tables, kinds } = scan.all(snapshot, call).await?;
    Ok(Verified { read_back, residues, columns, kinds, tables, pending: Vec::new() })
}
