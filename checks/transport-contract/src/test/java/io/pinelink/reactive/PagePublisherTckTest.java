package io.pinelink.reactive;

import io.pinelink.internal.paging.PageSource;
import io.pinelink.model.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests the publisher of pages by the TCK of Reactive Streams, with any number of items. */
class PagePublisherTckTest {
  private static final int PAGE = 4;
  private static final long MANY = Long.MAX_VALUE - 1;
  private static final IllegalStateException CLOSED = new IllegalStateException("closed");
  private static final ExecutorService OTHER_THREADS = Executors.newFixedThreadPool(2);

  private record Numbers(List<Long> items, Optional<String> nextToken) implements Page<Long> {}

  @AfterAll
  static void stop() {
    OTHER_THREADS.shutdown();
  }

  @TestFactory
  Stream<DynamicTest> pagesThatArriveAtOnce() {
    return rules(CompletableFuture::completedFuture, CompletableFuture.failedFuture(CLOSED));
  }

  @TestFactory
  Stream<DynamicTest> pagesThatArriveOnAnotherThread() {
    return rules(
        page -> CompletableFuture.supplyAsync(() -> page, OTHER_THREADS),
        CompletableFuture.supplyAsync(
            () -> {
              throw CLOSED;
            },
            OTHER_THREADS));
  }

  @TestFactory
  Stream<DynamicTest> callsThatFailAtOnce() {
    PageSource<Long> closed =
        token -> {
          throw CLOSED;
        };
    Supplier<PublisherRules<Long>> rules =
        () ->
            new PublisherRules<>(
                count -> numbers(count, CompletableFuture::completedFuture).publisher(),
                closed::publisher,
                MANY);
    return TckRules.of(rules, Set.of()).filter(rule -> rule.getDisplayName().contains("rror"));
  }

  private interface Arrival {
    CompletableFuture<Numbers> of(Numbers page);
  }

  private static Stream<DynamicTest> rules(Arrival arrival, CompletableFuture<Numbers> failure) {
    PageSource<Long> failing = token -> failure;
    return TckRules.of(
        () ->
            new PublisherRules<>(
                count -> numbers(count, arrival).publisher(), failing::publisher, MANY),
        Set.of());
  }

  private static PageSource<Long> numbers(long count, Arrival arrival) {
    return token -> {
      long first = token == null ? 0 : Long.parseLong(token);
      long end = Math.min(count, first + PAGE);
      return arrival.of(
          new Numbers(
              LongStream.range(first, end).boxed().toList(),
              end == count ? Optional.empty() : Optional.of(Long.toString(end))));
    };
  }
}
