//! The mails that were kept.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::fault::{Fault, Faults, Moment, Strike};
use super::mail::Mail;

/// The mails, in the order of their arrival. A clone is another hand on the same box.
#[derive(Debug, Clone)]
pub struct Mailbox {
    mails: Arc<watch::Sender<Vec<Arc<Mail>>>>,
    faults: Arc<Mutex<Faults>>,
}

impl Mailbox {
    /// An empty box.
    pub fn new() -> Self {
        Self { mails: Arc::new(watch::Sender::new(Vec::new())), faults: Arc::default() }
    }

    /// All mails so far.
    pub fn all(&self) -> Vec<Arc<Mail>> {
        self.mails.borrow().clone()
    }

    /// The mails to one person so far, by the envelope.
    pub fn to(&self, recipient: &str) -> Vec<Arc<Mail>> {
        let is_meant = |mail: &Arc<Mail>| mail.recipients.iter().any(|it| it == recipient);
        self.mails.borrow().iter().filter(|mail| is_meant(mail)).cloned().collect()
    }

    /// The mail with this number, which counts from one.
    pub fn get(&self, number: usize) -> Option<Arc<Mail>> {
        self.mails.borrow().get(number.checked_sub(1)?).cloned()
    }

    /// The first mail that is wanted, as soon as it is there. The caller sets the limit on how long that may take.
    pub async fn first(&self, is_wanted: impl Fn(&Mail) -> bool) -> Arc<Mail> {
        let mut mails = self.mails.subscribe();
        let find = |mails: &[Arc<Mail>]| mails.iter().find(|mail| is_wanted(mail)).cloned();
        loop {
            if let Some(found) = find(&mails.borrow_and_update()) {
                return found;
            }
            mails.changed().await.expect("the sender is ours");
        }
    }

    /// Lets one thing go wrong, after those that were asked for before.
    pub fn fail_once(&self, at: Moment, strike: Strike) {
        self.faults().push(Fault { at, strike });
    }

    pub(super) fn strike(&self, now: Moment) -> Option<Strike> {
        self.faults().take(now)
    }

    pub(super) fn keep(&self, sender: String, recipients: Vec<String>, raw: Vec<u8>) {
        self.mails.send_modify(|mails| mails.push(Arc::new(Mail::new(mails.len() + 1, sender, recipients, raw))));
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        // A row of faults is whole whoever panicked while holding it.
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Mailbox {
    fn default() -> Self {
        Self::new()
    }
}
