//! Correcting people's data: exactly what was proposed, on nobody else's rows, all or nothing.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use rightsdesk_exporters::{
    conformance::rectifying::{self, RectifyCase},
    contract::{
        call::Call,
        connector::Connector,
        correction::{
            Correctable, Correction, Corrections, FieldAgain, Held, HeldField, MisfitKind, Proposal, ReadAgain,
            Rectified, Written,
        },
        error::ConnectorError,
        outcome::{Cursor, Exported, Health, Learned, Located, Scope},
        rectifier::Rectifier,
        register::System,
        sink::Sink,
        subject::Subject,
    },
};
use stage::databases::Database;

use super::{
    connector,
    erasing::{call, rows},
    everywhere, subject,
};

const PEOPLE: &str = "
    CREATE TABLE country (code CHAR(2) PRIMARY KEY);
    CREATE TABLE household (id INTEGER PRIMARY KEY, street VARCHAR(40) NOT NULL);
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(60) NOT NULL UNIQUE, name VARCHAR(20) NOT NULL,
        nickname VARCHAR(30) UNIQUE, phone VARCHAR(30), age INTEGER, born DATE, country CHAR(2), household_id INTEGER,
        FOREIGN KEY (country) REFERENCES country (code), FOREIGN KEY (household_id) REFERENCES household (id),
        CHECK (age >= 0));
    CREATE TABLE letter (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), salutation VARCHAR(40));
    INSERT INTO country VALUES ('GB'), ('FR');
    INSERT INTO household VALUES (10, 'Shared street'), (11, 'Cyd street');
    INSERT INTO customer VALUES
        (1, 'ada@x.org', 'planted Adda', 'countess', '+44 1', 36, '1815-12-11', 'GB', 10),
        (2, 'bob@x.org', 'planted Adda', 'bobby', '+44 1', 40, NULL, 'GB', 10),
        (3, 'ada@x.org.evil.net', 'planted Adda', NULL, '+44 1', 50, NULL, 'FR', 11),
        (4, 'grandada@x.org', 'planted Adda', NULL, NULL, NULL, NULL, NULL, NULL);
    INSERT INTO letter VALUES (100, 1, 'Dear Adda'), (101, 1, 'Dear Adda'), (102, 1, 'Hello'), (103, 2, 'Dear Adda'),
        (104, 3, 'Dear Adda');
";

const TABLES: &[(&str, &[&str])] = &[
    ("household", &["id", "street"]),
    ("customer", &["id", "email", "name", "nickname", "phone", "age", "born", "country", "household_id"]),
    ("letter", &["id", "customer_id", "salutation"]),
];

const MANIFEST: &str = "
    - name: customer
      fields:
        - {name: id, fides_meta: {primary_key: true}}
        - {name: email, fides_meta: {identity: email}, rightsdesk_meta: {match: exact, correct: {renames: true}}}
        - {name: name, rightsdesk_meta: {correct: true}}
        - {name: nickname, rightsdesk_meta: {correct: true}}
        - {name: phone, rightsdesk_meta: {correct: true}}
        - {name: age, rightsdesk_meta: {correct: true}}
        - {name: born, rightsdesk_meta: {correct: true}}
        - {name: country, rightsdesk_meta: {correct: true}}
        - {name: household_id, fides_meta: {references: [{field: household.id, direction: to}]}}
    - name: household
      fields:
        - {name: id, fides_meta: {primary_key: true}}
        - {name: street, rightsdesk_meta: {correct: true}}
    - name: letter
      fields:
        - {name: id, fides_meta: {primary_key: true}}
        - {name: customer_id, fides_meta: {references: [{field: customer.id, direction: from}]}}
        - {name: salutation, rightsdesk_meta: {correct: true}}
";

fn set(field: &str, right: &str) -> Correction {
    let (collection, field) = field.split_once('.').expect("collection.field");
    Correction {
        collection: format!("d.{collection}"),
        field: field.to_owned(),
        held: Held::Whatever,
        right: Some(right.to_owned()),
    }
}

