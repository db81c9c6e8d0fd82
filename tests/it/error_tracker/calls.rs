//! What is asked, to the letter.

use rightsdesk::demo::error_tracker::{company::company, server::ErrorTracker, world::id_of};
use rightsdesk_exporters::{
    conformance::keeping::Kept,
    contract::{connector::Connector, outcome::Scope},
};

use super::{call, now, of, person};

/// The calls as Sentry's own description of its API wants them: method, path, parameters.
#[tokio::test]
async fn the_calls_are_the_ones_that_sentry_describes() {
    let tracker = ErrorTracker::start(company(now())).await.unwrap();
    let connector = of(&tracker);
    let subject = person(&["email=ada@example.org"]);
    connector.resolve(&subject, &call()).await.unwrap();
    connector.locate(&subject, &call()).await.unwrap();
    let located = tracker.take_calls();
    connector.export(&subject, Scope::Everything, None, &call(), &mut Kept::default()).await.unwrap();
    let event = id_of("event 1001 1");
    let replay = &tracker.world().replays[0].id;
    let decoded: Vec<_> = tracker.take_calls().iter().map(|call| words(call)).collect();
    let search = r#"query=user.email:"ada@example.org""#;
    let wanted = [
        format!("GET /api/0/organizations/example/issues/?{search}&project=-1&statsPeriod=90d&limit=100"),
        r#"GET /api/0/organizations/example/issues/?query=issue.category:feedback user.email:"ada@example.org"&project=-1&statsPeriod=90d&limit=100"#.to_owned(),
        format!("GET /api/0/organizations/example/issues/1001/events/?{search}&statsPeriod=90d&full=true&per_page=50"),
        format!("GET /api/0/organizations/example/issues/1001/events/?{search}&statsPeriod=90d&per_page=100"),
        format!("GET /api/0/projects/example/4501/events/{event}/attachments/"),
        format!("GET /api/0/projects/example/4501/events/{event}/attachments/71/?download=1"),
        "GET /api/0/organizations/example/projects/?per_page=100".to_owned(),
        "GET /api/0/projects/example/web/user-feedback/".to_owned(),
        format!("GET /api/0/organizations/example/replays/?{search}&project=-1&statsPeriod=90d&per_page=100"),
        format!("GET /api/0/projects/example/4501/replays/{replay}/recording-segments/?per_page=100"),
    ];
    for call in &wanted {
        assert!(decoded.contains(call), "{call} is not among {decoded:#?}");
    }
    let located: Vec<_> = located.iter().map(|call| words(call)).collect();
    assert!(
        located.contains(&"GET /api/0/projects/example/web/users/?query=email:ada@example.org".to_owned()),
        "{located:#?}"
    );
    assert!(
        located.iter().all(|call| !call.contains("full=true") && !call.contains("download")),
        "counting reads no bodies"
    );
}

/// A call as it came in, with its encoding taken off.
fn words(call: &str) -> String {
    let (method, path) = call.split_once(' ').unwrap();
    let url = reqwest::Url::parse("http://x").unwrap().join(path).unwrap();
    let pairs: Vec<_> = url.query_pairs().map(|(key, value)| format!("{key}={value}")).collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    format!("{method} {}{query}", url.path())
}
