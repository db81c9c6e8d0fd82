//! Whose a row is.

use super::{connector, everywhere, export, learned, located};

const ACCOUNTS: &str = "
    CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(100), contact_id INTEGER);
    CREATE TABLE contact (id INTEGER PRIMARY KEY, mxid VARCHAR(100));
    CREATE TABLE history (contact_id INTEGER, what VARCHAR(100));
    INSERT INTO account VALUES (1, 'ada@x', 10), (2, 'bob@x', 10), (3, 'cyd@x', 11), (4, 'cyd@x', 11), (5, 'dan@x', NULL);
    INSERT INTO contact VALUES (10, '@both:hs'), (11, '@cyd:hs'), (12, '@none:hs');
    INSERT INTO history VALUES (10, 'moved'), (11, 'married'), (12, 'died');
";

const ONE_WAY: &str = "
    - name: account
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
        - {name: contact_id, fides_meta: {references: [{field: contact.id, direction: to}]}}
    - name: contact
      fields:
        - {name: id}
        - {name: mxid, rightsdesk_meta: {resolves: matrix_id}}
    - name: history
      fields:
        - {name: contact_id, fides_meta: {references: [{field: contact.id, direction: from}]}}
        - {name: what}
";

/// A contact that a stranger's account uses too is shared, and so is what hangs on it; one's own two accounts are not strangers.
#[tokio::test]
async fn what_others_refer_to_as_well_is_shared() {
    for database in everywhere().await {
        database.load(ACCOUNTS).await;
        let connector = connector(&database.url, ONE_WAY);
        let ada = [
            r#"account {"id":1,"email":"ada@x","contact_id":10} by account.email"#,
            r#"contact {"id":10,"mxid":"@both:hs"} by account.contact_id shared"#,
            r#"history {"contact_id":10,"what":"moved"} by history.contact_id shared"#,
        ];
        assert_eq!(export(&connector, &["email=ada@x"]).await, ada, "{}", database.url);
        assert_eq!(located(&connector, &["email=ada@x"]).await, ["d.account 1 0", "d.contact 1 1", "d.history 1 1"]);
        // Both together are nobody else.
        assert_eq!(
            located(&connector, &["email=ada@x", "email=bob@x"]).await,
            ["d.account 2 0", "d.contact 1 0", "d.history 1 0"]
        );
        assert_eq!(located(&connector, &["email=cyd@x"]).await, ["d.account 2 0", "d.contact 1 0", "d.history 1 0"]);
        assert_eq!(located(&connector, &["email=dan@x"]).await, ["d.account 1 0", "d.contact 0 0", "d.history 0 0"]);
        // A name on a shared row may be the other person's.
        assert_eq!(learned(&connector, &["email=ada@x"]).await, Vec::<String>::new());
        assert_eq!(learned(&connector, &["email=cyd@x"]).await, ["matrix_id=@cyd:hs d.contact.mxid"]);
    }
}

/// A reference in both directions leads from a shared contact to the stranger's account: that is said of it.
#[tokio::test]
async fn strangers_who_are_reached_through_what_is_shared_are_marked() {
    for database in everywhere().await {
        database.load(ACCOUNTS).await;
        let connector =
            connector(&database.url, &ONE_WAY.replace("{field: contact.id, direction: to}", "{field: contact.id}"));
        assert_eq!(
            export(&connector, &["email=ada@x"]).await,
            [
                r#"account {"id":1,"email":"ada@x","contact_id":10} by account.email, account.contact_id"#,
                r#"account {"id":2,"email":"bob@x","contact_id":10} by account.contact_id shared"#,
                r#"contact {"id":10,"mxid":"@both:hs"} by account.contact_id shared"#,
                r#"history {"contact_id":10,"what":"moved"} by history.contact_id shared"#,
            ],
            "{}",
            database.url
        );
        assert_eq!(located(&connector, &["email=cyd@x"]).await, ["d.account 2 0", "d.contact 1 0", "d.history 1 0"]);
    }
}

