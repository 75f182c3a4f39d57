package io.pinelink.copy;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.Page;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the ids of a namespace. Some pages are requested ahead, each as soon as the one
 * before it has arrived, since a page names the next one and a call takes longer than processing a
 * page does. A page that is throttled or fails transiently is requested again, as long as a bulk
 * operation would wait for the service.
 */
final class IdPages implements Iterator<Page<String>> {
  /** The pages ahead have the ids of one fetch. */
  private static final int AHEAD = 10;

  private final Source source;
  private final Consumer<Duration> pauses;
  private final Duration patience;
  private final ArrayDeque<CompletableFuture<? extends @Nullable Page<String>>> ahead =
      new ArrayDeque<>();
  private @Nullable String token;
  private @Nullable String greatest;
  private @Nullable String keptToken;
  private long sinceKept;
  private long keptFor = 1;
  private boolean isOver;

  /** The pages of a listing by their tokens; null asks for the first page. */
  interface Source {
    CompletableFuture<? extends Page<String>> page(@Nullable String token);
  }

  IdPages(NamespaceSide<?> side, @Nullable String first, Duration patience) {
    this(side::page, Waiting::pause, first, patience);
  }

  IdPages(Source source, Consumer<Duration> pauses, @Nullable String first, Duration patience) {
    this.source = source;
    this.pauses = pauses;
    this.token = first;
    this.patience = patience;
    this.keptToken = first;
    ahead.add(source.page(first));
  }

  @Override
  public boolean hasNext() {
    return !isOver;
  }

  @Override
  public Page<String> next() {
    if (isOver) {
      throw new NoSuchElementException();
    }
    Page<String> page = received();
    token = after(page);
    isOver = token == null;
    return page;
  }

  /**
   * Returns the token after a page. A service that repeats itself would never end the listing: ids
   * are sorted, and tokens must not go round in circles (Brent's algorithm, which keeps one).
   */
  private @Nullable String after(Page<String> page) {
    String last = page.items().stream().max(String::compareTo).orElse("");
    if (!last.isEmpty()) {
      if (greatest != null && last.compareTo(greatest) <= 0) {
        throw new IllegalStateException(
            ("the service lists the same items again, or not in byte order: after '%s',"
                    + " a page ends with '%s'")
                .formatted(greatest, last));
      }
      greatest = last;
    }
    String next = page.nextToken().orElse(null);
    if (next != null && next.equals(keptToken)) {
      throw new IllegalStateException("the service returned the same page token again: " + next);
    }
    if (next != null && ++sinceKept == keptFor) {
      keptToken = next;
      sinceKept = 0;
      keptFor *= 2;
    }
    return next;
  }

  /** Returns the token of the next page; null if there is none. */
  @Nullable String nextToken() {
    return token;
  }

  /** Returns the page after one that may not have arrived yet; null if there is none. */
  private CompletableFuture<? extends @Nullable Page<String>> following(
      CompletableFuture<? extends @Nullable Page<String>> before) {
    return before.thenCompose(
        page -> {
          String next = page == null ? null : page.nextToken().orElse(null);
          return next == null ? CompletableFuture.completedFuture(null) : source.page(next);
        });
  }

  private Page<String> received() {
    long waited = 0;
    for (int failures = 1; ; failures++) {
      while (ahead.size() <= AHEAD) {
        ahead.add(following(ahead.getLast()));
      }
      try {
        Page<String> page = Waiting.await(ahead.getFirst());
        ahead.remove();
        return Objects.requireNonNull(page, "page is null");
      } catch (PinelinkException e) {
        Duration pause = pause(e, failures);
        waited += pause.toNanos();
        if (!e.isRetryable() || waited > patience.toNanos()) {
          throw e;
        }
        pauses.accept(pause);
        ahead.clear(); // they failed with the first one
        ahead.add(source.page(token));
      }
    }
  }

  private static Duration pause(PinelinkException failure, int failures) {
    Duration asked =
        failure instanceof ServiceException refused
            ? refused.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration backoff = Waiting.after(failures);
    return asked.compareTo(backoff) > 0 ? asked : backoff;
  }
}
