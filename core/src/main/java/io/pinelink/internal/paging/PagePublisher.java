package io.pinelink.internal.paging;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives the items of all pages to each subscriber, no more than it asked for. The next page is
 * asked for once the subscriber wants more than the last one had.
 */
final class PagePublisher<T> implements Flow.Publisher<T> {
  private final PageSource<T> source;

  PagePublisher(PageSource<T> source) {
    this.source = source;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    subscriber.onSubscribe(new Walk<>(source, Objects.requireNonNull(subscriber, "subscriber")));
  }

  /** One subscriber's walk. */
  private static final class Walk<T> implements Flow.Subscription {
    private final PageSource<T> source;
    private final Flow.Subscriber<? super T> subscriber;
    private final AtomicLong wanted = new AtomicLong();

    /**
     * How many have asked to go on; whoever is the first does it for all, so signals are serial.
     */
    private final AtomicInteger pushes = new AtomicInteger();

    private volatile boolean over;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Page<T> arrived;
    private volatile @Nullable CompletableFuture<? extends Page<T>> call;

    // Touched by the one who goes on alone.
    private Iterator<T> items = Collections.emptyIterator();
    private @Nullable String token;
    private boolean isLastPage;

    Walk(PageSource<T> source, Flow.Subscriber<? super T> subscriber) {
      this.source = source;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        failure =
            new IllegalArgumentException("request is for " + count + " items, expected 1 or more");
      } else {
        wanted.accumulateAndGet(
            count, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
      }
      goOn();
    }

    @Override
    public void cancel() {
      over = true;
      CompletableFuture<?> running = call;
      if (running != null) {
        running.cancel(true);
      }
    }

    private void goOn() {
      if (pushes.getAndIncrement() > 0) {
        return;
      }
      int handled = 1;
      do {
        push();
        handled = pushes.addAndGet(-handled);
      } while (handled > 0);
    }

    private void push() {
      try {
        take();
        while (!over && failure == null && wanted.get() > 0 && items.hasNext()) {
          T item = items.next();
          if (wanted.get() != Long.MAX_VALUE) {
            wanted.decrementAndGet();
          }
          subscriber.onNext(item);
        }
        if (over) {
          return;
        }
        Throwable failed = failure;
        if (failed != null) {
          over = true;
          subscriber.onError(Futures.unwrap(failed));
        } else if (!items.hasNext() && isLastPage) {
          over = true;
          subscriber.onComplete();
        } else if (!items.hasNext() && wanted.get() > 0 && call == null) {
          ask();
        }
      } catch (RuntimeException | Error e) {
        // The source refused at once, such as that of a closed client, or repeats itself.
        failAtOnce(e);
      }
    }

    private void failAtOnce(Throwable e) {
      if (!over) {
        over = true;
        subscriber.onError(e);
      }
    }

    private void take() {
      Page<T> page = arrived;
      if (page != null) {
        arrived = null;
        call = null;
        token = PageSource.following(page, token);
        isLastPage = token == null;
        items = page.items().iterator();
      }
    }

    private void ask() {
      CompletableFuture<? extends Page<T>> asked = source.page(token);
      call = asked;
      if (over) {
        asked.cancel(true);
      }
      var unused =
          asked.whenComplete(
              (page, thrown) -> {
                if (thrown == null) {
                  arrived = page;
                } else {
                  failure = thrown;
                }
                goOn();
              });
    }
  }
}
