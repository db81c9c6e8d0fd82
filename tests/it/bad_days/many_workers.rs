//! Several workers in two processes on one database: each piece of work is done once, and no system gets more calls at
//! the same time than it was said to bear.

use std::collections::BTreeSet;

use super::by_smtp;
use futures_util::future::join_all;
use rightsdesk::{
    audit,
    casework::collecting::start,
    kernel::ids::TicketId,
    rights::right::Right,
    staff::role::Role,
    task,
    ticket::{self, state::State},
    worker::{driver, roster},
};
use stage::{
    desk::{On, Stage, until},
    gate::Gate,
    mailbox::MailServer,
    system::Pretended,
};
use tokio_util::sync::CancellationToken;

use crate::desk_pages::asks_verified;

/// How many people ask at the same time.
const PEOPLE: usize = 10;

async fn are_in(stage: &Stage, tickets: &[TicketId], state: State) -> Option<()> {
    for id in tickets {
        let ticket = ticket::store::by_id(&stage.desk.db, *id).await.unwrap().unwrap();
        if ticket.state != state {
            return None;
        }
    }
    Some(())
}

stage::on_both! {
    async fn workers_of_two_processes_share_the_work(on: On) {
        let server = MailServer::start().await;
        let (mut shop, mut blog) = (Pretended::new("shop", "Web shop"), Pretended::new("blog", "Blog"));
        for number in 0..PEOPLE {
            let (email, json) = (format!("p{number}@example.org"), format!(r#"{{"email": "p{number}@example.org"}}"#));
            (shop, blog) = (shop.holding(&email, &json), blog.holding(&email, &json));
        }
        let (shop, blog) = (Gate::before(shop.connected()), Gate::before(blog.connected()));
        let setting = Stage::setting(on).with_systems([shop.connected(3), blog.connected(1)]);
        let stage = setting.with_config(by_smtp(server.port(), 30)).set().await;
        let ana = stage.staff("ana", Role::Agent).await;
        let mut tickets = Vec::new();
        for number in 0..PEOPLE {
            let receipt = asks_verified(&stage, ana, &format!("p{number}@example.org"), &[Right::Access]).await;
            start::start(&stage.desk, ana, receipt.id).await.unwrap();
            tickets.push(receipt.id);
        }

        // Two loops here and two there, with four places each: many more than the systems may be asked by.
        let another = stage.another_process().await;
        let stop = CancellationToken::new();
        let desks = [&stage.desk, &stage.desk, &another, &another];
        let working: Vec<_> = desks.map(|desk| tokio::spawn(driver::run(desk.clone(), stop.clone()))).into();
        until("both systems are asked by as many as they bear", async || {
            (shop.inside() == 3 && blog.inside() == 1).then_some(())
        })
        .await;
        shop.open();
        blog.open();
        until("all is gathered", async || are_in(&stage, &tickets, State::Review).await).await;
        let letters = 2 * PEOPLE;
        until("all letters arrive", async || (server.mailbox.all().len() >= letters).then_some(())).await;
        stop.cancel();
        for loop_of_work in working {
            loop_of_work.await.unwrap();
        }

        assert_eq!((shop.most(), blog.most()), (3, 1), "calls at the same time");
        for gate in [&shop, &blog] {
            let calls = gate.calls();
            assert_eq!((calls.len(), calls.iter().collect::<BTreeSet<_>>().len()), (PEOPLE, PEOPLE), "each asked once");
        }
        let mails = server.mailbox.all();
        let different: BTreeSet<_> = mails.iter().map(|mail| mail.message_id().to_owned()).collect();
        assert_eq!((mails.len(), different.len()), (letters, letters), "each letter once");
        for id in tickets {
            let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
            assert!(!tasks.is_empty() && tasks.iter().all(|task| (task.attempts, task.records) == (1, 1)), "{tasks:#?}");
        }
        assert_eq!(audit::store::first_broken(&stage.desk.db).await.unwrap(), None);
    }
    async fn the_last_answers_may_come_at_the_same_time(on: On) {
        let systems = ["shop", "blog", "crm"].map(|key| Pretended::new(key, key).connected());
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let ana = stage.staff("ana", Role::Agent).await;
        let stop = CancellationToken::new();
        for number in 0..8 {
            let receipt = asks_verified(&stage, ana, &format!("p{number}@example.org"), &[Right::Access]).await;
            stage.run_due_work().await;
            start::start(&stage.desk, ana, receipt.id).await.unwrap();
            let steps = roster::claim(&stage.desk, 16).await.unwrap();
            assert_eq!(steps.len(), 3);
            let all = join_all(steps.into_iter().map(|step| step.take(&stage.desk, &stop))).await;
            assert!(all.iter().all(Result::is_ok), "{all:?}");
            let seen = are_in(&stage, &[receipt.id], State::Review).await;
            seen.expect("one of them has seen that there is nothing left to ask");
        }
    }
}
