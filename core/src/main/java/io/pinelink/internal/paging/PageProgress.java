package io.pinelink.internal.paging;

import io.pinelink.model.Page;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one iteration over pages. It fails if the service repeats itself, since the
 * iteration would never end: a page of sorted items must have one that is greater than all before,
 * and tokens must not go round in circles (Brent's algorithm, which keeps one of them).
 *
 * <p>Not thread-safe.
 */
public final class PageProgress<T> {
  private final Optional<Function<? super T, String>> key;
  private @Nullable String greatest;
  private @Nullable String kept;
  private long sinceKept;
  private long keptFor = 1;

  /** Creates the progress of an iteration from the first page. */
  public PageProgress(PageSource<T> source) {
    this(source.key(), null, null);
  }

  /**
   * Creates the progress of an iteration from the page of a token, before which the greatest key is
   * known or null; null for the first page.
   */
  public PageProgress(
      Optional<Function<? super T, String>> key,
      @Nullable String token,
      @Nullable String greatest) {
    this.key = key;
    this.kept = token;
    this.greatest = greatest;
  }

  /**
   * Adds a page, and returns the token of the one after it; null if it is the last.
   *
   * @throws IllegalStateException if the service repeats itself
   */
  public @Nullable String after(Page<? extends T> page) {
    if (key.isPresent()) {
      checkOrder(page, key.get());
    }
    String next = page.nextToken().orElse(null);
    if (next == null) {
      return null;
    }
    if (next.equals(kept)) {
      throw new IllegalStateException("the service returned the same page token again: " + next);
    }
    if (++sinceKept == keptFor) {
      kept = next;
      sinceKept = 0;
      keptFor *= 2;
    }
    return next;
  }

  private void checkOrder(Page<? extends T> page, Function<? super T, String> order) {
    String last = page.items().stream().map(order).max(String::compareTo).orElse("");
    if (last.isEmpty()) {
      return;
    }
    if (greatest != null && last.compareTo(greatest) <= 0) {
      throw new IllegalStateException(
          ("the service lists the same items again, or not in byte order: after '%s', a page"
                  + " ends with '%s'")
              .formatted(greatest, last));
    }
    greatest = last;
  }
}
