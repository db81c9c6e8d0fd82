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
        assert!(!arrived.mails.is_empty());
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

/// As somebody starts it in a folder where an earlier one was: told so, and no worker complains.
#[test]
fn the_demo_says_what_it_deletes_and_has_nothing_to_complain_of() {
    let home = Scratch::new("demo");
    let folder = home.path().join("demo");
    let run = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rightsdesk-on-stage"));
        command.args(["demo", "--once", "--dir"]).arg(&folder).env("RIGHTSDESK_LOG", "warn");
        let done = command.output().expect("a program");
        let told = String::from_utf8(done.stderr).expect("text");
        assert!(done.status.success(), "{told}");
        told
    };
    let first = run();
    assert!(!first.contains("An earlier demo"), "{first}");
    let second = run();
    assert!(second.contains("An earlier demo's requests, mails and archives"), "{second}");
    for told in [first, second] {
        assert!(told.matches("Olive accepts").count() == 1 && !told.contains("the lease was lost"), "{told}");
    }
}
