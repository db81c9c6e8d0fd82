//! How the values of a ticket are shown: the words, shapes and lists that its template asks for.

use super::{
    Identifier, Message, MessageKind, Origin, Request, Standing, Ticket,
    answer::AnswerForm,
    law::{BalanceForm, ReviewForm},
    task::{Task, TaskAction},
};
use crate::{
    rights::{right::Right, rules::Asks},
    web::page::{
        desk::{
            package::{Package, PackageStage},
            select::Select,
        },
        field::Problem,
        picture::{deadline::DeadlinePicture, fan::FanPicture},
        tag::{RequestTag, Tag, TaskTag, Tone},
    },
    words::{deciding::Deciding, fill::Fill, number},
};

impl Ticket {
    /// Whether an erasure waits until the copy that was asked for as well has gone out.
    pub(super) fn waits_for_copy(&self, request: &Request) -> bool {
        let is_open = |it: &Request| matches!(it.state, RequestTag::Open);
        let mut copies = self.requests.iter().filter(|it| it.right.needs_package());
        request.right == Right::Erasure && is_open(request) && copies.any(is_open)
    }

    /// Whether the data can go straight to another provider.
    pub(super) fn is_portable(&self, request: &Request) -> bool {
        request.right == Right::Portability
    }

    /// Whether it can be answered from the register with one press of a button.
    pub(super) fn is_informed(&self, request: &Request) -> bool {
        request.right == Right::Informed && request.answer.is_some()
    }

