//! The shipped manifest for widgets in rooms, before a homeserver that is too old for it.

use crate::{
    contract::subject::{Identifier, Subject},
    manifest::read::read,
    open::{Settings, open},
};

use super::{
    call,
    stub::{Stub, json},
};

/// It does not know how to tell one type of state from another, and answers all. What is not a widget is never taken for one.
#[tokio::test]
async fn a_homeserver_that_answers_all_of_a_rooms_state_is_not_believed() {
    for (name, is_told) in [("m.room.topic", false), ("im.vector.modular.widgets", true)] {
        let stub = Stub::start(move |asked| {
            json(if asked.path.ends_with("/memberships") {
                r#"{"memberships": {"!a:example.org": "leave"}}"#.to_owned()
            } else {
                format!(
                    r#"{{"state": [{{"type": "{name}", "event_id": "$1", "room_id": "!a:example.org", "state_key": "k",
                        "sender": "@ada:example.org", "content": {{"creatorUserId": "@ada:example.org"}}}}]}}"#
                )
            })
        })
        .await;
        let manifest =
            read(include_str!("../../../systems/room_widgets/manifest.yml"), "manifest.yml").expect("a manifest");
        let secrets = ["admin_token", "editor_token"].map(|name| (name.to_owned(), "token".into())).into();
        let settings = Settings { url: Some(stub.url.as_str().into()), secrets, ..Settings::default() };
        let connector = open(&manifest, &settings).expect("a connector");
        let ada = Subject::new([Identifier::parse("matrix_id=@ada:example.org").expect("a name")]).expect("a person");
        let located = connector.locate(&ada, &call()).await;
        assert_eq!(located.is_ok_and(|it| it.counts[0].records == 1), is_told, "{name}");
    }
}
