//! Staff keep texts with placeholders, and put one into a form. What people wrote is never read as a placeholder.

use rightsdesk::{rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::by_hand,
};

use super::{Colleague, asks_verified, deciding::answerable, ticket};

const LIST: &str = "/desk/reply-texts";

/// What the form of a new text sends.
fn text<'a>(name: &'a str, right: &'a str, language: &'a str, body: &'a str) -> [(&'a str, &'a str); 4] {
    [("name", name), ("right", right), ("language", language), ("body", body)]
}

/// The value of the first saved text that a page offers under this name.
fn offered(page: &stage::visitor::Page, name: &str) -> Option<String> {
    let before =
        page.source().split(&format!(">{name}</option>")).next().filter(|it| it.len() < page.source().len())?;
    before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).map(str::to_owned)
}

stage::on_both! {
    async fn a_saved_text_comes_into_the_form_filled_in(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        ana.get(LIST).await.is(200).sees("No text is saved.");
        for wrong in ["Dear {name}, hello", "{% if due %}now{% endif %}", "{{due}}", "due}"] {
            ana.post(LIST, &text("Thanks", "", "en", wrong)).await.is(422).sees("This is not a placeholder");
        }
        ana.post(LIST, &text("Thanks", "", "en", "Dear {name}")).await.sees("{name} –").sees("Dear {name}");
        ana.post(LIST, &text(" ", "", "en", "Hello")).await.is(422).sees("Give it a name");
        ana.post(LIST, &text("Thanks", "", "en", " ")).await.is(422);
        ana.post(LIST, &text("Thanks", "flight", "en", "Hello")).await.is(400);
        let body = "About {reference}, due {due}: <b>{company}</b>, {contact}. {staff}";
        ana.does(LIST, &text("Thanks", "", "en", body)).await.sees("The text is saved.").sees(body);
        ana.does(LIST, &text("Corrected", "rectification", "en", "Corrected for {reference}.")).await;
        ana.does(LIST, &text("Merci", "", "fr", "Merci pour {reference}.")).await;

        let (page, answer) = answerable(&stage, &mut ana, Right::Rectification).await;
        let fill = answer.replace("/answer", "/fill");
        let shown = ana.get(&page).await.sees("Put it into the form").sees_no("Merci");
        let (thanks, corrected) = (offered(&shown, "Thanks").unwrap(), offered(&shown, "Corrected").unwrap());
        let typed = [("outcome", "granted"), ("evidence", "The passport."), ("text", "Dear Ada,"), ("saved", corrected.as_str())];
        let reference = page.trim_start_matches("/desk/t/").to_owned();
        let filled = ana.post(&fill, &typed).await.is(200);
        filled.sees(&format!("Dear Ada, Corrected for {reference}.")).sees("The passport.");
        stage.run_due_work().await;
        let is_told = |stage: &Stage| stage.mail_to("ada@example.org").iter().any(|mail| mail.text().contains("Corrected for"));
        assert!(!is_told(&stage), "nothing is sent before a person has read it");
        let said = format!("Corrected for {reference}.");
        ana.does(&answer, &[("outcome", "granted"), ("text", said.as_str()), ("saved", corrected.as_str())]).await;
        stage.run_due_work().await;
        assert!(is_told(&stage));

        let filled = ana.post(&format!("{page}/messages/fill"), &[("message", ""), ("saved", thanks.as_str())]).await.is(200);
        let contact = stage.desk.config.desk.contact.clone();
        let filled = filled.main();
        assert!(filled.words().contains(&format!("About {reference}, due")), "{}", filled.words());
        filled.sees("<b>").sees(&format!("</b>, {contact}. ana"));
        // A text about another right is no message, and one in another language is for somebody else.
        ana.post(&format!("{page}/messages/fill"), &[("message", "Hi"), ("saved", corrected.as_str())]).await.is(422).sees("Hi");
    }

    async fn a_text_is_changed_and_retired_by_those_who_work_here(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Auditor).await;
        ana.does(LIST, &text("Thanks", "", "en", "Thank you.")).await;
        otto.get(LIST).await.is(200).sees("Thank you.").sees_no("Save the change");
        otto.post(LIST, &text("Mine", "", "en", "No.")).await.is(403);
        let page = ana.get(LIST).await;
        let retire = page.source().split('"').find(|it| it.ends_with("/retire")).unwrap().to_owned();
        let change = retire.trim_end_matches("/retire").to_owned();
        otto.post(&retire, &[]).await.is(403);
        ana.post(&change, &text("Thanks", "", "en", "For {you}.")).await.is(422).sees("{you} –");
        ana.does(&change, &text("Thanks a lot", "access", "en", "Thank you, {staff}.")).await.sees("The text is changed.");
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        ana.get(&ticket(&receipt)).await.sees_no("Thanks a lot");
        ana.does(&retire, &[]).await.sees("not offered any more").sees("No text is saved.");
        ana.post(&retire, &[]).await.is(404);
        ana.post(&change, &text("Thanks", "", "en", "Thank you.")).await.is(404);
    }
}
