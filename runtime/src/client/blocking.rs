//! Calls that block the thread.

use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

use tokio::runtime::{Builder, Handle, Runtime};

use super::BuildError;
use super::platform::BoxFuture;

/// The thread that carries out the blocking calls of a client; started by the first of them.
#[derive(Default)]
pub(super) struct Thread(Mutex<Option<Runtime>>);

impl Thread {
    /// Waits for a future; `None` if it panicked.
    ///
    /// # Errors
    /// The thread could not be started.
    pub(super) fn wait<T: Send + 'static>(&self, future: BoxFuture<'static, T>) -> Result<Option<T>, BuildError> {
        let handle = self.handle().map_err(|reason| BuildError::NoThread { reason })?;
        let (sender, receiver) = sync_channel(1);
        handle.spawn(async move {
            let output = future.await;
            // Whoever waits does not go away.
            let _ = sender.send(output);
        });
        Ok(receiver.recv().ok())
    }

    fn handle(&self) -> std::io::Result<Handle> {
        let mut runtime = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(runtime) = &*runtime {
            return Ok(runtime.handle().clone());
        }
        let mut builder = Builder::new_multi_thread();
        let started = builder.worker_threads(1).thread_name("docwright-client").enable_all().build()?;
        Ok(runtime.insert(started).handle().clone())
    }
}

/// The last clone of a client may go away in asynchronous code, where waiting for the thread is
/// not allowed.
impl Drop for Thread {
    fn drop(&mut self) {
        let runtime = self.0.get_mut().map_or_else(|poisoned| poisoned.into_inner().take(), Option::take);
        if let Some(runtime) = runtime {
            runtime.shutdown_background();
        }
    }
}
