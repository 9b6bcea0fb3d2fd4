// What the example does beyond storing: the life of conversations.

import assert from "node:assert/strict";
import { test } from "node:test";

import { status, withPassword, withToken } from "./api.mjs";

const anna = withToken("anna").getChatAgent();
const bert = withPassword("bert").getChatAgent();

/** A topic in which these employees answer. */
async function topicOf(...users) {
  const { chatTopicId } = await anna.saveChatTopicEntityAsync({ name: "Desk" });
  for (const userName of users) {
    const permissions = await anna.createDefaultChatTopicAgentAsync();
    await anna.addChatTopicUserAgentAsync(chatTopicId, { ...permissions, user: { userName } });
  }
  return chatTopicId;
}

const waitingIn = async (topic) => (await anna.createChatSessionForTopicAsync(topic)).chatSessionId;

test("a visitor is picked up, handed over and sent back", async () => {
  const session = await waitingIn(await topicOf());
  const mine = await anna.pickUpChatSessionAsync(session);
  assert.equal(mine.user.userName, "anna");
  assert.ok(Math.abs(mine.whenStarted - Date.now()) < 60_000);

  const offered = await anna.transferChatSessionAsync(session, "bert");
  assert.equal(offered.transferTo.userName, "bert");
  const rejected = await bert.rejectChatSessionTransferAsync(session);
  assert.ok(!rejected.transferTo);
  await anna.transferChatSessionAsync(session, "bert");
  assert.equal((await bert.acceptChatSessionTransferAsync(session)).user.userName, "bert");

  const reset = await bert.resetChatSessionAsync(session);
  assert.deepEqual([reset.status, reset.user], ["InQueue", null]);
});

test("the one who waited longest comes first", async () => {
  const topic = await topicOf("anna");
  const [first, second] = [await waitingIn(topic), await waitingIn(topic)];
  assert.equal((await anna.pickUpFirstChatSessionAsync()).chatSessionId, first);
  const ids = (await anna.chatSessionsForUserAsync()).map((session) => session.chatSessionId);
  assert.ok(ids.includes(first) && ids.includes(second));
  await anna.pickUpFirstChatSessionAsync();
  await assert.rejects(anna.pickUpFirstChatSessionAsync(), status(404));
});

test("a conversation is told line by line and as a whole", async () => {
  const session = await waitingIn(await topicOf());
  const question = await anna.addChatMessageAsync(session, { author: "bookworm", message: "Open?" });
  await anna.addChatMessageAsync(session, { type: "ToCustomer", message: "Yes" });
  const answers = await anna.getChatMessagesAsync(session, question.chatMessageId);
  assert.deepEqual(answers.map((line) => [line.type, line.author, line.message]), [["ToCustomer", "Anna Berg", "Yes"]]);
  const transcript = await anna.getChatTranscriptAsync(session, false);
  assert.match(transcript, /^\d\d:\d\d bookworm: Open\?\n\d\d:\d\d Anna Berg: Yes$/);
  assert.match(await anna.getChatTranscriptAsync(session, true), /^<ul><li>/);
});

test("a closed conversation stays closed", async () => {
  const session = await waitingIn(await topicOf());
  const running = await anna.pickUpChatSessionAsync(session);
  const closed = await anna.saveChatSessionEntityAsync({ ...running, status: "Closed" });
  assert.equal(closed.status, "Closed");
  assert.ok(closed.whenEnded instanceof Date);
  await assert.rejects(anna.addChatMessageAsync(session, { message: "One more thing" }), status(400));
});

test("permissions are given, changed and withdrawn", async () => {
  const topic = await topicOf("anna", "bert");
  assert.equal((await anna.getChatTopicUserAgentListAsync(topic)).length, 2);
  assert.equal((await anna.updateChatTopicUserAgentAsync(topic, "bert", { canManage: true })).canManage, true);
  assert.equal((await anna.getChatTopicUserAgentAsync(topic, "bert")).canManage, true);
  await anna.deleteChatTopicUserAgentAsync(topic, "bert");
  await assert.rejects(anna.getChatTopicUserAgentAsync(topic, "bert"), status(404));
  const only = await anna.updateChatTopicUserAgentsAsync(topic, [{ user: { associateId: 3 }, canListen: true }]);
  assert.deepEqual(only.map((agent) => agent.user.userName), ["carla"]);
});

test("who is present is told with the number of conversations", async () => {
  await anna.saveChatPresenceAsync([{ userId: 2, present: true }]);
  const before = (await anna.getChatPresenceAsync()).find((employee) => employee.userId === 2);
  const session = await waitingIn(await topicOf());
  await bert.pickUpChatSessionAsync(session);
  const after = (await anna.getChatPresenceAsync()).find((employee) => employee.userId === 2);
  assert.equal(after.ongoingChats, before.ongoingChats + 1);
  const present = await anna.getUserAgentListAsync(true, true);
  assert.ok(present.some((entry) => entry.id === 2));
});

test("conditions save a transfer and an overwrite", async () => {
  const contacts = withToken("anna").getContactRestApi();
  const { contactId: id } = await contacts.postAsync({ name: "Kestrel" });
  const [past, future] = [new Date(0), new Date(Date.now() + 3_600_000)];
  assert.equal(await contacts.getByIdAsync(id, { ifModifiedSince: future }), null);
  assert.equal((await contacts.getByIdAsync(id, { ifModifiedSince: past })).name, "Kestrel");
  await assert.rejects(contacts.putByIdAsync(id, { name: "Merlin" }, { ifUnmodifiedSince: past }), status(412));
  assert.equal((await withToken("anna").getContactAgent().getContactAsync(id)).name, "Kestrel");
});

test("strangers are refused", async () => {
  const stranger = withToken("nobody").getChatAgent();
  await assert.rejects(stranger.chatSessionsForUserAsync(), status(401));
});

test("rights come back as the client writes them: as numbers", async () => {
  const contacts = withToken("anna").getContactRestApi();
  const fieldProperties = { Name: { fieldRight: { mask: 16, reason: "" }, fieldType: "System.String" } };
  const stored = await contacts.postAsync({ name: "Merlin", tableRight: { mask: 16, reason: "read" }, fieldProperties });
  assert.deepEqual([stored.name, stored.tableRight.reason], ["Merlin", "read"]);
});
