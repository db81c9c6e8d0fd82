//! One step that tells a recipient, and whether all of them name whom they tell of.

use crate::{
    contract::{notifier::Deed, subject::IdentifierKind},
    rest::{
        notify::plan::{HOLES, NotifyStep},
        plan::Plan,
        problem::Problem,
        section::{
            Section,
            notify::{DeedSpec, NotifySpec},
            step::StepSpec,
        },
    },
};

use super::{
    Found,
    erase_audit::{holes, is_no_list, is_of_time, names_what_goes, resolve},
};

impl Found {
    pub(super) fn notify(
        &mut self,
        n: usize,
        specs: &[NotifySpec],
        steps: &[StepSpec],
        section: &Section,
    ) -> Option<NotifyStep> {
        let path = &format!("/notify/{n}");
        let spec = &specs[n];
        let name_is_fine = IdentifierKind::parse(&spec.name).is_ok();
        if !name_is_fine || specs[..n].iter().any(|other| other.name == spec.name) {
            return self.add(path, "a notifying step needs a name of its own: lower case letters, digits and _");
        }
        if spec.any_of.is_empty() {
            return self.add(path, "say by which identities the recipient knows people: any_of");
        }
        if spec.acknowledges && !spec.acknowledged_when.is_empty() {
            return self.add(path, "whoever takes the call has done it, or the body says so: not both");
        }
        let of = spec.of.iter().map(|deed| match deed {
            DeedSpec::Rectified => Deed::Rectified,
            DeedSpec::Erased => Deed::Erased,
            DeedSpec::Restricted => Deed::Restricted,
            DeedSpec::Unrestricted => Deed::Unrestricted,
        });
        Some(NotifyStep {
            change: self.change(path, &spec.as_change(), (steps, section, &[]), true)?,
            of: if spec.of.is_empty() { Deed::ALL.to_vec() } else { of.collect() },
            receipt: match &spec.receipt {
                None => None,
                Some(at) => Some(self.json_path(&format!("{path}/receipt"), at)?),
            },
            acknowledges: spec.acknowledges,
            acknowledged: self.tests(&format!("{path}/acknowledged_when"), &spec.acknowledged_when),
        })
    }
}

/// Everything wrong with them.
pub(super) fn audit(plan: &Plan, specs: &[NotifySpec]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (n, (step, spec)) in plan.notifies.iter().zip(specs).enumerate() {
        let mut say = |what: String| problems.push(Problem::new(format!("/notify/{n}"), what));
        let holes = holes(&step.change);
        for (hole, in_job) in &holes {
            if is_of_time(hole) {
                say(format!("{{{hole}}} is known to erasures only"));
            } else if hole.starts_with("notice.") {
                if !HOLES.contains(hole) {
                    say(format!("{{{hole}}} is not said in a notice; known: {}", HOLES.join(", ")));
                }
            } else if let Err(what) = resolve(plan, &step.change, hole, *in_job, &[]) {
                say(what);
            }
        }
        if !holes.iter().any(|(hole, _)| hole.starts_with("identity.")) {
            say("nothing in this call says whom it is about".to_owned());
        }
        if spec.idempotency_header.is_none() && !holes.iter().any(|(hole, _)| *hole == "notice.id") {
            say("a call that is repeated would be a second notice: say idempotency_header, or send {notice.id}"
                .to_owned());
        }
        let Some(call) = step.call() else { continue };
        is_no_list(call, &mut say);
        names_what_goes(&step.change, call, &spec.as_change(), &mut say);
    }
    if !plan.notifies.is_empty() && plan.notify_auth.is_none() {
        let what = "telling a recipient needs a credential of its own: auth: {read: …, notify: …}";
        problems.push(Problem::new("/auth", what));
    }
    problems
}
