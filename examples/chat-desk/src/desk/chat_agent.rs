//! `ChatAgent`: each operation takes its arguments apart and leaves the rest to the books.

use docwright_runtime::server::{Context, Result};
use superoffice::models::*;
use superoffice::query::Select;
use superoffice::server::ChatAgent;

use super::session::Speaker;
use super::topic::{employee_named, employee_of};
use super::{Desk, hours, transcript};
use crate::required;
use crate::select::select;

impl ChatAgent for Desk {
    // Topics

    async fn create_default_chat_topic_entity(&self, _: Context) -> Result<ChatTopicEntity> {
        Ok(ChatTopicEntity {
            chat_topic_id: Some(0),
            name: Some(String::new()),
            welcome_message: Some("Welcome! How can we help?".to_owned()),
            opening_hours_enabled: Some(false),
            ..ChatTopicEntity::default()
        })
    }

    async fn save_chat_topic_entity(&self, _: Context, entity: ChatTopicEntity) -> Result<ChatTopicEntity> {
        self.books()?.save_topic(entity).cloned()
    }

    async fn get_chat_topic_entity(&self, _: Context, id: i32, query: Select) -> Result<ChatTopicEntity> {
        select(self.books()?.topics.get(id)?.entity.clone(), query.select.as_deref())
    }

    async fn delete_chat_topic_entity(&self, _: Context, id: i32) -> Result<()> {
        self.books()?.delete_topic(id)
    }

    async fn chat_topics_for_user(&self, context: Context, query: Select) -> Result<Vec<ChatTopicEntity>> {
        let caller = self.staff.caller(&context)?;
        let books = self.books()?;
        books.topics_of(caller).map(|topic| select(topic.clone(), query.select.as_deref())).collect()
    }

