//! Art. 18: Ada's data is locked in the systems themselves; before the lock ends she is told, and on that day it ends.

use chrono::TimeDelta;
use rightsdesk::{
    hold::{self, ground::Keeps},
    rights::right::Right,
};
use serde_json::json;

use super::{
    ada::Ada,
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, MAILER, Town, rows, with_ada},
};

told! {
    async fn what_is_locked_is_marked_and_she_hears_before_it_ends(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let mut ada = Ada::asks(&town, &["restriction"], &[]).await;
        let reference = ada.reference.clone();
        let reason = "She says that her name is wrong.";
        let form = [
            ("ticket", reference.as_str()), ("names", ""), ("case", "RESTRICTION_ACCURACY"), ("purpose", ""), ("reason", reason),
        ];
        let body = json!({ "reference": reference, "identifiers": [], "ground": "RESTRICTION_ACCURACY", "systems": [], "reason": reason });
        town.ana.does_at("/desk/locks", &form, "/locks", body).await;
        town.ana.starts(&reference).await;
        town.stage.run_due_work().await;
        for database in [&town.shop, &town.radar, &town.newsletter] {
            let marked = with_ada("1 ada@example.org Adda Lovelase locked yes");
            assert_eq!(rows(database).await, marked, "hers is marked, nobody else's is");
        }
        let done = tale.of("We have locked it.", "Nous l’avons verrouillé.", "Wir haben es gesperrt.");
        let request = town.request(&ada, Right::Restriction).await;
        town.ana.answers(&reference, &request, Answer::granted(done)).await;
        let letter = town.last_letter().await.says(&[done, &ada.day("2026-11-14")]);
        town.tells_remedies(letter);
        ada.enters().await.sees(tale.language.public().status.closed);

        // Twenty days later it is settled. Tomorrow is too soon: she has to know it a week before.
        town.pass(TimeDelta::days(20)).await;
        let lock = hold::store::standing(&town.stage.desk.db, Keeps::Lock).await.unwrap().remove(0).id;
        let why = tale.of("We have corrected your name.", "Nous avons rectifié votre nom.", "Wir haben Ihren Namen berichtigt.");
        let (page, operation) = (format!("/desk/locks/{lock}/lift"), format!("/locks/{lock}/lift"));
        let form = |day: &'static str| [("ends_on", day), ("why", why), ("told", "")];
        town.ana.is_refused_at(&page, &form("2026-12-05"), &operation, json!({ "ends_on": "2026-12-05", "why": why })).await;
        let body = json!({ "ends_on": "2026-12-14", "why": why });
        town.ana.does_at(&page, &form("2026-12-14"), &operation, body).await;
        let letter = town.last_letter().await.says(&[&ada.day("2026-12-14"), &ada.day("2026-11-14"), why]);
        town.tells_remedies(letter);
        town.pass(TimeDelta::days(9)).await;
        assert_ne!(rows(&town.shop).await, ALL, "the 13th: it is locked still");
        town.pass(TimeDelta::days(1)).await;
        for database in [&town.shop, &town.radar, &town.newsletter] {
            assert_eq!(rows(database).await, ALL, "the 14th: as before");
        }
        town.ana.reads("/desk/locks").await.sees("Nothing is locked.");
        // Whoever was told of the lock was promised to hear of its end.
        town.pass(TimeDelta::minutes(11)).await;
        let notice = town.last_letter_to(MAILER).await;
        notice.says(&[tale.language.telling().please_unrestricted, &ada.day("2026-12-14")]).keeps_quiet_about(&[why]);
        town.ends(&ada, "restriction").await;
    }
}