fn where_it_says(old: &str, correction: Correction) -> Correction {
    Correction { held: Held::This(Some(old.to_owned())), ..correction }
}

fn cleared(field: &str) -> Correction {
    Correction { right: None, ..set(field, "") }
}

fn corrections(each: &[Correction]) -> Corrections {
    Corrections::new(each.to_vec()).expect("corrections")
}

fn rectifier(connector: &Arc<dyn Connector>) -> &dyn Rectifier {
    connector.rectifier().expect("a manifest with correctable fields")
}

async fn lines(database: &Database) -> BTreeSet<String> {
    let all = rows(database, TABLES).await;
    all.into_iter().flat_map(|(table, rows)| rows.into_iter().map(move |row| format!("{table} {row}"))).collect()
}

fn case(database: &Arc<Database>, connector: Arc<dyn Connector>) -> RectifyCase {
    let of = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<BTreeSet<String>>();
    let mut unfit = vec![
        (cleared("customer.name"), MisfitKind::Empty),
        (set("customer.age", "old"), MisfitKind::Type),
        (set("customer.age", "-1"), MisfitKind::Check),
        (set("customer.nickname", "bobby"), MisfitKind::Unique),
        (set("customer.country", "XX"), MisfitKind::Reference),
        (set("customer.id", "7"), MisfitKind::Undeclared),
        (set("customer.nothing", "7"), MisfitKind::Undeclared),
        (set("customer.email", "other@x.org"), MisfitKind::Unproven),
        (set("household.street", "Elsewhere"), MisfitKind::Shared),
        (where_it_says("Never said", set("letter.salutation", "Hi")), MisfitKind::NotFound),
        (where_it_says("dear adda", set("letter.salutation", "Hi")), MisfitKind::NotFound),
    ];
    // SQLite keeps whatever it is given.
    if !database.url.starts_with("sqlite") {
        unfit.push((set("customer.name", "A name of many characters"), MisfitKind::Length));
        unfit.push((set("customer.born", "not a day"), MisfitKind::Type));
    }
    let database = Arc::clone(database);
    RectifyCase {
        connector,
        person: subject(&["email=ada@x.org"]),
        fitting: vec![
            set("customer.name", "Ada O'Byron é"),
            set("customer.born", "1815-12-10"),
            set("customer.age", "37"),
            set("customer.country", "FR"),
            cleared("customer.phone"),
            where_it_says("Dear Adda", set("letter.salutation", "Dear Ada")),
        ],
        before: of(&[
            "customer 1|ada@x.org|planted Adda|countess|+44 1|36|1815-12-11|GB|10",
            "letter 100|1|Dear Adda",
            "letter 101|1|Dear Adda",
        ]),
        after: of(&[
            "customer 1|ada@x.org|Ada O'Byron é|countess|-|37|1815-12-10|FR|10",
            "letter 100|1|Dear Ada",
            "letter 101|1|Dear Ada",
        ]),
        unfit,
        nobody: vec![
            subject(&["email=nobody@x.org"]),
            subject(&["email=%@x.org"]),
            subject(&["email=ADA@x.org"]),
            subject(&["email=' OR '1'='1"]),
        ],
        of_strange_kind: subject(&["matrix_id=@ada:x.org"]),
        held: ["countess", "+44 1", "Dear Adda", "Hello", "1815-12-11"].map(str::to_owned).to_vec(),
        others: ["bobby", "Shared street", "Cyd street", "FR", "40", "50"].map(str::to_owned).to_vec(),
        unspeakable: ["planted", "O'Byron", "Dear Ad", "ada@x.org", "bobby"].map(str::to_owned).to_vec(),
        everything: Arc::new(move || {
            let database = Arc::clone(&database);
            Box::pin(async move { lines(&database).await })
        }),
    }
}

#[tokio::test]
async fn every_promise_about_correcting_is_kept() {
    for database in everywhere().await {
        database.load(PEOPLE).await;
        let database = Arc::new(database);
        let case = case(&database, connector(&database.url, MANIFEST));
        assert_eq!(rectifying::all(&case).await, Vec::<String>::new(), "{}", database.url);
    }
}

