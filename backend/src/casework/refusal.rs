//! What a verb does not do because it makes no sense, each reason by its name: in words for programs and for the log, for the doors
//! put it into their reader's language.

pub mod asking;
pub mod correcting;

use self::{asking::Unasked, correcting::Uncorrected};
use crate::identifier::check::NotValid;

/// Why a verb did not happen, though nothing is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No right was chosen.
    #[error("choose at least one thing you would like us to do")]
    NoRight,
    /// A request cannot have come on a day that has not.
    #[error("a request cannot be received in the future")]
    FutureDay,
    /// A name is one line.
    #[error("the name of who asks for the person is one line")]
    AgentName,
    /// More further identifiers than anybody has.
    #[error("there are more than 20 further identifiers")]
    TooManyIdentifiers,
    /// The message has no words.
    #[error("the message is empty")]
    NoMessage,
    /// A text is longer than anybody reads.
    #[error("the text is longer than 10,000 characters")]
    TooLong,
    /// How the person was checked has to be written down.
    #[error("say how you checked that the person is who they say")]
    NoProof,
    /// Only somebody who was verified gets a new access code.
    #[error("the person is not verified: they can make a new request")]
    NotVerified,
    /// How the person took the request back has to be written down.
    #[error("say how the person took the request back")]
    NotSaidHow,
    /// Tickets are given to people who work on them.
    #[error("tickets cannot be given to this person")]
    NotForThem,
    /// Nothing about a closed ticket changes.
    #[error("the ticket is closed")]
    Closed,
    /// Whether the contact is the person's is decided by verifying the ticket.
    #[error("the contact is decided by verifying the ticket")]
    ContactIsVerified,
    /// The identifier is known.
    #[error("this identifier is on the ticket already")]
    AlreadyThere,
    /// How it ended has to be chosen.
    #[error("choose how it ended")]
    NoOutcome,
    /// What was done has to be written down: it is the evidence.
    #[error("write down what you did or found")]
    NoNote,
    /// The task runs or is over.
    #[error("this task is not waiting for a person")]
    TaskNotByHand,
    /// An answer has words.
    #[error("write what you have done, or why not")]
    NoAnswer,
    /// A refusal names its ground.
    #[error("choose the ground on which not everything is done")]
    NoGround,
    /// A ground answers some rights under some laws.
    #[error("this ground does not answer this request")]
    GroundDoesNotFit,
    /// The burden of proof is the company's.
    #[error("write down the evidence for the ground")]
    NoEvidence,
    /// One proposal at a time.
    #[error("an answer is proposed already; agree to it or send it back")]
    AlreadyProposed,
    /// Two pairs of eyes are two people's.
    #[error("you proposed this; somebody else has to agree")]
    OwnProposal,
    /// Some grounds are the officer's to agree to.
    #[error("the data protection officer has to agree to this ground")]
    OfficerHasToAgree,
    /// Nothing waits for a second person.
    #[error("no answer is proposed for this request")]
    NothingProposed,
    /// A request is answered once.
    #[error("this request has its answer already")]
    AlreadyAnswered,
    /// Systems still have to answer, or the ticket is closed.
    #[error("the ticket is not ready to be answered")]
    NotInReview,
    /// A package is not thrown away without a reason.
    #[error("say why the package is not sent")]
    NoReason,
    /// There is no package.
    #[error("there is no package")]
    NoPackage,
    /// The package is being built, or is not to be had any more.
    #[error("the package is not ready")]
    PackageNotReady,
    /// Nothing is asked of systems for this ticket.
    #[error("nothing is being collected for this ticket")]
    NotCollecting,
    /// Only what has ended is asked again.
    #[error("this task is not over")]
    TaskNotOver,
    /// The law asks nothing of this system for this request: what is not held under consent or contract, say, is no part of
    /// what a person may take with them (Art. 20(1)(a)).
    #[error("the law asks nothing of this system for this request")]
    NothingToAskOf,
    /// Only a package that was given up is built again.
    #[error("this package was not given up")]
    PackageNotGivenUp,
    /// Only a letter that was given up is sent again.
    #[error("this letter was not given up")]
    LetterNotGivenUp,
    /// Only an unconfirmed request is confirmed.
    #[error("the request does not wait for a confirmation")]
    NotUnconfirmed,
    /// A token's name tells its owner what would stop working without it.
    #[error("a token's name says in a few words what it is for")]
    TokenName,
    /// Why it takes longer has to be said (Art. 12(3)).
    #[error("say why it takes longer")]
    NoReasons,
    /// A late notice has no effect.
    #[error("the last day to say so has passed")]
    TooLateToExtend,
    /// What waits for the person has no last day that could be moved.
    #[error("the period does not run while the person is asked")]
    PeriodWaits,
    /// An extension is given once, and to what is not answered yet.
    #[error("this request cannot be extended any more")]
    NotToBeExtended,
    /// What is approved is what was seen.
    #[error("this is not what would be erased now; look again")]
    PlanChanged,
    /// A plan that cannot be carried out cannot be approved.
    #[error("something is in the way of this plan; decide it first")]
    PlanHasObstacles,
    /// What was asked for is handed over before it is erased.
    #[error("not all systems have handed over yet what was asked for")]
    ExportsFirst,
    /// The letter that says where the copy is has not left, and nobody has the copy.
    #[error("the letter with the link to the copy has not left; send it again, or note how they got the copy")]
    CopyLinkNotOut,
    /// The letter with the copy attached has not left, and nobody has the copy.
    #[error("the letter with the copy attached has not left; send it again, or note how they got the copy")]
    CopyAttachedNotOut,
    /// The same on another ticket of theirs.
    #[error("a letter with a copy on another ticket of theirs has not left; send it again, or note how they got it")]
    CopyElsewhereNotOut,
    /// Systems erase in their order.
    #[error("other systems come before this one and have not ended")]
    EarlierSystemsFirst,
    /// There is nothing before it, or it goes ahead already.
    #[error("this does not wait for other systems")]
    NothingToWaitFor,
    /// Two approvals are two people's.
    #[error("you have approved this; somebody else has to as well")]
    ApprovedBefore,
    /// There is no plan that waits for people.
    #[error("nothing waits to be approved here")]
    NothingToApprove,
    /// The evidence of an erasure is not thrown away.
    #[error("this has been erased; asking again would throw the evidence away")]
    ErasedAlready,
    /// What had begun to be erased is not ended as if nothing had happened.
    #[error("it had begun to erase, and nobody knows how far it came: ask again, or look there and say what is gone")]
    ErasingHadBegun,
    /// Why something may not be erased has to be written down.
    #[error("say why it is held, or why not any more")]
    NoHoldReason,
    /// A hold without a day on which somebody looks at it is for ever.
    #[error("the day of the next look lies within the next year")]
    HoldReviewDay,
    /// A hold is about a person.
    #[error("name the person by 1 to 200 names")]
    NoHoldNames,
    /// A hold is lifted once.
    #[error("this hold was lifted")]
    HoldLifted,
    /// What is granted has gone out before (Art. 15(3), 20(1)).
    #[error("the package has not gone out; release it, or throw it away and answer in writing")]
    PackageFirst,
    /// Nobody is told that all is done where something was left (Art. 12(4)).
    #[error("something was left out or done only in part; do it, or grant in part with the ground")]
    NotAllDone,
    /// What is granted is done before (Art. 18(1)).
    #[error("nothing is locked for this request")]
    NothingLocked,
    /// The person is told first (Art. 18(3)).
    #[error("a lock ends on a day that the person is told of before")]
    LockNeedsNotice,
    /// Between the letter and the end of a lock lies some time.
    #[error("the lock would end too soon after the person is told")]
    LiftTooSoon,
    /// No letter reaches the person, so somebody has to tell them.
    #[error("say how the person was told that the lock ends")]
    NotToldOfLift,
    /// There is no lock, or no erasure that it stops.
    #[error("there is no lock that keeps an erasure of this ticket from happening")]
    NothingToPrefer,
    /// They have not said that what stays may be used again (Art. 18(3)).
    #[error("a lock covers more than what is to be erased; end it by itself first")]
    LockCoversMore,
    /// A marketing objection and a withdrawal of consent are never refused (Art. 21(3), 7(3)).
    #[error("this is never refused: it is done at once")]
    NeverRefused,
    /// A balancing test has two sides.
    #[error("write down the situation of the person and our grounds")]
    NothingWeighed,
    /// Overriding grounds are shown by a balancing test.
    #[error("weigh it first: nobody is refused on overriding grounds without a balancing test that says so")]
    NotWeighed,
    /// Only listed decisions are decided anew, in one of three ways.
    #[error("choose a listed decision, and what you decide")]
    NoSuchDecision,
    /// A person has to have looked (Art. 22(3)).
    #[error("decide the listed decisions anew first")]
    NotReviewed,
    /// A system has to answer to be looked at.
    #[error("the system does not answer")]
    SystemAway,
    /// A span of days has a first and a last.
    #[error("the first day comes after the last")]
    BackwardsSpan,
    /// Whoever comes back keeps what is there.
    #[error("the account was opened again; nothing more is erased because it was closed")]
    OpenedAgain,
    /// What was looked at is not what is there now.
    #[error("the table has changed; look again")]
    TableChanged,
    /// Of what is to be erased something has to be left.
    #[error("choose at least one system to erase from")]
    NothingChosen,
    /// Once the systems are asked, what is asked of them stands.
    #[error("the systems are asked already")]
    PartIsAsked,
    /// How a recipient was told, or why not, has to be written down.
    #[error("write down how they were told, or why they are not")]
    NoNoticeWords,
    /// A disclosure is to somebody.
    #[error("name who got it, in at most 200 characters")]
    NoRecipient,
    /// A disclosure is of something.
    #[error("say what was disclosed")]
    NoKinds,
    /// A disclosure is about a person.
    #[error("name the person by 1 to 200 names")]
    NoDisclosureNames,
    /// What has not happened cannot be recorded.
    #[error("it cannot have happened on a day that has not come")]
    FutureDisclosure,
    /// A person is kept in the dark on a ground of the list, and not for ever.
    #[error("choose a ground on which an answer can leave something out, and a day within five years")]
    NotToBeWithheld,
    /// Only who asks to be informed is answered from the register.
    #[error("this request does not ask what is done with data")]
    NotAboutInformation,
    /// Something of what is there is withheld.
    #[error("choose records that are there, or a field")]
    NothingToWithhold,
    /// What one person withholds, another lets out.
    #[error("you have withheld something; somebody else has to let the package out")]
    OwnWithholding,
    /// Asking anew would bring back what is withheld.
    #[error("something is withheld here that asking again would bring back; hand it over first, and withhold it anew")]
    StillWithheld,
    /// Nobody can tell which files belong to a record.
    #[error("files came with these records and cannot be told apart; withhold fields, or leave the system out")]
    FilesComeAlong,
    /// The numbers of the records mean others in the other copy.
    #[error("the copy to take along holds other records; withhold whole fields, or ask the system again")]
    CopiesDiffer,
    /// Data goes to those alone whose address somebody has checked.
    #[error("choose one of the receivers whose address was checked")]
    NoSuchReceiver,
    /// Nobody has asked to take data along.
    #[error("nobody asks here to take data along")]
    NotPortable,
    /// Data goes to a receiver once.
    #[error("it was sent there already")]
    HandedOverBefore,
    /// Only what was given up is tried again.
    #[error("this was not given up")]
    HandoverNotGivenUp,
    /// Whoever complains without a request has asked no system anything.
    #[error("nothing is asked of any system: there is only a complaint, which is answered below")]
    OnlyComplaint,
    /// What a child or their guardian wants is asked, or that nobody could be asked.
    #[error("say what the child or their guardian wants")]
    NoWish,
    /// Whoever wants their data erased gets an answer to that.
    #[error("they want the data erased: that is a request and has to be recorded")]
    ChildWantsErasure,
    /// A ticket has one erasure.
    #[error("there is an erasure of another extent on this ticket, or one that was answered: record a new request")]
    ErasureThere,
    /// A notice ends once.
    #[error("this is settled already")]
    NoticeSettled,
    /// The person can be told of recipients only if there are any.
    #[error("there is no recipient of whom the person could be told")]
    NobodyWasTold,
    /// Only systems that are connected can be chosen.
    #[error("there is no such system")]
    NoSuchSystem,
    /// Somebody has to decide.
    #[error("say who decides about the data")]
    NoCustomer,
    /// Of somebody who has died nothing is disclosed.
    #[error("the person has died; the data protection officer decides first")]
    PersonHasDied,
    /// Whoever writes for somebody else shows first that they may.
    #[error("somebody writes for the person, and nobody has checked whether they may")]
    NoAuthority,
    /// Some things are the officer's to decide.
    #[error("the data protection officer decides this")]
    OfficerHasToDecide,
    /// A complaint has words.
    #[error("write down what the complaint is about")]
    NoComplaint,
    /// An outcome says what was found.
    #[error("say what you found")]
    NotSaidWhatWasFound,
    /// And what was done.
    #[error("say what you did")]
    NotSaidWhatWasDone,
    /// A complaint is acknowledged and answered once.
    #[error("this was done already")]
    ComplaintSettled,
    /// A test is for looking at, not for sending.
    #[error("that is enough tests for this hour")]
    EnoughTests,
    /// The mail server has the last word.
    #[error("the mail server did not take the test")]
    TestNotTaken,
    /// What is kept is not nothing.
    #[error("a system found something of theirs: say what was done with it, and why something stays")]
    SomethingIsHeld,
    /// A saved text is chosen by its name.
    #[error("a saved text has a name of one line, up to 100 characters")]
    NoReplyTextName,
    /// Only what the desk knows how to fill in may stand in braces.
    #[error("only the known placeholders may stand in braces")]
    NotAPlaceholder,
    /// A saved text is of the person's language.
    #[error("choose a saved text in the language of the person")]
    NoSuchReplyText,
    /// Who is a customer gets the request.
    #[error("this is a customer of ours with an address: the request is passed on to them")]
    IsACustomer,
    /// A question to the person.
    #[error(transparent)]
    Unasked(#[from] Unasked),
    /// A correction.
    #[error(transparent)]
    Uncorrected(#[from] Uncorrected),
    /// What was written is no identifier.
    #[error(transparent)]
    Identifier(#[from] NotValid),
}
