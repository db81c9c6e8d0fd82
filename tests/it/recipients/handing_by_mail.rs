//! What a person may take with them goes to another provider by mail: locked, to an address that somebody checked, with what the
//! mail server said as proof.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use rightsdesk::{
    casework::copying::hand_over,
    config::{
        file::Config,
        receiver::{Checked, ReceiverSection},
        secret::Secret,
    },
    demo::mailbox::fault::{Moment, Strike},
    rights::right::Right,
    staff::role::Role,
    worker::driver,
};
use stage::{
    desk::{On, Stage},
    mailbox::MailServer,
    on_both,
    scratch::Scratch,
    system::Pretended,
};

use super::{ADA, handing::provider};
use crate::{
    bad_days::by_smtp,
    desk_pages::{Colleague, addresses, asks_verified, ticket},
};

const THIRD: &str = "import@third.example";
const PASSPHRASE: &str = "told on the phone, slowly";

/// A desk with a mail server and a receiver by mail; the page of a ticket whose package is out.
async fn town(
    on: On,
    server: &MailServer,
    home: &Scratch,
    change: impl FnOnce(&mut Config) + Send + 'static,
) -> (Stage, Colleague, String) {
    let secret = home.path().join("third.passphrase");
    std::fs::write(&secret, format!("{PASSPHRASE}\n")).unwrap();
    let third = ReceiverSection {
        name: "Third Ltd".to_owned(),
        mail: Some(THIRD.to_owned()),
        passphrase: Some(Secret::File(secret)),
        checked: Some(Checked { by: "Ana".to_owned(), on: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap() }),
        ..ReceiverSection::default()
    };
    let mail = by_smtp(server.port(), 5);
    let shop = Pretended::new("shop", "Web shop").holding(ADA, r#"{"id": 1, "note": "a first order"}"#);
    let stage = Stage::setting(on)
        .with_systems([shop.connected()])
        .with_config(move |config| {
            mail(config);
            config.receivers = vec![third];
            change(config);
        })
        .set()
        .await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let page = ticket(&asks_verified(&stage, ana.id, ADA, &[Right::Portability]).await);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    let seen = ana.get(&page).await.field("package");
    ana.does(&format!("{page}/release"), &[("package", &seen)]).await;
    stage.run_due_work().await;
    (stage, ana, page)
}

on_both! {
    async fn a_locked_file_goes_to_the_checked_address_and_only_the_passphrase_opens_it(on: On) {
        let (server, home) = (MailServer::start().await, Scratch::new("third"));
        let (stage, mut ana, page) = town(on, &server, &home, |_| ()).await;
        let handovers = format!("{page}/handovers");
        ana.get(&handovers).await.sees("Third Ltd, by mail to import@third.example");
        // The mail server does not take it for now; nobody is told anything yet.
        server.mailbox.fail_once(Moment::Sent, Strike::Answer(451));
        let to_ada = server.mailbox.to(ADA).len();
        ana.does(&handovers, &[("receiver", "Third Ltd")]).await.sees("is being sent");
        stage.run_due_work().await;
        ana.get(&handovers).await.sees("is being sent").sees("code 451").sees("Next try:");
        assert_eq!((server.mailbox.to(THIRD).len(), server.mailbox.to(ADA).len()), (0, to_ada));
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;

        let mails = server.mailbox.to(THIRD);
        let [mail] = &mails[..] else { panic!("{} mails", mails.len()) };
        let [file] = &mail.attachments()[..] else { panic!("one attachment") };
        let raw = String::from_utf8_lossy(&mail.raw).into_owned();
        assert!(!raw.contains(PASSPHRASE) && !mail.text().contains(ADA), "neither what opens it nor who it is about");
        assert!(rightsdesk_archive::open::unwrap_mailed(&file.content, "told on the phone, fast").is_err());
        let zip = rightsdesk_archive::open::unwrap_mailed(&file.content, PASSPHRASE).expect("it opens");
        let names: Vec<String> = zip::ZipArchive::new(std::io::Cursor::new(zip))
            .unwrap()
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        assert!(names.iter().any(|name| name.starts_with("portable/shop/")), "{names:?}");
        assert!(!names.iter().any(|name| name.starts_with("shop/") || name.contains("about-your-data")), "{names:?}");

        // The proof is what the mail server said, and no more than that is claimed.
        ana.get(&handovers).await.sees("mailed, and taken by the mail server").sees("Answer 250 kept").sees_no("confirmed");
        let told = server.mailbox.to(ADA).last().unwrap().text().split_whitespace().collect::<Vec<_>>().join(" ");
        for part in ["We mailed it to them", "whether somebody there has opened it, we cannot see", "Third Ltd"] {
            assert!(told.contains(part), "{part} is missing: {told}");
        }
        assert!(!told.contains("confirmed"), "{told}");
    }

    async fn what_is_too_large_for_mail_stays_here_and_the_person_has_it_themselves(on: On) {
        let (server, home) = (MailServer::start().await, Scratch::new("third"));
        let (stage, mut ana, page) = town(on, &server, &home, |config| config.mail.attach_up_to = 10).await;
        let handovers = format!("{page}/handovers");
        ana.does(&handovers, &[("receiver", "Third Ltd")]).await;
        stage.run_due_work().await;
        let seen = ana.get(&handovers).await.sees("could not be sent").sees("too large for a mail").sees("The person was told on");
        let seen = seen.sees("where they take it by HTTPS");
        assert!(server.mailbox.to(THIRD).is_empty());
        let told = server.mailbox.to(ADA).last().unwrap().text();
        assert!(told.contains("it did not work") && told.contains("/en/files/"), "{told}");

        // They have an address for it by now: the same handover goes there.
        let (provider, url) = provider().await;
        let mut desk = stage.another_process().await;
        let known = &mut Arc::get_mut(&mut desk).expect("nobody else has it").config.receivers[0];
        (known.url, known.mail, known.passphrase) = (Some(url), None, None);
        let again = addresses(&seen, "handovers").pop().expect("a button");
        let id = rightsdesk::kernel::ids::HandoverId(again.rsplit('/').nth(1).unwrap().parse().unwrap());
        let reference = page.rsplit('/').next().unwrap();
        let ticket = rightsdesk::ticket::store::by_reference(&desk.db, reference).await.unwrap().unwrap().id;
        hand_over::again(&desk, ana.id, ticket, id).await.unwrap();
        driver::run_due(&desk).await.unwrap();
        assert_eq!((provider.got.lock().unwrap().len(), server.mailbox.to(THIRD).len()), (1, 0));
        ana.get(&handovers).await.sees("received, and confirmed");
    }

    async fn a_passphrase_that_anybody_guesses_locks_nothing(on: On) {
        let (server, home) = (MailServer::start().await, Scratch::new("third"));
        let (stage, mut ana, page) = town(on, &server, &home, |_| ()).await;
        std::fs::write(home.path().join("third.passphrase"), "third").unwrap();
        let handovers = format!("{page}/handovers");
        ana.does(&handovers, &[("receiver", "Third Ltd")]).await;
        stage.run_due_work().await;
        ana.get(&handovers).await.sees("its passphrase is too short");
        assert!(server.mailbox.to(THIRD).is_empty());
        // With a better one, staff have it tried again.
        std::fs::write(home.path().join("third.passphrase"), PASSPHRASE).unwrap();
        let again = addresses(&ana.get(&handovers).await, "handovers").pop().expect("a button");
        ana.does(&again, &[]).await.sees("It is tried again.");
        stage.run_due_work().await;
        assert_eq!(server.mailbox.to(THIRD).len(), 1);
    }
}
