//! Where a hold or a lock stands. It is not stored: it follows from whether it was lifted, and from whether its end is planned.

use sea_orm::{ConnectionTrait, DbErr};

use super::{entity::Model, ground::Keeps, lock, step::What};

crate::codes! {
    /// Where it stands.
    State {
        /// It keeps the data as it is.
        Standing = "standing",
        /// It still does, and the person is told on which day it ends. Only a lock.
        Ending = "ending",
        /// It keeps nothing any more.
        Lifted = "lifted",
    }
}

impl State {
    /// Where it stands once this has happened; none if it cannot happen there.
    pub const fn after(self, keeps: Keeps, what: What) -> Option<Self> {
        match (self, what) {
            // The end of a hold is told nobody before.
            (Self::Ending, _) if matches!(keeps, Keeps::Hold) => None,
            // It is set once, and that is its beginning.
            (Self::Standing | Self::Ending | Self::Lifted, What::Set) => None,
            (Self::Standing | Self::Ending, What::Reviewed | What::KeptPast) => Some(self),
            (Self::Standing | Self::Ending, What::LiftPlanned) => match keeps {
                Keeps::Hold => None,
                Keeps::Lock => Some(Self::Ending),
            },
            (Self::Standing | Self::Ending, What::CalledOff) => match keeps {
                Keeps::Hold => None,
                Keeps::Lock => Some(Self::Standing),
            },
            (Self::Standing | Self::Ending, What::Lifted) => Some(Self::Lifted),
            (Self::Lifted, What::Reviewed | What::LiftPlanned | What::CalledOff | What::KeptPast | What::Lifted) => {
                None
            }
        }
    }
}

/// Where it stands.
pub async fn of(db: &impl ConnectionTrait, hold: &Model) -> Result<State, DbErr> {
    if !hold.is_standing() {
        return Ok(State::Lifted);
    }
    let is_ending = lock::of(db, hold.id).await?.is_some_and(|lock| lock.ends_on.is_some());
    Ok(if is_ending { State::Ending } else { State::Standing })
}

/// Whether this can happen to it now.
pub async fn may(db: &impl ConnectionTrait, hold: &Model, what: What) -> Result<bool, DbErr> {
    Ok(of(db, hold).await?.after(hold.ground.keeps(), what).is_some())
}
