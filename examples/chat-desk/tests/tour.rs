//! The tour, over TCP: what the README promises.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use chat_desk::tour::tour;

#[tokio::test]
async fn the_tour_tells_the_life_of_a_conversation() {
    let base_url = common::serve().await;
    let mut told = Vec::new();
    tour(&base_url, &mut |line| told.push(line)).await.unwrap();
    assert_eq!(
        told,
        [
            "topic 1 is open: true",
            "a visitor waits in conversation 1",
            "Anna asks Bert Dahl to take over",
            "Bert Dahl has taken over",
            "the conversation is Closed",
            "nobody else waits",
            "  09:30 bookworm: Is the shop open on Saturday?",
            "  09:30 Anna Berg: Hello, what can I do for you?",
            "  09:30 Bert Dahl: Yes, we are open on Saturday.",
            "conversation 1: Closed",
        ]
    );
}
