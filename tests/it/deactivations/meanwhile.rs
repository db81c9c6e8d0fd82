//! A sweep may take hours: holds are set, requests come in, people come back and systems go away while it is under way.

use std::{num::NonZeroUsize, sync::Arc};

use super::{
    closed,
    comes_back::{asking, lift, set_hold},
    lines, stands,
};
use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        accounts::note_reactivations,
        answering::{
            decide::{self, Proposal, Proposed},
            withdraw,
        },
        collecting::{
            finish_by_hand::{self, HowItEnded, Report},
            start,
        },
        erasing::approve_erasure,
        receiving::{receive, verify_by_hand},
    },
    deactivation::{
        part,
        state::{Source, State, Why},
    },
    decision,
    kernel::{actor::Actor, ids::TicketId},
    ledger,
    request::{self, state::Outcome},
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    ticket,
    worker::roster::{self, Step},
};
use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use stage::{
    desk::{On, Stage},
    satellite::{Manner, Satellite},
};
use tokio_util::sync::CancellationToken;

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";
const CAT: &str = "@cat:example.org";
const DAN: &str = "@dan:example.org";
const EVE: &str = "@eve:example.org";

const ONE: Manner = Manner::Lots(NonZeroUsize::MIN);

/// A bridge that holds a row of each, and accounts that were closed one after the other.
async fn five(on: On, manner: Manner) -> (Satellite, Stage) {
    let bridge = Satellite::new("bridge").taking(manner);
    let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
    for name in [ADA, BOB, CAT, DAN, EVE] {
        bridge.hold(name, 1);
        closed(&stage, &[name]).await;
        stage.clock.advance(TimeDelta::seconds(1));
    }
    stage.clock.advance(TimeDelta::days(8));
    (bridge, stage)
}

/// A request of the person's that staff have verified.
async fn asks(stage: &Stage, account: &str, right: Right) -> TicketId {
    let by = stage.staff(&format!("who-verified-{}", account.len()), Role::Agent).await;
    let receipt = receive::receive(&stage.desk, asking(account, right), Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, by, receipt.id, "She wrote from that account.").await.unwrap();
    receipt.id
}

async fn left_alone_between_two(on: On, manner: Manner) {
    let (bridge, stage) = five(on, manner).await;
    let mut told = None;
    let meanwhile = async {
        let hold = set_hold(&stage, BOB).await;
        note_reactivations::note(&stage.desk, Source::Module, vec![CAT.to_owned()]).await.unwrap();
        told = Some((hold, asks(&stage, DAN, Right::Access).await));
    };
    tokio::join!(stage.run_due_work(), bridge.meanwhile(meanwhile));
    let (hold, request) = told.expect("it has stopped once");
    assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [BOB, CAT, DAN], "whoever else is there is erased");
    let (bob, dan) = (lines(&stage, BOB).await.remove(0), lines(&stage, DAN).await.remove(0));
    assert_eq!((bob.state, bob.why), (State::Aside, Some(Why::Held)));
    assert_eq!((dan.state, dan.why, dan.ticket_id), (State::Aside, Some(Why::OpenRequest), Some(request)));
    assert_eq!(stands(&stage, CAT).await, State::Cancelled);
    assert_eq!((stands(&stage, ADA).await, stands(&stage, EVE).await), (State::Proven, State::Proven));
    // What is over by itself brings them back by itself.
    lift(&stage, hold).await;
    withdraw::withdraw(&stage.desk, request, Actor::Subject).await.unwrap();
    stage.clock.advance(TimeDelta::minutes(2));
    stage.run_due_work().await;
    assert_eq!((stands(&stage, BOB).await, stands(&stage, DAN).await), (State::Proven, State::Proven));
    assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [CAT]);
    assert_eq!(ledger::store::first_broken(&stage.desk.db).await.unwrap(), None);
}

/// How many rows the evidence of an account's sweep tells of.
async fn deleted(stage: &Stage, account: &str) -> u64 {
    let sweep = lines(stage, account).await[0].sweep_id.expect("a sweep has it");
    let part = part::of(&stage.desk.db, sweep).await.unwrap().remove(0);
    let evidence: serde_json::Value = serde_json::from_str(&part.evidence.expect("it is told")).unwrap();
    evidence["effects"].as_array().unwrap().iter().map(|effect| effect["deleted"].as_u64().unwrap()).sum()
}

