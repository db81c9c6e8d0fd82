//! Locking, and leaving alone whoever objects, through a small API that lies as real ones do.

use serde_json::{Value, json};

use super::{
    ada, call,
    people::{Api, MARKS, Mood, connector, writing},
};
use crate::contract::{
    error::ConnectorError,
    restrictor::{Mark, Restrictor},
    subject::{Identifier, Subject},
};

#[tokio::test]
async fn a_lock_is_set_once_read_back_and_taken_away_again() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(MARKS));
    assert!(connector.marks(Mark::Restrict) && connector.unmarks(Mark::Restrict) && !connector.unmarks(Mark::Object));
    let marked = connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap();
    assert_eq!(marked.fields, [("stub.people.lock".to_owned(), 1)]);
    assert_eq!((&api.person(7)["locked"], &api.person(8)["locked"]), (&json!(true), &Value::Null));
    api.written();
    assert_eq!(connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap().rows(), 1);
    assert!(api.written().is_empty(), "a mark that stands is left");
    let marked = connector.unmark(&ada(), Mark::Restrict, None, &call()).await.unwrap().unwrap();
    assert_eq!((marked.rows(), &api.person(7)["locked"]), (1, &json!(false)));
    let nobody = Subject::new([Identifier::parse("email=nobody@example.org").unwrap()]).unwrap();
    assert_eq!(connector.mark(&nobody, Mark::Restrict, &call()).await.unwrap().rows(), 0);
    let strange = Subject::new([Identifier::parse("shoe_size=37").unwrap()]).unwrap();
    connector.mark(&strange, Mark::Restrict, &call()).await.unwrap_err();
}

#[tokio::test]
async fn a_mark_that_does_not_show_is_none() {
    let api = Api::start().await;
    let connector = connector(&api.stub.url, &writing(MARKS));
    for (mood, is_permanent, word) in [
        (Mood::Lies, true, "read again it does not show"),
        (Mood::Says(422), true, "422"),
        (Mood::Says(404), true, "404"),
        (Mood::Says(302), true, "302"),
        (Mood::Says(500), false, "500"),
    ] {
        api.is(mood);
        let error = connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap_err();
        assert_eq!(matches!(error, ConnectorError::Permanent { .. }), is_permanent, "{mood:?}: {error}");
        assert!(error.to_string().contains(word), "{error}");
    }
    api.people.lock().unwrap()[0]["family"] = json!(true);
    api.is(Mood::Honest);
    api.written();
    let error = connector.mark(&ada(), Mark::Restrict, &call()).await.unwrap_err();
    assert!(error.to_string().contains("other people too") && api.written().is_empty(), "{error}");
}

#[tokio::test]
async fn whoever_objects_is_unsubscribed_and_put_on_the_list_and_stays_so_when_a_lock_ends() {
    let api = Api::start().await;
    let one = connector(&api.stub.url, &writing(MARKS));
    let marked = one.mark(&ada(), Mark::Object, &call()).await.unwrap();
    let all = [("stub.people.unsubscribe".to_owned(), 1), ("stub.quiet.leave_alone".to_owned(), 1)];
    assert_eq!(marked.fields, all);
    assert_eq!((&api.person(7)["news"], &api.person(8)["news"]), (&json!(false), &json!(true)));
    api.written();
    one.mark(&ada(), Mark::Object, &call()).await.unwrap();
    assert!(api.written().is_empty());

    // A lock whose end would also let the mail go out again stays while the person objects.
    let says_so = MARKS.replace("json: {locked: false}", "json: {locked: false, news: true}");
    let careful =
        connector(&api.stub.url, &writing(&says_so.replace("name: unlock,", "name: unlock, unless_objecting: true,")));
    assert_eq!(careful.unmark(&ada(), Mark::Restrict, Some(Mark::Object), &call()).await.unwrap(), None);
    assert!(api.written().is_empty());
    // And where the manifest forgot to say it, the other mark is set again.
    one.mark(&ada(), Mark::Restrict, &call()).await.unwrap();
    let careless = connector(&api.stub.url, &writing(&says_so));
    careless.unmark(&ada(), Mark::Restrict, Some(Mark::Object), &call()).await.unwrap().unwrap();
    assert_eq!((&api.person(7)["locked"], &api.person(7)["news"]), (&json!(false), &json!(false)));
}
