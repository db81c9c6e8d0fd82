//! What anybody can do at the public door.

use stage::desk::{On, Stage};

stage::on_both! {
    async fn both_doors_are_open(on: On) {
        let stage = Stage::set(on).await;
        assert_eq!(stage.visitor().get("/healthz").await.is(200).source(), "ok");
        assert_eq!(stage.colleague().get("/healthz").await.is(200).source(), "ok");
        stage.run_due_work().await;
        assert!(stage.mails().is_empty());
    }
}
