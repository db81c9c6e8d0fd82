//! A mail server that is down, slow or rude: every letter arrives in the end or is put before staff.

use std::{collections::BTreeSet, time::Duration};

use super::by_smtp;
use chrono::TimeDelta;
use rightsdesk::{
    casework::receiving::receive::Receipt,
    demo::mailbox::fault::{Moment, Strike},
    letter::{
        self,
        entity::Model,
        kind::{Kind, State},
    },
    rights::right::Right,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    mailbox::MailServer,
};

use crate::desk_pages::{Colleague, addresses, asks, ticket};

/// How long handing over a letter may take here, in seconds.
const PATIENCE: u64 = 1;

/// The one letter of a ticket that waits for its confirmation.
async fn confirmation(stage: &Stage, receipt: &Receipt) -> Model {
    let mut letters = letter::store::of(&stage.desk.db, receipt.id).await.unwrap();
    assert_eq!(letters.len(), 1);
    letters.pop().unwrap()
}

async fn stage_with(on: On, server: &MailServer) -> Stage {
    Stage::setting(on).with_config(by_smtp(server.port(), PATIENCE)).set().await
}

stage::on_both! {
    async fn what_goes_wrong_with_a_letter_passes_and_it_arrives(on: On) {
        let mut server = MailServer::start().await;
        let stage = stage_with(on, &server).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let slow = Strike::Wait(Duration::from_secs(PATIENCE) * 2);
        // What happens when, how often the letter arrives, and what staff read about it.
        let days = [
            (Moment::Connected, Strike::HangUp, 1, ""),
            (Moment::Connected, Strike::Answer(421), 1, "code 421"),
            (Moment::Hello, Strike::Answer(421), 1, "code 421"),
            (Moment::Sender, Strike::Answer(451), 1, "code 451"),
            (Moment::Recipient, Strike::Answer(450), 1, "code 450"),
            (Moment::Recipient, slow, 1, "no answer in time"),
            (Moment::Data, Strike::Answer(452), 1, "code 452"),
            (Moment::Sent, Strike::Answer(451), 1, "code 451"),
            (Moment::Sent, Strike::HangUp, 1, ""),
            // The server has it, and could not say so: it comes again, as the same letter.
            (Moment::Kept, Strike::HangUp, 2, ""),
        ];
        for (number, (moment, strike, arrives, words)) in days.into_iter().enumerate() {
            let email = format!("p{number}@example.org");
            let receipt = asks(&stage, &email, &[Right::Access]).await;
            // So that no connection of the day before is used.
            server.stop().await;
            server.start_again().await;
            server.mailbox.fail_once(moment, strike);
            stage.run_due_work().await;
            let row = confirmation(&stage, &receipt).await;
            assert_eq!(row.state, State::Waiting, "{moment:?} {strike:?}: {:?}", row.problem);
            let problem = row.problem.unwrap();
            assert!(problem.contains(words) && !problem.contains('@'), "{moment:?} {strike:?}: {problem}");
            ana.get(&ticket(&receipt)).await.sees("Failed, next 12:");
            ana.get("/desk/outbox").await.sees(&problem);

            stage.clock.advance(TimeDelta::seconds(10));
            stage.run_due_work().await;
            assert_eq!(confirmation(&stage, &receipt).await.state, State::Sent, "{moment:?} {strike:?}");
            ana.get(&ticket(&receipt)).await.sees("Sent").sees_no("Failed");
            let mails = server.mailbox.to(&email);
            let ids: BTreeSet<_> = mails.iter().map(|mail| mail.message_id().to_owned()).collect();
            assert_eq!((mails.len(), ids.len()), (arrives, 1), "{moment:?} {strike:?}");
            assert_eq!(row.message_id, format!("<{}>", ids.first().unwrap()));
        }
    }

    async fn a_recipient_that_is_refused_holds_up_nobody_else(on: On) {
        let server = MailServer::start().await;
        let stage = stage_with(on, &server).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let bob = (asks(&stage, "bob@example.org", &[Right::Access]).await, "bob@example.org");
        let ada = (asks(&stage, "ada@example.org", &[Right::Access]).await, "ada@example.org");
        server.mailbox.fail_once(Moment::Recipient, Strike::Answer(550));
        stage.run_due_work().await;
        // Whoever came first.
        let is_bob = confirmation(&stage, &bob.0).await.state == State::Abandoned;
        let (refused, other) = if is_bob { (bob, ada) } else { (ada, bob) };
        assert_eq!(server.mailbox.to(other.1).len(), 1);
        ana.get(&ticket(&other.0)).await.sees("Sent").sees_no("Given up");
        // That would not get better by itself: it is put before staff at once.
        let page = ana.get(&ticket(&refused.0)).await.sees("A letter could not be sent").sees("Given up");
        ana.get("/desk/outbox").await.sees("code 550");
        let again = &addresses(&page, "letters")[0];
        ana.does(again, &[]).await.sees("The letter is sent again.");
        stage.run_due_work().await;
        ana.get(&ticket(&refused.0)).await.sees("Sent").sees_no("Given up");
        assert_eq!(server.mailbox.to(refused.1).len(), 1);
    }

    async fn a_server_that_stays_away_is_tried_for_hours_and_then_put_before_staff(on: On) {
        let mut server = MailServer::start().await;
        let stage = stage_with(on, &server).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        // A connection that was good before it went away.
        asks(&stage, "bob@example.org", &[Right::Access]).await;
        stage.run_due_work().await;
        assert_eq!(server.mailbox.all().len(), 1);
        server.stop().await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let began = stage.desk.now();
        let mut attempts = 0;
        while confirmation(&stage, &receipt).await.state == State::Waiting {
            stage.run_due_work().await;
            stage.clock.advance(TimeDelta::minutes(1));
            attempts = confirmation(&stage, &receipt).await.attempts;
        }
        let row = confirmation(&stage, &receipt).await;
        assert_eq!((row.state, attempts, row.max_attempts), (State::Abandoned, 12, 12));
        assert!(stage.desk.now() - began > TimeDelta::hours(1), "a restart of the mail server is no reason to give up");
        ana.signs_in("ana").await;
        let page = ana.get(&ticket(&receipt)).await.sees("A letter could not be sent").sees("Given up");
        server.start_again().await;
        ana.does(&addresses(&page, "letters")[0], &[]).await.sees("The letter is sent again.");
        stage.run_due_work().await;
        let mails = server.mailbox.to("ada@example.org");
        assert_eq!(mails.iter().map(|mail| format!("<{}>", mail.message_id())).collect::<Vec<_>>(), [row.message_id]);
    }

    async fn a_letter_that_nobody_can_read_any_more_is_not_tried_for_ever(on: On) {
        let mut server = MailServer::start().await;
        let stage = stage_with(on, &server).await;
        server.stop().await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        stage.run_due_work().await;
        // Nobody confirmed in time, for nobody was asked: the request is forgotten, and its key destroyed.
        stage.clock.advance(TimeDelta::hours(80));
        for _ in 0..3 {
            stage.run_due_work().await;
            stage.clock.advance(TimeDelta::hours(2));
        }
        let row = confirmation(&stage, &receipt).await;
        assert_eq!((row.kind, row.state), (Kind::Confirm, State::Abandoned), "{:?}", row.problem);
        assert_eq!(row.problem.as_deref(), Some("the request it is about was forgotten"));
    }
}
