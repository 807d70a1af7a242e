//! Writes sheets on a thread of its own: a disk takes its time to say that something is safe, and whoever reads articles
//! need not wait for that.

use std::sync::mpsc::{Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use super::Reader;

/// Rows, and who read them.
pub(super) type Rows = Vec<(Reader, Vec<u8>)>;

/// The thread, until this is dropped; then what it was given is written.
pub(super) struct Writer {
    orders: Mutex<Option<Sender<Order>>>,
    thread: Option<JoinHandle<()>>,
}

enum Order {
    Write(Rows),
    /// Says when all before it is done.
    Answer(SyncSender<()>),
}

impl Writer {
    /// Starts the thread, which has `write` write what it is given; `None` where the system gives no thread.
    pub(super) fn start(write: impl Fn(&Rows) + Send + 'static) -> Option<Self> {
        let (orders, received) = channel();
        let work = move || {
            for order in received {
                match order {
                    Order::Write(rows) => write(&rows),
                    // Whoever asked may have left meanwhile.
                    Order::Answer(asker) => drop(asker.send(())),
                }
            }
        };
        let thread = std::thread::Builder::new().name("cache".to_owned()).spawn(work).ok()?;
        Some(Self { orders: Mutex::new(Some(orders)), thread: Some(thread) })
    }

    /// Has rows written in a while.
    pub(super) fn write(&self, rows: Rows) {
        self.order(Order::Write(rows));
    }

    /// Waits until everything is written.
    pub(super) fn wait(&self) {
        let (asker, answer) = sync_channel(1);
        self.order(Order::Answer(asker));
        // A thread that is gone has nothing left to write.
        let _ = answer.recv();
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &*self.orders.lock().unwrap_or_else(PoisonError::into_inner) {
            // As above.
            let _ = orders.send(order);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.orders.get_mut().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.take() {
            // It catches what goes wrong.
            let _ = thread.join();
        }
    }
}
