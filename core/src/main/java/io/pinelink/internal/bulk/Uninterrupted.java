package io.pinelink.internal.bulk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Work on files that an interrupt does not spoil. It would close the file, though it is meant for
 * whoever waits for something; so it is put aside, and stays set afterwards.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Work that can be begun anew. */
  interface Work<R> {
    R run() throws IOException;
  }

  static <R> R run(Work<R> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
