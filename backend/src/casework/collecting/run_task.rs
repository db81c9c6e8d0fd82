//! A worker carries out a task: asks the system, outside any transaction, and hands what came of it to
//! [`settle_task`](super::settle_task).
//!
//! Everything may happen twice: the system gets the task's id, and what an earlier attempt wrote is thrown away with
//! its segment.

use std::time::Duration;

use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    outcome::{Cursor, Exported, Located, ManualWork, Scope},
    subject::Subject,
    text::Text,
};
use tokio_util::sync::CancellationToken;

use super::{
    segment::{self, Segment},
    settle_task,
};
use crate::{
    casework::{
        circumstances::authority,
        collecting::system_answer::Answer,
        erasing::{asking::Asking, erase},
        error::CaseError,
        holding::held,
        locking::{
            mark, marked_meanwhile,
            unmark::{self, Whose},
        },
        our_fault, rectify,
        sealing::{self, Opened},
        stopping::aim_words,
        telling::note_disclosures::{self, Listening},
    },
    desk::Desk,
    identifier::{self, standing::Standing},
    kernel::lease::Lease,
    request::{self, aim::Aim},
    rights::rules::{self, Asks},
    task::{
        entity::Model,
        result::{self, TaskResult},
        state::{Operation, Outcome},
    },
    words::{fill::Fill, language::Language},
};

/// How long a person has for a task that came to them without a number of days.
const DAYS_BY_HAND: u16 = 10;

/// Carries out the task in `lease`. An error is a fault of ours; the driver sees to it.
pub async fn run(desk: &Desk, lease: Lease<Model>, cancel: CancellationToken) -> Result<(), CaseError> {
    let opened = sealing::open(&desk.db, desk, lease.row().ticket_id).await?;
    let earlier = opened.result_of(lease.row())?;
    let task = lease.row().clone();
    let names = marked_meanwhile::names(desk, &task).await?;
    let answer = ask(desk, &opened, &lease, &earlier, cancel).await;
    settle_task::settle(desk, opened, lease, earlier, answer).await?;
    marked_meanwhile::take_away(desk, &task, &names).await
}

async fn ask(
    desk: &Desk,
    opened: &Opened,
    lease: &Lease<Model>,
    earlier: &TaskResult,
    cancel: CancellationToken,
) -> Result<Answer, ConnectorError> {
    let task = lease.row();
    // An erasure looks first how far it came.
    if task.is_worn_out() && task.operation != Operation::Erase {
        return Err(Model::worn_out());
    }
    let system = desk
        .systems
        .get(&task.system)
        .ok_or_else(|| ConnectorError::permanent("this system is not in the configuration any more"))?;
    let budget = Duration::from_secs(desk.config.work.call_seconds);
    let call = Call { id: task.id.to_string(), cancel, budget };
    if task.operation == Operation::Review {
        // It is looked at by a person, who needs no name for it.
        return Ok(Answer::ByHand(TaskResult::default(), work_for(task.operation, &*system.connector)));
    }
    let subject = match unmark::whose(desk, opened, task).await? {
        Whose::AStrangers(subject) => subject,
        Whose::Nobodys(answer) => return Ok(*answer),
        Whose::Theirs => {
            if authority::names_nobody(&desk.db, &opened.ticket).await.map_err(|_| our_fault::down())? {
                return Ok(Answer::Ended { result: earlier.clone(), outcome: Outcome::NotLooked });
            }
            subject(desk, opened, task).await?
        }
    };
    let connector = &*system.connector;
    let accepts = &connector.about().accepts;
    let is_known_kind = |kind: &str| subject.of_kind(kind).next().is_some();
    if !accepts.is_empty() && !accepts.iter().any(|kind| is_known_kind(kind.as_str())) {
        return Ok(Answer::Ended { result: earlier.clone(), outcome: Outcome::NotLooked });
    }
    match task.operation {
        Operation::Resolve => connector.resolve(&subject, &call).await.map(Answer::Learned),
        Operation::Export => export(desk, opened, lease, earlier, (connector, &subject, &call)).await,
        Operation::Erase => match connector.eraser() {
            Some(eraser) => {
                let asking = Asking { connector, eraser, subject: &subject, call: &call };
                erase::step(desk, opened, task, earlier, asking).await
            }
            None if task.is_worn_out() => Err(Model::worn_out()),
            None => {
                let located = connector.locate(&subject, &call).await?;
                let holds = held::of(
                    &desk.db,
                    desk,
                    held::Wish { ticket: task.ticket_id, subject: &subject, system: &task.system },
                )
                .await
                .map_err(|_| our_fault::down())?;
                Ok(if holds.is_empty() {
                    by_hand_if_held(task.operation, located, connector)
                } else {
                    held::keeps(desk, (&opened.ticket, &task.system), connector, earlier, located, holds)
                })
            }
        },
        Operation::Correct => match connector.rectifier() {
            Some(rectifier) => {
                let asking = rectify::step::Asking { rectifier, subject: &subject, call: &call };
                match rectify::step::step(desk, opened, task, earlier, asking).await? {
                    Some(answer) => Ok(answer),
                    None => {
                        let located = connector.locate(&subject, &call).await?;
                        Ok(by_hand_if_held(task.operation, located, connector))
                    }
                }
            }
            None => {
                let located = connector.locate(&subject, &call).await?;
                Ok(by_hand_if_held(task.operation, located, connector))
            }
        },
        Operation::Lock | Operation::Unlock | Operation::Stop => {
            let is_a_strangers = task.identifier_id.is_some();
            let marked = if is_a_strangers {
                unmark::step(desk, task, connector, (&subject, &call)).await?
            } else {
                mark::step(desk, task, connector, (&subject, &call)).await?
            };
            if let Some(marked) = marked {
                return Ok(marked);
            }
            let located = connector.locate(&subject, &call).await?;
            let answer = by_hand_if_held(task.operation, located, connector);
            if is_a_strangers {
                return Ok(unmark::by_hand(answer, connector, &subject));
            }
            if task.operation == Operation::Stop { named(desk, task, answer).await } else { Ok(answer) }
        }
        Operation::Review => Ok(Answer::ByHand(TaskResult::default(), work_for(task.operation, connector))),
    }
}

