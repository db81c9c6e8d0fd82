//! One's own request.

use askama::Template;

use super::{
    contact::Reach,
    question::{Question, Withheld},
};
use crate::{
    rights::right::Right,
    web::page::{
        field::{Field, Problem},
        frame::PublicFrame,
    },
    words::{
        fill::{Fill, Strong},
        linked::Linked,
    },
};

/// How far it is, messages, the answer.
#[derive(Clone, Debug, Template)]
#[template(path = "public/status.html")]
pub struct Status {
    /// What stands around it, behind the cookie.
    pub frame: PublicFrame,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Where the request stands.
    pub stage: Stage,
    /// By which way the person is reached.
    pub reach: Reach,
    /// The last day on which the answer is in time, written out.
    pub due_on: String,
    /// That it may be a later day, because we wait for the person, in words; none: it may not.
    pub due_note: Option<String>,
    /// Whether that day is over and nothing was answered.
    pub is_late: bool,
    /// When the request came in, written out with the hour.
    pub received_at: String,
    /// When the person confirmed it.
    pub confirmed_at: Option<String>,
    /// How many systems have answered, of how many; `None` before they are asked, when none are asked, and without both proofs.
    pub answered: Option<Answered>,
    /// What was asked for.
    pub wishes: Vec<Wish>,
    /// A line for each recipient of the data who was told; empty until something was answered.
    pub told: Vec<String>,
    /// Messages of both sides, oldest first. Never internal notes.
    pub messages: Vec<Message>,
    /// What the person has to do to read what we wrote; none if it is shown, or if there is nothing.
    pub withheld: Option<Withheld>,
    /// The complaints about it, a sentence each.
    pub complaints: Vec<String>,
    /// Field `complaint`; none while nobody is verified.
    pub complaint: Option<Field>,
    /// What we asked the person and is not settled, oldest first.
    pub questions: Vec<Question>,
    /// Whether there is something that the person can correct: where they are shown it. Without both proofs nobody is told whether
    /// there is: it says the same whatever was found.
    pub corrections: Option<Way>,
    /// Otherwise: that they can soon, or that nothing was found, in words.
    pub corrections_later: Option<&'static str>,
    /// Field `message`.
    pub message: Field,
    /// Whether an answer lies ready to be fetched.
    pub fetch: Option<Fetch>,
    /// The answer that was mailed, whose passphrase is shown only here.
    pub mailed: Option<Mailed>,
    /// What it takes to withdraw the request; none if it cannot be withdrawn any more.
    pub withdraw: Option<Way>,
    /// What it takes to take a part of it back alone; none where there is no such part.
    pub withdraw_one: Option<Way>,
    /// Whether anything of the person's had begun to be erased when they took it back.
    pub has_begun_erasing: bool,
    /// Whom one can complain to.
    pub remedies: Vec<String>,
}

/// Where a request stands, as its owner needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The button behind the link was not pressed yet.
    Unconfirmed,
    /// It is confirmed, and nobody has begun yet.
    Waiting,
    /// Systems are asked for data.
    Collecting,
    /// Something else is done than collecting data.
    Working,
    /// The copy went out, and can be fetched still; what is left is to delete.
    Erasing,
    /// The same, when the copy cannot be fetched any more.
    ErasingOnly,
    /// A person looks at the answer.
    Checking,
    /// There are files to fetch.
    Ready,
    /// It is answered and nothing is left to do.
    Closed,
    /// Nothing of it could be done.
    Refused,
    /// The person took it back.
    Withdrawn,
    /// It is closed until they reply to our question.
    NoReply,
    /// It goes on under an earlier one.
    Merged,
    /// Somebody else decides about the data, and has it.
    PassedOn,
    /// Somebody else decides about the data, whom we have not written to.
    NotOurs,
}

/// Systems that answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// So many have.
    pub done: u32,
    /// Of so many that were asked.
    pub asked: u32,
    /// So many more could not be asked: they know people by other names than those that we have.
    pub not_looked: u32,
    /// Whether people do a part of it by hand.
    pub by_hand: bool,
}

