//! Who asks only to take data along, and of whom nothing can be: they are not told that nothing is held.

use rightsdesk::{
    kernel::ids::TicketId, request, rights::right::Right, staff::role::Role, task, task::state::Operation,
};
use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{Colleague, asks_verified, erasing, ticket};

/// Their last letter, in one line, once what was found has gone out.
async fn letter(stage: &Stage, ana: &mut Colleague, address: &str, rights: &[Right]) -> (TicketId, String) {
    let receipt = asks_verified(stage, ana.id, address, rights).await;
    let page = ticket(&receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    ana.releases(&page).await.sees("Answered");
    stage.run_due_work().await;
    let mail = stage.mail_to(address).pop().expect("a mail");
    (receipt.id, mail.text().split_whitespace().collect::<Vec<_>>().join(" "))
}

on_both! {
    async fn what_is_held_and_cannot_be_taken_along_is_told(on: On) {
        // A shop on a contract of which no field can be taken along, and a radar on interests.
        let radar = databases::sqlite();
        radar.load(erasing::SHOP).await;
        let interests = "legal_basis_for_processing: Legitimate interests\n        rightsdesk_meta: {interests: to know who buys}";
        let manifest = include_str!("desk_pages/erasing.yml").replace("legal_basis_for_processing: Contract", interests);
        let manifest = manifest.replacen("fides_key: shop", "fides_key: radar", 1).replace("name: Web shop", "name: Radar");
        let settings = Settings { url: Some(radar.url.clone().into()), ..Settings::default() };
        let (_shop, stage) = erasing::shop_beside(on, vec![connected("radar", &manifest, settings)]).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (id, told) = letter(&stage, &mut ana, "ada@example.org", &[Right::Portability]).await;
        for part in ["We do hold data about you that this right does not reach: - Web shop", "They may hold data about you: - Radar", "Art. 20", "access, Art. 15"] {
            assert!(told.contains(part), "{part} is missing in {told}");
        }
        assert!(!told.contains("found none"), "{told}");
        let outcome = request::store::of(&stage.desk.db, id).await.unwrap().remove(0).outcome;
        assert!(outcome.is_some());
        let exports = task::store::of(&stage.desk.db, id).await.unwrap().into_iter().filter(|it| it.operation == Operation::Export);
        assert!(exports.into_iter().all(|it| it.records == 0), "nothing was handed over");

        // The same where nobody is known there: only what nobody has looked into may hold something.
        let (_, told) = letter(&stage, &mut ana, "carl@example.org", &[Right::Portability]).await;
        assert!(told.contains("Here we hold nothing under the addresses and names that you gave us: - Web shop"), "{told}");
        assert!(told.contains("They may hold data about you: - Radar") && !told.contains("We do hold"), "{told}");
    }

    async fn who_is_not_known_at_all_is_told_so(on: On) {
        let (_shop, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (_, told) = letter(&stage, &mut ana, "carl@example.org", &[Right::Portability]).await;
        assert!(told.contains("found none") && !told.contains("Art. 15)"), "{told}");
        // With a copy of everything beside it nothing is left to ask for.
        let (_, told) = letter(&stage, &mut ana, "dora@example.org", &[Right::Access, Right::Portability]).await;
        assert!(told.contains("found none"), "{told}");
    }
}
