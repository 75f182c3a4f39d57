package io.pinelink.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagePublisherTest {
  private record Numbers(List<Integer> items, Optional<String> nextToken)
      implements Page<Integer> {}

  private final List<@Nullable String> asked = new ArrayList<>();
  private final List<CompletableFuture<Numbers>> calls = new ArrayList<>();
  private final Listener listener = new Listener();

  private final PagePublisher<Integer> publisher =
      new PagePublisher<>(
          token -> {
            asked.add(token);
            CompletableFuture<Numbers> call = new CompletableFuture<>();
            calls.add(call);
            return call;
          });

  private static Numbers page(@Nullable String next, Integer... items) {
    return new Numbers(List.of(items), Optional.ofNullable(next));
  }

  @Test
  void noPageIsRequestedBeforeTheSubscriberDemandsItems() {
    publisher.subscribe(listener);

    assertThat(asked).isEmpty();
    listener.subscription().request(1);
    assertThat(asked).hasSize(1).containsOnlyNulls();
  }

  @Test
  void noMoreItemsThanRequestedAreEmitted() {
    publisher.subscribe(listener);
    listener.subscription().request(2);
    calls.get(0).complete(page("t", 1, 2, 3));
    assertThat(listener.items).containsExactly(1, 2);

    listener.subscription().request(1);
    assertThat(listener.items).containsExactly(1, 2, 3);
    assertThat(asked).hasSize(1);

    listener.subscription().request(1);
    assertThat(asked).containsExactly(null, "t");
    assertThat(listener.isComplete).isFalse();
    calls.get(1).complete(page(null, 4));
    assertThat(listener.items).containsExactly(1, 2, 3, 4);
    assertThat(listener.isComplete).isTrue();
  }

  @Test
  void emptyPagesAreSkipped() {
    publisher.subscribe(listener);
    listener.subscription().request(Long.MAX_VALUE);
    calls.get(0).complete(page("a"));
    calls.get(1).complete(page("b"));
    calls.get(2).complete(page(null));

    assertThat(asked).containsExactly(null, "a", "b");
    assertThat(listener.items).isEmpty();
    assertThat(listener.isComplete).isTrue();
  }

  @Test
  void requestingOneMoreInEachSignalDoesNotDeepenTheStack() {
    int pages = 20_000;
    int[] page = {0};
    PagePublisher<Integer> ready =
        new PagePublisher<>(
            token -> {
              int number = page[0]++;
              String next = number == pages ? null : "t" + number;
              return CompletableFuture.completedFuture(page(next, number));
            });
    listener.onEach = () -> listener.subscription().request(1);

    ready.subscribe(listener);
    listener.subscription().request(1);

    assertThat(listener.items).hasSize(pages + 1);
    assertThat(listener.isComplete).isTrue();
  }

  @Test
  void itemsThatOnSubscribeRequestsFollowWhenItHasReturned() {
    PagePublisher<Integer> ready =
        new PagePublisher<>(token -> CompletableFuture.completedFuture(page(null, 1, 2)));
    List<List<Integer>> atReturn = new ArrayList<>();
    listener.onSubscribed =
        () -> {
          // A page may arrive on another thread before the method returns.
          listener.subscription().request(1);
          atReturn.add(List.copyOf(listener.items));
        };

    ready.subscribe(listener);

    assertThat(atReturn).containsExactly(List.of());
    assertThat(listener.items).containsExactly(1);
  }

  @Test
  void cancellingEndsTheCallAndTheSignals() {
    publisher.subscribe(listener);
    listener.subscription().request(5);
    listener.subscription().cancel();

    assertThat(calls.get(0)).isCancelled();
    listener.subscription().request(1);
    assertThat(asked).hasSize(1);
    assertThat(listener.failure).isNull();
    assertThat(listener.items).isEmpty();
  }

  @Test
  void cancellingWithinASignalEndsTheSignals() {
    publisher.subscribe(listener);
    listener.onEach = () -> listener.subscription().cancel();
    listener.subscription().request(5);
    calls.get(0).complete(page(null, 1, 2));

    assertThat(listener.items).containsExactly(1);
    assertThat(listener.isComplete).isFalse();
  }

  @Test
  void failuresOfTheCallAreSignalled() {
    publisher.subscribe(listener);
    listener.subscription().request(5);
    IllegalStateException failure = new IllegalStateException("closed");
    calls.get(0).completeExceptionally(failure);

    assertThat(listener.failure).isSameAs(failure);
    listener.subscription().request(1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void anExceptionOfTheSourceIsSignalled() {
    IllegalStateException failure = new IllegalStateException("closed");
    PagePublisher<Integer> closed =
        new PagePublisher<>(
            token -> {
              throw failure;
            });
    closed.subscribe(listener);
    listener.subscription().request(1);

    assertThat(listener.failure).isSameAs(failure);
  }

  @Test
  void aRepeatedPageTokenIsAFailure() {
    publisher.subscribe(listener);
    listener.subscription().request(5);
    calls.get(0).complete(page("same", 1));
    calls.get(1).complete(page("same", 2));

    assertThat(listener.failure).hasMessage("the service returned the same page token again: same");
  }

  @Test
  void demandOfZeroIsAFailure() {
    publisher.subscribe(listener);
    listener.subscription().request(0);

    assertThat(listener.failure)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("request is for 0 items, expected 1 or more (Reactive Streams, rule 3.9)");
    assertThat(asked).isEmpty();
  }

  private static final class Listener implements Flow.Subscriber<Integer> {
    private final List<Integer> items = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean isComplete;
    private Runnable onEach = () -> {};
    private Runnable onSubscribed = () -> {};

    Flow.Subscription subscription() {
      if (subscription == null) {
        throw new AssertionError("not subscribed");
      }
      return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      onSubscribed.run();
    }

    @Override
    public void onNext(Integer item) {
      items.add(item);
      onEach.run();
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
    }

    @Override
    public void onComplete() {
      isComplete = true;
    }
  }
}
