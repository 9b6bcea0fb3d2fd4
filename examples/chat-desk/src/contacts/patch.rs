//! Changes of single properties: JSON Patch (a list of steps) and JSON Merge Patch (an object).

use docwright_runtime::server::{Error, Result};
use docwright_runtime::{Json, Patch, PatchStep, Record, from_json, to_json};
use json_patch::jsonptr::PointerBuf;
use json_patch::{
    AddOperation, PatchError, PatchErrorKind, PatchOperation, RemoveOperation, ReplaceOperation, TestOperation,
};
use superoffice::models::ContactEntity;

/// The company with the changes.
///
/// # Errors
/// 400: these are no changes of a company. 409: a `test` step did not match.
pub(super) fn apply(company: &ContactEntity, changes: Patch) -> Result<ContactEntity> {
    let mut document = complete(company)?;
    let names = company.schema().properties;
    match changes {
        Patch::Steps(changes) => {
            let steps: Vec<_> = changes.steps().iter().map(|step| operation(step, names)).collect::<Result<_>>()?;
            json_patch::patch(&mut document, &steps).map_err(refused)?;
        }
        Patch::Values(changes) => {
            let Json::Object(changes) = changes.as_json() else { return Err(Error::bad_request("send an object")) };
            let changes = changes.into_iter().map(|(name, value)| (known(&name, names).to_owned(), value));
            json_patch::merge(&mut document, &changes.collect());
        }
    }
    let document = to_json(&document).map_err(Error::internal)?;
    from_json(&document).map_err(|error| Error::bad_request(error.to_string()))
}

/// A step in the form of the crate that carries it out.
fn operation(step: &PatchStep, names: &[&'static str]) -> Result<PatchOperation> {
    Ok(match step.clone() {
        PatchStep::Test { path, value } => PatchOperation::Test(TestOperation { path: pointer(&path, names)?, value }),
        PatchStep::Add { path, value } => PatchOperation::Add(AddOperation { path: pointer(&path, names)?, value }),
        PatchStep::Replace { path, value } => {
            PatchOperation::Replace(ReplaceOperation { path: pointer(&path, names)?, value })
        }
        PatchStep::Remove { path } => PatchOperation::Remove(RemoveOperation { path: pointer(&path, names)? }),
        step => return Err(Error::bad_request(format!("{step:?} is not a step that is known"))),
    })
}

fn refused(error: PatchError) -> Error {
    match error.kind {
        PatchErrorKind::TestFailed => Error::conflict(error.to_string()),
        _ => Error::bad_request(error.to_string()),
    }
}

/// The JSON form with all properties: a step can only replace what is there.
fn complete(company: &ContactEntity) -> Result<Json> {
    let mut document: Json = from_json(&to_json(company).map_err(Error::internal)?).map_err(Error::internal)?;
    if let Json::Object(properties) = &mut document {
        for name in company.schema().properties {
            properties.entry(*name).or_insert(Json::Null);
        }
    }
    Ok(document)
}

/// The API takes paths without slash in front and in any case: `orgnr` is `/OrgNr`.
fn pointer(path: &str, names: &[&'static str]) -> Result<PointerBuf> {
    let path = path.trim_start_matches('/');
    let (first, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    let path = format!("/{}{rest}", known(first, names));
    PointerBuf::parse(path).map_err(|error| Error::bad_request(error.to_string()))
}

/// The name of a property as the docs write it; case does not matter, unless there is one of just this name.
fn known<'n>(name: &'n str, names: &[&'n str]) -> &'n str {
    let find = |is_it: &dyn Fn(&str) -> bool| names.iter().find(|known| is_it(known)).copied();
    find(&|known| known == name).or_else(|| find(&|known| known.eq_ignore_ascii_case(name))).unwrap_or(name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use docwright_runtime::{JsonPatch, MergePatch};

    use super::*;

    fn patched(changes: impl Into<Patch>) -> Result<ContactEntity> {
        let company = ContactEntity { name: Some("Kestrel".to_owned()), ..ContactEntity::default() };
        apply(&company, changes.into())
    }

    #[test]
    fn steps_replace_what_was_unset_and_paths_may_be_sloppy() {
        let company = patched(JsonPatch::new().test("/Name", "Kestrel").replace("orgnr", "1234")).unwrap();
        assert_eq!((company.name.as_deref(), company.org_nr.as_deref()), (Some("Kestrel"), Some("1234")));
    }

    #[test]
    fn null_in_an_object_clears_a_property() {
        let company = patched(MergePatch::new().remove("Name").set("department", "Bergen")).unwrap();
        assert_eq!((company.name, company.department.as_deref()), (None, Some("Bergen")));
    }

    #[test]
    fn a_failed_test_is_a_conflict_and_nonsense_a_bad_request() {
        let status = |changes: Patch| patched(changes).unwrap_err().status().as_u16();
        assert_eq!(status(JsonPatch::new().test("/Name", "Merlin").into()), 409);
        assert_eq!(status(JsonPatch::new().replace("/NoSuchName/x", 1).into()), 400);
        assert_eq!(status(MergePatch::new().set("ContactId", "seven").into()), 400);
    }
}
