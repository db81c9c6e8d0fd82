//! The system that is asked: a shop of eleven tables.

use rightsdesk::register::connected::Connected;
use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    databases::{self, Database},
    desk::On,
};

/// What the manifest says of it.
const MANIFEST: &str = include_str!("shop.yml");

/// How many rows are one person's.
pub const RECORDS_OF_ONE: i64 = 28;

/// The tables, each with the statement that finds one person's rows, as somebody who knows the tables would write it.
pub const SELECTS: [(&str, &str); 11] = [
    ("customer", "SELECT CAST(id AS TEXT), email, name, created_at FROM customer WHERE email = $1"),
    (
        "address",
        "SELECT CAST(a.id AS TEXT), a.street, a.city, a.zip FROM address a JOIN customer c ON c.id = a.customer_id WHERE c.email = $1",
    ),
    (
        "payment_card",
        "SELECT CAST(p.id AS TEXT), p.last_four, p.expires, c.email FROM payment_card p JOIN customer c ON c.id = p.customer_id WHERE c.email = $1",
    ),
    (
        "purchase",
        "SELECT CAST(p.id AS TEXT), CAST(p.customer_id AS TEXT), p.placed_at, CAST(p.total AS TEXT) FROM purchase p JOIN customer c ON c.id = p.customer_id WHERE c.email = $1",
    ),
    (
        "purchase_item",
        "SELECT CAST(i.id AS TEXT), CAST(i.purchase_id AS TEXT), i.product, CAST(i.quantity AS TEXT) FROM purchase_item i JOIN purchase p ON p.id = i.purchase_id JOIN customer c ON c.id = p.customer_id WHERE c.email = $1",
    ),
    (
        "shipment",
        "SELECT CAST(s.id AS TEXT), CAST(s.purchase_id AS TEXT), s.carrier, s.tracking FROM shipment s JOIN purchase p ON p.id = s.purchase_id JOIN customer c ON c.id = p.customer_id WHERE c.email = $1",
    ),
    (
        "sign_in",
        "SELECT CAST(s.id AS TEXT), CAST(s.customer_id AS TEXT), s.at, s.ip FROM sign_in s JOIN customer c ON c.id = s.customer_id WHERE c.email = $1",
    ),
    ("visit", "SELECT CAST(id AS TEXT), email, last_visit, email FROM visit WHERE email = $1"),
    ("service_request", "SELECT CAST(id AS TEXT), email, opened_at, text FROM service_request WHERE email = $1"),
    (
        "service_reply",
        "SELECT CAST(r.id AS TEXT), CAST(r.service_request_id AS TEXT), r.text, s.email FROM service_reply r JOIN service_request s ON s.id = r.service_request_id WHERE s.email = $1",
    ),
    (
        "report",
        "SELECT CAST(r.id AS TEXT), CAST(r.customer_id AS TEXT), r.month, CAST(r.amount AS TEXT) FROM report r JOIN customer c ON c.id = r.customer_id WHERE c.email = $1",
    ),
];

/// The shop with its people in it.
pub async fn open(on: On) -> Database {
    let database = match on {
        On::Sqlite => databases::sqlite(),
        On::Postgres => databases::postgres().await,
    };
    database.load(include_str!("shop.sql")).await;
    database
}

/// The shop, connected to the desk.
pub fn connected_to(database: &Database) -> Connected {
    connected("shop", MANIFEST, Settings { url: Some(database.url.clone().into()), ..Settings::default() })
}

/// The address of a person, from 1.
pub fn email(person: u32) -> String {
    format!("person{person}@example.org")
}
