//! The REST routes to what `ChatAgent` also offers.

use docwright_runtime::server::{Context, Result};
use superoffice::models::{ChatPresence as Presence, ChatTopicAgent};
use superoffice::server::{ChatPresence, ChatTopicEntity};

use super::Desk;

impl ChatPresence for Desk {
    async fn save_chat_presence(&self, _: Context, presence: Vec<Presence>) -> Result<()> {
        self.note_presence(&presence)
    }
}

impl ChatTopicEntity for Desk {
    async fn update_chat_topic_user_agents(
        &self,
        _: Context,
        topic_id: i32,
        agents: Vec<ChatTopicAgent>,
    ) -> Result<Vec<ChatTopicAgent>> {
        self.books()?.topics.get_mut(topic_id)?.set_agents(agents, &self.staff)
    }
}
