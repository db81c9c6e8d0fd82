//! People come back, data is held, requests are open: what stops an erasure, and what becomes of the account then.

use super::{closed, lines, stands};
use chrono::{NaiveDate, TimeDelta};
use rightsdesk::{
    casework::{
        accounts::note_reactivations,
        answering::withdraw,
        collecting::decide_identifier,
        holding::set_hold as holding,
        receiving::{
            receive::{self, Asking},
            verify_by_hand,
        },
    },
    deactivation::{
        figures,
        state::{Source, State, Why},
    },
    hold::{self, ground::Ground},
    identifier::{self, check, standing::Standing},
    kernel::{
        actor::Actor,
        database,
        ids::{HoldId, Ids, RandomIds},
    },
    message,
    rights::right::Right,
    staff::role::Role,
    ticket::{
        self,
        intake::{Channel, Delivery},
    },
    words::language::Language,
};
use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
};

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";
const CAT: &str = "@cat:example.org";
const DAN: &str = "@dan:example.org";

fn bridge_of_both() -> Satellite {
    let bridge = Satellite::new("bridge");
    bridge.hold(ADA, 3);
    bridge.hold(BOB, 1);
    bridge
}

/// Somebody of this account asks for this.
pub(super) fn asking(account: &str, right: Right) -> Asking {
    Asking {
        part: None,
        rights: [right].into(),
        contact: check::read("matrix_id", account).unwrap(),
        others: Vec::new(),
        message: String::new(),
        delivery: Delivery::Link,
        language: Language::En,
        channel: Channel::Web,
        agent: None,
        received_on: None,
    }
}

/// Somebody with this mailbox says that these accounts are theirs, and asks for this.
fn claiming(mailbox: &str, accounts: &[&str], right: Right) -> Asking {
    let others = accounts.iter().map(|account| check::read("matrix_id", account).unwrap()).collect();
    Asking { contact: check::read("email", mailbox).unwrap(), others, ..asking(ADA, right) }
}

