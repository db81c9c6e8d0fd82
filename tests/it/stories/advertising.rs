//! Art. 21(2)–(3): Ada wants no advertising. Nobody weighs that, nobody has to do anything, and everything stops.

use super::{
    ada::{ADA, Ada},
    tale::{Tale, told},
    town::{Town, rows, with_ada},
};
use chrono::TimeDelta;
use rightsdesk::casework::stopping::suppress::{self, Listed};

async fn listed(town: &Town, address: &str) -> Listed {
    suppress::look_up(&town.stage.desk, &[address.to_owned()]).await.unwrap().remove(0)
}

told! {
    async fn advertising_stops_by_itself_everywhere_and_for_good(tale: Tale) {
        let mut town = Town::founded(tale).await;
        assert_eq!(listed(&town, ADA).await, Listed::No);
        let ada = Ada::objects(&town, "marketing").await;
        // Whoever sends advertising hears it at once, before she has confirmed anything.
        assert_eq!(listed(&town, ADA).await, Listed::Yes);
        assert_eq!(listed(&town, "ada@example.org.evil.net").await, Listed::No);

        let mut ada = ada.confirms(&town).await;
        town.pass(TimeDelta::minutes(2)).await;
        for database in [&town.shop, &town.radar, &town.newsletter] {
            let marked = with_ada("1 ada@example.org Adda Lovelase usual no");
            assert_eq!(rows(database).await, marked, "hers is marked, nobody else's is");
        }
        town.last_letter().await.says(&[&ada.day("2026-11-14"), &ada.reference]);
        ada.enters().await.sees(tale.language.public().status.closed);
        town.ends(&ada, "advertising").await;
        town.pass(TimeDelta::days(400)).await;
        assert_eq!(listed(&town, ADA).await, Listed::Yes, "for good");
    }
}
