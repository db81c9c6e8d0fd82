//! What an erasure follows from that nobody asked for in so many words.

use super::aim::{Aim, Aims};

crate::codes! {
    /// The law asks for it by itself.
    Follows {
        /// An objection was upheld: Art. 17(1)(c).
        Objection = "objection",
        /// Consent was taken back: Art. 17(1)(b).
        Consent = "consent",
        /// Both.
        Both = "both",
        /// It was collected from a child: Art. 17(1)(f).
        Childhood = "childhood",
    }
}

impl Follows {
    /// From an objection that was aimed like this; none: at the person's situation alone.
    pub fn from_aims(aims: Option<&Aims>) -> Self {
        let Some(aims) = aims else { return Self::Objection };
        match (aims.has(Aim::Consent), aims.has(Aim::Situation)) {
            (true, true) => Self::Both,
            (true, false) => Self::Consent,
            (false, _) => Self::Objection,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_aimed_at_says_what_the_erasure_follows_from() {
        let of = |aims: &[Aim]| Follows::from_aims(Aims::of(aims.iter().copied().collect()).as_ref());
        assert_eq!(of(&[Aim::Situation]), Follows::Objection);
        assert_eq!(of(&[Aim::Situation, Aim::Marketing]), Follows::Objection);
        assert_eq!(of(&[Aim::Consent, Aim::Marketing]), Follows::Consent);
        assert_eq!(of(&[Aim::Consent, Aim::Situation]), Follows::Both);
    }
}
