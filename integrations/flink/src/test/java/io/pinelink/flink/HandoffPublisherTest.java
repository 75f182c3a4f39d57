package io.pinelink.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandoffPublisherTest {
  private final HandoffPublisher<String> handover = new HandoffPublisher<>();
  private final Receiver receiver = new Receiver();

  private static final class Receiver implements Flow.Subscriber<String> {
    final List<String> received = new ArrayList<>();
    Flow.@Nullable Subscription subscription;
    boolean complete;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(String element) {
      received.add(element);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    void request(long count) {
      if (subscription != null) {
        subscription.request(count);
      }
    }

    void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  @Test
  void requestedItemsAreEmitted() throws Exception {
    handover.subscribe(receiver);
    receiver.request(2);
    assertThat(handover.give("a")).isTrue();
    assertThat(handover.give("b")).isTrue();
    handover.complete();
    assertThat(receiver.received).containsExactly("a", "b");
    assertThat(receiver.complete).isTrue();
  }

  @Test
  void theProducerWaitsForDemand() throws Exception {
    handover.subscribe(receiver);
    FutureTask<Boolean> giving = inBackground("a");
    assertThat(receiver.received).isEmpty();
    receiver.request(1);
    assertThat(giving.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(receiver.received).containsExactly("a");
  }

  @Test
  void cancellingReleasesAWaitingProducer() throws Exception {
    handover.subscribe(receiver);
    FutureTask<Boolean> giving = inBackground("a");
    receiver.cancel();
    assertThat(giving.get(10, TimeUnit.SECONDS)).isFalse();
    handover.complete();
    assertThat(receiver.complete).isFalse();
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    handover.subscribe(receiver);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread giver =
        new Thread(
            () -> {
              try {
                handover.give("a");
              } catch (InterruptedException e) {
                thrown.complete(e);
              }
            });
    giver.start();
    awaitWaiting(giver);
    giver.interrupt();
    assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void demandDoesNotOverflow() throws Exception {
    handover.subscribe(receiver);
    receiver.request(Long.MAX_VALUE);
    receiver.request(Long.MAX_VALUE);
    assertThat(handover.give("a")).isTrue();
  }

  @Test
  void onlyOneSubscriberIsAccepted() {
    handover.subscribe(receiver);
    assertThatThrownBy(() -> handover.subscribe(new Receiver()))
        .isInstanceOf(IllegalStateException.class);
  }

  private FutureTask<Boolean> inBackground(String element) {
    FutureTask<Boolean> giving = new FutureTask<>(() -> handover.give(element));
    Thread giver = new Thread(giving);
    giver.start();
    awaitWaiting(giver);
    return giving;
  }

  private static void awaitWaiting(Thread thread) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.getState() == Thread.State.WAITING);
  }
}
