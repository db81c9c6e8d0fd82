//! The public pages: the form, the answer to the mailed link, and the person's own request.

pub mod trouble;

use poem::Route;

/// Where everything is.
pub fn routes() -> Route {
    Route::new()
}
