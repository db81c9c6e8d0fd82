//! The ways in which the error tracker can be made to misbehave.

use std::sync::{Mutex, PoisonError};

/// What is answered instead of the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This status, with an empty JSON object.
    Status(u16),
    /// 429 with `Retry-After`, in seconds.
    RetryAfter(u64),
    /// 200 and a page for people.
    Html,
    /// 200 and the first half of the answer, with its length as promised.
    HalfJson,
    /// 200 and the first half of the answer, then the connection breaks.
    BrokenOff,
    /// The answer, always with a link to a further page.
    PagesForEver,
    /// The answer, always with a link to the same page again.
    SamePageForEver,
    /// Nothing, for as long as the caller waits.
    Silence,
}

/// Which calls misbehave.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Vec<Planned>>);

#[derive(Debug)]
struct Planned {
    path: String,
    fault: Fault,
    is_once: bool,
    after: usize,
}

impl Faults {
    /// The next call whose path holds this text misbehaves.
    pub fn once(&self, path: &str, fault: Fault) {
        self.after(0, path, fault);
    }

    /// The call after so many more whose paths hold this text misbehaves.
    pub fn after(&self, calls: usize, path: &str, fault: Fault) {
        self.plan(Planned { path: path.to_owned(), fault, is_once: true, after: calls });
    }

    /// All calls whose path holds this text misbehave.
    pub fn always(&self, path: &str, fault: Fault) {
        self.plan(Planned { path: path.to_owned(), fault, is_once: false, after: 0 });
    }

    /// All is well again.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn plan(&self, planned: Planned) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(planned);
    }

    /// What this call is to be answered with, if not the truth.
    pub(super) fn of(&self, path: &str) -> Option<Fault> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|planned| path.contains(&planned.path))?;
        if all[at].after > 0 {
            all[at].after -= 1;
            return None;
        }
        if all[at].is_once { Some(all.remove(at).fault) } else { Some(all[at].fault.clone()) }
    }
}
