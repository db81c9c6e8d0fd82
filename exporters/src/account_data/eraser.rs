//! Emptying what is the person's in a bot's account data, and reading it back.

use std::{collections::BTreeMap, time::Duration};

use async_trait::async_trait;

use crate::contract::{
    call::Call,
    eraser::Eraser,
    erasure::{Effect, Erased, Evidence, Order, Preview, ReadBack, Residue, Standing, Timed, Verified},
    error::ConnectorError,
    pseudonym::Pseudonyms,
    subject::{IdentifierKind, Subject},
};

use super::{
    connector::{AccountDataConnector, ids},
    draft::Draft,
    find::{Found, names, of_everybody, of_rule},
    homeserver::AccountData,
    section::Find,
};

impl AccountDataConnector {
    async fn draft(&self, ids: &[&str], order: &Order, call: &Call) -> Result<(Draft, AccountData), ConnectorError> {
        if ids.is_empty() {
            return Err(ConnectorError::permanent("no identifier of a kind that this system knows: matrix_id"));
        }
        let data = self.homeserver.all(call).await?;
        let may_write = self.homeserver.may_write(call).await?;
        Ok((Draft::of(&self.system.key, &self.section, &data, ids, order, may_write), data))
    }

    /// Where the names still stand, entry by entry; and how many entries were looked at.
    fn scan(&self, data: &AccountData, ids: &[&str]) -> (Vec<Residue>, u64) {
        // What a rule finds, and whether it is as an erasure leaves it.
        let mut known: BTreeMap<(Option<String>, String), (String, bool)> = BTreeMap::new();
        for rule in &self.section.collections {
            for found in of_rule(rule, data, ids) {
                let is_erased = found.is_erased() && matches!(rule.find, Find::Named { .. });
                known.insert((found.room, found.kind), (rule.name.clone(), is_erased));
            }
        }
        let global = data.global.iter().map(|(kind, content)| (None, kind, content));
        let rooms = data
            .rooms
            .iter()
            .flat_map(|(room, entries)| entries.iter().map(move |(kind, content)| (Some(room.clone()), kind, content)));
        let mut residues: BTreeMap<(String, &str, Standing), u64> = BTreeMap::new();
        let mut looked_at = 0;
        for (room, kind, content) in global.chain(rooms) {
            looked_at += 1;
            let stands_in = |text: &str| ids.iter().any(|id| names(text, id));
            let rule = known.get(&(room, kind.clone()));
            // An entry that no rule knows is told by how its type begins: the rest of it may name people.
            let table = rule.map_or_else(
                || kind.split(['@', ':']).next().unwrap_or_default().to_owned(),
                |(name, _)| format!("{}.{name}", self.system.key),
            );
            if stands_in(kind) {
                let standing = match rule {
                    Some((_, true)) => Standing::Kept,
                    Some((_, false)) => Standing::Left,
                    None => Standing::Elsewhere,
                };
                *residues.entry((table.clone(), "type", standing)).or_default() += 1;
            }
            if stands_in(&content.to_string()) {
                let standing = if rule.is_some() { Standing::Left } else { Standing::Elsewhere };
                *residues.entry((table, "content", standing)).or_default() += 1;
            }
        }
        let residues = residues.into_iter().map(|((table, column, standing), rows)| Residue {
            table,
            column: column.to_owned(),
            rows,
            standing,
        });
        (residues.collect(), looked_at)
    }

    /// Writes an entry back without what is the person's, unless somebody else has written it since it was read: the whole of
    /// it is put, and with it what they have taken away. The homeserver knows no way to ask for both at once, so a moment
    /// stays in which the bot itself may write.
    async fn empty(&self, found: &Found, before: &AccountData, call: &Call) -> Result<(), ConnectorError> {
        let (room, kind) = (found.room.as_deref(), found.kind.as_str());
        if before.entry(room, kind) != Some(&self.homeserver.entry(room, kind, call).await?) {
            return Err(ConnectorError::transient("an entry was written by somebody else while it was to be emptied"));
        }
        self.homeserver.put(room, kind, &found.afterwards, call).await
    }
}

