//! Which steps there are, and how each is claimed and taken.

use std::{pin::Pin, sync::Arc};

use tokio_util::sync::CancellationToken;

use super::heartbeat;
use crate::{
    archive,
    casework::{
        accounts::sweep,
        collecting::run_task,
        copying::{assemble_archive, carry_over},
        erasing::look_again,
        error::CaseError,
        telling::carry_notice,
        writing::send_letter,
    },
    deactivation,
    desk::Desk,
    handover,
    kernel::lease::{self, Claim, Lease, Queue, Room},
    letter, notice, recheck, task,
};

/// A claimed row, and so a step that is to be taken.
#[derive(Debug)]
pub enum Step {
    /// Ask a system.
    Task(Lease<task::entity::Model>),
    /// Build an archive.
    Archive(Lease<archive::entity::Model>),
    /// Send a letter.
    Letter(Lease<letter::entity::Model>),
    /// Send data straight to another provider.
    Handover(Lease<handover::entity::Model>),
    /// Tell a recipient through their own system.
    Notice(Lease<notice::call::entity::Model>),
    /// Look again whether what was erased stays erased.
    Look(Lease<recheck::entity::Model>),
    /// Prepare a sweep of closed accounts.
    Sweep(Lease<deactivation::sweep::Model>),
    /// Erase closed accounts from a system.
    Part(Lease<deactivation::part::Model>),
}

/// Claims up to `most` steps that are due: letters first, for people wait for them; then archives, then tasks, and what has thirty days last.
pub async fn claim(desk: &Desk, most: u32) -> Result<Vec<Step>, sea_orm::DbErr> {
    let now = desk.now();
    let mut steps = Vec::new();
    let room = |steps: &Vec<Step>| most.saturating_sub(u32::try_from(steps.len()).unwrap_or(u32::MAX));
    let ask = |most, room| Claim { now, holds: desk.config.work.lease(), token: desk.ids.fresh(), most, room };
    let letters = lease::claim(&desk.db, ask(room(&steps), None)).await?;
    steps.extend(letters.into_iter().map(Step::Letter));
    if room(&steps) > 0 {
        let archives = lease::claim(&desk.db, ask(room(&steps), None)).await?;
        steps.extend(archives.into_iter().map(Step::Archive));
    }
    if room(&steps) > 0 {
        let handovers = lease::claim(&desk.db, ask(room(&steps), None)).await?;
        steps.extend(handovers.into_iter().map(Step::Handover));
    }
    if room(&steps) > 0 {
        let by_system = Room { column: "system", limits: desk.systems.limits() };
        let notices = lease::claim(&desk.db, ask(room(&steps), Some(by_system))).await?;
        steps.extend(notices.into_iter().map(Step::Notice));
    }
    if room(&steps) > 0 {
        let by_system = Room { column: "system", limits: desk.systems.limits() };
        let tasks = lease::claim(&desk.db, ask(room(&steps), Some(by_system))).await?;
        steps.extend(tasks.into_iter().map(Step::Task));
    }
    if room(&steps) > 0 {
        let by_system = Room { column: "system", limits: desk.systems.limits() };
        let parts = lease::claim(&desk.db, ask(room(&steps), Some(by_system))).await?;
        steps.extend(parts.into_iter().map(Step::Part));
    }
    if room(&steps) > 0 {
        let sweeps = lease::claim(&desk.db, ask(room(&steps), None)).await?;
        steps.extend(sweeps.into_iter().map(Step::Sweep));
    }
    if room(&steps) > 0 {
        let by_system = Room { column: "system", limits: desk.systems.limits() };
        let looks = lease::claim(&desk.db, ask(room(&steps), Some(by_system))).await?;
        steps.extend(looks.into_iter().map(Step::Look));
    }
    Ok(steps)
}

impl Step {
    /// Takes the step.
    pub async fn take(self, desk: &Arc<Desk>, stop: &CancellationToken) -> Result<(), CaseError> {
        let cancel = stop.child_token();
        let (pulse, work) = match self {
            Self::Task(lease) => (lease.pulse(), apart(|| run_task::run(desk, lease, cancel.clone()))),
            Self::Look(lease) => (lease.pulse(), apart(|| look_again::look(desk, lease, cancel.clone()))),
            Self::Archive(lease) => (lease.pulse(), apart(|| assemble_archive::build(desk, lease))),
            Self::Handover(lease) => (lease.pulse(), apart(|| carry_over::take(desk, lease))),
            Self::Notice(lease) => (lease.pulse(), apart(|| carry_notice::take(desk, lease, cancel.clone()))),
            Self::Letter(lease) => (lease.pulse(), apart(|| send_letter::send(desk, lease))),
            Self::Sweep(lease) => (lease.pulse(), apart(|| sweep::prepare::take(desk, lease, cancel.clone()))),
            Self::Part(lease) => (lease.pulse(), apart(|| sweep::part::take(desk, lease, cancel.clone()))),
        };
        heartbeat::beside(desk, pulse, cancel, work).await
    }

    /// For the log: the table and the row.
    pub fn name(&self) -> String {
        match self {
            Self::Task(lease) => format!("{} {}", task::entity::Model::TABLE, lease.row().id),
            Self::Archive(lease) => format!("{} {}", archive::entity::Model::TABLE, lease.row().id),
            Self::Look(lease) => format!("{} {}", recheck::entity::Model::TABLE, lease.row().id),
            Self::Handover(lease) => format!("{} {}", handover::entity::Model::TABLE, lease.row().id),
            Self::Notice(lease) => format!("{} {}", notice::call::entity::Model::TABLE, lease.row().id),
            Self::Letter(lease) => format!("{} {}", letter::entity::Model::TABLE, lease.row().id),
            Self::Sweep(lease) => format!("{} {}", deactivation::sweep::Model::TABLE, lease.row().id),
            Self::Part(lease) => format!("{} {}", deactivation::part::Model::TABLE, lease.row().id),
        }
    }

    /// What returns the row to the queue if the step ends in a fault of ours.
    pub fn release(&self) -> lease::Release {
        match self {
            Self::Task(lease) => lease.release(),
            Self::Archive(lease) => lease.release(),
            Self::Handover(lease) => lease.release(),
            Self::Notice(lease) => lease.release(),
            Self::Letter(lease) => lease.release(),
            Self::Look(lease) => lease.release(),
            Self::Sweep(lease) => lease.release(),
            Self::Part(lease) => lease.release(),
        }
    }
}

/// The work of one step, as large as it is, on the heap. It is made in here, and not where the steps are told apart:
/// unoptimised code would keep room on the stack for all kinds of steps at once, more than a thread has.
fn apart<'a, F>(begin: impl FnOnce() -> F) -> Pin<Box<dyn Future<Output = Result<(), CaseError>> + Send + 'a>>
where
    F: Future<Output = Result<(), CaseError>> + Send + 'a,
{
    Box::pin(begin())
}
