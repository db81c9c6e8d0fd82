//! The two applications: what is where, behind which guards.

use std::sync::Arc;

use poem::{
    Endpoint, EndpointExt, IntoResponse, Response, Route, handler,
    http::{StatusCode, header},
    web::Path,
};

use super::{
    api,
    guard::{body, catch, headers, origin},
    page::assets::Asset,
    public, staff,
};
use crate::desk::Desk;

/// What anybody may see.
pub fn public(desk: &Arc<Desk>) -> impl Endpoint + 'static {
    let here = origin::of(&desk.config.desk.public_url);
    let pages = guarded(public::routes(), here, body::FORM);
    let desk_for_errors = Arc::clone(desk);
    Route::new()
        .nest("/", pages)
        .nest(api::door::API, api::door::public())
        .data(Arc::clone(desk))
        .around(move |next, request| {
            let desk = Arc::clone(&desk_for_errors);
            catch::errors(next, request, move |lost, error| {
                if api::door::holds(&lost.path) {
                    api::problem::show(&desk, lost, error)
                } else {
                    public::trouble::show(&desk, lost, error)
                }
            })
        })
        .around(headers::add)
}

/// What staff may see.
pub fn staff(desk: &Arc<Desk>) -> impl Endpoint + 'static {
    let here = origin::of(&desk.config.desk.staff_url);
    let pages = guarded(staff::routes(), here, body::UPLOAD);
    let desk_for_errors = Arc::clone(desk);
    Route::new()
        .nest("/", pages)
        .nest(api::door::API, api::door::staff())
        .data(Arc::clone(desk))
        .around(move |next, request| {
            let desk = Arc::clone(&desk_for_errors);
            catch::errors(next, request, move |lost, error| {
                if api::door::holds(&lost.path) {
                    api::problem::show(&desk, lost, error)
                } else {
                    staff::trouble::show(&desk, lost, error)
                }
            })
        })
        .around(headers::add)
}

fn guarded(routes: Route, here: Arc<str>, in_parts: usize) -> impl Endpoint {
    routes
        .at("/assets/:name", poem::get(asset))
        .at("/healthz", poem::get(alive))
        .around(move |next, request| body::limit(next, request, in_parts))
        .around(move |next, request| origin::check(next, request, Arc::clone(&here)))
}

#[handler]
fn asset(Path(name): Path<String>) -> Response {
    match Asset::by_file_name(&name) {
        Some(asset) => Response::builder()
            .header(header::CONTENT_TYPE, asset.media_type)
            // Its name changes with its content.
            .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
            .body(asset.body),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[handler]
fn alive() -> &'static str {
    "ok"
}
