//! Companies: a REST resource with conditions, patches and lists in pages, and the agent for the same data.

mod listing;
mod patch;

use std::sync::{Arc, Mutex, MutexGuard};

use docwright_runtime::server::{Context, Error, Result};
use docwright_runtime::{Encode, Map, Patch, Value, from_json, to_json};
use jiff::Timestamp;
use superoffice::models::{Archive, Contact, ContactEntity as Company, ContactEntityWithLinks};
use superoffice::query::{ContactEntityGetAll, ContactEntityMerge, Select, SelectFk};
use superoffice::server::{ContactAgent, ContactEntity};

use crate::clock::Clock;
use crate::select::select;
use crate::store::Store;

/// The companies. Clones share their data.
#[derive(Clone)]
pub struct Contacts {
    clock: Arc<dyn Clock>,
    companies: Arc<Mutex<Store<Company>>>,
}

impl Contacts {
    /// No companies.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, companies: Arc::new(Mutex::new(Store::new("company"))) }
    }

    fn companies(&self) -> Result<MutexGuard<'_, Store<Company>>> {
        self.companies.lock().map_err(|_| Error::internal("an earlier request failed while it changed companies"))
    }

    /// Changes a company, unless somebody else did since the client read it.
    fn change(
        &self,
        context: &Context,
        id: i32,
        change: impl FnOnce(&Company) -> Result<Company>,
    ) -> Result<ContactEntityWithLinks> {
        let mut companies = self.companies()?;
        let company = companies.get_mut(id)?;
        check_conditions(context, company)?;
        *company = Company {
            contact_id: Some(id),
            created_date: company.created_date.clone(),
            updated_date: Some(self.clock.now().into()),
            ..change(company)?
        };
        with_links(company)
    }
}

impl ContactEntity for Contacts {
    async fn default_contact_entity(&self, _: Context) -> Result<Company> {
        Ok(Company {
            contact_id: Some(0),
            name: Some(String::new()),
            department: Some(String::new()),
            xstop: Some(false),
            deleted: Some(0),
            ..Company::default()
        })
    }

    async fn post_contact_entity(&self, _: Context, company: Company, query: Select) -> Result<ContactEntityWithLinks> {
        let now = Some(self.clock.now().into());
        let mut companies = self.companies()?;
        let company = companies.insert(|id| Company {
            contact_id: Some(id),
            created_date: now.clone(),
            updated_date: now,
            ..company
        })?;
        select(with_links(company)?, query.select.as_deref())
    }

    async fn get_contact_entity(&self, context: Context, id: i32, query: SelectFk) -> Result<ContactEntityWithLinks> {
        let companies = self.companies()?;
        let company = companies.get(id)?;
        check_conditions(&context, company)?;
        select(with_links(company)?, query.select.as_deref())
    }

    async fn put_contact_entity(
        &self,
        context: Context,
        id: i32,
        company: Company,
        query: Select,
    ) -> Result<ContactEntityWithLinks> {
        select(self.change(&context, id, |_| Ok(company))?, query.select.as_deref())
    }

    async fn patch_contact_entity(
        &self,
        context: Context,
        id: i32,
        changes: Patch,
        query: Select,
    ) -> Result<ContactEntityWithLinks> {
        let changed = self.change(&context, id, |company| patch::apply(company, changes))?;
        select(changed, query.select.as_deref())
    }

    async fn delete_contact_entity(&self, context: Context, id: i32) -> Result<()> {
        let mut companies = self.companies()?;
        check_conditions(&context, companies.get(id)?)?;
        companies.remove(id).map(|_| ())
    }

    /// The source is erased; what belongs to it is not kept here.
    async fn merge(&self, _: Context, source: i32, destination: i32, _: ContactEntityMerge) -> Result<()> {
        if source == destination {
            return Err(Error::bad_request("a company cannot be merged with itself"));
        }
        let mut companies = self.companies()?;
        companies.get(destination)?;
        companies.remove(source).map(|_| ())
    }

    async fn get_all(&self, context: Context, query: ContactEntityGetAll) -> Result<Archive> {
        let companies: Vec<_> = self.companies()?.rows().map(summary).collect();
        listing::page(&context, companies, query)
    }

    async fn simple(&self, _: Context, id: i32) -> Result<Contact> {
        self.companies()?.get(id).map(summary)
    }

    /// A company needs a name.
    async fn validate_contact_entity(&self, _: Context, company: Company) -> Result<Map<String>> {
        let is_named = company.name.is_some_and(|name| !name.trim().is_empty());
        let fault = (!is_named).then(|| ("Name".to_owned(), "A company needs a name".to_owned()));
        Ok(fault.into_iter().collect())
    }
}

impl ContactAgent for Contacts {
    async fn get_contact(&self, _: Context, id: i32, query: Select) -> Result<Contact> {
        select(summary(self.companies()?.get(id)?), query.select.as_deref())
    }
}

/// `If-Modified-Since` and `If-Unmodified-Since`.
///
/// # Errors
/// 304: the client has the current edition. 412: somebody has changed the company since the client read it.
fn check_conditions(context: &Context, company: &Company) -> Result<()> {
    let changed = company.updated_date.as_ref().and_then(|changed| Timestamp::try_from(changed).ok());
    changed.map_or(Ok(()), |changed| context.check_conditions(changed.into()))
}

fn summary(company: &Company) -> Contact {
    Contact {
        contact_id: company.contact_id,
        name: company.name.clone(),
        department: company.department.clone(),
        org_nr: company.org_nr.clone(),
        full_name: company.name.clone(),
        ..Contact::default()
    }
}

/// The company as routes for single companies show it.
fn with_links(company: &Company) -> Result<ContactEntityWithLinks> {
    let id = company.contact_id.unwrap_or_default();
    let links = [("Self".to_owned(), format!("/api/v1/Contact/{id}"))];
    Ok(ContactEntityWithLinks { links_: Some(links.into()), ..reshaped(company)? })
}

/// The properties of a model in another one that has them, too.
fn reshaped<T: Value>(model: &impl Encode) -> Result<T> {
    from_json(&to_json(model).map_err(Error::internal)?).map_err(Error::internal)
}
