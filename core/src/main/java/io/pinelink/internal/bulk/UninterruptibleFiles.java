package io.pinelink.internal.bulk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * File operations that an interrupt does not abort. An interrupt would close the file, although it
 * is meant to end a wait. It is therefore cleared during the operation and set again afterwards.
 */
public final class UninterruptibleFiles {
  private UninterruptibleFiles() {}

  /** A file operation that can be restarted. */
  public interface FileOperation<R> {
    R run() throws IOException;
  }

  /** Runs an operation, again if an interrupt has closed the file. */
  public static <R> R run(FileOperation<R> operation) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return operation.run();
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
