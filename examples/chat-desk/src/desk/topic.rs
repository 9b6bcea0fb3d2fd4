//! Topics, and what employees may do in them.

use docwright_runtime::server::{Error, Result};
use superoffice::models::{Associate, ChatTopicAgent, ChatTopicEntity};

use super::Books;
use crate::staff::Staff;

/// A topic and the permissions in it, at most one entry for an employee.
pub(super) struct Topic {
    pub entity: ChatTopicEntity,
    pub agents: Vec<ChatTopicAgent>,
}

impl Topic {
    /// What an employee may do.
    ///
    /// # Errors
    /// 404: the employee has nothing to do with the topic.
    pub(super) fn agent(&self, employee: &Associate) -> Result<&ChatTopicAgent> {
        self.agents
            .iter()
            .find(|agent| is_of(agent, employee))
            .ok_or_else(|| Error::not_found("the employee has no permissions in this topic"))
    }

    /// Sets what an employee may do.
    pub(super) fn set_agent(&mut self, employee: &Associate, agent: ChatTopicAgent) -> ChatTopicAgent {
        let topic_id = self.entity.chat_topic_id;
        let agent = ChatTopicAgent { topic_id, user: Some(employee.clone()), ..agent };
        self.remove_agent(employee);
        self.agents.push(agent.clone());
        agent
    }

    /// Withdraws all permissions of an employee.
    pub(super) fn remove_agent(&mut self, employee: &Associate) {
        self.agents.retain(|agent| !is_of(agent, employee));
    }

    /// Replaces all permissions; whoever is not among them loses his.
    ///
    /// # Errors
    /// 400: somebody is no employee. Nothing is changed then.
    pub(super) fn set_agents(&mut self, agents: Vec<ChatTopicAgent>, staff: &Staff) -> Result<Vec<ChatTopicAgent>> {
        let agents: Vec<_> =
            agents.into_iter().map(|agent| Ok((employee_of(&agent, staff)?, agent))).collect::<Result<_>>()?;
        self.agents.clear();
        for (employee, agent) in agents {
            self.set_agent(employee, agent);
        }
        Ok(self.agents.clone())
    }

    /// Whether an employee may do anything here.
    fn concerns(&self, employee: &Associate) -> bool {
        self.agent(employee).is_ok_and(|agent| {
            let permissions = [agent.can_listen, agent.can_respond, agent.can_manage, agent.can_notify];
            permissions.contains(&Some(true))
        })
    }
}

/// The employee that permissions are for, by id or user name.
///
/// # Errors
/// 400: there is no such employee.
pub(super) fn employee_of<'s>(agent: &ChatTopicAgent, staff: &'s Staff) -> Result<&'s Associate> {
    let user = crate::required("User", agent.user.as_ref())?;
    let by_name = || user.user_name.as_deref().and_then(|name| staff.by_user_name(name));
    let by_id = user.associate_id.and_then(|id| staff.by_id(id).ok());
    by_id.or_else(by_name).ok_or_else(|| Error::bad_request("User is no employee"))
}

/// The employee with this user name.
///
/// # Errors
/// 400: there is no such employee, or no name.
pub(super) fn employee_named<'s>(argument: &str, user_name: Option<String>, staff: &'s Staff) -> Result<&'s Associate> {
    let user_name = crate::required(argument, user_name)?;
    staff.by_user_name(&user_name).ok_or_else(|| Error::bad_request(format!("{argument} is no employee")))
}

fn is_of(agent: &ChatTopicAgent, employee: &Associate) -> bool {
    agent.user.as_ref().is_some_and(|user| user.associate_id == employee.associate_id)
}

impl Books {
    /// Stores a topic: without an id it is added, with one it replaces what is there.
    ///
    /// # Errors
    /// 404: there is no topic with this id.
    pub(super) fn save_topic(&mut self, entity: ChatTopicEntity) -> Result<&ChatTopicEntity> {
        let topic = match entity.chat_topic_id {
            None | Some(0) => self.topics.insert(|id| Topic {
                entity: ChatTopicEntity { chat_topic_id: Some(id), ..entity },
                agents: Vec::new(),
            })?,
            Some(id) => {
                let topic = self.topics.get_mut(id)?;
                topic.entity = entity;
                topic
            }
        };
        Ok(&topic.entity)
    }

    /// Erases a topic along with its conversations.
    ///
    /// # Errors
    /// 404: there is no topic with this id.
    pub(super) fn delete_topic(&mut self, id: i32) -> Result<()> {
        self.topics.remove(id)?;
        self.sessions.retain(|session| !session.is_in(&[id]));
        Ok(())
    }

    /// The topics in which an employee may do anything.
    pub(super) fn topics_of(&self, employee: &Associate) -> impl Iterator<Item = &ChatTopicEntity> {
        self.topics.rows().filter(|topic| topic.concerns(employee)).map(|topic| &topic.entity)
    }

    /// Their ids.
    pub(super) fn topic_ids_of(&self, employee: &Associate) -> Vec<i32> {
        self.topics_of(employee).filter_map(|topic| topic.chat_topic_id).collect()
    }
}
