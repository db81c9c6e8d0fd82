//! A sweep: a batch of closed accounts, prepared as one, then erased system by system.

use chrono::{DateTime, Utc};
use rightsdesk_vault::{aead::OpenError, chance::Chance, master::MasterKeys, sealer::Sealer};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, PaginatorTrait, QueryFilter, Value, entity::prelude::*, sea_query::Expr,
};

use crate::kernel::{
    ids::SweepId,
    lease::{self, Queue},
    moves::Move,
};

crate::codes! {
    /// Where a sweep stands.
    State {
        /// In the queue, to be prepared.
        Waiting = "waiting",
        /// A worker prepares it.
        Running = "running",
        /// Its parts are being worked on.
        Parted = "parted",
        /// Over.
        Ended = "ended",
        /// It could not be prepared: a person must look.
        Abandoned = "abandoned",
    }
}

crate::machine! {
    State of "A sweep";
    begins {
        /// Its accounts are claimed.
        START => Waiting;
    }
    moves {
        /// A worker takes it.
        CLAIM: Waiting | Running => Running;
        /// It is tried again later.
        GIVE_BACK: Running => Waiting;
        /// It is prepared, and its parts are opened.
        PART: Running => Parted;
        /// Nobody is left to be erased.
        END_EMPTY: Running => Ended;
        /// It cannot be prepared.
        GIVE_UP: Running => Abandoned;
        /// A person has it tried again.
        RETRY: Abandoned => Waiting;
        /// Its last part is over.
        END: Parted => Ended;
    }
}

/// One sweep.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sweep")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SweepId,
    /// Where it stands.
    pub state: State,
    /// When its accounts were claimed.
    pub created_at: DateTimeUtc,
    /// How many were claimed.
    pub accounts: i32,
    /// What each is called, sealed; gone when it has ended.
    pub people_sealed: Option<Vec<u8>>,
    /// When the homeserver last said that they are closed; none if nobody could be asked.
    pub asked_at: Option<DateTimeUtc>,
    /// When the last part was done.
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

    const TABLE: &'static str = "sweep";
    const CLAIM: Move<State> = CLAIM;
    const GIVE_BACK: Move<State> = GIVE_BACK;

    fn key(&self) -> Value {
        self.id.into()
    }

    fn attempts(&self) -> i32 {
        self.attempts
    }
}

/// What seals the names of the people of a sweep.
#[derive(Clone, Debug)]
pub struct People(Sealer);

impl People {
    /// With the key that is derived for them.
    pub fn new(masters: &MasterKeys) -> Self {
        Self(Sealer::new(masters, "people of sweeps"))
    }

    /// The names, sealed for this sweep.
    pub fn seal(&self, chance: &dyn Chance, id: SweepId, names: &[u8]) -> Vec<u8> {
        self.0.seal(chance, &format!("sweep.people|{id}"), names)
    }

    /// The names of a sweep that is prepared.
    pub fn open(&self, sweep: &Model) -> Result<Option<Vec<u8>>, OpenError> {
        let Some(sealed) = &sweep.people_sealed else { return Ok(None) };
        self.0.open(&format!("sweep.people|{}", sweep.id), sealed).map(Some)
    }
}

/// Adds a sweep that is to be prepared.
pub async fn insert(
    db: &impl ConnectionTrait,
    id: SweepId,
    accounts: i32,
    max_attempts: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = Model {
        id,
        state: START,
        created_at: now,
        accounts,
        people_sealed: None,
        asked_at: None,
        ended_at: None,
        problem: None,
        due_at: now,
        attempts: 0,
        max_attempts,
        lease_token: None,
        lease_until: None,
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The sweep with this id.
pub async fn by_id(db: &impl ConnectionTrait, id: SweepId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// When the last sweep was begun.
pub async fn last_begun(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, DbErr> {
    use sea_orm::QuerySelect;
    let last = Entity::find().select_only().column_as(Column::CreatedAt.max(), "last");
    Ok(last.into_tuple::<Option<DateTime<Utc>>>().one(db).await?.flatten())
}

/// How many sweeps are under way; those that were given up are not.
pub async fn under_way(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let under_way = [State::Waiting, State::Running, State::Parted];
    Entity::find().filter(Column::State.is_in(under_way)).count(db).await
}

/// The homeserver said at `now` that the accounts are still closed.
pub async fn asked(db: &impl ConnectionTrait, id: SweepId, now: DateTime<Utc>) -> Result<(), DbErr> {
    Entity::update_many().col_expr(Column::AskedAt, Expr::value(now)).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// All is done: the names of its people are destroyed.
pub async fn end(db: &impl ConnectionTrait, id: SweepId, now: DateTime<Utc>) -> Result<(), DbErr> {
    END.update::<Entity>(Column::State)
        .col_expr(Column::PeopleSealed, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts a sweep that was given up back into the queue; false if it was not.
pub async fn retry(db: &impl ConnectionTrait, id: SweepId, now: DateTime<Utc>) -> Result<bool, DbErr> {
    lease::retry::<Model>(db, id.into(), RETRY, now).await
}

/// Those that were given up, oldest first.
pub async fn given_up(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    use sea_orm::QueryOrder;
    Entity::find().filter(Column::State.eq(State::Abandoned)).order_by_asc(Column::CreatedAt).all(db).await
}