/// What a bad connector does instead of what it was asked.
#[derive(Clone, Copy)]
enum Lie {
    WritesWhenItProposes,
    TakesAnyHash,
    SaysDoneAndWritesNothing,
    SaysThatAllIsWell,
}

/// A connector that lies about correcting.
struct Liar {
    honest: Arc<dyn Connector>,
    lie: Lie,
}

#[async_trait]
impl Rectifier for Liar {
    fn correctable(&self) -> Vec<Correctable> {
        rectifier(&self.honest).correctable()
    }

    async fn held(&self, who: &Subject, call: &Call) -> Result<Vec<HeldField>, ConnectorError> {
        rectifier(&self.honest).held(who, call).await
    }

    async fn propose(&self, who: &Subject, what: &Corrections, call: &Call) -> Result<Proposal, ConnectorError> {
        let proposal = rectifier(&self.honest).propose(who, what, call).await?;
        match self.lie {
            Lie::WritesWhenItProposes => drop(rectifier(&self.honest).rectify(who, what, &proposal.hash, call).await?),
            Lie::TakesAnyHash | Lie::SaysDoneAndWritesNothing | Lie::SaysThatAllIsWell => {}
        }
        Ok(proposal)
    }

    async fn rectify(
        &self,
        who: &Subject,
        what: &Corrections,
        hash: &str,
        call: &Call,
    ) -> Result<Rectified, ConnectorError> {
        let proposal = rectifier(&self.honest).propose(who, what, call).await?;
        match self.lie {
            Lie::TakesAnyHash => rectifier(&self.honest).rectify(who, what, &proposal.hash, call).await,
            Lie::SaysDoneAndWritesNothing if proposal.is_ready() && proposal.hash == hash => {
                Ok(Rectified::Done(Written { plan: hash.to_owned(), ..Written::default() }))
            }
            Lie::SaysDoneAndWritesNothing | Lie::WritesWhenItProposes | Lie::SaysThatAllIsWell => {
                rectifier(&self.honest).rectify(who, what, hash, call).await
            }
        }
    }

    async fn read_back(&self, who: &Subject, what: &Corrections, call: &Call) -> Result<ReadAgain, ConnectorError> {
        match self.lie {
            Lie::SaysThatAllIsWell => Ok(ReadAgain {
                fields: vec![FieldAgain { collection: "d.customer".into(), field: "name".into(), right: 1, wrong: 0 }],
            }),
            Lie::WritesWhenItProposes | Lie::TakesAnyHash | Lie::SaysDoneAndWritesNothing => {
                rectifier(&self.honest).read_back(who, what, call).await
            }
        }
    }
}

#[async_trait]
impl Connector for Liar {
    fn about(&self) -> &System {
        self.honest.about()
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        self.honest.check(call).await
    }

    async fn resolve(&self, who: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        self.honest.resolve(who, call).await
    }

    async fn locate(&self, who: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        self.honest.locate(who, call).await
    }

    async fn export(
        &self,
        who: &Subject,
        scope: Scope,
        from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        self.honest.export(who, scope, from, call, sink).await
    }

    fn rectifier(&self) -> Option<&dyn Rectifier> {
        Some(self)
    }
}

/// The checks themselves are checked: each lie is found.
#[tokio::test]
async fn a_connector_that_breaks_its_promises_is_found_out() {
    for (lie, breach) in [
        (Lie::WritesWhenItProposes, "changed by a proposal"),
        (Lie::TakesAnyHash, "a hash that nobody proposed"),
        (Lie::SaysDoneAndWritesNothing, "is not what was there with the corrections in it"),
        (Lie::SaysThatAllIsWell, "what was not written was read back"),
    ] {
        let database = Arc::new(stage::databases::sqlite());
        database.load(PEOPLE).await;
        let honest = connector(&database.url, MANIFEST);
        let breaches = rectifying::all(&case(&database, Arc::new(Liar { honest, lie }))).await;
        assert!(breaches.iter().any(|said| said.contains(breach)), "{breach}: {breaches:?}");
    }
}

