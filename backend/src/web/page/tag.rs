//! States as people see them: a glyph and a word, always together, so that colour is never the only sign.

use askama::{Template, filters::HtmlSafe};

use crate::words::{desk::DeskWords, fill::fill, language::Language, number};

/// What a state means for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Look at it soon.
    Soon,
    /// Too late, or broken.
    Bad,
    /// Somebody or something else has the next move.
    Waiting,
    /// Neither good nor bad.
    Plain,
}

impl Tone {
    /// The class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Soon => "soon",
            Self::Bad => "bad",
            Self::Waiting => "waiting",
            Self::Plain => "plain",
        }
    }
}

/// A state ready to print.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "parts/tag.html")]
pub struct Tag {
    /// What it means.
    pub tone: Tone,
    /// Its shape.
    pub glyph: &'static str,
    /// Its word.
    pub word: String,
}

impl Tag {
    fn new(tone: Tone, glyph: &'static str, word: impl Into<String>) -> Self {
        Self { tone, glyph, word: word.into() }
    }
}

impl HtmlSafe for Tag {}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketTag {
    /// Nobody has confirmed it yet.
    Unverified,
    /// Verified; nobody works on it yet.
    Received,
    /// The systems are being asked.
    Collecting,
    /// The systems are being asked, and one of them cannot go on without a person.
    NeedsPerson,
    /// A person looks before anything goes out.
    Review,
    /// The person has the answer.
    Answered,
    /// The person took it back.
    Withdrawn,
    /// The owner of the address said that it was not them.
    Denied,
    /// Nobody confirmed in time.
    Expired,
    /// The person did not reply.
    NoReply,
    /// It goes on under an earlier one.
    Merged,
}

impl TicketTag {
    /// Glyph and word.
    pub fn tag(self, w: &DeskWords) -> Tag {
        let w = &w.ticket_state;
        match self {
            Self::Unverified => Tag::new(Tone::Waiting, "‖", w.unverified),
            Self::Received => Tag::new(Tone::Good, "✚", w.received),
            Self::Collecting => Tag::new(Tone::Good, "●", w.collecting),
            Self::NeedsPerson => Tag::new(Tone::Bad, "✕", w.needs_person),
            Self::Review => Tag::new(Tone::Waiting, "◆", w.review),
            Self::Answered => Tag::new(Tone::Good, "✓", w.answered),
            Self::Withdrawn => Tag::new(Tone::Plain, "↩", w.withdrawn),
            Self::Denied => Tag::new(Tone::Plain, "∅", w.denied),
            Self::Expired => Tag::new(Tone::Plain, "∅", w.expired),
            Self::NoReply => Tag::new(Tone::Plain, "∅", w.no_reply),
            Self::Merged => Tag::new(Tone::Plain, "↩", w.merged),
        }
    }
}

/// What is left of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLeft {
    /// So many days.
    Days(u32),
    /// So many days, and so few that somebody should look.
    Soon(u32),
    /// The last day.
    Today,
    /// So many days over.
    Late(u32),
    /// Nothing runs any more.
    Over,
    /// Nothing runs until the person replies.
    Waits,
}

impl TimeLeft {
    /// For so many days until the due day, counted from today; negative when it is over. Soon means a week or less.
    pub fn from_days(days: i64) -> Self {
        match u32::try_from(days) {
            Ok(0) => Self::Today,
            Ok(days @ 1..=7) => Self::Soon(days),
            Ok(days) => Self::Days(days),
            Err(_) => Self::Late(u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX)),
        }
    }

    /// Glyph and word.
    pub fn tag(self, w: &DeskWords, language: Language) -> Tag {
        let w = &w.time_left;
        let days = |number: u32, one, several| {
            fill(number::plural(number.into(), language, one, several), &[&number::count(number.into(), language)])
        };
        match self {
            Self::Days(number) => Tag::new(Tone::Good, "○", days(number, w.day, w.days)),
            Self::Soon(number) => Tag::new(Tone::Soon, "▲", days(number, w.day, w.days)),
            Self::Today => Tag::new(Tone::Soon, "▲", w.today),
            Self::Late(number) => Tag::new(Tone::Bad, "!", days(number, w.late_day, w.late_days)),
            Self::Over => Tag::new(Tone::Plain, "✓", w.over),
            Self::Waits => Tag::new(Tone::Waiting, "‖", w.waits),
        }
    }
}

