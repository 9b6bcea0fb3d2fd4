//! Prints how many requests the generated client and server move, beside ones written by hand. Exits
//! with 1 if they move too few.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use docwright_benches::documents;
use docwright_benches::load::clients::{ByHand, Generated};
use docwright_benches::load::{rate, servers};
use docwright_benches::ratio::Ratio;

/// Four fifths of what code written by hand moves.
const TARGET: f64 = 0.8;
const TIME: Duration = Duration::from_secs(18);

/// Requests per second in one round, by client and server.
struct Round {
    by_hand: f64,
    generated: f64,
    generated_client: f64,
    generated_server: f64,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let contact = documents::sample("rest/Contact/v1ContactEntity_GetContactEntity.md")?;
    let message = format!(r#"{{"ChatSessionId":12,"Message":{}}}"#, documents::chat_message()?);
    let generated = servers::serve(servers::generated(contact.as_bytes())?).await?;
    let by_hand = servers::serve(servers::by_hand(contact.as_bytes())?).await?;
    let start = Instant::now();
    let mut rounds = Vec::new();
    while start.elapsed() < TIME {
        let message = message.as_bytes();
        rounds.push(Round {
            by_hand: rate(&ByHand::new(by_hand, message)?).await?,
            generated: rate(&Generated::new(generated, message)?).await?,
            generated_client: rate(&Generated::new(by_hand, message)?).await?,
            generated_server: rate(&ByHand::new(generated, message)?).await?,
        });
    }
    report(&rounds)
}

fn report(rounds: &[Round]) -> anyhow::Result<ExitCode> {
    let ratio = |rate: fn(&Round) -> f64| Ratio::of(rounds.iter().map(|round| rate(round) / round.by_hand).collect());
    let all = ratio(|round| round.generated);
    let by_hand = Ratio::of(rounds.iter().map(|round| round.by_hand).collect());
    println!("{} rounds; by hand {:.0} requests/s", rounds.len(), by_hand.median);
    println!("generated client and server: {all} times that");
    println!("generated client, server by hand: {}", ratio(|round| round.generated_client));
    println!("client by hand, generated server: {}", ratio(|round| round.generated_server));
    println!("target: {TARGET:.2} {}", if all.meets(TARGET) { "met" } else { "MISSED" });
    Ok(if all.meets(TARGET) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
