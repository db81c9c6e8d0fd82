//! What `rightsdesk demo` shows, in the same process: the world, and one request all the way through its doors.

use rightsdesk::demo::{
    journey,
    world::{self, Ports},
};
use stage::scratch::Scratch;

#[tokio::test]
async fn the_demo_takes_a_request_all_the_way() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let home = Scratch::new("demo");
    // A second time in the same folder as well.
    for _ in 0..2 {
        let world = world::begin(&home.path().join("demo"), Ports::Any).await.expect("a world");
        let arrived = journey::go(&world, &mut |_| {}).await.expect("an archive that arrives");
        world.stop.cancel();
        assert_eq!(arrived.manifest.systems.len(), 8);
        assert!(arrived.manifest.systems.iter().all(|system| system.records > 0), "{:?}", arrived.manifest.systems);
        assert!(arrived.mails.iter().all(|mail| !mail.text().contains(&arrived.passphrase)));
    }
}

#[tokio::test]
async fn the_demo_overwrites_nothing_of_anybody_elses() {
    let home = Scratch::new("demo");
    std::fs::write(home.path().join("thesis.txt"), "chapter one").expect("a file");
    world::begin(home.path(), Ports::Any).await.expect_err("the folder is somebody's");
    assert_eq!(std::fs::read_dir(home.path()).expect("the folder").count(), 1);
}
