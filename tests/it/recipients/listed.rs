//! A system that keeps a list of whom it gave data: its lines are read when they are handed over, and told with the rest.

use rightsdesk::{disclosure, hold::name::blinds_of_all, staff::role::Role};
use rightsdesk_exporters::{contract::subject::Identifier, open::Settings};
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
    on_both,
};

use super::{ADA, disclosing::about_on};
use crate::desk_pages::Colleague;

const TABLES: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE handed_out (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, recipient VARCHAR(40), given_on VARCHAR(20));
    INSERT INTO customer VALUES (1, 'ada@example.org'), (3, 'bob@example.net');
    INSERT INTO handed_out VALUES (11, 1, 'Parcel SE', '2026-11-02 10:00:00'), (12, 1, 'Parcel SE', '2026-11-02 11:00:00'),
        (13, 1, 'Insurer Ltd', '2026-10-01'), (14, 1, NULL, '2026-10-02'), (31, 3, 'Bank plc', '2026-10-03');
";

const LISTED: &str = "
      - name: handed_out
        description: To whom we gave your data
        rightsdesk_meta: {discloses: {recipient: recipient, on: given_on, kinds: [user.contact.email, your signature], basis: contract}}
        fields:
          - {name: id, description: Number, data_categories: [system.operations], fides_meta: {primary_key: true}}
          - name: customer_id
            description: Whose
            data_categories: [user.unique_id]
            fides_meta: {references: [{dataset: shop, field: customer.id, direction: from}]}
          - {name: recipient, description: Who, data_categories: [user.account]}
          - {name: given_on, description: When, data_categories: [user.account]}
";

on_both! {
    async fn whom_a_system_says_that_it_gave_data_the_person_reads_once(on: On) {
        let database = match on {
            On::Sqlite => databases::postgres().await,
            On::Postgres => databases::sqlite(),
        };
        database.load(TABLES).await;
        let manifest = include_str!("../desk_pages/erasing.yml").replace("        rightsdesk_meta: {erasure: {rows: delete, most_share: 100}}\n", "");
        let (manifest, _) = manifest.split_once("      - name: purchase\n").expect("the shop's tables");
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let shop = connected("shop", &format!("{}{LISTED}", manifest.trim_end()), settings);
        let stage = Stage::setting(on).with_systems([shop]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        for _ in 0..2 {
            let (ticket, page) = about_on(&stage, &mut ana, "en").await;
            assert!(page.contains("To whom we have given your data"), "{page}");
            assert!(page.contains("Parcel SE") && page.contains("Insurer Ltd") && page.contains("your signature"), "{page}");
            assert!(!page.contains("Bank plc"), "that was about somebody else: {page}");
            ana.get(&ticket).await.is(200).sees("1 of its lines do not say who, when or what");
        }
        let ada = blinds_of_all(&stage.desk.index, &[Identifier::parse(&format!("email={ADA}")).unwrap()]);
        let known = disclosure::store::about(&stage.desk.db, &ada).await.unwrap();
        let known: Vec<_> = known.iter().map(|row| (row.recipient.as_str(), row.disclosed_on.to_string())).collect();
        let expected = [("Insurer Ltd", "2026-10-01".to_owned()), ("Parcel SE", "2026-11-02".to_owned())];
        assert_eq!(known, expected, "each once, however often it is handed over");
        ana.get("/desk/disclosures").await.is(200).sees("Parcel SE").sees_no(ADA);
    }
}
