//! Random cases as `rightsdesk deadline` reads them, the same in every run.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

/// Numbers that look random, by the generator splitmix64: the same from the same seed.
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    fn one_in(&mut self, cases: u64) -> bool {
        self.below(cases) == 0
    }

    fn of_these<T: Copy, const N: usize>(&mut self, all: [T; N]) -> T {
        let at = usize::try_from(self.below(N as u64)).expect("it is below the length");
        all[at]
    }

    /// A day up to so many days later.
    fn after(&mut self, day: NaiveDate, days: u64) -> NaiveDate {
        day + Days::new(self.below(days + 1))
    }
}

/// A case, and the day of its receipt.
pub fn random(chance: &mut Chance) -> (Value, NaiveDate) {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
    let received_on = chance.after(first, 6 * 365);
    let regimes = chance.of_these([&["UK"][..], &["EU"][..], &["UK", "EU"][..]]);
    let mut case = json!({ "regimes": regimes, "received_on": received_on });
    match chance.below(20) {
        0 => case["kind"] = json!("deactivation_erasure"),
        1 => {
            case["kind"] = json!("art14_notice");
            if chance.one_in(2) {
                case["first_communication_on"] = json!(chance.after(received_on, 40));
            }
        }
        2 => {
            case["kind"] = json!("complaint_ack_uk");
            case["regimes"] = json!(["UK"]);
        }
        _ => request(chance, &mut case, received_on),
    }
    (case, received_on)
}

/// A request with what may happen to it.
fn request(chance: &mut Chance, case: &mut Value, received_on: NaiveDate) {
    let rights = ["access", "rectification", "erasure", "restriction", "portability", "objection"];
    case["right"] = json!(chance.of_these(rights));
    for demand in ["identity", "authority", "fee"] {
        if chance.one_in(4) {
            let requested_on = chance.after(received_on, 20);
            let given = if demand == "fee" { "paid_on" } else { "satisfied_on" };
            let given_on = (!chance.one_in(4)).then(|| chance.after(requested_on, 30));
            case[demand] = json!({ "requested_on": requested_on, given: given_on, "undue_delay": chance.one_in(8) });
        }
    }
    let mut clarifications = Vec::new();
    let mut from = received_on;
    while chance.one_in(3) {
        let requested_on = chance.after(from, 15);
        let answered_on = (!chance.one_in(4)).then(|| chance.after(requested_on, 20));
        let scope = chance.of_these(["information", "processing", "period"]);
        clarifications.push(json!({
            "requested_on": requested_on, "answered_on": answered_on, "scope": scope,
            "large_quantity": chance.one_in(2),
        }));
        let Some(answered_on) = answered_on else { break };
        from = answered_on;
    }
    if !clarifications.is_empty() {
        case["clarifications"] = json!(clarifications);
    }
    if chance.one_in(3) {
        let notified_on = chance.after(received_on, 45);
        case["extension"] = json!({ "notified_on": notified_on, "reasons_given": !chance.one_in(8) });
    }
}
