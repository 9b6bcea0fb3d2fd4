//! The employees: who they are, which of them calls, and the services that tell about them.

use std::sync::Arc;

use docwright_runtime::server::{Context, Credentials, Error, Result};
use superoffice::models::{Associate, Person};
use superoffice::query::Select;
use superoffice::server::{AssociateAgent, PersonAgent, User};

use crate::select::select;

/// The employees. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Staff {
    employees: Arc<[Associate]>,
}

impl Staff {
    /// Employees by user name and full name; they get the ids 1, 2, 3 and so on.
    pub fn new(names: &[(&str, &str)]) -> Self {
        let employees = (1..).zip(names).map(|(id, (user_name, full_name))| employee(id, user_name, full_name));
        Self { employees: employees.collect() }
    }

    /// The three employees of the demonstration.
    pub fn demo() -> Self {
        Self::new(&[("anna", "Anna Berg"), ("bert", "Bert Dahl"), ("carla", "Carla Eng")])
    }

    /// All employees, in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = &Associate> {
        self.employees.iter()
    }

    /// The employee with this id.
    ///
    /// # Errors
    /// 404: there is none.
    pub fn by_id(&self, id: i32) -> Result<&Associate> {
        self.all()
            .find(|employee| employee.associate_id == Some(id))
            .ok_or_else(|| Error::not_found(format!("there is no employee {id}")))
    }

    /// The employee with this user name, in whatever case.
    pub fn by_user_name(&self, user_name: &str) -> Option<&Associate> {
        let is_it = |name: &String| name.eq_ignore_ascii_case(user_name);
        self.all().find(|employee| employee.user_name.as_ref().is_some_and(is_it))
    }

    /// Who calls. The desk trusts everybody: a bearer token or ticket is the user name, and the password of
    /// basic credentials does not matter.
    ///
    /// # Errors
    /// 401: there are no credentials, or not those of an employee.
    pub fn caller(&self, context: &Context) -> Result<&Associate> {
        let user_name = match context.credentials() {
            Some(Credentials::Basic { user, .. }) => Some(user),
            Some(Credentials::Bearer(token)) => Some(token),
            Some(credentials) => credentials.token_of("SoTicket").map(str::to_owned),
            None => None,
        };
        user_name
            .and_then(|user_name| self.by_user_name(&user_name))
            .ok_or_else(|| Error::unauthorized("authenticate as an employee"))
    }
}

fn employee(id: i32, user_name: &str, full_name: &str) -> Associate {
    Associate {
        associate_id: Some(id),
        person_id: Some(id),
        name: Some(user_name.to_uppercase()),
        full_name: Some(full_name.to_owned()),
        formal_name: Some(full_name.to_owned()),
        user_name: Some(user_name.to_owned()),
        deleted: Some(false),
        ..Associate::default()
    }
}

impl AssociateAgent for Staff {
    async fn get_associate(&self, _: Context, associate_id: i32, query: Select) -> Result<Associate> {
        select(self.by_id(associate_id)?.clone(), query.select.as_deref())
    }

    /// Whoever does not exist is left out.
    async fn get_associate_list(&self, _: Context, ids: Vec<i32>, query: Select) -> Result<Vec<Associate>> {
        let known = ids.iter().filter_map(|id| self.by_id(*id).ok());
        known.map(|employee| select(employee.clone(), query.select.as_deref())).collect()
    }
}

impl PersonAgent for Staff {
    async fn get_person(&self, _: Context, person_id: i32, query: Select) -> Result<Person> {
        let employee = self.by_id(person_id)?;
        let full_name = employee.full_name.clone().unwrap_or_default();
        let (first, last) = full_name.split_once(' ').unwrap_or((&full_name, ""));
        let person = Person {
            person_id: employee.person_id,
            associate_id: employee.associate_id,
            firstname: Some(first.to_owned()),
            lastname: Some(last.to_owned()),
            full_name: Some(full_name.clone()),
            ..Person::default()
        };
        select(person, query.select.as_deref())
    }
}

impl User for Staff {
    async fn get_current_associate(&self, context: Context) -> Result<Associate> {
        self.caller(&context).cloned()
    }
}
