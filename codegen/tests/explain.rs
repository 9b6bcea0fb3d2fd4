//! Answers about the pages of this repository.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::LazyLock;

use docwright::unstable::api::{Evidence, EvidenceKind, Field, Opaque, Struct, Type, TypeDef, Verdict};
use docwright::unstable::dialect::Dialect;
use docwright::unstable::explain::answer::*;
use docwright::unstable::explain::{Answer, Miss, Target, explain, text};
use docwright::unstable::lock::Lock;
use docwright::unstable::names::WireName;
use docwright::unstable::options::Options;
use docwright::unstable::plan::Choices;
use docwright::unstable::read::{self, Docs};
use docwright::unstable::stats::{Namer, Stats};
use docwright::unstable::{Input, Understood, understand};

static DOCS: LazyLock<(Docs, Understood)> = LazyLock::new(|| {
    let docs = read::read(&[Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs-input")]).unwrap();
    let understood =
        understand(Input::whole(&docs, &Dialect::built_in("superoffice").unwrap(), &Lock::default()), &()).unwrap();
    (docs, understood)
});

fn ask(target: &str) -> Result<Answer, Miss> {
    explain(
        &Target::parse(target)?,
        &DOCS.1,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &DOCS.0,
    )
}

/// The answer, which must be the same after a round trip through JSON.
#[track_caller]
fn answer(target: &str) -> Answer {
    let answer = ask(target).unwrap_or_else(|miss| panic!("{target}: {miss}"));
    assert_eq!(serde_json::from_str::<Answer>(&answer.to_json()).unwrap(), answer, "{target}");
    assert!(text::text(&answer).ends_with('\n'), "{target}");
    answer
}

macro_rules! answers {
    ($($name:ident: $variant:ident -> $ty:ty;)+) => {
        $(#[track_caller]
        fn $name(target: &str) -> $ty {
            match answer(target) {
                Answer::$variant(answer) => answer,
                other => panic!("{target} is {other:?}"),
            }
        })+
    };
}

answers! {
    code: Code -> CodeAnswer;
    operation: Operation -> Box<OperationAnswer>;
    named_type: Type -> TypeAnswer;
    field: Field -> FieldAnswer;
    parameter: Parameter -> ParameterAnswer;
    body: Body -> BodyAnswer;
}

#[test]
fn a_code_has_a_severity_and_an_action() {
    let answer = code("dw0304");
    assert_eq!((answer.code.as_str(), answer.severity.as_str()), ("DW0304", "note"));
    assert!(answer.help.contains("one line"), "{answer:?}");
}

#[test]
fn an_operation_is_found_by_each_of_its_names() {
    let answer = operation("v1User_GetUser");
    for other in ["User.GetUser", "user.getuser", "GET /api/v1/User/{id}", "operation:User.GetUser"] {
        assert_eq!(operation(other), answer, "{other}");
    }
    let parameters: Vec<_> =
        answer.parameters.iter().map(|parameter| (parameter.name.as_str(), parameter.required)).collect();
    assert_eq!(parameters, [("id", true), ("$select", false), ("fk", false)]);
    assert_eq!(answer.statuses.iter().map(|status| status.status).collect::<Vec<_>>(), [200, 404]);
    assert!(answer.notices[0].starts_with("Online restricted: "), "{answer:?}");
    assert!(answer.page.file.ends_with("docs-input/rest/User/v1User_GetUser.md"), "{answer:?}");
}

#[test]
fn the_rust_of_an_operation_is_that_of_the_generated_code() {
    let rust = operation("User.GetUser").rust.unwrap();
    let method = rust.method.unwrap();
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("generated");
    let client = std::fs::read_to_string(generated.join("client/user.rs")).unwrap();
    assert!(client.contains(&method), "{method}");
    assert_eq!(rust.call.as_deref(), Some("client.user().get_user(id).await?"));
    assert_eq!(rust.setters, ["select", "fk"]);
    assert_eq!(rust.reply, "models::UserWithLinks");
    assert_eq!(rust.description, "operations::user::GET_USER");
}

#[test]
fn a_struct_has_fields_users_and_a_reason_for_its_name() {
    let answer = named_type("chatmessage");
    assert_eq!(answer.name, "ChatMessage");
    assert_eq!(answer.rust.as_ref().map(|rust| rust.file.as_str()), Some("models/chat.rs"));
    let posted = answer.fields.iter().find(|field| field.name == "WhenPosted").unwrap();
    assert_eq!((posted.ty.as_str(), posted.evidence), ("date-time", Some(EvidenceKind::TableCell)));
    assert_eq!(posted.rust.as_deref(), Some("when_posted: Option<rt::DateTime>"));
    assert_ne!(answer.naming[0].kind, EvidenceKind::Name, "pages name it");
    let users: Vec<_> = answer.used_by.iter().map(|user| (user.name.as_str(), user.ty.as_str())).collect();
    assert!(users.contains(&("v1ChatAgent_GetChatMessages.response", "[ChatMessage]")), "{users:?}");
    assert!(users.contains(&("ChatAddChatMessageRequest.Message", "ChatMessage")), "{users:?}");
    for user in answer.used_by {
        answer_names_the_type(&user.name);
    }
}

/// What is listed as a use can be asked for.
fn answer_names_the_type(target: &str) {
    let value = match answer(target) {
        Answer::Field(answer) => answer.value,
        Answer::Body(answer) => answer.value,
        Answer::Parameter(answer) => answer.value,
        other => panic!("{target} is {other:?}"),
    };
    assert!(value.ty.contains("ChatMessage"), "{target}: {value:?}");
}

#[test]
fn an_enum_has_values_and_their_variants() {
    let answer = named_type("State");
    assert_eq!(answer.values[2], EnumValue { name: "Aquired".to_owned(), rust: Some("Aquired".to_owned()) });
    assert_eq!(answer.used_by[0].name, "v1Batch_GetBatchTaskInfosByState.state");
    assert!(text::text(&Answer::Type(answer)).contains("named after the parameter"));
}

#[test]
fn a_property_has_its_reasons_in_order() {
    let answer = field("ChatSessionEntity.User");
    assert_eq!(answer.value.ty, "Associate");
    let kinds: Vec<_> = answer.value.reasons.iter().map(|reason| reason.kind).collect();
    assert_eq!(kinds, [EvidenceKind::Sample, EvidenceKind::KeySet]);
    let sample = &answer.value.reasons[0];
    assert_eq!((sample.verdict, sample.says.as_str()), (Verdict::Decisive, "Associate"));
    assert!(sample.places > 1 && sample.place.line > 1, "{sample:?}");
    assert!(sample.quote.starts_with("| User"), "{sample:?}");
    assert_eq!(answer.rust.unwrap().ty, "Option<Associate>");
    assert_eq!(answer.value.unknown, None);
}

#[test]
fn a_way_through_types_ends_at_the_property_itself() {
    let there = field("ChatSessionEntity.Person.FirstName");
    assert_eq!((there.owner.as_str(), there.name.as_str()), ("Person", "Firstname"));
    assert_eq!(field("Person.Firstname"), there);
    assert_eq!(field("v1ChatAgent_GetChatSessionEntity.response.Person.Firstname"), there);
    assert_eq!(field("Archive.GetArchive_GET.response.odata.metadata").name, "odata.metadata", "names may hold dots");
}

#[test]
fn an_unknown_says_what_was_looked_for_and_what_to_do() {
    let answer = field("Address.Street");
    let unknown = answer.value.unknown.clone().unwrap();
    assert_eq!(unknown.reason, Opaque::EmptySample);
    assert!(unknown.meaning.contains("{}, [] or null"), "{unknown:?}");
    let found = |kind| unknown.searched.iter().find(|searched| searched.kind == kind).map(|searched| &*searched.found);
    assert_eq!(found(EvidenceKind::TableCell), Some("nothing"));
    assert!(found(EvidenceKind::Sample).is_some_and(|found| found.starts_with("nothing but")), "{unknown:?}");
    assert_eq!(answer.rust.as_ref().map(|rust| rust.ty.as_str()), Some("Option<rt::Json>"));
    let text = text::text(&Answer::Field(answer));
    for part in ["What was looked for", "leaves it open", "What you can do", "serde_json::from_value"] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
}

#[test]
fn parameters_say_who_sets_them() {
    let id = parameter("v1User_GetUser.id");
    let rust = id.rust.unwrap();
    assert_eq!((id.place.as_str(), rust.setter, rust.ty.as_str()), ("path", false, "i32"));
    let select = parameter("User.GetUser.$select");
    let rust = select.rust.unwrap();
    assert_eq!((select.required, rust.setter, rust.ident.as_str()), (false, true, "select"));
}

#[test]
fn bodies_are_found_by_side_and_by_the_vendors_name() {
    let response = body("ChatAgent.GetChatMessages.response");
    assert_eq!((response.value.ty.as_str(), response.status), ("[ChatMessage]", Some(200)));
    assert_eq!(response.rust, "Vec<models::ChatMessage>");
    let entity = body("ChatAgent.SaveChatSessionEntity.entity");
    assert_eq!((entity.side.as_str(), entity.value.ty.as_str()), ("request", "ChatSessionEntity"));
    assert_eq!(body("body:ChatAgent.SaveChatSessionEntity.request"), entity);
    let open = body("v1CRMScriptEntity_ExecuteScript.request");
    assert_eq!(open.value.unknown.map(|unknown| unknown.reason), Some(Opaque::NoTable));
}

#[test]
fn a_miss_says_what_is_near_and_what_there_is() {
    for (target, what, help) in [
        ("Persom", "did you mean 'Person'?", "'Person.FirstName'"),
        ("Person.FristName", "did you mean 'Person.Firstname'?", "Person.PersonId"),
        ("ChatSessionEntity.Person.FristName", "did you mean 'ChatSessionEntity.Person.Firstname'?", ""),
        ("ChatAgent", "'ChatAgent' is a service", "ChatAgent.AcceptChatSessionTransfer"),
        ("v1User_GetUsr", "did you mean 'v1User_GetUser'?", ""),
        ("v1User_GetUser.request", "has no 'request'", "v1User_GetUser.response"),
        ("GET /api/v1/Usr/{id}", "did you mean 'GET /api/v1/User/{id}'?", "braces"),
        ("PATCH /api/v1/User/{id}", "no operation is 'PATCH /api/v1/User/{id}'", "GET"),
        ("WhenPosted", "'WhenPosted' is a property, of 1 struct", "ChatMessage.WhenPosted"),
        ("GetUser", "'GetUser' is an operation, of 1 service", "User.GetUser"),
        ("field:Person", "'Person' is a struct", "ask for 'Person'"),
        ("zebra", "the docs know no 'zebra'", "a type ('Person')"),
    ] {
        let miss = ask(target).unwrap_err();
        assert!(miss.to_string().contains(what), "{target}: {miss}");
        assert!(miss.help().contains(help), "{target}: {}", miss.help());
    }
}

#[test]
fn a_name_of_several_things_says_how_to_ask_for_each() {
    let miss = ask("/api/v1/User/{id}").unwrap_err();
    let Miss::Several { meanings, .. } = &miss else { panic!("{miss:?}") };
    assert!(meanings.iter().any(|(ask, what)| ask == "v1User_DeleteUser" && what.contains("DELETE")), "{miss:?}");
    for (target, _) in meanings {
        operation(target);
    }
}

/// The docs, with one struct changed.
fn changed(name: &str, change: impl FnOnce(&mut Struct)) -> Understood {
    let mut understood = DOCS.1.clone();
    let definition = understood.api.types.get_mut(name).unwrap();
    match definition {
        TypeDef::Struct(definition) => change(definition),
        TypeDef::Enum(_) => panic!("{name} is an enum"),
    }
    understood
}

fn ask_of(understood: &Understood, target: &str) -> Result<Answer, Miss> {
    explain(
        &Target::parse(target).unwrap(),
        understood,
        Choices { options: &Options::default(), conventions: Dialect::built_in("superoffice").unwrap().conventions() },
        &DOCS.0,
    )
}

#[test]
fn a_property_and_an_operation_of_one_name_are_told_apart() {
    let understood = changed("User", |definition| {
        let field = Field { wire: WireName::new("GetUser"), ..definition.fields[0].clone() };
        definition.fields.push(field);
    });
    let miss = ask_of(&understood, "User.GetUser").unwrap_err();
    assert_eq!(miss.to_string(), "'User.GetUser' means 2 things");
    assert!(miss.help().contains("'v1User_GetUser' for the operation GET /api/v1/User/{id}"), "{}", miss.help());
    assert!(miss.help().contains("'field:User.GetUser' for a property of User"), "{}", miss.help());
    assert!(matches!(ask_of(&understood, "field:User.GetUser"), Ok(Answer::Field(_))));
    assert!(matches!(ask_of(&understood, "v1User_GetUser"), Ok(Answer::Operation(_))));
}

#[test]
fn names_that_differ_in_case_only_are_told_apart_by_case() {
    let understood = changed("User", |definition| {
        let field = Field { wire: WireName::new("NAME"), ..definition.fields[0].clone() };
        definition.fields.push(field);
    });
    let Ok(Answer::Field(field)) = ask_of(&understood, "User.NAME") else { panic!("NAME is a property") };
    assert_eq!(field.name, "NAME");
    let miss = ask_of(&understood, "user.name").unwrap_err();
    assert!(miss.help().contains("'User.Name'") && miss.help().contains("'User.NAME'"), "{}", miss.help());
}

#[test]
fn what_was_overruled_says_by_what() {
    let understood = changed("ChatMessage", |definition| {
        let field = definition.fields.iter_mut().find(|field| field.wire.as_str() == "WhenPosted").unwrap();
        let origin = field.evidence[0].origin.clone();
        let sample = Evidence::decisive(EvidenceKind::Sample, Type::Int32, origin);
        field.evidence = vec![field.evidence[0].clone(), Evidence { verdict: Verdict::Overruled, ..sample }];
    });
    let answer = ask_of(&understood, "ChatMessage.WhenPosted").unwrap();
    let text = text::text(&answer);
    assert!(text.contains("1. the type cell says date-time: decisive\n"), "{text}");
    assert!(text.contains("2. the sample shows int32: overruled by type cell\n"), "{text}");
    let Answer::Field(field) = answer else { panic!("{answer:?}") };
    assert_eq!(field.value.reasons[1].overruled_by, Some(EvidenceKind::TableCell));
}

#[test]
fn the_sums_of_the_numbers_agree_with_one_another() {
    let stats = Stats::new(&DOCS.1.api);
    assert_eq!(serde_json::from_str::<Stats>(&stats.to_json()).unwrap(), stats);
    assert_eq!(stats.struct_names.iter().map(|names| names.count).sum::<usize>(), stats.structs);
    assert!(stats.struct_names.iter().any(|names| names.by == Namer::Pages && names.count > 1));
    let empty = stats.unknown_fields.iter().find(|unknown| unknown.reason == Opaque::EmptySample).unwrap();
    assert_eq!(empty.names.iter().map(|name| name.count).sum::<usize>(), empty.count);
    let bodies = stats.unknown_bodies.iter().find(|unknown| unknown.reason == Opaque::NoTable).unwrap();
    assert!(bodies.names.iter().any(|name| name.name == "parameters" && name.count == 2), "{bodies:?}");
    let text = stats.to_text();
    let fields = stats.fields.iter().map(|fields| fields.count).sum::<usize>();
    assert!(text.contains(&format!("{fields:>7}  in all\n")), "{text}");
}