/// The person, by the names that we rely on. A round of resolving asks by the names that the last one brought: by the
/// others the systems were asked before, and some answer only so many questions a minute.
pub(in crate::casework) async fn subject(
    desk: &Desk,
    opened: &Opened,
    task: &Model,
) -> Result<Subject, ConnectorError> {
    let is_new = |round: i32| task.operation != Operation::Resolve || round >= task.round - 1;
    let rows = identifier::store::of(&desk.db, opened.ticket.id).await.map_err(|_| our_fault::down())?;
    let names = rows
        .iter()
        .filter(|row| row.standing == Standing::Trusted && is_new(row.round))
        .map(|row| identifier::store::open(row, &opened.key))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| ConnectorError::permanent("an identifier of the ticket cannot be read"))?;
    Subject::new(names).map_err(|_| ConnectorError::permanent("the ticket has no identifier that we rely on"))
}

async fn export(
    desk: &Desk,
    opened: &Opened,
    lease: &Lease<Model>,
    earlier: &TaskResult,
    (connector, subject, call): (&dyn Connector, &Subject, &Call),
) -> Result<Answer, ConnectorError> {
    let task = lease.row();
    let scope = scope(desk, task).await?;
    let from = task.cursor.clone().map(Cursor);
    let name = segment::name(task.ticket_id, task.id, task.segments, lease.token());
    let mut segment = Segment::begin(desk, opened, name).map_err(segment::disk)?;
    // A copy of a part need not name who got what; the whole copy does.
    let logs = match scope {
        Scope::Everything => connector.disclosures(),
        Scope::Portable => Vec::new(),
    };
    let mut listening = Listening::to(&mut segment, logs);
    let exported = connector.export(subject, scope, from.as_ref(), call, &mut listening).await?;
    let heard = listening.into_heard();
    let unread = note_disclosures::note(desk, &task.system, subject, heard).await;
    let unread = unread.map_err(|error| our_fault::unwritten(error, "disclosures"))?;
    let (name, index) = segment.finish().map_err(segment::disk)?;
    let segment = result::Segment { name, index };
    Ok(match exported {
        Exported::Continues(cursor) => Answer::Continues(cursor, segment, unread),
        Exported::Ends { gaps } => {
            let mut result = earlier.clone();
            result.segments.push(segment);
            result.gaps.extend(gaps);
            result.note = unread.or(result.note);
            let outcome = match (result.gaps.is_empty(), result.is_empty()) {
                (false, _) => Outcome::Partial,
                (true, true) => Outcome::NotFound,
                (true, false) => Outcome::Done,
            };
            // That nothing of theirs can be taken along does not mean that nothing is held.
            if outcome == Outcome::NotFound && scope == Scope::Portable {
                result.located = Some(connector.locate(subject, call).await?);
            }
            Answer::Ended { result, outcome }
        }
        Exported::ByHand(work) => Answer::ByHand(earlier.clone(), work),
    })
}

