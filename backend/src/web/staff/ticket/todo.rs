//! What is next for whoever works on a ticket: sentences in the order in which they are best followed, each with the place
//! where it is done. There is always at least one.

use crate::{
    archive::state::State as ArchiveState,
    casework::{answering::weigh, collecting::order, copying::copy_first, stopping::never_weighed},
    complaint, correction,
    decision::state::State as Decided,
    desk::Desk,
    handover::state::State as Handed,
    hold::ground::Keeps,
    question,
    request::{entity::Model as Request, state::State as RequestState},
    rights::right::Right,
    task::{
        entity::Model as Task,
        result::TaskResult,
        state::{Operation, Outcome, State as TaskState},
    },
    ticket::state::State,
    web::{
        case::Case,
        page::desk::ticket::todo::Todo,
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::{fill::Fill, guiding::Guiding, language::Language},
};

/// So many systems are named one by one; the others stand below with their buttons.
const NAMED: usize = 4;

/// What is next.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case) -> Vec<Todo> {
    let guide = Guide { desk, by, case, language: by.language, w: by.language.guiding() };
    let mut todo = guide.of_the_person();
    todo.extend(match case.opened.ticket.state {
        State::Unverified if case.opened.ticket.has_mailbox() => vec![Todo::wait(guide.w.wait_confirm)],
        // The page says by which way to write to them.
        State::Unverified => Vec::new(),
        // What there is to do stands above.
        State::Received if case.is_only_complaint() => Vec::new(),
        State::Received => vec![Todo::wait(guide.w.look_and_start)],
        State::Collecting | State::Review => guide.of_the_work(),
        State::Answered => guide.afterwards(),
        State::NoReply => vec![Todo::wait(guide.w.no_reply)],
        State::Withdrawn | State::Denied | State::Expired | State::Merged => vec![Todo::wait(guide.w.closed)],
    });
    todo
}

struct Guide<'a> {
    desk: &'a Desk,
    by: &'a SignedIn,
    case: &'a Case,
    language: Language,
    w: &'static Guiding,
}