/// A bridge that takes people singly, and a ticket of Ada's on which its plan waits for two approvals.
async fn approved(stage: &Stage, ticket: TicketId) -> Step {
    let officers = [stage.staff("ana", Role::Officer).await, stage.staff("otto", Role::Officer).await];
    start::start(&stage.desk, officers[0], ticket).await.unwrap();
    stage.run_due_work().await;
    let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
    let erasing = tasks.iter().find(|task| task.operation == Operation::Erase).expect("a task that erases");
    for by in officers {
        approve_erasure::approve(&stage.desk, by, ticket, erasing.id, "1 rows").await.unwrap();
    }
    let mut steps = roster::claim(&stage.desk, 16).await.unwrap();
    steps.retain(|step| matches!(step, Step::Task(lease) if lease.row().id == erasing.id));
    steps.pop().expect("a worker has it")
}

/// People end all tasks of this ticket in this way and answer it.
async fn by_people(stage: &Stage, id: TicketId, ended: HowItEnded, outcome: Outcome) {
    let desk = &stage.desk;
    let (ana, otto) = (stage.staff("ana", Role::Officer).await, stage.staff("otto", Role::Officer).await);
    start::start(desk, ana, id).await.unwrap();
    stage.run_due_work().await;
    for task in task::store::of(&desk.db, id).await.unwrap() {
        if task.state == task::state::State::ByHand {
            let report = Report { how: ended, note: "Looked by hand.".to_owned(), files: Vec::new() };
            finish_by_hand::finish(desk, ana, id, task.id, report).await.unwrap();
        }
    }
    stage.run_due_work().await;
    let request = request::store::of(&desk.db, id).await.unwrap().remove(0).id;
    let refused = Proposal {
        outcome,
        grounds: if outcome != Outcome::Granted { &["NO_ERASURE_GROUND"] } else { &[] },
        text: "So it was decided.",
        evidence: "Claim 4711.",
        rests_on: &[],
    };
    if decide::propose(desk, ana, id, request, refused).await.unwrap() == Proposed::Waits {
        let seen = decision::store::proposed(&desk.db, request).await.unwrap().expect("it waits").id;
        decide::agree(desk, otto, id, (request, seen)).await.unwrap();
    }
}

/// What recurs is done: due accounts are claimed.
async fn note(stage: &Stage) {
    rightsdesk::worker::recurring::look(&stage.desk).await.unwrap();
}

async fn take(stage: &Stage, step: Step) {
    step.take(&Arc::clone(&stage.desk), &CancellationToken::new()).await.unwrap();
}