/// Where a task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskTag {
    /// It has not begun.
    Waiting,
    /// It runs; how far, if that is known.
    Running {
        /// Of a hundred.
        percent: Option<u8>,
    },
    /// All is done.
    Done,
    /// Nothing is held about the person.
    NothingHeld,
    /// Nothing was looked for.
    NotLooked,
    /// Something is done, something is not.
    Partly,
    /// A person has to do it.
    ByHand {
        /// Who does, if somebody does.
        who: Option<String>,
    },
    /// It failed and will be tried again.
    Failed {
        /// How often.
        times: u32,
        /// When it is tried next, written out.
        next: String,
    },
    /// It failed too often: a person must look.
    Abandoned,
    /// It does not apply.
    Skipped,
}

/// How an edge of the picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Over.
    Solid,
    /// On its way.
    Dashed,
    /// Not begun or broken.
    Dotted,
}

impl TaskTag {
    /// Glyph and word.
    pub fn tag(&self, w: &DeskWords, language: Language) -> Tag {
        let w = &w.task_state;
        match self {
            Self::Waiting => Tag::new(Tone::Waiting, "‖", w.waiting),
            Self::Running { percent: None } => Tag::new(Tone::Plain, "◐", w.running),
            Self::Running { percent: Some(share) } => {
                Tag::new(Tone::Plain, "◐", fill(w.running_share, &[&number::percent(*share, language)]))
            }
            Self::Done => Tag::new(Tone::Good, "✓", w.done),
            Self::NothingHeld => Tag::new(Tone::Good, "∅", w.nothing_held),
            Self::NotLooked => Tag::new(Tone::Soon, "▲", w.not_looked),
            Self::Partly => Tag::new(Tone::Soon, "◑", w.partly),
            Self::ByHand { who: None } => Tag::new(Tone::Waiting, "☐", w.by_hand),
            Self::ByHand { who: Some(who) } => Tag::new(Tone::Waiting, "☐", fill(w.by_hand_of, &[who])),
            Self::Failed { times, next } => Tag::new(Tone::Bad, "!", fill(w.failed, &[times, next])),
            Self::Abandoned => Tag::new(Tone::Bad, "✕", w.abandoned),
            Self::Skipped => Tag::new(Tone::Plain, "–", w.skipped),
        }
    }

    /// Whether nothing more will happen.
    pub fn is_over(&self) -> bool {
        match self {
            Self::Done | Self::NothingHeld | Self::NotLooked | Self::Partly | Self::Skipped => true,
            Self::Waiting | Self::Running { .. } | Self::ByHand { .. } | Self::Failed { .. } | Self::Abandoned => false,
        }
    }

    /// How its edge is drawn.
    pub fn edge(&self) -> Edge {
        match self {
            Self::Done | Self::NothingHeld | Self::NotLooked | Self::Partly | Self::Skipped => Edge::Solid,
            Self::Running { .. } => Edge::Dashed,
            Self::Waiting | Self::ByHand { .. } | Self::Failed { .. } | Self::Abandoned => Edge::Dotted,
        }
    }

