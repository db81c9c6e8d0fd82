//! Holds of which the person is not told, because that would defeat what they are for (Art. 17(3)(e)): no letter, page or record
//! that reaches the person names them, and none says that all is gone.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    hold::{self, stop},
    kernel::ids::{HoldId, RequestId, TaskId, TicketId},
    request::{entity::Model, state::Outcome},
    task::{
        self,
        state::{Operation, Outcome as Ended},
    },
};

/// What of a ticket is kept without the person's being told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untold {
    holds: BTreeSet<HoldId>,
    tasks: BTreeSet<TaskId>,
    /// The requests, each with the grounds that are not to be named.
    requests: BTreeMap<RequestId, BTreeSet<&'static str>>,
}

impl Untold {
    /// Of this ticket, as long as these holds stand.
    pub async fn of(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Self, DbErr> {
        let tasks = task::store::of(db, ticket).await?;
        let erasing: Vec<_> = tasks.iter().filter(|task| task.operation == Operation::Erase && is_kept(task)).collect();
        let ids: Vec<_> = erasing.iter().map(|task| task.id).collect();
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let stops = stop::of(db, &ids).await?;
        let holds: Vec<_> = stops.iter().map(|stop| stop.hold_id).collect();
        let holds = hold::store::by_ids(db, &holds).await?;
        let (mut untold, mut told) = (Self::default(), BTreeSet::new());
        for stop in &stops {
            let Some(hold) = holds.get(&stop.hold_id).filter(|hold| hold.is_standing()) else { continue };
            let request = erasing.iter().find(|task| task.id == stop.task_id).and_then(|task| task.request_id);
            let Some(request) = request else { continue };
            let ground = hold.ground.in_the_list().code.as_str();
            if hold.is_untold() {
                untold.holds.insert(hold.id);
                untold.tasks.insert(stop.task_id);
                untold.requests.entry(request).or_default().insert(ground);
            } else {
                told.insert((request, ground));
            }
        }
        // Another hold on the same ground may be named.
        for (request, grounds) in &mut untold.requests {
            grounds.retain(|ground| !told.contains(&(*request, *ground)));
        }
        Ok(untold)
    }

    /// Whether a task left something of which the person is not told.
    pub fn keeps(&self, task: TaskId) -> bool {
        self.tasks.contains(&task)
    }

    /// Whether something of this request is kept so.
    pub fn is_about(&self, request: RequestId) -> bool {
        self.requests.contains_key(&request)
    }

    /// How the request was answered, as far as the person may know: that not all was done would tell them.
    pub fn told_outcome(&self, request: &Model) -> Option<Outcome> {
        request.outcome.filter(|_| !self.is_about(request.id))
    }

    /// Whether a ground may be named where the person reads it.
    pub fn may_name(&self, request: RequestId, ground: &str) -> bool {
        self.requests.get(&request).is_none_or(|grounds| !grounds.contains(ground))
    }

    /// Whether a line of the log tells of it: it names the hold, a task that it stopped, or a request with its outcome.
    pub fn is_told_by(&self, details: &str) -> bool {
        let ids = self.holds.iter().map(ToString::to_string).chain(self.requests.keys().map(ToString::to_string));
        ids.into_iter().any(|id| details.contains(&id))
    }
}

/// Whether something is left there that a hold can have kept.
fn is_kept(task: &task::entity::Model) -> bool {
    match task.outcome {
        Some(Ended::Partial | Ended::Skipped | Ended::Abandoned) | None => true,
        Some(Ended::Done | Ended::Manual | Ended::NotFound | Ended::NotLooked) => false,
    }
}