impl Guide<'_> {
    /// What the person said, or was learned of them: it comes before any work.
    fn of_the_person(&self) -> Vec<Todo> {
        let case = self.case;
        let mut todo = Vec::new();
        if case.circumstances.iter().any(|row| row.is_undecided()) {
            todo.push(Todo::at("#circumstances", self.w.undecided));
        }
        if case.complaints.iter().any(|row: &complaint::entity::Model| row.state.is_open()) {
            todo.push(Todo::at("#complaints", self.w.complaint));
        }
        if case.handovers.iter().any(|row| row.state == Handed::Failed) {
            let place = format!("/desk/t/{}/handovers", case.opened.ticket.reference);
            todo.push(Todo::at(place, self.language.handing().todo_failed));
        }
        for row in &case.questions {
            match row.state {
                question::kind::State::Replied => todo.push(Todo::at("#questions", self.w.replied)),
                question::kind::State::Open => todo.push(Todo::wait(self.w.asked)),
                question::kind::State::Answered | question::kind::State::NotEnough | question::kind::State::NoReply => {
                }
            }
        }
        todo
    }

    /// While the systems are asked and the answer is made.
    fn of_the_work(&self) -> Vec<Todo> {
        let case = self.case;
        let mut todo = Vec::new();
        // The address of whoever writes for them need not be decided, but some name of theirs has to be.
        if self.waits_for_names() {
            todo.push(Todo::at("#identifiers", self.w.claims));
        }
        let waiting: Vec<Todo> = case.tasks.iter().filter_map(|task| self.task(task)).collect();
        let further = waiting.len().saturating_sub(NAMED);
        todo.extend(waiting.into_iter().take(NAMED));
        if further > 0 {
            todo.push(Todo::at("#systems", self.w.further.with(further)));
        }
        let is_running = case.tasks.iter().any(|task| match task.state {
            TaskState::Waiting | TaskState::Running => true,
            TaskState::ByHand | TaskState::Ended => false,
        });
        if is_running {
            todo.push(Todo::wait(self.w.running));
        }
        let open = case.requests.iter().filter(|row| row.state == RequestState::Open);
        todo.extend(open.flat_map(|row| self.request(row)));
        if case.opened.ticket.state == State::Review {
            todo.extend(self.package());
        }
        todo
    }

    /// A task that waits for a person, in the words of what is to be done.
    fn task(&self, task: &Task) -> Option<Todo> {
        let w = self.w;
        let words = match (task.state, task.outcome) {
            (TaskState::Ended, Some(Outcome::Abandoned)) => w.given_up,
            (TaskState::ByHand, _) => {
                let waits = self.case.results.get(&task.id).is_some_and(TaskResult::waits_for_approval);
                match (task.operation, waits) {
                    (Operation::Erase, _) => return Some(self.erasure(task)),
                    (Operation::Correct, false) if self.is_said(task) => w.correct_said,
                    (Operation::Correct, true) => w.approve_correction,
                    (Operation::Correct, false) => w.correct,
                    (Operation::Lock, _) => w.lock,
                    (Operation::Unlock, _) => w.unlock,
                    (Operation::Stop, _) => w.stop,
                    (Operation::Review, _) => w.look_again,
                    (Operation::Resolve | Operation::Export, _) => w.look,
                }
            }
            (TaskState::Waiting | TaskState::Running | TaskState::Ended, _) => return None,
        };
        Some(Todo::at(self.place(task), words.with(self.name(&task.system))))
    }

    /// An erasure that waits for people: or for nobody any more, but for other systems.
    fn erasure(&self, task: &Task) -> Todo {
        let (case, w, name) = (self.case, self.w, self.name(&task.system));
        let Some(erasure) = case.results.get(&task.id).and_then(|result| result.erasure.as_ref()) else {
            return Todo::at(self.place(task), w.erase.with(name));
        };
        if erasure.done.is_some() {
            return Todo::at(self.place(task), w.erased_but.with(name));
        }
        let approved_by = case.approvals.get(&task.id).map_or(&[][..], Vec::as_slice);
        if approved_by.len() >= self.desk.config.erasure.approvals() {
            let first = order::waits_for(self.desk, &case.tasks, task);
            let first = first.into_iter().map(|key| self.name(key)).collect::<Vec<_>>().join(", ");
            return Todo::wait(if first.is_empty() {
                w.erase_waits_first.with(name)
            } else {
                w.erase_waits.with2(name, first)
            });
        }
        if approved_by.contains(&self.by.id()) {
            return Todo::wait(w.approved_by_you.with(name));
        }
        Todo::at(self.place(task), w.approve_erasure.with(name))
    }

    /// Whether somebody has said what is wrong there.
    fn is_said(&self, task: &Task) -> bool {
        let is_of =
            |row: &&correction::entity::Model| Some(row.request_id) == task.request_id && row.system == task.system;
        self.case.corrections.iter().filter(is_of).any(|row| row.state.is_live())
    }

    fn name(&self, system: &str) -> String {
        self.desk.systems.name(system, self.language.code())
    }

    fn place(&self, task: &Task) -> String {
        format!("/desk/t/{}/tasks/{}", self.case.opened.ticket.reference, task.id)
    }

    /// What a request needs besides the systems.
    fn request(&self, row: &Request) -> Vec<Todo> {
        let (case, w) = (self.case, self.w);
        let here = format!("#request-{}", row.id);
        let mut todo = Vec::new();
        let proposed = case.decisions.iter().find(|it| it.request_id == row.id && it.state == Decided::Proposed);
        if let Some(proposed) = proposed {
            let is_mine = proposed.proposed_by == self.by.id();
            return vec![if is_mine { Todo::wait(w.agree_wait) } else { Todo::at(here, w.agree) }];
        }
        if case.opened.ticket.state == State::Review && never_weighed::has_stopped(self.desk, row, &case.tasks) {
            let w = self.language.standing();
            return vec![if self.waits_for_names() {
                Todo::at("#identifiers", w.tells_once_decided)
            } else {
                Todo::wait(w.tells_itself)
            }];
        }
        if case.opened.ticket.state == State::Review && never_weighed::is_absolute(row) {
            return vec![Todo::at(here, self.language.standing().out_of_reach)];
        }
        match row.right {
            Right::Restriction if !self.is_locked() => {
                let place = format!("/desk/locks/new?ticket={}", case.opened.ticket.reference);
                todo.push(Todo::at(place, w.lock_first));
            }
            Right::Objection if weigh::is_weighed(row) && !case.balances.iter().any(|it| it.request_id == row.id) => {
                todo.push(Todo::at(here, w.weigh));
            }
            Right::AutomatedDecisions
                if !self.desk.config.automated.is_empty() && !case.reviews.iter().any(|it| it.request_id == row.id) =>
            {
                todo.push(Todo::at(here, w.review));
            }
            Right::Informed if case.opened.ticket.state == State::Review => todo.push(Todo::at(here, w.inform)),
            Right::Portability
                if case.opened.ticket.state == State::Review && !self.desk.config.receivers.is_empty() =>
            {
                let place = format!("/desk/t/{}/handovers", case.opened.ticket.reference);
                todo.push(Todo::at(place, w.hand_over));
            }
            Right::Informed
            | Right::Access
            | Right::Rectification
            | Right::Erasure
            | Right::Restriction
            | Right::Portability
            | Right::Objection
            | Right::AutomatedDecisions => {}
        }
        todo
    }

    /// Whether a name is to be decided on.
    fn waits_for_names(&self) -> bool {
        never_weighed::waits_for_names(&self.case.opened.ticket, &self.case.identifiers)
    }

    /// Whether anything of this person is locked.
    fn is_locked(&self) -> bool {
        self.case.holds.iter().any(|row| row.ground.keeps() == Keeps::Lock)
    }

    /// How the package comes along, for rights that are answered with one.
    fn package(&self) -> Option<Todo> {
        let archive = self.case.archive.as_ref()?;
        copy_first::is_due(&self.case.requests).then(|| match archive.state {
            ArchiveState::Ready => Todo::at("#package", self.w.package_look),
            ArchiveState::Abandoned => Todo::at("#package", self.w.package_failed),
            ArchiveState::Waiting
            | ArchiveState::Running
            | ArchiveState::Released
            | ArchiveState::Superseded
            | ArchiveState::Expired => Todo::wait(self.w.package_building),
        })
    }

    /// What is left once the person has the answer.
    fn afterwards(&self) -> Vec<Todo> {
        let case = self.case;
        let mut todo = vec![Todo::wait(self.w.answered)];
        if case.notices.iter().any(|row| row.state.is_open()) {
            let place = format!("/desk/t/{}/notices", case.opened.ticket.reference);
            todo.push(Todo::at(place, self.w.tell));
        }
        for row in case.holds.iter().filter(|row| row.ground.keeps() == Keeps::Lock) {
            let planned = case.locks.get(&row.id).and_then(|lock| lock.ends_on);
            let next = match planned {
                Some(day) => Todo::wait(self.w.lock_ends.with(Times::of(self.desk, self.language).short_day(day))),
                None => Todo::at("#locks", self.w.lock_stands),
            };
            if !todo.contains(&next) {
                todo.push(next);
            }
        }
        todo
    }
}