/// Sets a hold on this name.
pub(super) async fn set_hold(stage: &Stage, name: &str) -> HoldId {
    let by = stage.staff("officer", Role::Officer).await;
    let name = Identifier::new(IdentifierKind::parse(IdentifierKind::MATRIX_ID).unwrap(), name).unwrap();
    let id = HoldId(RandomIds.fresh());
    let row = hold::entity::Model {
        id,
        ground: Ground::LegalClaims,
        is_everywhere: true,
        key_wrapped: None,
        names_sealed: Vec::new(),
        ticket_id: None,
        set_by: by,
        set_at: stage.desk.now(),
        review_on: NaiveDate::from_ymd_opt(2027, 6, 1).unwrap(),
        untold_sealed: None,
        lifted_by: None,
        lifted_at: None,
    };
    let tx = database::write(&stage.desk.db).await.unwrap();
    hold::store::insert(&tx, row, hold::name::blinds(&stage.desk.index, &name), &[]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(super) async fn lift(stage: &Stage, hold: HoldId) {
    let db = &stage.desk.db;
    let sql = "UPDATE hold SET lifted_at = $1 WHERE id = $2";
    let values = [stage.desk.now().into(), hold.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
}

/// How many accounts were late, all together.
async fn late(stage: &Stage) -> u64 {
    let today = stage.desk.today();
    let days = figures::by_day(&stage.desk.db, today - TimeDelta::days(90), today).await.unwrap();
    days.iter().map(|(_, day)| day.late).sum()
}

stage::on_both! {
    async fn somebody_who_comes_back_on_day_29_keeps_everything_if_nothing_has_run(on: On) {
        let bridge = bridge_of_both();
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        bridge.is_down(true);
        closed(&stage, &[ADA, BOB]).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Running, "a sweep has the account and waits for the bridge");
        stage.clock.advance(TimeDelta::days(21));
        let told = note_reactivations::note(&stage.desk, Source::Module, vec![ADA.to_owned()]).await.unwrap();
        assert_eq!((told.running, told.cancelled), (1, 0));
        bridge.is_down(false);
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, stands(&stage, BOB).await), (State::Cancelled, State::Proven));
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [ADA]);
        assert_eq!(late(&stage).await, 0);
        // What has run is said.
        let told = note_reactivations::note(&stage.desk, Source::Module, vec![BOB.to_owned()]).await.unwrap();
        assert_eq!((told.erased, told.cancelled), (1, 0));
    }

    async fn the_homeserver_is_asked_again_right_before(on: On) {
        let bridge = bridge_of_both();
        let homeserver = Satellite::new("homeserver");
        let stage = Stage::setting(on)
            .with_systems([bridge.connected()])
            .with_homeservers([homeserver.as_homeserver()])
            .set()
            .await;
        closed(&stage, &[ADA, BOB]).await;
        homeserver.opens(ADA);
        homeserver.is_down(true);
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        assert_eq!(bridge.rows().len(), 2, "while it does not answer nothing is erased");
        homeserver.is_down(false);
        stage.clock.advance(TimeDelta::minutes(10));
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, stands(&stage, BOB).await), (State::Cancelled, State::Proven));
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [ADA]);
    }

    async fn a_hold_that_is_lifted_on_day_40_lets_the_account_go_and_it_counts_as_late(on: On) {
        let bridge = bridge_of_both();
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let hold = set_hold(&stage, ADA).await;
        closed(&stage, &[ADA, BOB]).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        let ada = lines(&stage, ADA).await.remove(0);
        assert_eq!((ada.state, ada.why), (State::Aside, Some(Why::Held)));
        assert_eq!(stands(&stage, BOB).await, State::Proven);
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [ADA]);
        let ticket = ada.ticket_id.unwrap();
        stage.clock.advance(TimeDelta::days(20));
        let alarm = figures::alarm(&stage.desk.db, stage.desk.config.deactivation.marks(stage.desk.today())).await;
        assert_eq!(alarm.unwrap(), figures::Alarm { behind: 1, urgent: 1, overdue: 0 });

        stage.clock.advance(TimeDelta::days(12));
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, late(&stage).await), (State::Aside, 1));
        lift(&stage, hold).await;
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, late(&stage).await), (State::Proven, 1));
        assert!(bridge.rows().is_empty());
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        let ticket = ticket::store::by_id(&stage.desk.db, ticket).await.unwrap().unwrap();
        assert_eq!(ticket.state, ticket::state::State::Answered, "nobody has to look at it any more");
    }

    async fn an_open_request_comes_first(on: On) {
        let bridge = bridge_of_both();
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let receipt = receive::receive(&stage.desk, asking(ADA, Right::Access), Actor::Subject).await.unwrap();
        let ana = stage.staff("ana", Role::Agent).await;
        verify_by_hand::verify(&stage.desk, ana, receipt.id, "She wrote from that account.").await.unwrap();
        // Anybody can write anybody's name into a form: as long as nobody has confirmed it, it keeps nothing back.
        receive::receive(&stage.desk, asking(BOB, Right::Access), Actor::Subject).await.unwrap();
        closed(&stage, &[ADA, BOB]).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        let ada = lines(&stage, ADA).await.remove(0);
        assert_eq!((ada.state, ada.why, ada.ticket_id), (State::Aside, Some(Why::OpenRequest), Some(receipt.id)));
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [ADA]);
        assert_eq!(message::store::of(&stage.desk.db, receipt.id).await.unwrap().len(), 2, "staff read of it there, too");
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Aside);

        withdraw::withdraw(&stage.desk, receipt.id, Actor::Subject).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, ADA).await, State::Proven);
    }
    async fn a_name_that_is_only_claimed_keeps_its_account_where_systems_are_asked_for_something(on: On) {
        for (right, others_are_kept) in [(Right::Informed, 0), (Right::Access, 3)] {
            let bridge = bridge_of_both();
            let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
            let accounts: Vec<_> = (0..20).map(|at| format!("@other{at:02}:example.org")).collect();
            let accounts: Vec<_> = accounts.iter().map(String::as_str).collect();
            let ana = stage.staff("ana", Role::Agent).await;
            // Ada herself asks from her mailbox, and nobody has looked yet whether the account is hers.
            let ada = receive::receive(&stage.desk, claiming("ada@example.org", &[ADA], Right::Access), Actor::Subject).await.unwrap();
            let stranger = receive::receive(&stage.desk, claiming("eve@example.net", &accounts, right), Actor::Subject).await.unwrap();
            for receipt in [&ada, &stranger] {
                verify_by_hand::verify(&stage.desk, ana, receipt.id, "The mailbox answered.").await.unwrap();
            }
            closed(&stage, &accounts).await;
            closed(&stage, &[ADA, BOB]).await;
            stage.clock.advance(TimeDelta::days(8));
            stage.run_due_work().await;
            let line = lines(&stage, ADA).await.remove(0);
            assert_eq!((line.state, line.why, line.ticket_id), (State::Aside, Some(Why::OpenRequest), Some(ada.id)));
            assert_eq!(stands(&stage, BOB).await, State::Proven);
            let mut kept = Vec::new();
            for account in &accounts {
                match stands(&stage, account).await {
                    State::Proven => {}
                    State::Aside => kept.push(*account),
                    other => panic!("{account}: {other:?}"),
                }
            }
            assert_eq!(kept.len(), others_are_kept, "{right:?}: {kept:?}");

            // Staff see that the accounts are not hers: nothing holds them up any more.
            for account in kept {
                let blinds = identifier::store::blinds(&stage.desk.index, "matrix_id", account);
                let names = identifier::store::of(&stage.desk.db, stranger.id).await.unwrap();
                let name = names.into_iter().find(|name| blinds.contains(&name.blind)).unwrap();
                decide_identifier::decide(&stage.desk, ana, stranger.id, name.id, Standing::Refused).await.unwrap();
                stage.clock.advance(TimeDelta::minutes(2));
                stage.run_due_work().await;
                assert_eq!(stands(&stage, account).await, State::Proven);
            }
            assert_eq!(stands(&stage, ADA).await, State::Aside);
        }
    }

    async fn an_account_is_erased_once_its_name_goes_out_of_the_hold_that_kept_it(on: On) {
        let bridge = Satellite::new("bridge");
        for account in [ADA, BOB, CAT, DAN] {
            bridge.hold(account, 1);
        }
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let ana = stage.staff("ana", Role::Agent).await;
        // Staff take four accounts for hers. The hold is set from her ticket, and Cat's is typed into it as well; Dan is
        // held for reasons of his own.
        let accounts = [ADA, BOB, CAT, DAN];
        let hers = receive::receive(&stage.desk, claiming("ada@example.org", &accounts, Right::Access), Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana, hers.id, "The mailbox answered.").await.unwrap();
        let decide = async |account: &str, standing: Standing| {
            let blinds = identifier::store::blinds(&stage.desk.index, "matrix_id", account);
            let names = identifier::store::of(&stage.desk.db, hers.id).await.unwrap();
            let name = names.into_iter().find(|name| blinds.contains(&name.blind)).unwrap();
            decide_identifier::decide(&stage.desk, ana, hers.id, name.id, standing).await.unwrap();
        };
        for account in accounts {
            decide(account, Standing::Trusted).await;
        }
        let holding = holding::Holding {
            names: vec![Identifier::parse(&format!("matrix_id={CAT}")).unwrap()],
            ticket: Some(hers.id),
            ground: Ground::LegalClaims,
            places: Vec::new(),
            reason: "Claim 4711.".to_owned(),
            review_on: NaiveDate::from_ymd_opt(2027, 6, 1).unwrap(),
            untold: None,
        };
        let from_ticket = holding::set(&stage.desk, ana, holding).await.unwrap();
        let of_dan = set_hold(&stage, DAN).await;
        closed(&stage, &accounts).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        for account in accounts {
            let line = lines(&stage, account).await.remove(0);
            assert_eq!((line.state, line.why), (State::Aside, Some(Why::Held)), "{account}");
        }

        for account in [BOB, CAT, DAN] {
            decide(account, Standing::Refused).await;
        }
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, BOB).await, State::Proven, "nothing else of the hold named him");
        let held_by = async |account: &str| {
            let line = lines(&stage, account).await.remove(0);
            (line.state, line.hold_id)
        };
        assert_eq!(held_by(ADA).await, (State::Aside, Some(from_ticket)));
        assert_eq!(held_by(CAT).await, (State::Aside, Some(from_ticket)), "somebody has typed that name");
        assert_eq!(held_by(DAN).await, (State::Aside, Some(of_dan)));
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [ADA, CAT, DAN]);
    }
}
