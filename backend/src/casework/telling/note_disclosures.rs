//! A system keeps a list of whom it gave a person's data, and it is handed over with the rest: each of its lines goes into our
//! own record of disclosures, once. What such a line does not say is put before staff.

use std::collections::BTreeSet;

use async_trait::async_trait;
use rightsdesk_exporters::contract::{
    disclosing::{Disclosed, DisclosureLog, OnWhat},
    error::ConnectorError,
    sink::{Body, Collection, FileHead, Record, Sink},
    subject::Subject,
};

use super::record_disclosure::{self, Disclosing, Recorder};
use crate::{
    casework::error::CaseError,
    desk::Desk,
    disclosure::{self, basis::Basis},
    hold::name::blinds_of_all,
};

/// More recipients than one call of an export brings; lines above that are put before staff.
const MOST: usize = 5_000;

/// What a list told.
#[derive(Debug, Default)]
pub(in crate::casework) struct Heard {
    each: BTreeSet<Disclosed>,
    /// So many lines could not be read.
    unread: u64,
}

/// Listens to an export while it goes where it goes.
pub(in crate::casework) struct Listening<'a> {
    inner: &'a mut dyn Sink,
    logs: Vec<DisclosureLog>,
    /// Of which list the records are.
    now: Option<usize>,
    heard: Heard,
}

impl<'a> Listening<'a> {
    /// To these lists, of an export into `inner`.
    pub(in crate::casework) fn to(inner: &'a mut dyn Sink, logs: Vec<DisclosureLog>) -> Self {
        Self { inner, logs, now: None, heard: Heard::default() }
    }

    /// What was told.
    pub(in crate::casework) fn into_heard(self) -> Heard {
        self.heard
    }
}

#[async_trait]
impl Sink for Listening<'_> {
    async fn collection(&mut self, head: &Collection) -> Result<(), ConnectorError> {
        self.now = self.logs.iter().position(|log| log.collection == head.name);
        self.inner.collection(head).await
    }

    async fn record(&mut self, record: Record<'_>) -> Result<(), ConnectorError> {
        if let Some(now) = self.now {
            match self.logs[now].says.read(record.json) {
                Some(one) if self.heard.each.len() < MOST => {
                    self.heard.each.insert(one);
                }
                Some(_) | None => self.heard.unread += 1,
            }
        }
        self.inner.record(record).await
    }

    async fn file(&mut self, head: &FileHead, body: Body<'_>) -> Result<(), ConnectorError> {
        self.inner.file(head, body).await
    }
}

/// Writes down what is not written down yet; what staff are told, if something could not be.
pub(in crate::casework) async fn note(
    desk: &Desk,
    system: &str,
    subject: &Subject,
    heard: Heard,
) -> Result<Option<String>, CaseError> {
    let Heard { each, mut unread } = heard;
    if !each.is_empty() {
        let names = subject.identifiers().to_vec();
        let known = disclosure::store::about(&desk.db, &blinds_of_all(&desk.index, &names)).await?;
        for Disclosed { recipient, on, kinds, basis } in each {
            let is_known = known.iter().any(|row| {
                let is_from_here = row.system_keys().iter().any(|key| key == system);
                is_from_here && row.recipient == recipient && row.disclosed_on == on && row.kinds() == kinds
            });
            if is_known {
                continue;
            }
            let disclosing = Disclosing {
                recipient,
                basis: of(basis),
                is_inquiry: false,
                kinds,
                systems: vec![system.to_owned()],
                on,
                names: names.clone(),
                ticket: None,
                words: String::new(),
                withheld: None,
            };
            match record_disclosure::record(desk, Recorder::System, disclosing).await {
                Ok(_) => {}
                // A day to come, or a name that is none: a person sees to it.
                Err(CaseError::Refused(_)) => unread += 1,
                Err(error) => return Err(error),
            }
        }
    }
    Ok((unread > 0).then(|| {
        format!(
            "This system lists to whom it gave data. {unread} of its lines do not say who, when or what as the manifest says \
             they do: look at them in the package, and write them down under disclosures."
        )
    }))
}

const fn of(basis: OnWhat) -> Basis {
    match basis {
        OnWhat::Order => Basis::Order,
        OnWhat::Law => Basis::Law,
        OnWhat::Contract => Basis::Contract,
        OnWhat::Consent => Basis::Consent,
        OnWhat::Interest => Basis::Interest,
    }
}