/// An owner field that names somebody else marks the row and what hangs on it; an empty one names nobody.
#[tokio::test]
async fn an_owner_field_tells_whose_a_row_is() {
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE employee (id INTEGER PRIMARY KEY, email VARCHAR(100));
                 CREATE TABLE service (id INTEGER PRIMARY KEY, email VARCHAR(100), employee_id INTEGER);
                 CREATE TABLE note (service_id INTEGER, what VARCHAR(100));
                 INSERT INTO employee VALUES (1, 'ada@x');
                 INSERT INTO service VALUES (1, 'ada@x', 1), (2, 'bob@x', 1), (3, NULL, 1), (4, '', 1), (5, 'ada@x', 9), (6, 'bob@x', 9);
                 INSERT INTO note VALUES (1, 'own'), (2, 'of bob'), (6, 'unknown');",
            )
            .await;
        let connector = connector(
            &database.url,
            "
    - name: employee
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}}
    - name: service
      fields:
        - {name: id}
        - {name: email, fides_meta: {identity: email}, rightsdesk_meta: {owner: true}}
        - {name: employee_id, fides_meta: {references: [{field: employee.id, direction: from}]}}
    - name: note
      fields:
        - {name: service_id, fides_meta: {references: [{field: service.id, direction: from}]}}
        - {name: what}
",
        );
        assert_eq!(
            export(&connector, &["email=ada@x"]).await,
            [
                r#"employee {"id":1,"email":"ada@x"} by employee.email"#,
                r#"note {"service_id":1,"what":"own"} by note.service_id"#,
                r#"note {"service_id":2,"what":"of bob"} by note.service_id shared"#,
                r#"service {"id":1,"email":"ada@x","employee_id":1} by service.email, service.employee_id"#,
                r#"service {"id":2,"email":"bob@x","employee_id":1} by service.employee_id shared"#,
                r#"service {"id":3,"email":null,"employee_id":1} by service.employee_id"#,
                r#"service {"id":4,"email":"","employee_id":1} by service.employee_id"#,
                r#"service {"id":5,"email":"ada@x","employee_id":9} by service.email"#,
            ],
            "{}",
            database.url
        );
        assert_eq!(located(&connector, &["email=ada@x"]).await, ["d.employee 1 0", "d.service 5 1", "d.note 2 1"]);
    }
}

/// A text that everybody signs is nobody's data; but who else signed it is not the person's because of that.
#[tokio::test]
async fn what_is_about_nobody_is_not_shared_and_makes_nothing_ones_own() {
    const TERMS: &str = "
    - name: signed
      fields:
        - {name: email, fides_meta: {identity: email}}
        - {name: terms_id, fides_meta: {references: [{field: terms.id, direction: to}]}}
    - name: terms
      rightsdesk_meta: {about_nobody: true}
      fields:
        - {name: id}
        - {name: title}
    - name: comment
      fields:
        - {name: terms_id, fides_meta: {references: [{field: terms.id, direction: from}]}}
        - {name: what}
";
    for database in everywhere().await {
        database
            .load(
                "CREATE TABLE terms (id INTEGER PRIMARY KEY, title VARCHAR(100));
                 CREATE TABLE signed (email VARCHAR(100), terms_id INTEGER);
                 CREATE TABLE comment (terms_id INTEGER, what VARCHAR(100));
                 INSERT INTO terms VALUES (1, 'of service'), (2, 'of nobody');
                 INSERT INTO signed VALUES ('ada@x', 1), ('bob@x', 1);
                 INSERT INTO comment VALUES (1, 'too long'), (2, 'too short');",
            )
            .await;
        let terms = async |manifest: &str| located(&connector(&database.url, manifest), &["email=ada@x"]).await;
        assert_eq!(terms(TERMS).await, ["d.signed 1 0", "d.terms 1 0", "d.comment 1 1"], "{}", database.url);
        let silent = TERMS.replace("about_nobody: true", "about_nobody: false");
        assert_eq!(terms(&silent).await, ["d.signed 1 0", "d.terms 1 1", "d.comment 1 1"], "{}", database.url);
    }
}