    /// That names stand open by which no system was asked for it; none where it asks nothing of systems.
    pub(super) fn undecided(&self, request: &Request) -> Option<&str> {
        self.next.undecided.as_deref().filter(|_| request.right.asks() != Asks::Nothing)
    }

    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<_> = [
            self.message.problem("message"),
            self.note.problem("note"),
            self.next.how.problem("how"),
            self.next.why.problem("why"),
            self.next.said.problem("said"),
            self.next.checked.problem("checked"),
            self.locks.prefer.as_ref().and_then(|prefer| prefer.problem("preference")),
            // Where the form is not shown, nothing can be wrong in it.
            self.add.value.problem("value").filter(|_| self.next.may_work && !self.add.kinds.is_empty()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let refusal = self.refusal.iter().map(|words| Problem { anchor: "content".to_owned(), message: words.clone() });
        problems.extend(refusal);
        problems.extend(self.questions.problems());
        problems.extend(self.complaints.problems());
        problems.extend(self.circumstances.problems());
        for request in &self.requests {
            let reasons = request.extend.as_ref().map(|extend| &extend.reasons);
            problems.extend(reasons.and_then(|reasons| reasons.problem(&format!("reasons-{}", request.id))));
            let anew = request.review.as_ref().and_then(|review| review.form.as_ref()).map(|form| &form.reason);
            problems.extend(anew.and_then(|reason| reason.problem(&format!("reason-{}", request.id))));
            let theirs = request.law.balance.as_ref().map(|balance| &balance.theirs);
            problems.extend(theirs.and_then(|theirs| theirs.problem(&format!("theirs-{}", request.id))));
            let why = request.proposal.as_ref().and_then(|proposal| proposal.send_back.as_ref());
            problems.extend(why.and_then(|why| why.problem(&format!("why-{}", request.id))));
            let said = request.take_back.as_ref();
            problems.extend(said.and_then(|said| said.problem(&format!("said-{}", request.id))));
            let Some(answer) = &request.answer else { continue };
            problems.extend(answer.text.problem(&format!("text-{}", request.id)));
            problems.extend(answer.evidence.problem(&format!("evidence-{}", request.id)));
            let of_selects = [("outcome", &answer.outcome_error), ("ground", &answer.ground_error)];
            problems.extend(of_selects.into_iter().filter_map(|(name, error)| {
                error
                    .as_ref()
                    .map(|message| Problem { anchor: format!("{name}-{}", request.id), message: message.clone() })
            }));
        }
        problems
    }

    pub(super) fn deadline(&self) -> DeadlinePicture {
        DeadlinePicture::new(&self.days, self.frame.language)
    }

    pub(super) fn fan(&self) -> FanPicture {
        let systems = self.systems.iter().map(|(name, state)| (name.as_str(), state));
        FanPicture::new(&self.reference, systems, self.frame.language)
    }

    /// How many systems were not asked, because they know people by other names than those that we have.
    pub(super) fn not_looked(&self) -> Option<String> {
        let number = self.systems.iter().filter(|(_, state)| *state == TaskTag::NotLooked).count();
        (number > 0).then(|| self.frame.language.guiding().not_looked.with(number))
    }

    pub(super) fn right_names(&self) -> String {
        let names = self.requests.iter().map(|request| self.frame.rights.of(request.right).name);
        names.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn articles(&self) -> String {
        let articles = self.requests.iter().map(|request| request.right.article().to_string());
        articles.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn task_tag(&self, state: &TaskTag) -> Tag {
        state.tag(self.frame.w, self.frame.language)
    }

    pub(super) fn count(&self, number: &u64) -> String {
        number::count(*number, self.frame.language)
    }

    pub(super) fn may_retry(&self, task: &Task) -> bool {
        match task.action {
            TaskAction::Retry | TaskAction::RetryOrByHand => self.next.may_work,
            TaskAction::None | TaskAction::ByHand => false,
        }
    }

    pub(super) fn may_do_by_hand(&self, task: &Task) -> bool {
        match task.action {
            TaskAction::ByHand | TaskAction::RetryOrByHand => self.next.may_work,
            TaskAction::None | TaskAction::Retry => false,
        }
    }

    /// What pressing the button of a task leads to.
    pub(super) fn open(&self, task: &Task) -> String {
        let words = if task.waits_for_approval {
            self.frame.language.erasing().approve_at
        } else {
            self.frame.w.systems_map.open
        };
        words.with(&task.system)
    }

    /// The requests to which an answer can be written now: id and right.
    pub(super) fn to_answer(&self) -> Vec<(&str, &'static str)> {
        // Nobody is told that their data is locked before it is.
        let comes_later = |request: &&Request| request.right == Right::Restriction && self.locks.rows.is_empty();
        let answerable = self.requests.iter().filter(|request| self.next.may_work && request.answer.is_some());
        let answerable = answerable.filter(|request| !comes_later(request));
        answerable.map(|request| (request.id.as_str(), self.frame.rights.of(request.right).name)).collect()
    }

    pub(super) fn has_task_actions(&self) -> bool {
        let leads_on = |task: &Task| self.may_retry(task) && !task.brings_nothing_new();
        self.tasks.iter().any(|task| leads_on(task) || self.may_do_by_hand(task))
    }

    pub(super) fn origin(&self, identifier: &Identifier) -> String {
        let w = &self.frame.w.identifiers;
        match &identifier.origin {
            Origin::Contact => w.contact.to_owned(),
            Origin::Given => w.given.to_owned(),
            Origin::Resolved { from } => w.resolved.with(from),
            Origin::Staff => w.staff.to_owned(),
        }
    }

    pub(super) fn standing(&self, identifier: &Identifier) -> Tag {
        let w = &self.frame.w.identifiers;
        let (tone, glyph, word) = match identifier.standing {
            Standing::Claimed => (Tone::Soon, "▲", w.claimed),
            Standing::Trusted => (Tone::Good, "✓", w.trusted),
            Standing::Refused => (Tone::Plain, "✕", w.refused),
        };
        Tag { tone, glyph, word: word.to_owned() }
    }

    pub(super) fn is_claimed(&self, identifier: &Identifier) -> bool {
        self.next.may_work && identifier.may_decide && identifier.standing == Standing::Claimed
    }

    /// Whether staff may take it back that it is relied on.
    pub(super) fn is_accepted(&self, identifier: &Identifier) -> bool {
        self.next.may_work && identifier.may_decide && identifier.standing == Standing::Trusted
    }

    pub(super) fn has_claims(&self) -> bool {
        self.identifiers.iter().any(|identifier| identifier.standing == Standing::Claimed)
    }

    pub(super) fn decision_select(&self, request: &Request, form: &ReviewForm) -> Select {
        let label = self.frame.language.reviewing().decision;
        Select::new("decision", label, &form.decision, form.decisions.iter().cloned()).of_part(&request.id)
    }

    pub(super) fn verdict_select(&self, request: &Request, form: &ReviewForm) -> Select {
        let label = self.frame.language.reviewing().verdict;
        Select::new("verdict", label, &form.verdict, form.verdicts.iter().cloned()).of_part(&request.id)
    }

    pub(super) fn weight_select(&self, request: &Request, balance: &BalanceForm) -> Select {
        let label = self.frame.language.stopping().weight;
        Select::new("weight", label, &balance.weight, balance.weights.iter().cloned()).of_part(&request.id)
    }

    pub(super) fn outcome_select(&self, request: &Request, answer: &AnswerForm) -> Select {
        let w = &self.frame.w.request_state;
        let outcomes = [
            ("", self.frame.w.site.none),
            ("granted", w.granted),
            ("partly_granted", w.partly_granted),
            ("refused", w.refused),
            ("nothing_held", w.nothing_held),
        ]
        .map(|(code, word)| (code.to_owned(), word.to_owned()));
        let may_be = |code: &str| !answer.is_absolute || matches!(code, "" | "granted" | "nothing_held");
        let outcomes = outcomes.into_iter().filter(|(code, _)| may_be(code));
        Select::new("outcome", self.frame.w.requests.outcome, &answer.outcome, outcomes)
            .of_part(&request.id)
            .with_error(answer.outcome_error.as_ref())
    }

    pub(super) fn ground_select(&self, request: &Request, answer: &AnswerForm) -> Select {
        let none = std::iter::once((String::new(), self.frame.w.site.none.to_owned()));
        let grounds = none.chain(answer.grounds.iter().cloned());
        Select::new("ground", self.frame.w.requests.ground, &answer.ground, grounds)
            .of_part(&request.id)
            .with_error(answer.ground_error.as_ref())
    }

    pub(super) fn further_select(&self, request: &Request, answer: &AnswerForm) -> Select {
        let none = std::iter::once((String::new(), self.frame.w.site.none.to_owned()));
        let grounds = none.chain(answer.grounds.iter().cloned());
        Select::new("further", self.frame.language.deciding().further_ground, &answer.further, grounds)
            .of_part(&request.id)
    }

    /// The grounds of Art. 17(1) that are chosen, in words.
    pub(super) fn rests_on(&self, answer: &AnswerForm) -> String {
        let chosen = answer.rests_on.iter().filter(|(_, _, is_chosen)| *is_chosen).map(|(_, words, _)| words.as_str());
        chosen.collect::<Vec<_>>().join("; ")
    }

    pub(super) fn deciding(&self) -> &'static Deciding {
        self.frame.language.deciding()
    }

    pub(super) fn assignee_select(&self) -> Select {
        let nobody = std::iter::once((String::new(), self.frame.w.ticket.nobody.to_owned()));
        let staff = nobody.chain(self.next.staff.iter().cloned());
        Select::new("assignee", self.frame.w.next_step.assign, &self.next.assignee, staff)
    }

    pub(super) fn kind_select(&self) -> Select {
        let kinds = self.add.kinds.iter().cloned();
        Select::new("kind", self.frame.w.identifiers.kind, &self.add.kind, kinds)
    }

    /// The letter that can be sent again.
    pub(super) fn may_resend<'a>(&self, message: &'a Message) -> Option<&'a str> {
        match &message.kind {
            MessageKind::FromPerson | MessageKind::Note { .. } => None,
            MessageKind::ToPerson { retry, .. } | MessageKind::Letter { retry, .. } => {
                retry.as_deref().filter(|_| self.next.may_work)
            }
        }
    }

