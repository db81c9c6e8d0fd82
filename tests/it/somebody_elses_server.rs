//! Whoever orders a server may write a stranger's Matrix ID as its owner's. The stranger who then asks to be erased takes
//! nothing along of the customer whose server it is.

use rightsdesk_exporters::contract::{
    call::Call,
    erasure::{Erased, ObstacleKind, Order, SharedChoice},
    pseudonym::Pseudonyms,
    subject::{Identifier, Subject},
};

use crate::shipped::{connector, everywhere, tables};

/// The owner of Bob's server, of whom nothing else is there.
fn owner() -> Subject {
    Subject::new([Identifier::parse("matrix_id=@malice:example.org").expect("an identifier")]).expect("a name")
}

#[tokio::test]
async fn erasing_its_owner_erases_nothing_of_the_customer() {
    let call = Call::unhurried("story");
    for database in everywhere("ems").await {
        let connector = connector("ems", &database);
        let eraser = connector.eraser().expect("a shipped SQL system can erase");
        let mut order = Order::by_the_manifest("2026-05-05T00:00:00Z".parse().expect("a moment"));
        let before = tables(&database).await;

        let asks = eraser.preview(&owner(), &order, &call).await.expect("a preview");
        let found: Vec<_> = asks.collections.iter().filter(|it| it.found > 0).collect();
        let shared: Vec<_> = found
            .iter()
            .map(|it| (it.collection.as_str(), it.found, it.shared.as_ref().map_or(0, |shared| shared.rows)))
            .collect();
        assert_eq!(shared, [("ems.host", 1, 1), ("ems.host_usage", 1, 1)], "{}", database.url);
        assert!(asks.is_empty(), "{}", database.url);
        assert!(!asks.obstacles.is_empty(), "{}: a person has to look", database.url);
        assert!(asks.obstacles.iter().all(|it| it.kind == ObstacleKind::Undecided), "{:?}", asks.obstacles);

        order.shared = ["ems.host", "ems.host_usage"].map(|name| (name.to_owned(), SharedChoice::Keep)).into();
        let plan = eraser.preview(&owner(), &order, &call).await.expect("a preview");
        assert_eq!(plan.obstacles, [], "{}", database.url);
        let pseudonyms = Pseudonyms::keyed(b"a key".to_vec());
        let done = eraser.erase(&owner(), &plan, &pseudonyms, &call).await.expect("an answer");
        assert!(matches!(done, Erased::Done(_)), "{done:?}");
        assert_eq!(tables(&database).await, before, "{}", database.url);
    }
}
