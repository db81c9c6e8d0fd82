//! The three languages of the desk.

use super::{
    again::{self, Again},
    asking::{self, Asking},
    closed_accounts::{self, ClosedAccounts},
    closings::{self, Closings},
    complaining::{self, Complaining},
    correcting::{self, Correcting},
    deciding::{self, Deciding},
    desk::{self, DeskWords},
    drifting::{self, Drifting},
    erased::{self, Erased},
    erasing::{self, Erasing},
    evidence::{self, EvidenceWords},
    guiding::{self, Guiding},
    handing_on::{self, HandingOn},
    holding::{self, Holding},
    locking::{self, Locking},
    parts::{self, Parts},
    public::{self, PublicWords},
    reminding::{self, Reminding},
    reporting::{self, Reporting},
    reviewing::{self, Reviewing},
    stopping::{self, Stopping},
    terms::{self, Terms},
    working::{self, texts::Working},
};

/// A language that pages and letters exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, also what somebody gets whose language we do not have.
    #[default]
    En,
    /// French.
    Fr,
    /// German.
    De,
}

impl Language {
    /// All of them, in the order in which the footer offers them.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::De];

    /// The code that stands in addresses, in `lang` attributes and in the database: `en`, `fr`, `de`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::De => "de",
        }
    }

    /// The language of a code; only the exact codes count.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::De => "Deutsch",
        }
    }

    /// The texts of the public pages.
    pub fn public(self) -> &'static PublicWords {
        match self {
            Self::En => &public::en::WORDS,
            Self::Fr => &public::fr::WORDS,
            Self::De => &public::de::WORDS,
        }
    }

    /// The texts of the pages for staff.
    pub fn desk(self) -> &'static DeskWords {
        match self {
            Self::En => &desk::en::WORDS,
            Self::Fr => &desk::fr::WORDS,
            Self::De => &desk::de::WORDS,
        }
    }

    /// Codes and events in words, for staff.
    pub fn terms(self) -> &'static Terms {
        match self {
            Self::En => &terms::en::TERMS,
            Self::Fr => &terms::fr::TERMS,
            Self::De => &terms::de::TERMS,
        }
    }

    /// How a deadline came about.
    pub fn working(self) -> &'static Working {
        match self {
            Self::En => &working::en::WORDS,
            Self::Fr => &working::fr::WORDS,
            Self::De => &working::de::WORDS,
        }
    }

    /// Of systems that are not as their manifests say.
    pub fn drifting(self) -> &'static Drifting {
        match self {
            Self::En => &drifting::en::WORDS,
            Self::Fr => &drifting::fr::WORDS,
            Self::De => &drifting::de::WORDS,
        }
    }

    /// Of erasures of a part only.
    pub fn parts(self) -> &'static Parts {
        match self {
            Self::En => &parts::en::WORDS,
            Self::Fr => &parts::fr::WORDS,
            Self::De => &parts::de::WORDS,
        }
    }

    /// Of the report.
    pub fn reporting(self) -> &'static Reporting {
        match self {
            Self::En => &reporting::en::WORDS,
            Self::Fr => &reporting::fr::WORDS,
            Self::De => &reporting::de::WORDS,
        }
    }

    /// Of questions to the person.
    pub fn asking(self) -> &'static Asking {
        match self {
            Self::En => &asking::en::WORDS,
            Self::Fr => &asking::fr::WORDS,
            Self::De => &asking::de::WORDS,
        }
    }

    /// Of reminders to staff.
    pub fn reminding(self) -> &'static Reminding {
        match self {
            Self::En => &reminding::en::WORDS,
            Self::Fr => &reminding::fr::WORDS,
            Self::De => &reminding::de::WORDS,
        }
    }

    /// Of complaints to us.
    pub fn complaining(self) -> &'static Complaining {
        match self {
            Self::En => &complaining::en::WORDS,
            Self::Fr => &complaining::fr::WORDS,
            Self::De => &complaining::de::WORDS,
        }
    }

    /// Of requests that are merged, passed on or held up.
    pub fn handing_on(self) -> &'static HandingOn {
        match self {
            Self::En => &handing_on::en::WORDS,
            Self::Fr => &handing_on::fr::WORDS,
            Self::De => &handing_on::de::WORDS,
        }
    }

    /// Of legal holds.
    pub fn holding(self) -> &'static Holding {
        match self {
            Self::En => &holding::en::WORDS,
            Self::Fr => &holding::fr::WORDS,
            Self::De => &holding::de::WORDS,
        }
    }

    /// Of objections, and of what the law says of each system.
    pub fn stopping(self) -> &'static Stopping {
        match self {
            Self::En => &stopping::en::WORDS,
            Self::Fr => &stopping::fr::WORDS,
            Self::De => &stopping::de::WORDS,
        }
    }

    /// Of decisions by machines.
    pub fn reviewing(self) -> &'static Reviewing {
        match self {
            Self::En => &reviewing::en::WORDS,
            Self::Fr => &reviewing::fr::WORDS,
            Self::De => &reviewing::de::WORDS,
        }
    }

    /// Of locks.
    pub fn locking(self) -> &'static Locking {
        match self {
            Self::En => &locking::en::WORDS,
            Self::Fr => &locking::fr::WORDS,
            Self::De => &locking::de::WORDS,
        }
    }

    /// What staff read while a decision waits.
    pub fn deciding(self) -> &'static Deciding {
        match self {
            Self::En => &deciding::en::WORDS,
            Self::Fr => &deciding::fr::WORDS,
            Self::De => &deciding::de::WORDS,
        }
    }

    /// What everybody, and staff by mail, read of closed accounts.
    pub fn closings(self) -> &'static Closings {
        match self {
            Self::En => &closings::en::WORDS,
            Self::Fr => &closings::fr::WORDS,
            Self::De => &closings::de::WORDS,
        }
    }

    /// What staff read of closed accounts.
    pub fn closed_accounts(self) -> &'static ClosedAccounts {
        match self {
            Self::En => &closed_accounts::en::WORDS,
            Self::Fr => &closed_accounts::fr::WORDS,
            Self::De => &closed_accounts::de::WORDS,
        }
    }

    /// Of rectification.
    pub fn correcting(self) -> &'static Correcting {
        match self {
            Self::En => &correcting::en::WORDS,
            Self::Fr => &correcting::fr::WORDS,
            Self::De => &correcting::de::WORDS,
        }
    }

    /// What staff read of later looks.
    pub fn again(self) -> &'static Again {
        match self {
            Self::En => &again::en::WORDS,
            Self::Fr => &again::fr::WORDS,
            Self::De => &again::de::WORDS,
        }
    }

    /// Where staff find what comes next.
    pub fn guiding(self) -> &'static Guiding {
        match self {
            Self::En => &guiding::en::WORDS,
            Self::Fr => &guiding::fr::WORDS,
            Self::De => &guiding::de::WORDS,
        }
    }

    /// What a person reads of an erasure.
    pub fn erased(self) -> &'static Erased {
        match self {
            Self::En => &erased::en::WORDS,
            Self::Fr => &erased::fr::WORDS,
            Self::De => &erased::de::WORDS,
        }
    }

    /// Of the evidence of an erasure.
    pub fn evidence(self) -> &'static EvidenceWords {
        match self {
            Self::En => &evidence::en::WORDS,
            Self::Fr => &evidence::fr::WORDS,
            Self::De => &evidence::de::WORDS,
        }
    }

    /// What staff read of an erasure.
    pub fn erasing(self) -> &'static Erasing {
        match self {
            Self::En => &erasing::en::WORDS,
            Self::Fr => &erasing::fr::WORDS,
            Self::De => &erasing::de::WORDS,
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4); English when nothing fits.
    ///
    /// Ranges are compared by their first part, so `de-AT` is German. A weight that is not a number counts as none.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (Self::En, 0.0_f32);
        for range in accept_language.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
            let Some(language) = Self::from_code(&primary) else { continue };
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_browsers_first_wish_that_we_have_wins() {
        for (header, language) in [
            ("de-AT,de;q=0.9,en;q=0.8", Language::De),
            ("nl,fr;q=0.5,en;q=0.3", Language::Fr),
            ("en;q=0.1, FR ;q=0.2", Language::Fr),
            ("es", Language::En),
            ("", Language::En),
            ("*;q=1, de;q=x", Language::En),
            (";;;,,,q=", Language::En),
        ] {
            assert_eq!(Language::negotiate(header), language, "{header:?}");
        }
    }

    #[test]
    fn codes_read_back_and_nothing_else_does() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("DE"), None);
    }
}
