//! A short time under load.

use std::fs;
use std::time::Instant;

use anyhow::{Context, ensure};
use async_trait::async_trait;
use clap::Parser;
use rlt::cli::BenchCli;
use rlt::{IterInfo, IterReport, StatelessBenchSuite, Status};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::clients::User;

/// The requests of a slice.
pub const REQUESTS: u32 = 600;
const WORKERS: u32 = 8;

/// Lets several workers send requests of both kinds, and gives the number of requests per second.
///
/// # Errors
/// A request fails, or the report of the load tool cannot be read.
pub async fn rate(user: &impl User) -> anyhow::Result<f64> {
    let report = NamedTempFile::new()?;
    let (workers, requests) = (WORKERS.to_string(), REQUESTS.to_string());
    let path = report.path().to_str().context("the temporary folder is not UTF-8")?;
    let arguments = ["load", "--quiet", "-c", &workers, "-n", &requests, "-w", &workers, "-o", "json", "-O", path];
    rlt::cli::run(BenchCli::try_parse_from(arguments)?, Load(user.clone())).await?;
    let report: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    ensure!(report["summary"]["success_ratio"] == 1.0, "requests failed: {}", report["errors"]);
    report["summary"]["iters"]["rate"].as_f64().context("the report has no rate")
}

#[derive(Clone)]
struct Load<U>(U);

#[async_trait]
impl<U: User> StatelessBenchSuite for Load<U> {
    async fn bench(&mut self, info: &IterInfo) -> anyhow::Result<IterReport> {
        let start = Instant::now();
        match info.worker_seq % 2 {
            0 => self.0.get_contact(7).await?,
            _ => self.0.add_message().await?,
        }
        Ok(IterReport { duration: start.elapsed(), status: Status::success(200), bytes: 0, items: 1 })
    }
}