    /// How much of its bar is full, of a hundred.
    pub fn filled(&self) -> u8 {
        match self {
            Self::Done | Self::NothingHeld | Self::NotLooked | Self::Partly | Self::Skipped => 100,
            Self::Running { percent } => percent.unwrap_or(50).min(100),
            Self::Failed { .. } | Self::Abandoned => 20,
            Self::Waiting | Self::ByHand { .. } => 0,
        }
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestTag {
    /// Not answered.
    Open,
    /// Answered in full.
    Granted,
    /// Answered in part.
    PartlyGranted,
    /// Refused.
    Refused,
    /// Nothing is held about the person.
    NothingHeld,
    /// Taken back.
    Withdrawn,
    /// Somebody else decides.
    PassedOn,
    /// Somebody else decides, who is no customer of ours.
    NotOurs,
}

impl RequestTag {
    /// Glyph and word.
    pub fn tag(self, w: &DeskWords) -> Tag {
        let w = &w.request_state;
        match self {
            Self::Open => Tag::new(Tone::Waiting, "◐", w.open),
            Self::Granted => Tag::new(Tone::Good, "✓", w.granted),
            Self::PartlyGranted => Tag::new(Tone::Soon, "◑", w.partly_granted),
            Self::Refused => Tag::new(Tone::Bad, "✕", w.refused),
            Self::NothingHeld => Tag::new(Tone::Good, "∅", w.nothing_held),
            Self::PassedOn => Tag::new(Tone::Plain, "→", w.passed_on),
            Self::NotOurs => Tag::new(Tone::Plain, "→", w.not_ours),
            Self::Withdrawn => Tag::new(Tone::Plain, "↩", w.withdrawn),
        }
    }
}

/// Where a letter stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTag {
    /// It waits to be sent.
    Queued,
    /// The mail server took it.
    Sent,
    /// It could not be sent and is tried again.
    Failed {
        /// When, written out.
        next: String,
    },
    /// It could not be sent.
    Abandoned,
    /// It was brought in another way.
    ByHand,
}

impl MailTag {
    /// Glyph and word.
    pub fn tag(&self, w: &DeskWords) -> Tag {
        let w = &w.mail_state;
        match self {
            Self::Queued => Tag::new(Tone::Waiting, "‖", w.queued),
            Self::Sent => Tag::new(Tone::Good, "✓", w.sent),
            Self::Failed { next } => Tag::new(Tone::Soon, "▲", fill(w.failed, &[next])),
            Self::Abandoned => Tag::new(Tone::Bad, "✕", w.abandoned),
            Self::ByHand => Tag::new(Tone::Good, "☑", w.by_hand),
        }
    }
}

/// How a system is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthTag {
    /// It answered when it was last asked.
    Well,
    /// It did not.
    Failing,
    /// It was never asked.
    Unknown,
    /// People look after it: there is nothing to ask.
    ByHand,
}

impl HealthTag {
    /// Glyph and word.
    pub fn tag(self, w: &DeskWords) -> Tag {
        let w = &w.health;
        match self {
            Self::Well => Tag::new(Tone::Good, "✓", w.well),
            Self::Failing => Tag::new(Tone::Bad, "!", w.failing),
            Self::Unknown => Tag::new(Tone::Waiting, "○", w.unknown),
            Self::ByHand => Tag::new(Tone::Plain, "☐", w.by_hand),
        }
    }
}

/// How we know that it is the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifiedTag {
    /// By the link in a mail.
    Mailbox,
    /// By the link in a Matrix message.
    Matrix,
    /// A member of staff made sure.
    ByHand,
    /// We do not.
    NotYet,
}

impl VerifiedTag {
    /// Glyph and word.
    pub fn tag(self, w: &DeskWords) -> Tag {
        let w = &w.verified;
        match self {
            Self::Mailbox => Tag::new(Tone::Good, "✓", w.mailbox),
            Self::Matrix => Tag::new(Tone::Good, "✓", w.matrix),
            Self::ByHand => Tag::new(Tone::Good, "✓", w.by_hand),
            Self::NotYet => Tag::new(Tone::Soon, "▲", w.not_yet),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_left_become_late_on_the_day_after() {
        assert_eq!(TimeLeft::from_days(8), TimeLeft::Days(8));
        assert_eq!(TimeLeft::from_days(7), TimeLeft::Soon(7));
        assert_eq!(TimeLeft::from_days(0), TimeLeft::Today);
        assert_eq!(TimeLeft::from_days(-1), TimeLeft::Late(1));
        assert_eq!(TimeLeft::from_days(i64::MIN), TimeLeft::Late(u32::MAX));
        let word = |left: TimeLeft, language: Language| left.tag(language.desk(), language).word;
        assert_eq!(word(TimeLeft::Late(1), Language::En), "1 day late");
        assert_eq!(word(TimeLeft::Days(22), Language::De), "noch 22 Tage");
        assert_eq!(word(TimeLeft::Soon(1), Language::Fr), "1 jour restant");
    }

    #[test]
    fn a_tag_is_a_glyph_for_eyes_and_a_word_for_everybody() {
        let tag = TaskTag::ByHand { who: Some("<Jo>".into()) }.tag(Language::En.desk(), Language::En);
        let html = tag.render().expect("a tag");
        assert!(html.contains("aria-hidden=\"true\">☐<"), "{html}");
        assert!(html.contains("by hand, &#60;Jo&#62;"), "{html}");
    }
}
