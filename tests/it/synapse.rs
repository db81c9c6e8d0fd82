//! The homeserver of the stage is a real one.

use reqwest::Method;
use serde_json::json;
use stage::servers::synapse::{Synapse, Wishes};

#[tokio::test]
async fn a_real_homeserver_registers_deactivates_and_takes_back() {
    let mut synapse = Synapse::start(Wishes::default()).await;
    let ada = synapse.register("ada").await;
    let bob = synapse.register("bob").await;
    synapse.put_account_data(&ada, "org.example.notes", json!({ "note": "tea" })).await;
    assert_eq!(synapse.account_data(&ada.user_id).await["global"]["org.example.notes"], json!({ "note": "tea" }));

    synapse.deactivate_and_erase(&ada.user_id).await;
    synapse.leaves(&bob).await;
    let gone = "/_synapse/admin/v3/users?deactivated=true";
    let page = synapse.admin(Method::GET, gone, None).await.ok();
    let names: Vec<_> =
        page["users"].as_array().expect("a list").iter().map(|it| (&it["name"], &it["erased"])).collect();
    let (ada_id, bob_id) = (json!("@ada:example.org"), json!("@bob:example.org"));
    assert_eq!(names, [(&ada_id, &json!(true)), (&bob_id, &json!(false))]);
    assert_eq!(synapse.log_in("ada", &ada.password).await.status, 403);
    assert!(synapse.account_data(&ada.user_id).await["global"].get("org.example.notes").is_none());

    // What it knew is there when it comes back, and who was given back may come in.
    synapse.reactivate(&bob.user_id, "another word").await;
    synapse.start_again().await;
    assert_eq!(synapse.log_in("bob", "another word").await.status, 200);
    let page = synapse.admin(Method::GET, gone, None).await.ok();
    assert_eq!(page["total"], 1);
}
