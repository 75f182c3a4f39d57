package io.pinelink.error;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for an exception whose text contains a secret. It prints as that exception does, with
 * its class name, causes, suppressed exceptions and stack traces, but with masked messages.
 */
@SuppressWarnings("OverrideThrowableToString") // prints the class name of the original
final class MaskedCause extends Exception {
  private static final long serialVersionUID = 1;

  private final String shown;

  private MaskedCause(@Nullable String message, String shown, @Nullable Throwable cause) {
    super(message, cause);
    this.shown = shown;
  }

  /**
   * Returns an exception without secrets: the given one if neither it nor any of its causes and
   * suppressed exceptions contains one, otherwise a stand-in. Stand-ins replace the whole chain,
   * since a cause cannot be replaced alone.
   */
  static @Nullable Throwable of(@Nullable Throwable thrown, UnaryOperator<String> mask) {
    return thrown == null || isClean(thrown, mask)
        ? thrown
        : copy(thrown, mask, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean isClean(Throwable thrown, UnaryOperator<String> mask) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> left = new ArrayDeque<>();
    left.add(thrown);
    for (Throwable t = left.poll(); t != null; t = left.poll()) {
      if (!seen.add(t)) {
        continue;
      }
      if (shows(t.getMessage(), mask) || shows(t.toString(), mask)) {
        return false;
      }
      if (t.getCause() != null) {
        left.add(t.getCause());
      }
      left.addAll(List.of(t.getSuppressed()));
    }
    return true;
  }

  private static boolean shows(@Nullable String text, UnaryOperator<String> mask) {
    return text != null && !mask.apply(text).equals(text);
  }

  /** Skips exceptions that were already copied, so that a cycle ends. */
  private static @Nullable MaskedCause copy(
      Throwable thrown, UnaryOperator<String> mask, Set<Throwable> copied) {
    if (!copied.add(thrown)) {
      return null;
    }
    String message = thrown.getMessage();
    Throwable cause = thrown.getCause();
    MaskedCause copy =
        new MaskedCause(
            message == null ? null : mask.apply(message),
            mask.apply(thrown.toString()),
            cause == null ? null : copy(cause, mask, copied));
    copy.setStackTrace(thrown.getStackTrace());
    for (Throwable suppressed : thrown.getSuppressed()) {
      MaskedCause masked = copy(suppressed, mask, copied);
      if (masked != null) {
        copy.addSuppressed(masked);
      }
    }
    return copy;
  }

  /** Returns the class name and the masked message of the original exception. */
  @Override
  public String toString() {
    return shown;
  }
}
