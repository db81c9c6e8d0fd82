//! Feeds tell of closed accounts, again and again, and not everything that they tell can be true.

use super::lines;
use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk::{
    casework::accounts::{
        note_deactivations::{self, Refused},
        note_reactivations,
    },
    deactivation::{
        entity::Model,
        sighting::{NotNoted, Sighting},
        state::{Source, State},
        store::Names,
    },
};
use stage::desk::{BEGIN, On, Stage};

fn seen(account: &str, closed_at: Option<&str>) -> Sighting {
    Sighting { account: account.to_owned(), closed_at: closed_at.map(|text| text.parse().unwrap()) }
}

stage::on_both! {
    async fn each_account_stands_once_and_its_thirty_days_begin_as_early_as_anybody_knows(on: On) {
        let stage = Stage::set(on).await;
        let desk = &stage.desk;
        let begin: DateTime<Utc> = BEGIN.parse().unwrap();
        let told = [
            seen("@ada:example.org", None),
            seen("ada@example.org", None),
            seen("@bob:example.org", Some("2026-11-02T23:30:00Z")),
            seen("@future:example.org", Some("2026-12-01T00:00:00Z")),
            seen(" @ada:example.org ", None),
            seen("@early:example.org", Some("2013-01-01T00:00:00Z")),
            seen("@seconds:example.org", Some("1970-01-21T17:00:00Z")),
        ];
        let noted = note_deactivations::note(desk, Source::Synapse, told.into()).await.unwrap();
        assert_eq!((noted.new, noted.known, noted.better), (2, 1, 0));
        let refused = |position, why| Refused { position, why };
        assert_eq!(noted.refused, [
            refused(1, NotNoted::Account),
            refused(3, NotNoted::Future),
            refused(5, NotNoted::TooEarly),
            refused(6, NotNoted::SecondsForMilliseconds),
        ]);

        let ada = &lines(&stage, "@ada:example.org").await[0];
        assert_eq!((ada.closed_at, ada.knows_when), (begin, false), "the first sighting counts");
        assert_eq!((ada.closed_on.to_string(), ada.due_on.to_string()), ("2026-11-14".into(), "2026-12-14".into()));
        assert_eq!(ada.due_at - ada.closed_at, TimeDelta::days(7), "nothing is done in the days of grace");
        let bob = &lines(&stage, "@bob:example.org").await[0];
        assert_eq!(bob.due_on.to_string(), "2026-12-02");

        // The list is read again, and another source knows more.
        stage.clock.advance(TimeDelta::days(2));
        let again = vec![seen("@ada:example.org", None), seen("@bob:example.org", Some("2026-11-05T00:00:00Z"))];
        let noted = note_deactivations::note(desk, Source::Synapse, again).await.unwrap();
        assert_eq!((noted.new, noted.known, noted.better), (0, 2, 0), "a later time is none");
        let better = vec![seen("@ada:example.org", Some("2026-11-10T08:00:00Z"))];
        let noted = note_deactivations::note(desk, Source::Mas, better).await.unwrap();
        assert_eq!((noted.new, noted.known, noted.better), (0, 0, 1));
        let ada = lines(&stage, "@ada:example.org").await;
        assert_eq!(ada.len(), 1);
        assert_eq!((ada[0].due_on.to_string(), ada[0].knows_when), ("2026-12-10".into(), true));
        let bob = &lines(&stage, "@bob:example.org").await[0];
        assert_eq!(bob.due_on.to_string(), "2026-12-02", "nobody else's time is touched");
    }

    async fn names_are_sealed_and_accounts_are_told_apart_to_the_letter(on: On) {
        let stage = Stage::set(on).await;
        let desk = &stage.desk;
        let told = vec![seen("@ada:example.org", None), seen("@Ada:example.org", None)];
        assert_eq!(note_deactivations::note(desk, Source::Import, told).await.unwrap().new, 2);
        let ada = &lines(&stage, "@ada:example.org").await[0];
        let names = Names::new(&desk.masters);
        assert_eq!(names.open(ada).unwrap().as_deref(), Some("@ada:example.org"));
        let sealed = ada.account_sealed.clone().unwrap();
        assert!(!sealed.windows(3).any(|part| part == b"ada"));
        // A sealed name opens in its own line only.
        let capital = lines(&stage, "@Ada:example.org").await.remove(0);
        assert!(names.open(&Model { account_sealed: Some(sealed), ..capital }).is_err());
    }

    async fn thousands_take_as_few_statements_as_one(on: On) {
        let stage = Stage::set(on).await;
        let desk = &stage.desk;
        let many = |count: usize| (0..count).map(|n| seen(&format!("@user{n}:example.org"), None)).collect();
        let before = stage.statements();
        note_deactivations::note(desk, Source::Synapse, many(1)).await.unwrap();
        let for_one = stage.statements() - before;
        let before = stage.statements();
        let noted = note_deactivations::note(desk, Source::Synapse, many(3001)).await.unwrap();
        assert_eq!((noted.new, noted.known), (3000, 1));
        assert!(stage.statements() - before <= 4 * for_one, "{}", stage.statements() - before);
    }

    async fn an_account_that_is_opened_again_is_left_alone_and_may_be_closed_again(on: On) {
        let stage = Stage::set(on).await;
        let desk = &stage.desk;
        note_deactivations::note(desk, Source::Synapse, vec![seen("@ada:example.org", None)]).await.unwrap();
        stage.clock.advance(TimeDelta::days(5));
        let accounts = ["@ada:example.org", "@nobody:example.org", "nonsense"].map(str::to_owned);
        let reopened = note_reactivations::note(desk, Source::Module, accounts.into()).await.unwrap();
        assert_eq!((reopened.cancelled, reopened.unknown, reopened.refused), (1, 1, vec![2]));
        let ada = lines(&stage, "@ada:example.org").await.remove(0);
        assert_eq!((ada.state, ada.account_sealed), (State::Cancelled, None), "the name goes");

        // What was true before tells nothing new; what happened since does.
        let old = vec![seen("@ada:example.org", Some("2026-11-13T00:00:00Z"))];
        let noted = note_deactivations::note(desk, Source::Import, old).await.unwrap();
        assert_eq!(noted.refused, [Refused { position: 0, why: NotNoted::ReopenedSince }]);
        stage.clock.advance(TimeDelta::days(1));
        let noted = note_deactivations::note(desk, Source::Synapse, vec![seen("@ada:example.org", None)]).await.unwrap();
        assert_eq!(noted.new, 1);
        let ada = lines(&stage, "@ada:example.org").await;
        assert_eq!((ada.len(), ada[0].state, ada[0].due_on.to_string()), (2, State::Waiting, "2026-12-20".into()));
    }
}
