//! Limits, faults, and answers that are not to be believed.

use std::time::Duration;

use rightsdesk::demo::error_tracker::{
    company::{both_apps, company},
    fault::Fault,
    server::ErrorTracker,
    world::World,
};
use rightsdesk_exporters::{
    conformance::{keeping::Kept, run},
    contract::{
        connector::Connector,
        error::ConnectorError,
        outcome::{Exported, Scope},
    },
    rest::settings::Settings,
};

use super::{ada, call, connector, hurried, now, of, person, settings, unlimited};

#[tokio::test]
async fn the_users_are_asked_for_five_times_a_minute_at_most() {
    let tracker = ErrorTracker::start(both_apps(now())).await.unwrap();
    let connector = of(&tracker);
    // Two apps, three ways: six calls.
    let error = connector.resolve(&ada(), &hurried()).await.unwrap_err();
    let ConnectorError::Transient { what, retry_after: Some(wait) } = error else { panic!("{error}") };
    assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60), "{wait:?} {what}");
    let users = tracker.take_calls().into_iter().filter(|call| call.contains("/users/")).count();
    assert_eq!(users, 5, "the manifest's rate keeps the sixth call back");

    // A second process does not know what the first one asked; the tracker says how long to wait.
    let error = of(&tracker).resolve(&ada(), &hurried()).await.unwrap_err();
    let ConnectorError::Transient { retry_after: Some(wait), what } = error else { panic!("{error}") };
    assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(61), "{wait:?} {what}");
    assert!(what.contains("429"), "{what}");
}

#[tokio::test]
async fn a_limit_in_the_middle_hands_back_a_cursor_and_nothing_is_lost_or_doubled() {
    let (tracker, connector) = unlimited().await;
    let (whole, _) = run::export(&connector, &ada(), &call()).await.unwrap();
    tracker.faults().after(3, "/events/?", Fault::RetryAfter(3600));
    let mut first = Kept::default();
    let answer = connector.export(&ada(), Scope::Everything, None, &call(), &mut first).await.unwrap();
    let Exported::Continues(cursor) = answer else { panic!("{answer:?}") };
    // Asked again at once, it is still limited: now there is nothing to hand over, only the wait.
    tracker.faults().once("/events/?", Fault::RetryAfter(3500));
    let mut nothing = Kept::default();
    let error = connector.export(&ada(), Scope::Everything, Some(&cursor), &call(), &mut nothing).await.unwrap_err();
    assert!(
        matches!(error, ConnectorError::Transient { retry_after: Some(wait), .. } if wait.as_secs() == 3500),
        "{error}"
    );

    let mut rest = Kept::default();
    connector.export(&ada(), Scope::Everything, Some(&cursor), &call(), &mut rest).await.unwrap();
    assert_eq!(first.together(rest), whole);
}

#[tokio::test]
async fn bad_days_are_told_apart() {
    let (tracker, connector) = unlimited().await;
    let passing = [
        Fault::Status(500),
        Fault::Status(502),
        Fault::Status(503),
        Fault::Html,
        Fault::HalfJson,
        Fault::BrokenOff,
        Fault::RetryAfter(7200),
    ];
    for (fault, is_passing) in passing.map(|fault| (fault, true)).into_iter().chain([
        (Fault::Status(400), false),
        (Fault::Status(401), false),
        (Fault::Status(403), false),
        (Fault::Status(302), false),
        (Fault::PagesForEver, false),
        (Fault::SamePageForEver, false),
    ]) {
        tracker.faults().always("/organizations/example/issues/?", fault.clone());
        let error = connector.export(&ada(), Scope::Everything, None, &hurried(), &mut Kept::default()).await;
        let error = match error {
            Err(error) => error,
            // A list that goes in circles is noticed after some pages.
            Ok(_) => {
                connector.export(&ada(), Scope::Everything, None, &call(), &mut Kept::default()).await.unwrap_err()
            }
        };
        assert_eq!(matches!(error, ConnectorError::Transient { .. }), is_passing, "{fault:?}: {error}");
        assert!(!error.to_string().contains("ada@"), "{error}");
        tracker.faults().clear();
    }
}

#[tokio::test]
async fn an_api_that_says_nothing_is_given_up_in_time() {
    let tracker = ErrorTracker::start(company(now())).await.unwrap();
    tracker.faults().always("/projects/", Fault::Silence);
    let connector = connector(Settings { read_timeout: Duration::from_millis(50), ..settings(&tracker.url()) });
    let error = connector.check(&call()).await.unwrap_err();
    assert!(matches!(&error, ConnectorError::Transient { what, .. } if what.contains("in time")), "{error}");
}

#[tokio::test]
async fn an_empty_answer_is_believed_only_if_the_planted_person_is_found() {
    let tracker = ErrorTracker::start(World { users_a_minute: 1000, ..company(now()) }).await.unwrap();
    let nobody = person(&["email=nobody@example.org"]);
    let remarks = of(&tracker).check(&call()).await.unwrap().remarks;
    assert!(remarks[0].contains("no planted person"), "{remarks:?}");
    assert!(remarks[1].contains("no credential for erasing"), "{remarks:?}");

    let planted = connector(settings(&tracker.url()).with("canary_email", "grace@example.org"));
    let remarks = planted.check(&call()).await.unwrap().remarks;
    assert!(!remarks.iter().any(|remark| remark.contains("planted person")), "{remarks:?}");
    assert!(planted.locate(&nobody, &call()).await.is_ok());

    let gone = connector(settings(&tracker.url()).with("canary_email", "canary@example.org"));
    for error in [
        gone.check(&call()).await.unwrap_err(),
        gone.locate(&nobody, &call()).await.unwrap_err(),
        gone.export(&nobody, Scope::Everything, None, &call(), &mut Kept::default()).await.unwrap_err(),
    ] {
        assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("planted")), "{error}");
    }
    assert!(gone.locate(&ada(), &call()).await.is_ok(), "what was found needs no planted person");
}

#[tokio::test]
async fn a_file_that_is_no_longer_there_is_told_as_a_gap() {
    let (tracker, connector) = unlimited().await;
    tracker.faults().once("/attachments/71/", Fault::Status(404));
    let (kept, gaps) = run::export(&connector, &ada(), &call()).await.unwrap();
    assert_eq!(kept.files.len(), 2);
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].what, "attachment_files");
    assert!(gaps[0].why.for_language("de").starts_with("1 Datei(en)"));
}
