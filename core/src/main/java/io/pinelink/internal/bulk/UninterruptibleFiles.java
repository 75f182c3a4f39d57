package io.pinelink.internal.bulk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Work on files that an interrupt does not spoil. It would close the file, though it is meant for
 * whoever waits for something; so it is put aside, and stays set afterwards.
 */
final class UninterruptibleFiles {
  private UninterruptibleFiles() {}

  /** Work that can be begun anew. */
  interface Shutdown<R> {
    R run() throws IOException;
  }

  static <R> R run(Shutdown<R> shutdown) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return shutdown.run();
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