/// One right that was asked for, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The right.
    pub right: Right,
    /// What was asked for, in words.
    pub words: String,
    /// How far it is.
    pub progress: WishProgress,
    /// Where it can be taken back alone: the request's id, in addresses.
    pub may_go: Option<String>,
}

/// How far one wish is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishProgress {
    /// Nothing is decided yet.
    Open,
    /// It was answered: whoever has the access code alone is not told how.
    Answered,
    /// It was done.
    Done,
    /// It was done in part; a message says why.
    Partly,
    /// It was not done; a message says why.
    NotDone,
    /// The person took it back.
    TakenBack,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub author: Author,
    /// When, written out.
    pub at: String,
    /// The text; line breaks are kept.
    pub text: String,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The person.
    Person,
    /// We did; shown with the organisation's name.
    Organisation,
}

/// An answer that waits to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// The last day, written out.
    pub until: String,
    /// What opens the files.
    pub way: Way,
}

/// What opens the files, or lets the request be withdrawn, beside the access code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A link, which the person can have sent.
    Link,
    /// A link, which was just sent: the page says so.
    LinkSent,
    /// Nothing else is needed: the page leads there.
    Open,
}

impl Way {
    /// Whether nothing is missing.
    pub(super) fn is_open(self) -> bool {
        self == Self::Open
    }

    /// Whether the link is on its way.
    pub(super) fn is_link_sent(self) -> bool {
        self == Self::LinkSent
    }
}

impl Fetch {
    fn is_open(&self) -> bool {
        self.way.is_open()
    }

    fn is_link_sent(&self) -> bool {
        self.way.is_link_sent()
    }
}

/// An answer that was mailed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailed {
    /// The day, written out; none: whoever has the access code alone is not told whether there is such a mail.
    pub on: Option<String>,
    /// What opens the attached file.
    pub passphrase: String,
}

/// One of the five steps.
struct Step {
    kind: &'static str,
    mark: &'static str,
    title: &'static str,
    when: String,
    answered: Option<Answered>,
    is_current: bool,
}

impl Status {
    fn problems(&self) -> Vec<Problem> {
        let replies = self.questions.iter().filter_map(|it| it.reply.problem(&format!("reply-{}", it.id)));
        let complaint = self.complaint.iter().filter_map(|field| field.problem("complaint"));
        self.message.problem("message").into_iter().chain(replies).chain(complaint).collect()
    }