/// A proposal is for the values that were seen. One more, and somebody has to look again.
#[tokio::test]
async fn a_value_that_changed_in_between_needs_a_new_look() {
    for database in everywhere().await {
        database.load(PEOPLE).await;
        let connector = connector(&database.url, MANIFEST);
        let ada = subject(&["email=ada@x.org"]);
        let what = corrections(&[set("customer.name", "Ada")]);
        let seen = rectifier(&connector).propose(&ada, &what, &call()).await.expect("a proposal");
        database.load("UPDATE customer SET name = 'Somebody was faster' WHERE id = 1").await;
        let before = lines(&database).await;
        let answer = rectifier(&connector).rectify(&ada, &what, &seen.hash, &call()).await.expect("an answer");
        let Rectified::Changed(now) = answer else { panic!("written over what nobody had seen") };
        assert_eq!(now.changes[0].old.as_deref(), Some("Somebody was faster"));
        assert_eq!(lines(&database).await, before, "{}", database.url);

        database.load("UPDATE letter SET salutation = 'Somebody was faster' WHERE id = 103").await;
        let again = rectifier(&connector).propose(&ada, &what, &call()).await.expect("a proposal");
        assert_eq!(again.hash, now.hash, "other people's rows are no part of it");
    }
}

/// Only with a name that is proven to be theirs, and then they are found by either.
#[tokio::test]
async fn a_person_is_renamed_by_a_name_of_theirs() {
    for database in everywhere().await {
        database.load(PEOPLE).await;
        let connector = connector(&database.url, MANIFEST);
        let what = corrections(&[set("customer.email", "ada@new.org")]);
        let proven = subject(&["email=ada@x.org", "email=ada@new.org"]);
        let plan = rectifier(&connector).propose(&proven, &what, &call()).await.expect("a proposal");
        assert_eq!(plan.misfits, []);
        let done = rectifier(&connector).rectify(&proven, &what, &plan.hash, &call()).await.expect("an answer");
        assert!(matches!(done, Rectified::Done(_)), "{done:?}");
        assert!(rectifier(&connector).read_back(&proven, &what, &call()).await.expect("a read-back").is_clean());
        let found = lines(&database).await;
        assert!(found.iter().any(|line| line.starts_with("customer 1|ada@new.org|")), "{found:?}");
    }
}

/// The database's own idea of the same value counts: MariaDB's texts take no notice of capitals.
#[tokio::test]
async fn a_value_that_only_the_database_thinks_taken_is_told_before() {
    for database in everywhere().await {
        database.load(PEOPLE).await;
        let connector = connector(&database.url, MANIFEST);
        let what = corrections(&[set("customer.nickname", "BOBBY")]);
        let plan =
            rectifier(&connector).propose(&subject(&["email=ada@x.org"]), &what, &call()).await.expect("a proposal");
        assert_eq!(plan.is_ready(), !database.url.starts_with("mysql"), "{}: {:?}", database.url, plan.misfits);
    }
}

/// What would do something that nobody has looked at is in the way.
#[tokio::test]
async fn a_trigger_is_in_the_way_of_a_correction() {
    let database = stage::databases::sqlite();
    database.load(PEOPLE).await;
    database
        .load("CREATE TRIGGER shout AFTER UPDATE ON customer BEGIN UPDATE letter SET salutation = NEW.name; END")
        .await;
    let connector = connector(&database.url, MANIFEST);
    let what = corrections(&[set("customer.name", "Ada")]);
    let plan = rectifier(&connector).propose(&subject(&["email=ada@x.org"]), &what, &call()).await.expect("a proposal");
    let kinds: Vec<MisfitKind> = plan.misfits.iter().map(|misfit| misfit.kind).collect();
    assert_eq!(kinds, [MisfitKind::Trigger]);
}
