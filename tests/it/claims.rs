//! Names that somebody wrote into a system themselves: they lead nowhere until staff accept them, and when staff take
//! that back, what came by them goes again.

use super::desk_pages::{Colleague, asking};
use chrono::TimeDelta;
use rightsdesk::{
    archive,
    casework::{
        collecting::{decide_identifier::decide, start},
        holding::set_hold::{self, Holding},
        receiving::{
            receive::{self, Asking},
            verify_by_hand,
        },
        stopping::suppress::{self, Listed},
    },
    hold::{self, ground::Ground},
    identifier::{
        self,
        standing::{Origin, Standing},
    },
    kernel::{
        actor::Actor,
        ids::{IdentifierId, StaffId, TicketId},
    },
    request::aim::{Aim, Aims},
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    ticket::{self, state::State},
};
use rightsdesk_exporters::contract::subject::Identifier;
use stage::{
    desk::{On, Stage},
    form::access,
    on_both,
    system::Pretended,
};

/// Mallory's row says that she is Ada as well; of what Ada has, her customer number is known too.
fn shop() -> Pretended {
    Pretended::new("shop", "Web shop")
        .holding("mallory@example.org", r#"{"email":"mallory@example.org","note":"mallory's"}"#)
        .holding("ada@example.org", r#"{"email":"ada@example.org","note":"ada's"}"#)
        .holding("ada@example.org", r#"{"email":"ada@example.org","note":"ada's too"}"#)
        .hearing("mallory@example.org", "email", "ada@example.org")
        .knowing("ada@example.org", "customer_id", "4711")
        .knowing("ada@example.org", "phone_number", PHONE)
}

/// Ada's.
const PHONE: &str = "+442079460815";

struct Case {
    stage: Stage,
    olive: StaffId,
    id: TicketId,
}

impl Case {
    /// Mallory asks, and all systems have answered.
    async fn of_mallory(on: On) -> Self {
        let stage = Stage::setting(on).with_systems([shop().connected()]).set().await;
        let sent = access("mallory@example.org").send(&mut stage.visitor()).await.is(200);
        let reference = sent.by_id("reference");
        let id = ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap().id;
        let case = Self::verified(stage, id).await;
        start::start(&case.stage.desk, case.olive, case.id).await.unwrap();
        case.stage.run_due_work().await;
        case
    }

    /// The same, and she wants no advertising.
    async fn of_mallory_without_advertising(on: On) -> Self {
        let stage = Stage::setting(on).with_systems([shop().connected()]).set().await;
        let wish = Asking { rights: [Right::Access].into(), ..asking("mallory@example.org") };
        let aimed = wish.aimed_at(Aims::of([Aim::Marketing].into()));
        let id = receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap().id;
        // What is never weighed begins by itself.
        let case = Self::verified(stage, id).await;
        case.stage.run_due_work().await;
        case
    }

    async fn verified(stage: Stage, id: TicketId) -> Self {
        let olive = stage.staff("olive", Role::Officer).await;
        verify_by_hand::verify(&stage.desk, olive, id, "saw her card").await.unwrap();
        Self { stage, olive, id }
    }

    async fn identifiers(&self) -> Vec<identifier::entity::Model> {
        identifier::store::of(&self.stage.desk.db, self.id).await.unwrap()
    }

    async fn resolved(&self, kind: &str) -> Option<(IdentifierId, Standing)> {
        let rows = self.identifiers().await;
        let row = rows.into_iter().find(|row| row.kind == kind && row.origin == Origin::Resolved)?;
        Some((row.id, row.standing))
    }

    async fn decide(&self, id: IdentifierId, standing: Standing) {
        decide(&self.stage.desk, self.olive, self.id, id, standing).await.unwrap();
    }

    /// Whether anything keeps somebody of this name from being erased.
    async fn holds(&self, name: &str) -> bool {
        let blinds = hold::name::blinds(&self.stage.desk.index, &Identifier::parse(name).unwrap());
        !hold::store::held_anywhere(&self.stage.desk.db, &blinds).await.unwrap().is_empty()
    }

    /// Whether whoever has this telephone gets no advertising.
    async fn spares(&self, phone: &str) -> bool {
        suppress::look_up(&self.stage.desk, &[phone.to_owned()]).await.unwrap() == [Listed::Yes]
    }

    async fn state(&self) -> State {
        ticket::store::by_id(&self.stage.desk.db, self.id).await.unwrap().unwrap().state
    }

    async fn reference(&self) -> String {
        ticket::store::by_id(&self.stage.desk.db, self.id).await.unwrap().unwrap().reference
    }

    /// How many records were collected.
    async fn collected(&self) -> i64 {
        let tasks = task::store::of(&self.stage.desk.db, self.id).await.unwrap();
        tasks.iter().filter(|task| task.operation == Operation::Export).map(|task| task.records).sum()
    }

    async fn package(&self) -> archive::entity::Model {
        archive::store::current(&self.stage.desk.db, self.id).await.unwrap().expect("a package")
    }
}

on_both! {
    async fn a_name_that_somebody_wrote_into_a_system_leads_nowhere_by_itself(on: On) {
        let case = Case::of_mallory(on).await;
        let (claim, standing) = case.resolved("email").await.expect("what was written there is shown to staff");
        assert_eq!(standing, Standing::Claimed);
        assert_eq!(case.resolved("customer_id").await, None);
        assert_eq!((case.state().await, case.collected().await), (State::Review, 1));

        // Staff know better: then it leads on, although everything was collected already.
        let package = case.package().await;
        case.decide(claim, Standing::Trusted).await;
        assert_eq!(case.state().await, State::Collecting);
        case.stage.run_due_work().await;
        assert_eq!((case.state().await, case.collected().await), (State::Review, 3));
        assert_ne!(case.package().await.id, package.id);
    }

    async fn a_name_that_staff_refuse_keeps_nobody_and_stays_refused_whatever_a_system_says(on: On) {
        let case = Case::of_mallory_without_advertising(on).await;
        let (claim, _) = case.resolved("email").await.unwrap();
        case.decide(claim, Standing::Trusted).await;
        case.stage.run_due_work().await;
        let (number, standing) = case.resolved("phone_number").await.unwrap();
        assert_eq!(standing, Standing::Trusted);
        let holding = Holding {
            names: Vec::new(),
            ticket: Some(case.id),
            ground: Ground::LegalClaims,
            places: Vec::new(),
            reason: "Claim 4711.".to_owned(),
            review_on: "2027-02-01".parse().unwrap(),
            untold: None,
        };
        set_hold::set(&case.stage.desk, case.olive, holding).await.unwrap();
        let phone = format!("phone_number={PHONE}");
        assert!(case.holds(&phone).await && case.spares(PHONE).await);

        case.decide(number, Standing::Refused).await;
        assert!(!case.holds(&phone).await, "it is somebody else's");
        assert!(!case.spares(PHONE).await);
        assert!(case.holds("email=ada@example.org").await && case.holds("email=mallory@example.org").await);

        // The system is asked anew and tells the same again.
        case.stage.run_due_work().await;
        let (claim, standing) = case.resolved("email").await.unwrap();
        assert_eq!(standing, Standing::Claimed);
        case.decide(claim, Standing::Trusted).await;
        case.stage.run_due_work().await;
        assert_eq!(case.resolved("customer_id").await.map(|(_, standing)| standing), Some(Standing::Trusted));
        assert_eq!(case.resolved("phone_number").await, Some((number, Standing::Refused)));
        assert!(!case.holds(&phone).await && !case.spares(PHONE).await);

        // Staff know better, once more.
        case.decide(number, Standing::Trusted).await;
        assert!(case.holds(&phone).await && case.spares(PHONE).await);
    }

    async fn what_came_by_a_name_goes_when_staff_take_it_back(on: On) {
        let case = Case::of_mallory(on).await;
        let (claim, _) = case.resolved("email").await.unwrap();
        case.decide(claim, Standing::Trusted).await;
        case.stage.run_due_work().await;
        assert_eq!(case.resolved("customer_id").await.map(|(_, standing)| standing), Some(Standing::Trusted));
        let package = case.package().await;
        let page = format!("/desk/t/{}", case.reference().await);

        let mut ana = Colleague::enters(&case.stage, "ana", Role::Agent).await;
        let old = ana.get(&page).await.is(200).sees("Not theirs: stop using").field("package");
        case.decide(claim, Standing::Refused).await;
        assert_eq!(case.state().await, State::Collecting);
        assert_eq!(case.resolved("customer_id").await, None, "it was learned by the name that was refused");
        case.stage.run_due_work().await;
        assert_eq!((case.state().await, case.collected().await), (State::Review, 1));
        assert_eq!(case.resolved("email").await, Some((claim, Standing::Refused)));
        assert_eq!(case.resolved("customer_id").await, None);
        assert_ne!(case.package().await.id, package.id);
        // A page that was opened before lets nothing out that its reader has not seen.
        ana.post(&format!("{page}/release"), &[("package", &old)]).await.is(409);
        assert_eq!(case.state().await, State::Review);
        let seen = ana.get(&page).await.is(200).field("package");
        ana.does(&format!("{page}/release"), &[("package", &seen)]).await.sees("Released.");
        let old = archive::store::by_id(&case.stage.desk.db, package.id).await.unwrap().unwrap();
        assert_eq!((old.state, old.key_sealed), (archive::state::State::Superseded, None));
    }

    async fn what_came_by_a_refused_name_alone_goes_out_of_holds_and_off_the_list_too(on: On) {
        let case = Case::of_mallory_without_advertising(on).await;
        let (claim, _) = case.resolved("email").await.unwrap();
        case.decide(claim, Standing::Trusted).await;
        case.stage.run_due_work().await;
        let holding = Holding {
            names: Vec::new(),
            ticket: Some(case.id),
            ground: Ground::LegalClaims,
            places: Vec::new(),
            reason: "Claim 4711.".to_owned(),
            untold: None,
            review_on: "2027-02-01".parse().unwrap(),
        };
        set_hold::set(&case.stage.desk, case.olive, holding).await.unwrap();
        let phone = format!("phone_number={PHONE}");
        assert!(case.holds(&phone).await && case.spares(PHONE).await);

        // Ada's address is not Mallory's. Her telephone was learned by it; the systems are asked whether by anything else as well.
        case.decide(claim, Standing::Refused).await;
        assert!(!case.holds("email=ada@example.org").await);
        assert!(case.holds(&phone).await && case.spares(PHONE).await, "nobody has answered yet");
        case.stage.run_due_work().await;
        case.stage.clock.advance(TimeDelta::minutes(2));
        case.stage.run_due_work().await;
        assert!(!case.holds(&phone).await && !case.spares(PHONE).await, "no name of hers leads there");
        assert!(case.holds("email=mallory@example.org").await);
        assert_eq!(case.resolved("phone_number").await.map(|(_, standing)| standing), Some(Standing::Refused));

        // It is hers after all, and leads where it led before.
        case.decide(claim, Standing::Trusted).await;
        case.stage.run_due_work().await;
        assert_eq!(case.resolved("phone_number").await.map(|(_, standing)| standing), Some(Standing::Trusted));
        assert!(case.holds(&phone).await && case.spares(PHONE).await);
    }

    async fn what_another_name_leads_to_as_well_is_kept(on: On) {
        let shop = shop().knowing("mallory@example.org", "phone_number", PHONE);
        let stage = Stage::setting(on).with_systems([shop.connected()]).set().await;
        let wish = Asking { rights: [Right::Access].into(), ..asking("mallory@example.org") };
        let aimed = wish.aimed_at(Aims::of([Aim::Marketing].into()));
        let id = receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap().id;
        let case = Case::verified(stage, id).await;
        case.stage.run_due_work().await;
        let (claim, _) = case.resolved("email").await.unwrap();
        case.decide(claim, Standing::Trusted).await;
        case.stage.run_due_work().await;
        case.decide(claim, Standing::Refused).await;
        for _ in 0..2 {
            case.stage.run_due_work().await;
            case.stage.clock.advance(TimeDelta::minutes(2));
        }
        assert!(case.spares(PHONE).await, "her own address leads there");
        assert_eq!(case.resolved("phone_number").await.map(|(_, standing)| standing), Some(Standing::Trusted));
    }
}