    fn lede(&self) -> Strong<'static> {
        let w = &self.frame.w.status;
        let standing = self.frame.language.standing();
        let text = match self.stage {
            Stage::Unconfirmed => match self.reach {
                Reach::Mail => w.unconfirmed,
                Reach::Matrix => w.unconfirmed_matrix,
            },
            Stage::Waiting
            | Stage::Collecting
            | Stage::Working
            | Stage::Erasing
            | Stage::ErasingOnly
            | Stage::Checking
                if self.is_late =>
            {
                w.late
            }
            Stage::Waiting => standing.waiting,
            Stage::Erasing => standing.copy_ready,
            Stage::ErasingOnly => standing.copy_gone,
            Stage::Collecting => w.collecting,
            Stage::Working => w.working,
            Stage::Checking => w.checking,
            Stage::Ready => w.ready,
            Stage::Closed => w.closed,
            Stage::Refused => w.refused,
            Stage::Withdrawn if self.has_begun_erasing => self.frame.language.erased().withdrawn_begun,
            Stage::Withdrawn => w.withdrawn,
            Stage::NoReply => self.frame.language.asking().status_no_reply,
            Stage::Merged => self.frame.language.handing_on().status_merged,
            Stage::PassedOn => self.frame.language.handing_on().status_passed_on,
            Stage::NotOurs => self.frame.language.elsewhere().status,
        };
        Strong::new(text, &[&self.due_on])
    }

    fn ways(&self) -> impl Iterator<Item = Linked<'_>> {
        self.remedies.iter().map(|way| Linked(way))
    }

    fn may_resend(&self) -> bool {
        self.stage == Stage::Unconfirmed && self.reach == Reach::Mail
    }

    /// The five steps. Steps before the current one are done; a request that is over has no current one.
    fn steps(&self) -> Vec<Step> {
        let w = &self.frame.w.status;
        let current = match self.stage {
            Stage::Unconfirmed => 1,
            Stage::Waiting | Stage::Collecting | Stage::Working | Stage::Erasing | Stage::ErasingOnly => 2,
            Stage::Checking => 3,
            Stage::Ready | Stage::Closed | Stage::Refused => 5,
            Stage::Withdrawn => self.steps_of_withdrawn(),
            Stage::NoReply | Stage::Merged | Stage::PassedOn | Stage::NotOurs => 2,
        };
        let has_files = self.fetch.is_some() || self.brings_files();
        let titles = [
            w.received,
            if self.confirmed_at.is_some() { w.confirmed } else { w.wait_confirm },
            if self.is_erasing() {
                self.frame.language.standing().step_erasing
            } else if has_files {
                w.step_collecting
            } else {
                w.step_working
            },
            w.checked,
            if has_files { w.step_ready } else { w.step_answered },
        ];
        // Of what was taken back nothing more is to come.
        let shown = if self.stage == Stage::Withdrawn { current } else { titles.len() };
        titles
            .into_iter()
            .take(shown)
            .zip(["1", "2", "3", "4", "5"])
            .enumerate()
            .map(|(place, (title, number))| {
                let is_done = place < current;
                let is_current = place == current && !matches!(self.stage, Stage::Withdrawn | Stage::Waiting);
                Step {
                    kind: if is_done {
                        "done"
                    } else if is_current {
                        "now"
                    } else {
                        "later"
                    },
                    mark: if is_done { "✓" } else { number },
                    title,
                    when: match place {
                        0 => self.received_at.clone(),
                        1 => self.confirmed_at.clone().unwrap_or_default(),
                        _ => String::new(),
                    },
                    answered: if place == 2 && is_current { self.answered } else { None },
                    is_current,
                }
            })
            .collect()
    }

    fn steps_of_withdrawn(&self) -> usize {
        if self.confirmed_at.is_some() { 2 } else { 1 }
    }

    /// The place on the page of the first question that waits for them.
    fn open_question(&self) -> Option<usize> {
        self.questions.iter().position(Question::is_open).map(|place| place + 1)
    }

    fn is_erasing(&self) -> bool {
        matches!(self.stage, Stage::Erasing | Stage::ErasingOnly)
    }

    fn brings_files(&self) -> bool {
        self.wishes.iter().any(|wish| wish.right.needs_package() && wish.progress != WishProgress::TakenBack)
    }

    fn may_ask_for_messages(&self) -> bool {
        self.withheld.is_some_and(Withheld::is_link)
    }

    fn is_link_to_messages_sent(&self) -> bool {
        self.withheld.is_some_and(Withheld::is_link_sent)
    }

    fn author(&self, message: &Message) -> &str {
        match message.author {
            Author::Person => self.frame.w.status.you,
            Author::Organisation => &self.frame.organisation,
        }
    }

    fn author_class(&self, message: &Message) -> &'static str {
        match message.author {
            Author::Person => "theirs",
            Author::Organisation => "ours",
        }
    }

    fn progress_words(&self, wish: &Wish) -> (&'static str, &'static str) {
        let w = &self.frame.w.status;
        match wish.progress {
            WishProgress::Open => ("◐", w.open),
            WishProgress::Answered => ("✓", w.step_answered),
            WishProgress::Done => ("✓", w.done),
            WishProgress::Partly => ("◑", w.partly),
            WishProgress::NotDone => ("✕", w.not_done),
            WishProgress::TakenBack => ("↩", self.frame.language.taking_back().taken_back),
        }
    }
}
