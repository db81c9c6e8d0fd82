//! What was done to one lot of people after the other, as one evidence.

use rightsdesk_exporters::contract::erasure::{Effect, Evidence};

/// Adds what was done to a further lot.
pub(super) fn add(evidence: &mut Evidence, done: Evidence) {
    let Evidence { plan: _, effects, along, statements, calls } = done;
    for effect in effects {
        match evidence.effects.iter_mut().find(|known| known.collection == effect.collection) {
            None => evidence.effects.push(effect),
            Some(known) => both(known, effect),
        }
    }
    evidence.along.extend(along);
    evidence.statements.extend(statements);
    evidence.calls.extend(calls);
}

/// What was there before the first lot, what is there after the last, and the sum of all in between.
fn both(known: &mut Effect, next: Effect) {
    known.after = next.after;
    known.found += next.found;
    known.deleted += next.deleted;
    known.blanked += next.blanked;
    known.shared += next.shared;
    known.ended += next.ended;
    known.suppressed += next.suppressed;
    known.kept.extend(next.kept);
    known.expiring.extend(next.expiring);
    known.hidden = known.hidden.take().or(next.hidden);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(before: u64, after: u64) -> Effect {
        let deleted = before - after;
        Effect { collection: "s.t".to_owned(), before, after, found: deleted, deleted, ..Effect::default() }
    }

    #[test]
    fn two_lots_are_told_as_one() {
        let of = |effect| Evidence { effects: vec![effect], ..Evidence::default() };
        let mut evidence = of(effect(9, 7));
        add(&mut evidence, of(effect(7, 4)));
        assert_eq!(evidence.effects, [effect(9, 4)]);
    }
}
