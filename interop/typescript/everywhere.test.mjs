// What every server has to do: our example, and the mock, which knows nothing but the docs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { gone, status, withToken } from "./api.mjs";

const api = withToken("anna");
const chat = api.getChatAgent();
const contacts = api.getContactRestApi();

const newTopic = async (name) =>
  chat.saveChatTopicEntityAsync({ ...(await chat.createDefaultChatTopicEntityAsync()), name });
const newContact = async (name) => contacts.postAsync({ ...(await contacts.getDefaultAsync()), name });

test("a default topic is no topic yet", async () => {
  const topic = await chat.createDefaultChatTopicEntityAsync();
  assert.equal(typeof topic, "object");
  assert.ok(!topic.chatTopicId);
});

test("a topic is saved, read, changed and deleted", async () => {
  const saved = await newTopic("Opening hours");
  assert.ok(saved.chatTopicId > 0);
  assert.equal(saved.name, "Opening hours");

  const read = await chat.getChatTopicEntityAsync(saved.chatTopicId);
  assert.equal(read.name, "Opening hours");

  const changed = await chat.saveChatTopicEntityAsync({ ...read, description: "When, and when not" });
  assert.equal(changed.chatTopicId, saved.chatTopicId);
  assert.equal((await chat.getChatTopicEntityAsync(saved.chatTopicId)).description, "When, and when not");

  await chat.deleteChatTopicEntityAsync(saved.chatTopicId);
  await gone(chat.getChatTopicEntityAsync(saved.chatTopicId));
});

test("a date is the same moment when it comes back", async () => {
  const moment = new Date("2024-07-01T09:30:15.250Z");
  const topic = await newTopic("Dates");
  const saved = await chat.saveChatTopicEntityAsync({ ...topic, lastAccept: moment });
  assert.deepEqual(saved.lastAccept, moment);
  assert.deepEqual((await chat.getChatTopicEntityAsync(topic.chatTopicId)).lastAccept, moment);
});

test("a conversation is saved, read and deleted", async () => {
  const topic = await newTopic("Conversations");
  const blank = await chat.createDefaultChatSessionEntityAsync();
  assert.ok(!blank.chatSessionId);
  const saved = await chat.saveChatSessionEntityAsync({ ...blank, topicId: topic.chatTopicId, customerAlias: "bookworm" });
  assert.ok(saved.chatSessionId > 0);
  const read = await chat.getChatSessionEntityAsync(saved.chatSessionId);
  assert.deepEqual([read.topicId, read.customerAlias], [topic.chatTopicId, "bookworm"]);
  await chat.deleteChatSessionEntityAsync(saved.chatSessionId);
  await gone(chat.getChatSessionEntityAsync(saved.chatSessionId));
});

test("permissions have sensible defaults", async () => {
  const agent = await chat.createDefaultChatTopicAgentAsync();
  assert.equal(typeof agent, "object");
});

test("lists are lists, also of one call without arguments", async () => {
  assert.ok(Array.isArray(await chat.chatTopicsForUserAsync()));
  assert.ok(Array.isArray(await chat.chatSessionsForUserAsync()));
  assert.ok(Array.isArray(await chat.getUserAgentListAsync(true, false)));
  assert.ok(Array.isArray(await chat.getChatPresenceAsync()));
});

test("scalars are scalars", async () => {
  const topic = await newTopic("Scalars");
  const session = await chat.createChatSessionForTopicAsync(topic.chatTopicId);
  assert.equal(typeof (await chat.isWithinOpeningHoursAsync(topic.chatTopicId)), "boolean");
  assert.equal(typeof (await chat.getChatTranscriptAsync(session.chatSessionId, false)), "string");
});

test("an operation without answer answers nothing", async () => {
  const nothing = await chat.saveChatPresenceAsync([{ userId: 1, present: true }]);
  assert.ok(!nothing);
});

test("a line is said and read", async () => {
  const topic = await newTopic("Lines");
  const session = await chat.createChatSessionForTopicAsync(topic.chatTopicId);
  const line = await chat.addChatMessageAsync(session.chatSessionId, { message: "Hello" });
  assert.ok(line.chatMessageId > 0);
  assert.ok(line.whenPosted instanceof Date);
  assert.ok((await chat.getChatMessagesAsync(session.chatSessionId, 0)).length > 0);
});

test("employees and people are found by id", async () => {
  assert.equal((await api.getAssociateAgent().getAssociateAsync(1)).associateId, 1);
  assert.equal((await api.getPersonAgent().getPersonAsync(1)).personId, 1);
});

test("a company is posted, read, replaced, patched and deleted over REST", async () => {
  const posted = await newContact("Kestrel Logistics");
  assert.ok(posted.contactId > 0);
  const id = posted.contactId;
  assert.equal((await contacts.getByIdAsync(id)).name, "Kestrel Logistics");

  const replaced = await contacts.putByIdAsync(id, { ...posted, orgNr: "1234" });
  assert.deepEqual([replaced.name, replaced.orgNr], ["Kestrel Logistics", "1234"]);

  const merged = await contacts.patchByIdAsync(id, { department: "Bergen" });
  assert.deepEqual([merged.name, merged.department], ["Kestrel Logistics", "Bergen"]);

  const stepped = await contacts.patchByIdAsync(id, [
    { op: "test", path: "/Department", value: "Bergen" },
    { op: "replace", path: "/department", value: "Oslo" },
  ]);
  assert.equal(stepped.department, "Oslo");

  const failed = [{ op: "test", path: "/Department", value: "Bergen" }];
  await assert.rejects(contacts.patchByIdAsync(id, failed), status(409));

  await contacts.deleteByIdAsync(id);
  await assert.rejects(contacts.getByIdAsync(id), status(404));
});

test("a client may ask in its own language and time zone", async () => {
  const options = { languageCode: "nb", cultureCode: "nb", timezone: "UTC", timezoneInclude: true };
  let answered = 0;
  const { contactId } = await newContact("Merlin");
  await contacts.getByIdAsync(contactId, { ...options, responseCallback: () => (answered += 1) });
  assert.equal(answered, 1);
  const topic = await chat.createDefaultChatTopicEntityAsync({ timezoneInclude: true });
  assert.equal(typeof topic, "object");
});