stage::on_both! {
    async fn who_is_held_asks_or_comes_back_between_two_people_is_left_alone(on: On) {
        left_alone_between_two(on, Manner::Singly).await;
    }

    async fn who_is_held_asks_or_comes_back_between_two_lots_is_left_alone(on: On) {
        left_alone_between_two(on, ONE).await;
    }

    async fn an_attempt_that_breaks_off_leaves_its_evidence(on: On) {
        let (bridge, stage) = five(on, ONE).await;
        tokio::join!(stage.run_due_work(), bridge.meanwhile(async { bridge.is_down(true) }));
        assert_eq!((bridge.rows().len(), stands(&stage, ADA).await), (4, State::Running));
        bridge.is_down(false);
        stage.clock.advance(TimeDelta::minutes(10));
        stage.run_due_work().await;
        assert_eq!((bridge.rows().len(), stands(&stage, EVE).await), (0, State::Proven));
        assert_eq!(deleted(&stage, ADA).await, 5, "what the first attempt did is told as well");
    }

    async fn who_is_held_at_the_first_try_and_not_at_the_second_stands_in_the_ledger_before(on: On) {
        let (bridge, stage) = five(on, ONE).await;
        bridge.is_busy(true);
        // A worker prepares the sweep; before another begins with the bridge, a hold is set on Bob.
        let mut steps = Vec::new();
        while !steps.iter().any(|step| matches!(step, Step::Part(_))) {
            for step in std::mem::take(&mut steps) {
                take(&stage, step).await;
            }
            note(&stage).await;
            steps = roster::claim(&stage.desk, 16).await.unwrap();
        }
        let hold = set_hold(&stage, BOB).await;
        for step in steps {
            take(&stage, step).await;
        }
        let begun = async || {
            let lines = ledger::entity::Entity::find().order_by_asc(ledger::entity::Column::Seq).all(&stage.desk.db).await.unwrap();
            let begun = lines.into_iter().filter(|line| line.what == ledger::what::What::Begun);
            begun.map(|line| ledger::names::read(&line.names).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(begun().await.iter().map(Vec::len).collect::<Vec<_>>(), [4], "all but Bob");
        lift(&stage, hold).await;
        bridge.is_busy(false);
        stage.clock.advance(TimeDelta::minutes(30));
        stage.run_due_work().await;
        assert_eq!((bridge.rows().len(), stands(&stage, BOB).await), (0, State::Proven));
        let begun = begun().await;
        assert_eq!(begun.iter().map(Vec::len).collect::<Vec<_>>(), [4, 1], "and then Bob, once");
        let bob = Identifier::parse("matrix_id=@bob:example.org").unwrap();
        assert_eq!(begun[1], [ledger::names::Names::of(&stage.desk.index, [&bob])]);
        assert_eq!(ledger::store::first_broken(&stage.desk.db).await.unwrap(), None);
    }

    async fn a_system_that_is_taken_out_of_the_configuration_strands_nobody(on: On) {
        let (bridge, widgets) = (Satellite::new("bridge"), Satellite::new("widgets"));
        bridge.hold(ADA, 1);
        let stage = Stage::setting(on).with_systems([bridge.connected(), widgets.connected()]).set().await;
        closed(&stage, &[ADA]).await;
        stage.clock.advance(TimeDelta::days(8));
        widgets.is_busy(true);
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Running);
        // As a desk sees it whose configuration names the system no more.
        stage.desk.db.execute_unprepared("UPDATE sweep_part SET system = 'gone' WHERE system = 'widgets'").await.unwrap();
        stage.clock.advance(TimeDelta::minutes(30));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Waiting, "nobody is proven where nobody looked");
        widgets.is_busy(false);
        stage.clock.advance(TimeDelta::hours(2));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Proven);
    }

    async fn an_account_opened_again_after_the_last_approval_keeps_what_it_has(on: On) {
        let bridge = Satellite::new("bridge").taking(Manner::Singly);
        bridge.hold(ADA, 1);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        closed(&stage, &[ADA]).await;
        bridge.share(ADA, true);
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        let line = lines(&stage, ADA).await.remove(0);
        assert_eq!((line.state, line.why), (State::Aside, Some(Why::NeedsPerson)));
        bridge.share(ADA, false);
        let id = line.ticket_id.unwrap();
        let step = approved(&stage, id).await;
        note_reactivations::note(&stage.desk, Source::Module, vec![ADA.to_owned()]).await.unwrap();
        take(&stage, step).await;
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(bridge.rows().len(), 1);
        let ticket = ticket::store::by_id(&stage.desk.db, id).await.unwrap().unwrap();
        assert_eq!(ticket.state, ticket::state::State::Withdrawn, "nobody has to look at it any more");
    }

    async fn what_people_ask_for_themselves_is_done_though_their_account_was_opened_again(on: On) {
        let bridge = Satellite::new("bridge").taking(Manner::Singly);
        bridge.hold(ADA, 1);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        closed(&stage, &[ADA]).await;
        let own = asks(&stage, ADA, Right::Erasure).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        assert_eq!(lines(&stage, ADA).await[0].ticket_id, Some(own));
        note_reactivations::note(&stage.desk, Source::Module, vec![ADA.to_owned()]).await.unwrap();
        let step = approved(&stage, own).await;
        take(&stage, step).await;
        assert_eq!(bridge.rows().len(), 0);
    }

    async fn a_request_taken_back_after_the_last_approval_erases_nothing(on: On) {
        let bridge = Satellite::new("bridge").taking(Manner::Singly);
        bridge.hold(ADA, 1);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let own = asks(&stage, ADA, Right::Erasure).await;
        let step = approved(&stage, own).await;
        withdraw::withdraw(&stage.desk, own, Actor::Subject).await.unwrap();
        take(&stage, step).await;
        assert_eq!(bridge.rows().len(), 1);
    }

    async fn what_people_refuse_or_pass_over_on_a_closed_accounts_ticket_is_kept_and_not_proven(on: On) {
        for (ended, outcome, state) in [
            (HowItEnded::NotFound, Outcome::Granted, State::Proven),
            (HowItEnded::Skipped, Outcome::PartlyGranted, State::Kept),
            (HowItEnded::NotFound, Outcome::Refused, State::Kept),
        ] {
            let bridge = Satellite::new("bridge").taking(Manner::Singly);
            bridge.hold(ADA, 1);
            let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
            closed(&stage, &[ADA]).await;
            bridge.share(ADA, true);
            stage.clock.advance(TimeDelta::days(8));
            stage.run_due_work().await;
            bridge.share(ADA, false);
            let id = lines(&stage, ADA).await[0].ticket_id.unwrap();
            by_people(&stage, id, ended, outcome).await;
            stage.clock.advance(TimeDelta::minutes(2));
            stage.run_due_work().await;
            let line = lines(&stage, ADA).await.remove(0);
            assert_eq!((line.state, line.account_sealed), (state, None), "{ended:?} {outcome:?}");
        }
    }
}
