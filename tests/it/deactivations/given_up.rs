//! A system that has to be mended keeps a whole batch waiting: each account is a ticket meanwhile, and none when it has gone on.

use super::{closed, lines, stands};
use chrono::TimeDelta;
use rightsdesk::{
    casework::accounts::sweep::retry,
    deactivation::{part, state::State, sweep},
    staff::role::Role,
    ticket,
};
use sea_orm::ConnectionTrait;
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
};

use crate::desk_pages::Colleague;

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";

async fn two(on: On) -> (Satellite, Stage) {
    let bridge = Satellite::new("bridge");
    let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
    for name in [ADA, BOB] {
        bridge.hold(name, 1);
    }
    closed(&stage, &[ADA, BOB]).await;
    stage.clock.advance(TimeDelta::days(8));
    (bridge, stage)
}

/// The ticket of an account.
async fn ticket_of(stage: &Stage, account: &str) -> ticket::entity::Model {
    let id = lines(stage, account).await[0].ticket_id.expect("it has a ticket");
    ticket::store::by_id(&stage.desk.db, id).await.unwrap().unwrap()
}

/// Both wait, each on a ticket on which staff read why.
async fn both_are_tickets(stage: &Stage, ana: &mut Colleague, why: &str) {
    for account in [ADA, BOB] {
        let ticket = ticket_of(stage, account).await;
        assert_eq!((stands(stage, account).await, ticket.state), (State::Running, ticket::state::State::Received));
        assert_eq!(ticket.due_on, lines(stage, account).await[0].due_on);
        let page = ana.get(&format!("/desk/t/{}", ticket.reference)).await.is(200);
        page.sees("that was given up").sees(why).sees("/desk/deactivations");
    }
}

/// Both are erased, and nobody has to look at their tickets any more.
async fn both_are_done(stage: &Stage) {
    stage.run_due_work().await;
    stage.clock.advance(TimeDelta::minutes(2));
    stage.run_due_work().await;
    for account in [ADA, BOB] {
        let ticket = ticket_of(stage, account).await;
        assert_eq!((stands(stage, account).await, ticket.state), (State::Proven, ticket::state::State::Answered));
    }
}

stage::on_both! {
    async fn the_accounts_of_a_part_that_is_given_up_are_tickets_until_it_goes_on(on: On) {
        let (bridge, stage) = two(on).await;
        bridge.is_busy(true);
        stage.run_due_work().await;
        assert_eq!(lines(&stage, ADA).await[0].ticket_id, None, "it is tried again");
        stage.desk.db.execute_unprepared("UPDATE sweep_part SET max_attempts = 2").await.unwrap();
        stage.clock.advance(TimeDelta::minutes(30));
        stage.run_due_work().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        both_are_tickets(&stage, &mut ana, "bridge: it is busy").await;
        let first = ticket_of(&stage, ADA).await.id;

        // Tried in vain, it is told on the same ticket.
        let given_up = part::given_up(&stage.desk.db).await.unwrap().remove(0).id;
        retry::part(&stage.desk, ana.id, given_up).await.unwrap();
        stage.desk.db.execute_unprepared("UPDATE sweep_part SET max_attempts = 1").await.unwrap();
        stage.run_due_work().await;
        assert_eq!(ticket_of(&stage, ADA).await.id, first);

        bridge.is_busy(false);
        retry::part(&stage.desk, ana.id, given_up).await.unwrap();
        both_are_done(&stage).await;
        assert!(bridge.rows().is_empty());
    }

    async fn the_accounts_of_a_sweep_that_cannot_be_prepared_are_tickets_until_it_can(on: On) {
        let (bridge, stage) = two(on).await;
        bridge.breaks(true);
        stage.run_due_work().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        both_are_tickets(&stage, &mut ana, "it could not be prepared: somebody has to mend it").await;
        bridge.breaks(false);
        let given_up = sweep::given_up(&stage.desk.db).await.unwrap().remove(0).id;
        retry::sweep(&stage.desk, ana.id, given_up).await.unwrap();
        both_are_done(&stage).await;
        assert!(bridge.rows().is_empty());
    }
}