#[async_trait]
impl Eraser for AccountDataConnector {
    async fn preview(&self, subject: &Subject, order: &Order, call: &Call) -> Result<Preview, ConnectorError> {
        Ok(self.draft(&ids(subject), order, call).await?.0.preview)
    }

    /// Each entry is emptied by a call of its own: if one fails, the others stay emptied, and a new preview tells the rest.
    async fn erase(
        &self,
        subject: &Subject,
        plan: &Preview,
        _pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Erased, ConnectorError> {
        let ids = ids(subject);
        let _alone = self.writing.lock().await;
        let (mut draft, mut before) = self.draft(&ids, &plan.order, call).await?;
        if draft.preview.hash != plan.hash {
            return Ok(Erased::Changed(Box::new(draft.preview)));
        }
        if !draft.preview.is_ready() {
            return Err(ConnectorError::permanent("the plan has obstacles: nothing was erased"));
        }
        if let Some(forget) = &self.section.forget
            && self.homeserver.may_say()
            && draft.changes.iter().any(|live| !live.is_empty())
        {
            forget.tell(&self.homeserver, &ids, call).await?;
            // What it has done about that by itself is no part of the plan.
            (draft, before) = self.draft(&ids, &plan.order, call).await?;
            if draft.preview.hash != plan.hash {
                return Ok(Erased::Changed(Box::new(draft.preview)));
            }
        }
        let mut evidence = Evidence { plan: plan.hash.clone(), ..Evidence::default() };
        for (rule, changes) in self.section.collections.iter().zip(&draft.changes) {
            for found in changes {
                call.still_wanted()?;
                let started = tokio::time::Instant::now();
                self.empty(found, &before, call).await?;
                let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
                let what = format!("empty {}.{}", self.system.key, rule.name);
                evidence.statements.push(Timed { what, rows: 1, micros });
            }
        }
        let after = self.homeserver.all(call).await?;
        for ((rule, changes), outlook) in
            self.section.collections.iter().zip(&draft.changes).zip(&draft.preview.collections)
        {
            if of_rule(rule, &after, &ids).iter().any(|found| !found.is_erased()) {
                let what =
                    format!("{}: what was emptied is there again, so the bot still writes it", outlook.collection);
                return Err(ConnectorError::transient(what));
            }
            evidence.effects.push(Effect {
                collection: outlook.collection.clone(),
                before: of_everybody(rule, &before),
                after: of_everybody(rule, &after),
                found: outlook.found,
                blanked: changes.len() as u64,
                ..Effect::default()
            });
        }
        Ok(Erased::Done(evidence))
    }

    async fn verify(&self, subject: &Subject, _order: &Order, call: &Call) -> Result<Verified, ConnectorError> {
        let ids = ids(subject);
        if ids.is_empty() {
            return Err(ConnectorError::permanent("no identifier of a kind that this system knows: matrix_id"));
        }
        let data = self.homeserver.all(call).await?;
        let read_back = self.section.collections.iter().map(|rule| {
            let found = of_rule(rule, &data, &ids);
            let (erased, left): (Vec<_>, Vec<_>) = found.iter().partition(|it| it.is_erased());
            ReadBack {
                collection: format!("{}.{}", self.system.key, rule.name),
                kept: erased.len() as u64,
                left: left.len() as u64,
            }
        });
        let (residues, columns) = self.scan(&data, &ids);
        let kinds = vec![IdentifierKind::MATRIX_ID.to_owned()];
        Ok(Verified { read_back: read_back.collect(), residues, columns, kinds, ..Verified::default() })
    }

    /// Our own lock ends with our process.
    fn writes_alone(&self) -> bool {
        true
    }

    fn looks_again(&self) -> Vec<Duration> {
        const HOUR: u64 = 60 * 60;
        // A bot that was not told to forget writes again from memory what it had: soon, or when it is started next.
        [1, 24, 7 * 24, 91 * 24].map(|hours| Duration::from_secs(hours * HOUR)).into()
    }
}