    /// Whether it may reach the person in another way than by this letter.
    pub(super) fn may_bring(&self, message: &Message) -> bool {
        self.next.may_work && matches!(message.kind, MessageKind::Letter { is_copy: true, retry: Some(_), .. })
    }

    pub(super) fn is_built(&self, package: &Package) -> bool {
        match package.stage {
            PackageStage::Building | PackageStage::Abandoned => false,
            PackageStage::Ready | PackageStage::Released { .. } => true,
        }
    }

    pub(super) fn may_rebuild(&self, package: &Package) -> bool {
        self.next.may_work && package.stage == PackageStage::Abandoned
    }

    pub(super) fn message_class(&self, message: &Message) -> &'static str {
        match message.kind {
            MessageKind::FromPerson => "theirs",
            MessageKind::ToPerson { .. } | MessageKind::Letter { .. } => "ours",
            MessageKind::Note { .. } => "note",
        }
    }

    pub(super) fn message_head(&self, message: &Message) -> String {
        let w = &self.frame.w.messages;
        match &message.kind {
            MessageKind::FromPerson => w.person.to_owned(),
            MessageKind::ToPerson { by, .. } => w.staff_to_person.with(by),
            MessageKind::Letter { subject, .. } => w.letter.with(subject),
            MessageKind::Note { by } => w.internal.with(by),
        }
    }

    pub(super) fn message_mail(&self, message: &Message) -> Option<Tag> {
        match &message.kind {
            MessageKind::FromPerson | MessageKind::Note { .. } => None,
            MessageKind::ToPerson { mail, .. } | MessageKind::Letter { mail, .. } => {
                mail.as_ref().map(|mail| mail.tag(self.frame.w))
            }
        }
    }

    pub(super) fn is_note(&self, message: &Message) -> bool {
        match message.kind {
            MessageKind::Note { .. } => true,
            MessageKind::FromPerson | MessageKind::ToPerson { .. } | MessageKind::Letter { .. } => false,
        }
    }

    pub(super) fn package_stage(&self, package: &Package) -> String {
        let w = &self.frame.w.package;
        match &package.stage {
            PackageStage::Building => w.building.to_owned(),
            PackageStage::Ready => w.ready.to_owned(),
            PackageStage::Abandoned => w.abandoned.to_owned(),
            PackageStage::Released { on } => w.released.with(on),
        }
    }

    pub(super) fn reply_hint(&self) -> &'static str {
        let w = &self.frame.w.messages;
        if self.next.is_by_hand { w.reply_by_hand } else { w.reply_hint }
    }
}
