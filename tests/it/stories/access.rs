//! Art. 15: there is a doubt who asks, so the clock moves as the law has it; then Ada fetches her copy, and only hers.

use chrono::TimeDelta;
use rightsdesk::question;

use super::{
    ada::Ada,
    tale::{Tale, told},
    town::{ALL, Town, rows},
};

told! {
    async fn a_copy_goes_to_whom_it_is_about_and_to_nobody_else(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let message = tale.of("All since 2019, please.", "Tout depuis 2019, s’il vous plaît.", "Bitte alles seit 2019.");
        let mut ada = Ada::asks(&town, &["access"], &[("delivery", "link"), ("message", message)]).await;
        town.last_letter().await.says(&[&ada.day("2026-11-14"), &ada.day("2026-12-14")]);

        // The address of the account was changed the day before: a reason to doubt, which she is told.
        town.pass(TimeDelta::days(2)).await;
        town.ana.looks(&ada.reference, "").await.sees(message);
        let (wording, reason) = tale.of(
            ("In which month did you sign up?", "The address of the account was changed yesterday."),
            ("En quel mois vous êtes-vous inscrite ?", "L’adresse du compte a été modifiée hier."),
            ("In welchem Monat haben Sie sich angemeldet?", "Die Adresse des Kontos wurde gestern geändert."),
        );
        town.ana.asks(&ada.reference, "identity", wording, reason).await;
        town.ana.looks(&ada.reference, "").await.sees("waits for the person");
        let asking = tale.language.asking();
        // The UK's month begins with the proof (UK 12A(2)); in the Union it stands still (EDPB 01/2022).
        let clock = tale.of(asking.clock_begins, asking.clock_stops_eu, asking.clock_stops_eu);
        town.last_letter().await.says(&[wording, reason, clock]);
        town.pass(TimeDelta::days(3)).await;
        let reply = tale.of("In May.", "En mai.", "Im Mai.");
        ada.replies(reply).await;
        town.ana.looks(&ada.reference, "").await.sees(reply).sees("replied on 19 Nov 2026");
        let questions = question::store::of(&town.stage.desk.db, town.ticket(&ada).await.id).await.unwrap();
        town.ana.takes(&ada.reference, &questions[0].id.to_string(), "Compared with the account, by phone.").await;
        let due = tale.of("2026-12-21", "2026-12-17", "2026-12-17");
        ada.enters().await.sees(&ada.day(due));

        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;
        let status = tale.language.public().status;
        let until = status.checking.split("{0}").next().expect("what comes before the day");
        ada.enters().await.sees(until).sees_no("an engine");
        town.ana.releases(&ada.reference).await;
        let letter = town.last_letter().await.says(&[&ada.reference, "START-HERE.html"]);
        town.tells_remedies(letter);
        ada.enters().await.sees(status.ready);

        let files = ada.fetches(&town).await;
        let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
        for own in ["an engine", "cards", "Adda Lovelase"] {
            assert!(all.contains(own), "{own} is hers");
        }
        for foreign in ["a mask", "a book", "a lamp", "evil.net", "bob@", "Bada"] {
            assert!(!all.contains(foreign), "{foreign} is somebody else's");
        }
        let (_, about) = files.iter().find(|(path, _)| path == "about-your-data.html").expect("what the law lists");
        let about = about.replace('\u{a0}', " ");
        let basis = tale.of("Art. 6(1)(f)", "art. 6, § 1, f", "Art. 6 Abs. 1 Buchst. f");
        let period = tale.of("As long as you have an account.", "Tant que vous avez un compte.", "Solange Sie ein Konto haben.");
        for told in [basis, period, "Mailer Ltd", tale.of("From you.", "De vous.", "Von Ihnen.")] {
            assert!(about.contains(told), "{told} is missing: {about}");
        }
        town.last_letter().await.says(&[&ada.day("2026-11-19")]);
        assert_eq!(rows(&town.shop).await, ALL, "a look changes nothing");
        town.ends(&ada, "access").await;
    }
}
