//! Which conditions go with which basis.

use super::condition::Condition::{self, *};

/// Art. 17(1) under consent.
pub(super) const ERASURE_UNDER_CONSENT: &[Condition] =
    &[ConsentWithdrawn, NoLongerNecessary, Unlawful, DutyToErase, ChildsConsent];

/// Art. 17(1) under a contract.
pub(super) const ERASURE_UNDER_CONTRACT: &[Condition] = ERASURE_AT_LEAST;

/// What opens erasure on any basis that does not close it.
pub(super) const ERASURE_AT_LEAST: &[Condition] = &[NoLongerNecessary, Unlawful, DutyToErase];

/// Art. 17(1) where interests are the basis.
pub(super) const ERASURE_UNDER_INTERESTS: &[Condition] =
    &[ObjectionUpheld, MarketingObjection, NoLongerNecessary, Unlawful, DutyToErase];

/// Art. 18(1)(a) to (c).
pub(super) const RESTRICTION: &[Condition] = &[AccuracyContested, LockedRatherThanErased, NeededForTheirClaim];

/// Art. 18(1)(a) to (d).
pub(super) const RESTRICTION_AND_OBJECTION: &[Condition] =
    &[AccuracyContested, LockedRatherThanErased, NeededForTheirClaim, ObjectionPending];

/// Art. 22(1), UK 22A(1): both have to be so.
pub(super) const AUTOMATED_DECISION: &[Condition] = &[SolelyAutomated, SignificantEffect];
