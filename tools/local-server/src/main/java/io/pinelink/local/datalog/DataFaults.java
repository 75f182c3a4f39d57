package io.pinelink.local.datalog;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The failures of saving and of recovery, in words for users. */
final class DataFaults {
  private DataFaults() {}

  /** Returns the failure of a start with a file that is not as it was written. */
  static UncheckedIOException damaged(String file, long offset, String what) {
    return new UncheckedIOException(
        new IOException(
            file
                + " is damaged at offset "
                + offset
                + ": "
                + what
                + ". Restore the file from a copy. If there is none, everything that was saved"
                + " after this offset is lost: to start without it, cut the file off there"));
  }

  /** Returns the failure of a start with a log that ends before what was saved. */
  static UncheckedIOException cut(String file, long length, String saved, String record) {
    return new UncheckedIOException(
        new IOException(
            file
                + " ends at offset "
                + length
                + ", but "
                + saved
                + " had been saved: it was cut off or replaced by an older copy, or the machine"
                + " lost power before the disk had everything. Restore the file from a copy. To"
                + " start with what is left, delete "
                + record));
  }

  /** Returns the failure of a start without a file that other files need. */
  static UncheckedIOException missing(String file, String reason) {
    return new UncheckedIOException(
        new IOException(file + " is missing: " + reason + ". Restore the file from a copy"));
  }

  static UncheckedIOException refused(String text) {
    return new UncheckedIOException(new IOException(text));
  }

  /** Returns the refusal of a change that cannot be saved. */
  static RpcException unsaved(String file, IOException cause) {
    RpcException refusal =
        new RpcException(
            RpcCode.RESOURCE_EXHAUSTED,
            "The change was not made, because it cannot be saved in %s: %s"
                .formatted(file, cause.getMessage()),
            RpcException.NOT_SAVED,
            java.util.Map.of());
    refusal.initCause(cause);
    return refusal;
  }
}
