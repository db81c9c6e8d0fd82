//! Why a correction is not written down, approved or made.

/// The reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Uncorrected {
    /// Nothing waits to be corrected there.
    #[error("nothing can be corrected here now")]
    NothingToCorrect,
    /// A correction says what is right, once for each field.
    #[error("say what is right, once for each field, in at most 10,000 characters")]
    NoCorrection,
    /// A field that holds codes takes no others.
    #[error("this field takes only the values that the manifest names")]
    NotAValue,
    /// What is approved is what was seen.
    #[error("this is not what would be written now; look again")]
    ProposalChanged,
    /// What cannot be written cannot be approved.
    #[error("something is in the way of this; decide it first")]
    ProposalHasMisfits,
    /// Whoever writes a correction down does not approve it.
    #[error("you wrote this down; somebody else has to approve it")]
    OwnCorrection,
    /// What is contested is checked before it is erased (Art. 18(1)(a)).
    #[error("what is held here is being corrected; that comes first")]
    Contested,
}
