package io.pinelink.testing.internal;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The steps that end a test or a run. Each is taken, although another one fails. */
final class CleanUp {
  private CleanUp() {}

  /** Takes a step for each item, then throws the first failure, with the others suppressed. */
  static <T> void each(Collection<T> items, Consumer<T> step) {
    @Nullable RuntimeException failure = null;
    for (T item : items) {
      if (failure == null) {
        try {
          step.accept(item);
        } catch (RuntimeException e) {
          failure = e;
        }
      } else {
        after(failure, () -> step.accept(item));
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes a step after a failure, to which its own failure is added. */
  static void after(RuntimeException failure, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }
}
