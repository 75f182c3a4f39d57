package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Page;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdPagesTest {
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final int PAGES = 30;
  private static final int AHEAD = 10;

  private record Ids(List<String> items, Optional<String> nextToken) implements Page<String> {}

  private final List<@Nullable String> requested = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  /** The number of calls that fail before one succeeds. */
  private int failures;

  private IdPages pages() {
    return new IdPages(this::page, pauses::add, null, Duration.ofMillis(400));
  }

  private CompletableFuture<Ids> page(@Nullable String token) {
    requested.add(token);
    int number = token == null ? 0 : Integer.parseInt(token);
    if (number == 3 && failures-- > 0) {
      return CompletableFuture.failedFuture(failure());
    }
    Optional<String> next =
        number == PAGES - 1 ? Optional.empty() : Optional.of(String.valueOf(number + 1));
    return CompletableFuture.completedFuture(new Ids(List.of(id(number)), next));
  }

  private static String id(int number) {
    return String.format("id %02d", number);
  }

  private static TransportException failure() {
    return Failures.transport(
        new FailedCall("listIds", ROUTE, 1), NetworkCause.CONNECTION_LOST, false, "reset", null);
  }

  @Test
  void tenPagesAreRequestedAhead() {
    IdPages pages = pages();
    assertThat(requested).hasSize(1);

    assertThat(pages.next().items()).containsExactly(id(0));
    assertThat(requested).hasSize(1 + AHEAD);
    assertThat(pages.next().items()).containsExactly(id(1));
    assertThat(requested).hasSize(2 + AHEAD);
    assertThat(pages.nextToken()).isEqualTo("2");
  }

  @Test
  void eachPageIsReturnedOnce() {
    List<String> ids = new ArrayList<>();
    IdPages pages = pages();
    pages.forEachRemaining(page -> ids.addAll(page.items()));

    assertThat(ids).hasSize(PAGES).startsWith(id(0), id(1)).endsWith(id(PAGES - 1));
    assertThat(requested).hasSize(PAGES);
    assertThat(pages.nextToken()).isNull();
  }

  @Test
  void aPageThatFailsTransientlyIsRequestedAgainWhenItIsNeeded() {
    failures = 2;
    List<String> ids = new ArrayList<>();
    pages().forEachRemaining(page -> ids.addAll(page.items()));

    assertThat(ids).hasSize(PAGES).doesNotHaveDuplicates();
    assertThat(requested).hasSize(PAGES + 2);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void aPageThatFailsForTooLongEndsTheListing() {
    failures = 100;
    IdPages pages = pages();
    for (int i = 0; i < 3; i++) {
      assertThat(pages.next().items()).containsExactly(id(i));
    }

    assertThatThrownBy(pages::next).isInstanceOf(TransportException.class);
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void aListingThatGoesRoundInCirclesEnds() {
    IdPages pages =
        new IdPages(
            token ->
                CompletableFuture.completedFuture(
                    "b".equals(token)
                        ? new Ids(List.of("id 2"), Optional.of("a"))
                        : new Ids(List.of("id 1"), Optional.of(token == null ? "a" : "b"))),
            pauses::add,
            null,
            Duration.ofMillis(400));
    assertThat(pages.next().items()).containsExactly("id 1");

    assertThatIllegalStateException()
        .isThrownBy(() -> pages.forEachRemaining(page -> {}))
        .withMessageContaining("after 'id 1', a page ends with 'id 1'");
  }
}
