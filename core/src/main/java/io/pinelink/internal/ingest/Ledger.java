package io.pinelink.internal.ingest;

import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestOptions;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the checkpoint when it is due, if there is to be one. */
final class Ledger {
  private final @Nullable Checkpoint checkpoint;
  private final IngestOptions options;
  private final Clockwork clockwork;
  private long savedAt;
  private boolean closed;

  Ledger(IngestOptions options, String target, Clockwork clockwork) {
    this.checkpoint = options.checkpoint().map(file -> new Checkpoint(file, target)).orElse(null);
    this.options = options;
    this.clockwork = clockwork;
    this.savedAt = clockwork.now();
  }

  /** What is settled so far. That the file can be written is found out before anything is sent. */
  Settled open() {
    if (checkpoint == null) {
      return new Settled(0, List.of());
    }
    Settled settled = checkpoint.load();
    checkpoint.save(settled);
    return settled;
  }

  void saveIfDue(Account account, Consumer<RuntimeException> onFailure) {
    if (checkpoint == null
        || closed
        || !account.changed
        || clockwork.since(savedAt).compareTo(options.checkpointInterval()) < 0) {
      return;
    }
    try {
      save(checkpoint, account);
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  private void save(Checkpoint file, Account account) {
    file.save(account.settled);
    account.changed = false;
    savedAt = clockwork.now();
  }

  /** Writes the last state, or removes it where nothing is left to do. Returns what went wrong. */
  @Nullable RuntimeException close(Account account, IngestEnding ending) {
    closed = true;
    if (checkpoint == null) {
      return null;
    }
    try {
      boolean done = ending == IngestEnding.COMPLETE || ending == IngestEnding.NOT_VISIBLE;
      if (done && account.unknown == 0 && account.unsent == 0) {
        checkpoint.remove();
      } else {
        save(checkpoint, account);
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
