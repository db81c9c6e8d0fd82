//! What would happen, counted for each collection.

use crate::contract::beyond::{Collateral, Hidden};
use crate::contract::erasure::{Expiring, Kept, Outlook, SharedRows};

use super::{
    fate::{Fate, Share},
    plan::{Action, Does, EraseStep},
};

/// All collections, in the manifest's order.
#[derive(Debug)]
pub(super) struct Outlooks {
    system: String,
    all: Vec<Outlook>,
}

impl Outlooks {
    pub(super) fn new(system: &str) -> Self {
        Self { system: system.to_owned(), all: Vec::new() }
    }

    pub(super) fn into_all(self) -> Vec<Outlook> {
        self.all
    }

    /// A collection by its name in the manifest, which from now on is among them.
    pub(super) fn of(&mut self, collection: &str) -> &mut Outlook {
        let name = format!("{}.{collection}", self.system);
        let at = match self.all.iter().position(|outlook| outlook.collection == name) {
            Some(at) => at,
            None => {
                self.all.push(Outlook { collection: name, ..Outlook::default() });
                self.all.len() - 1
            }
        };
        &mut self.all[at]
    }
}

/// Counts rows that have this fate.
pub(super) fn add(outlook: &mut Outlook, step: &EraseStep, fate: &Fate, rows: u64) {
    match (fate, &step.action) {
        (Fate::Act, Action::Call(call)) => match call.does {
            Does::Delete => {
                outlook.deleted += rows;
                if let Some(hours) = call.hidden_hours {
                    let hidden = outlook.hidden.get_or_insert(Hidden { rows: 0, hours });
                    hidden.rows += rows;
                    hidden.hours = hidden.hours.max(hours);
                }
            }
            Does::Anonymise => outlook.blanked += rows,
            Does::Suppress => outlook.suppressed += rows,
            Does::LogOut => outlook.ended += rows,
            Does::Write => {}
        },
        (Fate::Act, Action::Expire(_)) => {}
        (Fate::Expire(until, because), _) => {
            match outlook.expiring.iter_mut().find(|expiring| expiring.because == *because) {
                Some(expiring) => {
                    expiring.rows += rows;
                    expiring.until = expiring.until.zip(*until).map(|(one, other)| one.max(other));
                }
                None => outlook.expiring.push(Expiring { rows, because: *because, until: *until }),
            }
        }
        (Fate::Keep(ground, until), _) => match outlook.kept.iter_mut().find(|kept| kept.ground == *ground) {
            Some(kept) => {
                kept.rows += rows;
                kept.until = kept.until.max(Some(*until));
            }
            None => outlook.kept.push(Kept { rows, ground: ground.clone(), until: Some(*until) }),
        },
        (Fate::Shared(choice), _) => {
            let shared = outlook.shared.get_or_insert(SharedRows {
                rows: 0,
                choice: *choice,
                fields: Vec::new(),
                keys: Vec::new(),
            });
            shared.rows += rows;
        }
    }
}

/// Counts an object in which others' data lies too.
pub(super) fn share(outlook: &mut Outlook, share: Share) {
    if share.others > 0 {
        let collateral = outlook.collateral.get_or_insert(Collateral::default());
        collateral.objects += 1;
        collateral.mine += share.mine;
        collateral.others += share.others;
    }
}
