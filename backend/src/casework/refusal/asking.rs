//! Why a question to the person is not asked, answered or closed.

/// The reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// A question has words.
    #[error("write down exactly what the person is asked for")]
    NoQuestion,
    /// Nobody is asked without a reason; of who they are only where there is doubt (Art. 12(6)).
    #[error("say why you ask; who somebody is may be asked where there is a reason to doubt it")]
    NoReasonToAsk,
    /// A fee is so much.
    #[error("say how much the fee is")]
    NoAmount,
    /// The same is not asked twice at a time.
    #[error("this is asked already and not settled")]
    AskedAlready,
    /// Nothing waits for an answer.
    #[error("this question does not wait for an answer")]
    NothingAsked,
    /// An answer comes after its question.
    #[error("the day of the answer lies between the question and today")]
    AnswerDay,
    /// The person has to know what is missing.
    #[error("tell the person what is missing")]
    NotSaidWhatIsMissing,
    /// People have time to reply.
    #[error("it is too early to close for want of a reply")]
    TooEarlyToClose,
    /// Time that runs is no reason to close.
    #[error("the time to answer runs on whether they reply or not")]
    ClockRunsOn,
}