    async fn is_within_opening_hours(
        &self,
        _: Context,
        request: ChatIsWithinOpeningHoursRequest,
        _: Select,
    ) -> Result<bool> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        Ok(hours::is_open(&self.books()?.topics.get(topic_id)?.entity, self.clock.now()))
    }

    // Permissions in topics

    async fn create_default_chat_topic_agent(&self, _: Context) -> Result<ChatTopicAgent> {
        Ok(ChatTopicAgent {
            can_listen: Some(true),
            can_respond: Some(true),
            can_manage: Some(false),
            can_notify: Some(true),
            ..ChatTopicAgent::default()
        })
    }

    async fn add_chat_topic_user_agent(
        &self,
        _: Context,
        request: ChatAddChatTopicUserAgentRequest,
        query: Select,
    ) -> Result<ChatTopicAgent> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        let agent = required("Useragent", request.useragent)?;
        let employee = employee_of(&agent, &self.staff)?;
        let agent = self.books()?.topics.get_mut(topic_id)?.set_agent(employee, agent);
        select(agent, query.select.as_deref())
    }

    async fn get_chat_topic_user_agent(
        &self,
        _: Context,
        request: ChatGetChatTopicUserAgentRequest,
        query: Select,
    ) -> Result<ChatTopicAgent> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        let employee = employee_named("Username", request.username, &self.staff)?;
        let agent = self.books()?.topics.get(topic_id)?.agent(employee)?.clone();
        select(agent, query.select.as_deref())
    }

    async fn get_chat_topic_user_agent_list(
        &self,
        _: Context,
        request: ChatGetChatTopicUserAgentListRequest,
        query: Select,
    ) -> Result<Vec<ChatTopicAgent>> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        let agents = self.books()?.topics.get(topic_id)?.agents.clone();
        agents.into_iter().map(|agent| select(agent, query.select.as_deref())).collect()
    }

    async fn update_chat_topic_user_agent(
        &self,
        _: Context,
        request: ChatUpdateChatTopicUserAgentRequest,
        query: Select,
    ) -> Result<ChatTopicAgent> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        let employee = employee_named("Username", request.username, &self.staff)?;
        let agent = required("Useragent", request.useragent)?;
        let mut books = self.books()?;
        let topic = books.topics.get_mut(topic_id)?;
        topic.agent(employee)?;
        select(topic.set_agent(employee, agent), query.select.as_deref())
    }

    async fn update_chat_topic_user_agents(
        &self,
        _: Context,
        request: ChatUpdateChatTopicUserAgentsRequest,
        query: Select,
    ) -> Result<Vec<ChatTopicAgent>> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        let agents = required("Useragents", request.useragents)?;
        let agents = self.books()?.topics.get_mut(topic_id)?.set_agents(agents, &self.staff)?;
        agents.into_iter().map(|agent| select(agent, query.select.as_deref())).collect()
    }

    async fn delete_chat_topic_user_agent(
        &self,
        _: Context,
        request: ChatDeleteChatTopicUserAgentRequest,
        _: Select,
    ) -> Result<()> {
        let topic_id = required("ChatTopicId", request.chat_topic_id)?;
        let employee = employee_named("Username", request.username, &self.staff)?;
        self.books()?.topics.get_mut(topic_id)?.remove_agent(employee);
        Ok(())
    }

    // Conversations

    async fn create_default_chat_session_entity(&self, _: Context) -> Result<ChatSessionEntity> {
        Ok(ChatSessionEntity {
            chat_session_id: Some(0),
            status: Some("PreChatForm".to_owned()),
            ..ChatSessionEntity::default()
        })
    }

    async fn create_chat_session_for_topic(
        &self,
        _: Context,
        request: ChatCreateChatSessionForTopicRequest,
        query: Select,
    ) -> Result<ChatSessionEntity> {
        let topic_id = Some(required("ChatTopicId", request.chat_topic_id)?);
        let entity = ChatSessionEntity { topic_id, ..ChatSessionEntity::default() };
        let entity = self.books()?.open_session(entity, self.clock.now())?.entity.clone();
        select(entity, query.select.as_deref())
    }

    async fn save_chat_session_entity(&self, _: Context, entity: ChatSessionEntity) -> Result<ChatSessionEntity> {
        let mut books = self.books()?;
        books.save_session(entity, self.clock.now()).map(|session| session.entity.clone())
    }

    async fn get_chat_session_entity(&self, _: Context, id: i32, query: Select) -> Result<ChatSessionEntity> {
        select(self.books()?.sessions.get(id)?.entity.clone(), query.select.as_deref())
    }

    async fn delete_chat_session_entity(&self, _: Context, id: i32) -> Result<()> {
        self.books()?.sessions.remove(id).map(|_| ())
    }

    async fn chat_sessions_for_user(&self, context: Context, query: Select) -> Result<Vec<ChatSessionEntity>> {
        let caller = self.staff.caller(&context)?;
        let books = self.books()?;
        let topics = books.topic_ids_of(caller);
        let sessions = books.sessions.rows().filter(|session| session.is_in(&topics));
        sessions.map(|session| select(session.entity.clone(), query.select.as_deref())).collect()
    }

    async fn pick_up_chat_session(
        &self,
        context: Context,
        request: ChatPickUpChatSessionRequest,
        query: Select,
    ) -> Result<ChatSessionEntity> {
        let session = self
            .change_session(&context, request.chat_session_id, |session, caller, now| session.pick_up(caller, now))?;
        select(session, query.select.as_deref())
    }

    async fn pick_up_first_chat_session(&self, context: Context, query: Select) -> Result<ChatSessionEntity> {
        let caller = self.staff.caller(&context)?;
        let mut books = self.books()?;
        let topics = books.topic_ids_of(caller);
        let session = books.first_waiting(&topics)?;
        session.pick_up(caller, self.clock.now())?;
        select(session.entity.clone(), query.select.as_deref())
    }

    async fn transfer_chat_session(
        &self,
        context: Context,
        request: ChatTransferChatSessionRequest,
        query: Select,
    ) -> Result<ChatSessionEntity> {
        let colleague = employee_named("ToAssociate", request.to_associate, &self.staff)?;
        let session = self.change_session(&context, request.chat_session_id, |session, caller, _| {
            session.offer(caller, colleague);
            Ok(())
        })?;
        select(session, query.select.as_deref())
    }

    async fn accept_chat_session_transfer(
        &self,
        context: Context,
        request: ChatAcceptChatSessionTransferRequest,
        query: Select,
    ) -> Result<ChatSessionEntity> {
        let session = self.change_session(&context, request.chat_session_id, |session, caller, _| {
            session.accept(caller);
            Ok(())
        })?;
        select(session, query.select.as_deref())
    }

    async fn reject_chat_session_transfer(
        &self,
        context: Context,
        request: ChatRejectChatSessionTransferRequest,
        query: Select,
    ) -> Result<ChatSessionEntity> {
        let session = self.change_session(&context, request.chat_session_id, |session, caller, _| {
            session.reject(caller);
            Ok(())
        })?;
        select(session, query.select.as_deref())
    }

    async fn reset_chat_session(
        &self,
        context: Context,
        request: ChatResetChatSessionRequest,
        query: Select,
    ) -> Result<ChatSessionEntity> {
        let session = self.change_session(&context, request.chat_session_id, |session, _, _| {
            session.reset();
            Ok(())
        })?;
        select(session, query.select.as_deref())
    }

    // What is said

    /// Employees speak under their own names, visitors under the one they give.
    async fn add_chat_message(
        &self,
        context: Context,
        request: ChatAddChatMessageRequest,
        query: Select,
    ) -> Result<ChatMessage> {
        let session_id = required("ChatSessionId", request.chat_session_id)?;
        let message = required("Message", request.message)?;
        let speaker = Speaker::of(&message);
        let author = match speaker {
            Speaker::Visitor => message.author.clone(),
            Speaker::Employee => self.staff.caller(&context)?.full_name.clone(),
        };
        let now = self.clock.now();
        let mut books = self.books()?;
        let message_id = books.line_ids.assign()?;
        let line = ChatMessage {
            chat_message_id: Some(message_id),
            chat_session_id: Some(session_id),
            r#type: Some(speaker.message_type().to_owned()),
            author,
            when_posted: Some(now.into()),
            ..message
        };
        books.sessions.get_mut(session_id)?.say(line.clone(), now)?;
        select(line, query.select.as_deref())
    }

    async fn get_chat_messages(
        &self,
        _: Context,
        request: ChatGetChatMessagesRequest,
        query: Select,
    ) -> Result<Vec<ChatMessage>> {
        let session_id = required("ChatSessionId", request.chat_session_id)?;
        let after = request.after.unwrap_or(0);
        let books = self.books()?;
        let lines = books.sessions.get(session_id)?.lines.iter().filter(|line| line.chat_message_id > Some(after));
        lines.map(|line| select(line.clone(), query.select.as_deref())).collect()
    }

    async fn get_chat_transcript(
        &self,
        _: Context,
        request: ChatGetChatTranscriptRequest,
        _: Select,
    ) -> Result<String> {
        let session_id = required("ChatSessionId", request.chat_session_id)?;
        let books = self.books()?;
        let lines = &books.sessions.get(session_id)?.lines;
        Ok(if request.html == Some(true) { transcript::html(lines) } else { transcript::plain(lines) })
    }

    // Who is there

    async fn save_chat_presence(&self, _: Context, request: ChatSaveChatPresenceRequest, _: Select) -> Result<()> {
        self.note_presence(&required("ChatPresence", request.chat_presence)?)
    }

    async fn get_chat_presence(&self, _: Context, query: Select) -> Result<Vec<ChatPresence>> {
        let presence = self.books()?.presence(&self.staff);
        presence.into_iter().map(|note| select(note, query.select.as_deref())).collect()
    }

    async fn get_user_agent_list(
        &self,
        _: Context,
        request: ChatGetUserAgentListRequest,
        query: Select,
    ) -> Result<Vec<ChildItem>> {
        let only_present = request.only_present.unwrap_or(false);
        let entries = self.books()?.user_list(&self.staff, only_present);
        entries.into_iter().map(|entry| select(entry, query.select.as_deref())).collect()
    }
}
