//! A receiver that is away: it is tried for hours by itself, then staff are told and the person has the package; staff have it
//! tried again, and who is told anything is told what happened.

use chrono::TimeDelta;
use rightsdesk::{
    config::receiver::ReceiverSection, demo::mailbox::mail::Mail, rights::right::Right, staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    on_both,
    system::Pretended,
};

use super::{ADA, handing::provider};
use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

fn words(mail: &Mail) -> String {
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ana, and the page of a ticket whose package is out.
async fn let_out(stage: &Stage) -> (Colleague, String) {
    let mut ana = Colleague::enters(stage, "ana", Role::Agent).await;
    let page = ticket(&asks_verified(stage, ana.id, ADA, &[Right::Portability]).await);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    let seen = ana.get(&page).await.field("package");
    ana.does(&format!("{page}/release"), &[("package", &seen)]).await;
    stage.run_due_work().await;
    (ana, page)
}

async fn town(on: On, url: String) -> Stage {
    let shop = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1, "note": "a first order"}"#);
    let other = ReceiverSection { name: "Other Ltd".to_owned(), url: Some(url), ..ReceiverSection::default() };
    let setting = Stage::setting(on).with_systems([shop.connected()]);
    setting.with_config(move |config| config.receivers = vec![other]).set().await
}

on_both! {
    async fn a_receiver_that_stays_away_is_tried_for_hours_and_the_person_is_told_once(on: On) {
        let (provider, url) = provider().await;
        let stage = town(on, url).await;
        let (mut ana, page) = let_out(&stage).await;
        let handovers = format!("{page}/handovers");
        provider.answers(&[503; 20]);
        ana.does(&handovers, &[("receiver", "Other Ltd")]).await;
        let mut before = stage.mail_to(ADA).len();
        stage.run_due_work().await;
        for minutes in [1, 4, 16, 64, 240, 240] {
            ana.signs_in("ana").await;
            ana.get(&handovers).await.sees("is being sent").sees("answered 503").sees("Next try:");
            assert_eq!(stage.mail_to(ADA).len(), before, "nothing has happened that she should know");
            let tried = provider.calls();
            stage.clock.advance(TimeDelta::minutes(minutes) - TimeDelta::seconds(1));
            stage.run_due_work().await;
            assert_eq!(provider.calls(), tried, "it is not due yet");
            stage.clock.advance(TimeDelta::seconds(1));
            stage.run_due_work().await;
            assert_eq!(provider.calls(), tried + 1);
        }
        stage.clock.advance(TimeDelta::hours(4));
        stage.run_due_work().await;
        assert_eq!(provider.calls(), 8);
        ana.signs_in("ana").await;
        ana.get(&handovers).await.sees("could not be sent").sees("The person was told on").sees("Try again");
        ana.get(&page).await.sees("Data could not be sent to another provider").sees("Data could not be handed over to Other Ltd");
        let mails = stage.mail_to(ADA);
        assert_eq!(mails.len(), before + 1);
        let told = words(mails.last().unwrap());
        assert!(told.contains("You have the data yourself") && told.contains("nobody there has confirmed"), "{told}");
        before = mails.len();

        // Staff have it tried again while they are still away: she is not told the same twice.
        let again = addresses(&ana.get(&handovers).await, "handovers").pop().expect("a button");
        provider.answers(&[403]);
        ana.does(&again, &[]).await.sees("It is tried again.");
        ana.post(&again, &[]).await.is(422).sees("This was not given up");
        stage.run_due_work().await;
        ana.get(&handovers).await.sees("answered 403");
        assert_eq!(stage.mail_to(ADA).len(), before);
        // Then they are there.
        provider.answers(&[]);
        ana.does(&again, &[]).await;
        stage.run_due_work().await;
        ana.get(&handovers).await.sees("received, and confirmed").sees_no("Try again");
        ana.get(&page).await.sees_no("Data could not be sent to another provider:").sees("Data is to go to Other Ltd after all");
        let mails = stage.mail_to(ADA);
        assert_eq!(mails.len(), before + 1);
        assert!(words(mails.last().unwrap()).contains("They got it on"));
        ana.post(&again, &[]).await.is(422);
        let mut jo = Colleague::enters(&stage, "jo", Role::Auditor).await;
        jo.get(&handovers).await.is(200).sees("received, and confirmed");
        jo.post(&again, &[]).await.is(403);
    }

    async fn what_arrived_otherwise_than_it_was_sent_is_no_handover(on: On) {
        let (provider, url) = provider().await;
        let stage = town(on, url).await;
        let (mut ana, page) = let_out(&stage).await;
        let handovers = format!("{page}/handovers");
        provider.says(r#"{"sha256": "00"}"#);
        ana.does(&handovers, &[("receiver", "Other Ltd")]).await;
        stage.run_due_work().await;
        ana.get(&handovers).await.sees("could not be sent").sees("something else arrived than was sent");
        assert!(words(stage.mail_to(ADA).last().unwrap()).contains("it did not work"));
        provider.says("");
        let again = addresses(&ana.get(&handovers).await, "handovers").pop().expect("a button");
        ana.does(&again, &[]).await;
        stage.run_due_work().await;
        ana.get(&handovers).await.sees("received, and confirmed");
    }

    async fn a_package_that_is_gone_is_not_promised(on: On) {
        let (provider, url) = provider().await;
        let stage = town(on, url).await;
        let (mut ana, page) = let_out(&stage).await;
        let handovers = format!("{page}/handovers");
        provider.answers(&[503]);
        ana.does(&handovers, &[("receiver", "Other Ltd")]).await;
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::days(60));
        stage.run_due_work().await;
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        let seen = ana.get(&handovers).await.sees("could not be sent");
        let told = words(stage.mail_to(ADA).last().unwrap());
        assert!(told.contains("is not there any more") && !told.contains("/files/"), "{told}");
        let again = addresses(&seen, "handovers").pop().expect("a button");
        ana.post(&again, &[]).await.is(422).sees("The package is not ready");
        assert_eq!(provider.calls(), 1, "nothing that is not let out goes anywhere");
    }
}
