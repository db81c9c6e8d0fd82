//! What a sweep does in one system.

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::erasure::Obstacle;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, PaginatorTrait, QueryFilter, QueryOrder, Value, entity::prelude::*,
};

use crate::kernel::{
    ids::{SweepId, SweepPartId},
    lease::{self, Queue},
    moves::Move,
};

crate::codes! {
    /// Where a part stands.
    State {
        /// In the queue.
        Waiting = "waiting",
        /// A worker has it.
        Running = "running",
        /// Over.
        Ended = "ended",
        /// Given up after too many attempts: a person must look.
        Abandoned = "abandoned",
    }
}

crate::machine! {
    State of "A part of a sweep";
    begins {
        /// Its sweep is prepared.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// It is done.
        END: Running => Ended;
        /// It cannot be done.
        GIVE_UP: Running => Abandoned;
        /// A person has it tried again.
        RETRY: Abandoned => Waiting;
    }
}

/// One sweep in one system.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sweep_part")]
pub struct Model {
    /// Its id, and the idempotency key that the system gets.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SweepPartId,
    /// The sweep.
    pub sweep_id: SweepId,
    /// The configured key of the system.
    pub system: String,
    /// Where it stands.
    pub state: State,
    /// JSON, [`Fates`]: who is proven.
    pub fates: String,
    /// JSON, [`Asides`]: who needs a person, and why.
    pub aside: String,
    /// JSON: what was done, all accounts together; while it runs, what was done so far.
    pub evidence: Option<String>,
    /// When the texts of the system were searched for the names of all whom this part has erased; none if they were not.
    pub searched_at: Option<DateTimeUtc>,
    /// JSON, [`Searched`](super::search::Searched): where those names still stand.
    pub residues: Option<String>,
    /// When it was done.
    pub ended_at: Option<DateTimeUtc>,
    /// The last fault, in words for staff.
    pub problem: Option<String>,
    /// Not before this.
    pub due_at: DateTimeUtc,
    /// How often it was begun.
    pub attempts: i32,
    /// How often it may be begun.
    pub max_attempts: i32,
    /// Who has it.
    pub lease_token: Option<Uuid>,
    /// Until when.
    pub lease_until: Option<DateTimeUtc>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Queue for Model {
    type State = State;

    const TABLE: &'static str = "sweep_part";
    const CLAIM: Move<State> = CLAIM;
    const GIVE_BACK: Move<State> = GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}

/// Who is proven in one system: the account's place in the sweep, rows that were erased, rows that the rules keep.
pub type Fates = Vec<(i32, u64, u64)>;

/// Who needs a person in one system, and why: the account's place in the sweep.
pub type Asides = Vec<(i32, Vec<Obstacle>)>;

/// Adds the parts of a sweep.
pub async fn insert(
    db: &impl ConnectionTrait,
    sweep: SweepId,
    parts: Vec<(SweepPartId, String)>,
    max_attempts: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if parts.is_empty() {
        return Ok(());
    }
    let rows = parts.into_iter().map(|(id, system)| {
        ActiveModel::from(Model {
            id,
            sweep_id: sweep,
            system,
            state: START,
            fates: "[]".to_owned(),
            aside: "[]".to_owned(),
            evidence: None,
            searched_at: None,
            residues: None,
            ended_at: None,
            problem: None,
            due_at: now,
            attempts: 0,
            max_attempts,
            lease_token: None,
            lease_until: None,
        })
        .reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The parts of a sweep, by system.
pub async fn of(db: &impl ConnectionTrait, sweep: SweepId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::SweepId.eq(sweep)).order_by_asc(Column::System).all(db).await
}

/// How many parts of a sweep are not over.
pub async fn open(db: &impl ConnectionTrait, sweep: SweepId) -> Result<u64, DbErr> {
    Entity::find().filter(Column::SweepId.eq(sweep)).filter(Column::State.ne(State::Ended)).count(db).await
}

/// Writes down what was done so far by whoever has this part; nothing if somebody else has it by now.
pub async fn note(db: &impl ConnectionTrait, part: &Model, evidence: &str) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Evidence, Expr::value(evidence))
        .filter(Column::Id.eq(part.id))
        .filter(Column::State.eq(State::Running))
        .filter(Column::LeaseToken.eq(part.lease_token))
        .exec(db)
        .await?;
    Ok(())
}

/// Those that were given up.
pub async fn given_up(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::State.eq(State::Abandoned)).order_by_asc(Column::DueAt).all(db).await
}

/// Puts a part that was given up back into the queue; false if it was not.
pub async fn retry(db: &impl ConnectionTrait, id: SweepPartId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    lease::retry::<Model>(db, id.into(), RETRY, now).await
}
