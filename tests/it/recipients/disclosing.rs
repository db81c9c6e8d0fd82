//! To whom data was actually given is told by name, unless the law forbids it for a time; and they are told of an erasure.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, staff::role::Role};
use sea_orm::ConnectionTrait;
use stage::{
    desk::{On, Stage},
    on_both,
};

use super::{ADA, erased, shop};
use crate::desk_pages::{Colleague, asks_verified, ticket};

/// `about-your-data.html` of a package that is built for Ada now.
pub(super) async fn about(stage: &Stage, ana: &mut Colleague, language: &str) -> String {
    about_on(stage, ana, language).await.1
}

/// The same with the address of its ticket.
pub(super) async fn about_on(stage: &Stage, ana: &mut Colleague, language: &str) -> (String, String) {
    let receipt = asks_verified(stage, ana.id, ADA, &[Right::Access]).await;
    stage
        .desk
        .db
        .execute_unprepared(&format!(
            "UPDATE ticket SET language = '{language}' WHERE reference = '{}'",
            receipt.reference
        ))
        .await
        .unwrap();
    ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
    stage.run_due_work().await;
    let mut zip = super::package(stage, receipt.id).await;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("about-your-data.html").unwrap(), &mut text).unwrap();
    (ticket(&receipt), text)
}

const COURT: [(&str, &str); 8] = [
    ("recipient", "District Court"),
    ("kinds", "user.name"),
    ("on", "2026-11-02"),
    ("basis", "order"),
    ("names", "email=ada@example.org"),
    ("ticket", ""),
    ("words", "Order 4711"),
    ("inquiry", "yes"),
];

on_both! {
    async fn the_person_reads_who_was_given_their_data_unless_the_law_forbids_it_for_a_time(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let until = (stage.desk.today() + TimeDelta::days(60)).to_string();
        let day = (stage.desk.today() - TimeDelta::days(10)).to_string();
        let mut form = COURT.to_vec();
        form[2].1 = &day;

        for (field, value, words) in [
            ("recipient", " ", "Name who got it"),
            ("kinds", "", "Say what was disclosed"),
            ("on", "2099-01-01", "has not come"),
            ("names", "", "Name the person by"),
        ] {
            let mut wrong = form.clone();
            wrong.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value;
            wrong.extend([("ground", ""), ("until", "")]);
            ana.post("/desk/disclosures", &wrong).await.is(422).sees(words);
        }
        let mut wrong = form.clone();
        wrong.extend([("ground", "ERASURE_LEGAL_CLAIMS"), ("until", &until)]);
        ana.post("/desk/disclosures", &wrong).await.is(422).sees("Choose a ground on which an answer can leave");

        let mut told = form.clone();
        told[0].1 = "Insurer SE";
        told[3].1 = "contract";
        told.extend([("ground", ""), ("until", "")]);
        ana.does("/desk/disclosures", &told).await.sees("Insurer SE");
        let mut kept = form.clone();
        kept.extend([("ground", "CRIME_OR_TAX"), ("until", &until)]);
        ana.does("/desk/disclosures", &kept).await.sees("District Court").sees("not told until").sees_no("ada@example.org");
        let mut other = form.clone();
        other[0].1 = "Somebody Else";
        other[4].1 = "email=bob@example.net";
        other.extend([("ground", ""), ("until", "")]);
        ana.does("/desk/disclosures", &other).await;

        for (language, heading) in [
            ("en", "To whom we have given your data"),
            ("fr", "À qui nous avons communiqué vos données"),
            ("de", "Wem wir Ihre Daten gegeben haben"),
        ] {
            let page = about(&stage, &mut ana, language).await;
            assert!(page.contains(heading) && page.contains("Insurer SE"), "{page}");
            assert!(!page.contains("District Court"), "it is withheld: {page}");
            assert!(!page.contains("Somebody Else"), "that was about somebody else: {page}");
            assert!(page.contains("Mailer Ltd") && page.contains("Courier"), "those of the register: {page}");
        }

        stage.clock.advance(TimeDelta::days(61));
        ana.signs_in("ana").await;
        assert!(about(&stage, &mut ana, "en").await.contains("District Court"), "its time is over");
    }

    async fn whoever_was_given_data_is_told_of_the_erasure_but_not_an_inquiring_authority(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let day = (stage.desk.today() - TimeDelta::days(10)).to_string();
        let until = (stage.desk.today() + TimeDelta::days(60)).to_string();
        let mut form = COURT.to_vec();
        form[2].1 = &day;
        form.extend([("ground", ""), ("until", "")]);
        otto.does("/desk/disclosures", &form).await;
        form.retain(|(name, _)| *name != "inquiry" && *name != "ground" && *name != "until");
        form[0].1 = "Insurer SE";
        form.extend([("ground", "CRIME_OR_TAX"), ("until", &until)]);
        otto.does("/desk/disclosures", &form).await;

        let (erasure, mut ana) = erased(&stage, "en").await;
        let page = ana.get(&format!("{}/notices", erasure.page)).await.is(200);
        page.sees("Insurer SE").sees("The person is not told of this recipient.").sees_no("District Court");
        ana.does(&format!("{}/notices", erasure.page), &[]).await;
        stage.run_due_work().await;
        let text = stage.mail_to(ADA).pop().unwrap().text();
        assert!(text.contains("Courier") && !text.contains("Insurer SE"), "{text}");
    }
}
