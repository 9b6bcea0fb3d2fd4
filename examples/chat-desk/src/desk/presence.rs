//! Who is present, and how busy.

use docwright_runtime::server::Result;
use superoffice::models::{Associate, ChatPresence, ChildItem};

use super::{Books, Desk};
use crate::staff::Staff;

impl Desk {
    /// Notes who came and went.
    ///
    /// # Errors
    /// 404: somebody is no employee. Nothing is noted then.
    pub(super) fn note_presence(&self, presence: &[ChatPresence]) -> Result<()> {
        let mut notes = Vec::new();
        for note in presence {
            let user_id = crate::required("UserId", note.user_id)?;
            self.staff.by_id(user_id)?;
            notes.push((user_id, note.present == Some(true)));
        }
        let mut books = self.books()?;
        for (user_id, is_present) in notes {
            match is_present {
                true => books.present.insert(user_id),
                false => books.present.remove(&user_id),
            };
        }
        Ok(())
    }
}

impl Books {
    fn is_present(&self, employee: &Associate) -> bool {
        employee.associate_id.is_some_and(|id| self.present.contains(&id))
    }

    /// What is known of an employee's presence.
    fn presence_of(&self, employee: &Associate) -> ChatPresence {
        let ongoing = self.sessions.rows().filter(|session| session.is_run_by(employee)).count();
        ChatPresence {
            user_id: employee.associate_id,
            display_name: employee.full_name.clone(),
            ongoing_chats: i32::try_from(ongoing).ok(),
            present: Some(self.is_present(employee)),
            chat_topics: Some(self.topic_ids_of(employee)),
            ..ChatPresence::default()
        }
    }

    /// The employees who are present.
    pub(super) fn presence(&self, staff: &Staff) -> Vec<ChatPresence> {
        staff.all().filter(|employee| self.is_present(employee)).map(|employee| self.presence_of(employee)).collect()
    }

    /// The employees as entries of a list; they have no headings, so the list is flat anyway.
    pub(super) fn user_list(&self, staff: &Staff, only_present: bool) -> Vec<ChildItem> {
        let listed = staff.all().filter(|employee| !only_present || self.is_present(employee));
        listed.map(entry).collect()
    }
}

fn entry(employee: &Associate) -> ChildItem {
    ChildItem {
        id: employee.associate_id,
        name: employee.full_name.clone(),
        full_name: employee.full_name.clone(),
        extra_info: employee.user_name.clone(),
        rank: employee.associate_id,
        deleted: Some(false),
        ..ChildItem::default()
    }
}
