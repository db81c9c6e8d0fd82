//! The pages for staff: the queue, a ticket, and what belongs to them.

pub mod trouble;

use poem::Route;

/// Where everything is.
pub fn routes() -> Route {
    Route::new()
}
