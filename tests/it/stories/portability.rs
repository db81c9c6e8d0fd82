//! Art. 20: what Ada gave under consent or a contract goes to another provider whose address was checked, with proof, and to her.

use chrono::TimeDelta;
use rightsdesk::config::receiver::ReceiverSection;
use serde_json::json;

use super::{
    ada::Ada,
    tale::{Tale, told},
    town::{ALL, Town, rows},
};
use crate::recipients::handing::provider;

told! {
    async fn what_she_gave_goes_to_where_she_wants_it_with_proof(tale: Tale) {
        let (provider, url) = provider().await;
        let other = ReceiverSection { name: "Other Ltd".to_owned(), url: Some(url), ..ReceiverSection::default() };
        let mut town = Town::founded_with(tale, move |config| config.receivers = vec![other]).await;
        let message = tale.of("To Other Ltd, please.", "À Other Ltd, s’il vous plaît.", "Bitte an Other Ltd.");
        let mut ada = Ada::asks(&town, &["portability"], &[("delivery", "link"), ("message", message)]).await;
        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;
        let order = |receiver: &'static str| ([("receiver", receiver)], json!({ "receiver": receiver }));
        let (form, body) = order("https://evil.example/import");
        town.ana.is_refused(&ada.reference, "/handovers", &form, body, "whose address was checked").await;
        town.ana.releases(&ada.reference).await;
        let (form, body) = order("Other Ltd");
        town.ana.does(&ada.reference, "/handovers", &form, body).await;
        town.stage.run_due_work().await;

        // They got what she gave, in forms that programs read, and of what she did nothing, nor of the radar's interests.
        let (zip, digest) = provider.got.lock().unwrap().pop().expect("they got it");
        assert!(digest.starts_with("sha-256=:"), "{digest}");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
        let (mut names, mut all) = (Vec::new(), String::new());
        for number in 0..zip.len() {
            let mut file = zip.by_index(number).unwrap();
            names.push(file.name().unwrap().into_owned());
            std::io::Read::read_to_string(&mut file, &mut all).unwrap();
        }
        for part in ["portable/shop/", "portable/newsletter/"] {
            assert!(names.iter().any(|name| name.starts_with(part)), "{part} is missing: {names:?}");
        }
        assert!(names.iter().any(|name| name.ends_with(".json")) && names.iter().any(|name| name.ends_with(".csv")), "{names:?}");
        assert!(!names.iter().any(|name| name.contains("radar/customer")), "it rests on interests: {names:?}");
        assert!(all.contains("Adda Lovelase") && !all.contains("evil.net") && !all.contains("Bob"), "{all}");
        town.last_letter().await.says(&["Other Ltd", "SHA-256"]);
        town.ana.looks(&ada.reference, "/handovers").await.sees("received, and confirmed");

        town.pass(TimeDelta::hours(20)).await;
        let files = ada.fetches(&town).await;
        assert!(files.iter().any(|(path, _)| path.starts_with("portable/shop/")), "she gets it too");
        ada.enters().await.sees(tale.language.public().status.ready);
        assert_eq!(rows(&town.shop).await, ALL, "nothing was taken away");
        town.ends(&ada, "portability").await;
    }
}
