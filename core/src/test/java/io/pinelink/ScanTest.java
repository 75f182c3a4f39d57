package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Page;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DataOperations;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The walks over pages, as {@link Index} gives them. */
class ScanTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, 3L, ROUTE, Protocol.GRPC, 1);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final Index index =
      Pinelink.builder()
          .apiKey("any-api-key")
          .transports(grpc)
          .build()
          .indexAt("docs-a1.svc.aped-1.pinecone.io");

  private static ListIdsResponse ids(@Nullable String next, String... ids) {
    return new VectorResponses.ListIdsResult(
        List.of(ids),
        Optional.ofNullable(next),
        "",
        OptionalLong.of(1),
        OptionalLong.empty(),
        INFO);
  }

  private static FetchResponse vectors(String... ids) {
    Map<String, Vector> vectors =
        Arrays.stream(ids)
            .map(id -> Vector.of(id, new float[] {1}))
            .collect(Collectors.toMap(Vector::id, Function.identity()));
    return new VectorResponses.FetchResult(
        vectors, "", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), INFO);
  }

  @Test
  void readsPageByPageInTheOrderOfIds() {
    grpc.answering(
        ids("t", "xb", "xa"),
        vectors("xa", "xb"),
        ids("u"),
        ids(null, "xc", "x-gone"),
        vectors("xc"));

    assertThat(index.scan(ListIdsRequest.withPrefix("x")).stream().map(Vector::id))
        .containsExactly("xb", "xa", "xc");
    assertThat(grpc.next().request()).isEqualTo(ListIdsRequest.withPrefix("x"));
    assertThat(grpc.next().request()).isEqualTo(FetchRequest.byIds("xb", "xa"));
    assertThat(grpc.next().request())
        .isEqualTo(ListIdsRequest.builder().prefix("x").paginationToken("t").build());
    assertThat(grpc.next().operation()).isEqualTo(DataOperations.LIST_IDS);
  }

  @Test
  void pagesAreRequestedWhenTheIterationReachesThem() {
    grpc.answering(ids("t", "a"), vectors("a"));
    Iterator<Vector> walk = index.scan().iterator();
    assertThat(grpc.hasNoCall()).isTrue();

    assertThat(walk.next().id()).isEqualTo("a");
    grpc.next();
    grpc.next();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void pagesKeepTheirTokens() {
    grpc.answering(ids("t", "a"), ids(null, "b"));
    Iterator<Page<String>> pages = index.listAllIds().pages().iterator();

    assertThat(pages.next().nextToken()).contains("t");
    assertThat(pages.next().items()).containsExactly("b");
    assertThat(pages).isExhausted();
    Assertions.assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(pages::next);
  }
}
