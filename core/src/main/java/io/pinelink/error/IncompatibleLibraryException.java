package io.pinelink.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A library on the class path that a transport cannot run on: its version is out of range, it does
 * not belong to the version of another library, or a class or method is missing. The message names
 * the versions found, the jars that they come from, and the dependency that corrects the class
 * path.
 *
 * <p>This is not a failure of the network or the service, so it is not a {@link PinelinkException}
 * and is never retried. The cause, if there is one, is the {@link LinkageError}.
 */
public final class IncompatibleLibraryException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Creates an exception; the cause is the error of the JVM, or null if none was thrown yet. */
  IncompatibleLibraryException(String message, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message is null"), cause);
  }
}
