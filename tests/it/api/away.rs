//! The desk's own database is away.

use rightsdesk::staff::role::Role;
use stage::desk::{On, Stage};

use super::{Program, wish};

#[tokio::test]
async fn programs_are_told_when_to_come_again() {
    let mut stage = Stage::setting(On::Postgres).behind_a_door().set().await;
    let ana = Program::of(&stage, "ana", Role::Agent).await;
    let outside = Program::outside(&stage);
    stage.door.as_mut().unwrap().shut().await;
    let (looked, asked) = tokio::join!(ana.get("/tickets"), outside.post("/requests", wish(&["access"])));
    for reply in [looked, asked] {
        let reply = reply.is(503);
        assert_eq!(reply.header("retry-after"), Some("30"));
        assert_eq!(reply.text("/type"), "urn:rightsdesk:problem:away");
        assert!(reply.body.get("incident").is_none(), "nothing is broken");
    }
    outside.get("/openapi.json").await.is(200);
    stage.door.as_mut().unwrap().open().await;
    ana.get("/tickets").await.is(200);
    outside.post("/requests", wish(&["access"])).await.is(202);
}