/// How much the request asks for.
async fn scope(desk: &Desk, task: &Model) -> Result<Scope, ConnectorError> {
    let requests = request::store::of(&desk.db, task.ticket_id).await.map_err(|_| our_fault::down())?;
    let request = requests.into_iter().find(|request| Some(request.id) == task.request_id);
    match request.map(|request| request.right.asks()) {
        Some(Asks::Export { scope: rules::Scope::Everything }) => Ok(Scope::Everything),
        Some(Asks::Export { scope: rules::Scope::ProvidedByThePerson }) => Ok(Scope::Portable),
        Some(Asks::ByHand(_) | Asks::Nothing) | None => {
            Err(ConnectorError::permanent("the task exports for a request that asks for no export"))
        }
    }
}

/// Where something is held, a person sees to it; where nothing is, there is nothing to do.
fn by_hand_if_held(operation: Operation, located: Located, connector: &dyn Connector) -> Answer {
    let is_manual = connector.about().accepts.is_empty();
    let held: u64 = located.counts.iter().map(|count| count.records).sum();
    let result = TaskResult { located: Some(located), ..TaskResult::default() };
    if held == 0 && !is_manual {
        Answer::Ended { result, outcome: Outcome::NotFound }
    } else {
        Answer::ByHand(result, work_for(operation, connector))
    }
}

/// Says which use is to be stopped: advertising, what rests on a consent, or what the person's message speaks of.
async fn named(desk: &Desk, task: &Model, answer: Answer) -> Result<Answer, ConnectorError> {
    let Answer::ByHand(result, work) = answer else { return Ok(answer) };
    let requests = request::store::of(&desk.db, task.ticket_id).await.map_err(|_| our_fault::down())?;
    let aims = requests.into_iter().find(|row| Some(row.id) == task.request_id).and_then(|row| row.aims);
    let (Some(aims), Some(system)) = (aims, desk.systems.get(&task.system)) else {
        return Ok(Answer::ByHand(result, work));
    };
    let in_language = |language: &Language| {
        let w = language.guiding();
        let each = aims.each().filter_map(|aim| match aim {
            Aim::Marketing => Some(w.stop_marketing.to_owned()),
            // It was asked for what else is aimed at: nothing here rests on a consent that is taken back.
            Aim::Consent if !aims.withdraws_from(system.connector.about()) => None,
            Aim::Consent => Some(w.stop_consent.with(aim_words::consent(system, *language))),
            Aim::Situation => Some(w.stop_situation.to_owned()),
        });
        let text = format!("{}: {}", system.name(language.code()), each.collect::<Vec<_>>().join(" "));
        (language.code().to_owned(), text)
    };
    let instructions = Text::ByLanguage(Language::ALL.iter().map(in_language).collect());
    Ok(Answer::ByHand(result, ManualWork { instructions, ..work }))
}

fn work_for(operation: Operation, connector: &dyn Connector) -> ManualWork {
    let what = match operation {
        Operation::Correct => "Correct what the person says is wrong, or write down why it is right.",
        Operation::Erase => "Erase what the person asks for; write down what is kept, on which ground and until when.",
        Operation::Lock => "Lock the data so that it is stored and not otherwise used.",
        Operation::Unlock => "The lock has ended: take the mark away, so that the data is used again as it may be.",
        Operation::Stop => "Stop using the data for the purpose that the person objects to.",
        Operation::Review => "Look again at the decision, hear the person, and decide anew.",
        Operation::Resolve | Operation::Export => "Find what is held about the person and add it here.",
    };
    let text = format!("{}: {what}", connector.about().name.for_language("en"));
    ManualWork { instructions: text.as_str().into(), days: DAYS_BY_HAND }
}
