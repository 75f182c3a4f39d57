package io.pinelink.internal.transfer;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.retry.Backoff;
import io.pinelink.model.Page;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the ids of a namespace. The next page is requested while one is processed. A page
 * that is throttled or fails transiently is requested again, as long as a bulk operation would wait
 * for the service.
 */
final class IdPages implements Iterator<Page<String>> {
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  private final NamespaceSide<?> side;
  private final Duration patience;
  private @Nullable CompletableFuture<? extends Page<String>> pending;
  private @Nullable String token;
  private @Nullable String pageToken;

  IdPages(NamespaceSide<?> side, @Nullable String first, Duration patience) {
    this.side = side;
    this.token = first;
    this.patience = patience;
    this.pending = side.page(first);
  }

  @Override
  public boolean hasNext() {
    return pending != null;
  }

  /** Returns the next page; {@link #pageToken} then returns its token. */
  @Override
  public Page<String> next() {
    if (pending == null) {
      throw new NoSuchElementException();
    }
    Page<String> page = received(pending);
    pageToken = token;
    token = PageSource.following(page, token);
    pending = token == null ? null : side.page(token);
    return page;
  }

  /** Returns the token of the last page; null if it was the first one. */
  @Nullable String pageToken() {
    return pageToken;
  }

  /** Returns the token of the next page; null if there is none. */
  @Nullable String nextToken() {
    return token;
  }

  private Page<String> received(CompletableFuture<? extends Page<String>> call) {
    CompletableFuture<? extends Page<String>> current = call;
    long waited = 0;
    for (int failures = 1; ; failures++) {
      try {
        return Futures.await(current);
      } catch (PinelinkException e) {
        Duration pause = pause(e, failures);
        waited += pause.toNanos();
        if (!e.isRetryable() || waited > patience.toNanos()) {
          throw e;
        }
        var unused = Futures.await(side.caller().scheduler().after(pause));
        current = side.page(token);
      }
    }
  }

  private static Duration pause(PinelinkException failure, int failures) {
    Duration asked =
        failure instanceof ServiceException refused
            ? refused.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration backoff = PAUSES.upperHalf(failures, 0.5);
    return asked.compareTo(backoff) > 0 ? asked : backoff;
  }
}
