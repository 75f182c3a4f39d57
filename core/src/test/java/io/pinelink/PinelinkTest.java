package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.TransportException;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.Timers;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.network.HttpVersion;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the builder of a client and the path of a call. */
class PinelinkTest extends ClientScene {
  @Test
  void theInterceptorsWrapAllAttempts() {
    List<String> order = new ArrayList<>();
    try (Pinelink client =
        builder()
            .interceptor(recording("outer", order))
            .interceptor(recording("inner", order))
            .scheduler(Timers.thatAreOverAfter(0))
            .build()) {
      Index index = client.indexAt(PUBLIC);
      grpc.answering(
          Failures.connectionLost(
              new FailedCall("query", index.route(), 1), false, new IOException("reset")),
          FOUND);

      assertThat(index.query(QUERY)).isSameAs(FOUND);
    }

    assertThat(order).containsExactly("outer query", "inner query", "inner ends", "outer ends");
  }

  private static CallInterceptor recording(String name, List<String> order) {
    return call -> {
      order.add(name + " " + call.operation());
      return call.proceed().whenComplete((value, failure) -> order.add(name + " ends"));
    };
  }

  @Test
  void anInterceptorSeesTheCallAndReplacesItsRequest() {
    grpc.answering(FOUND);
    List<Object> seen = new ArrayList<>();
    QueryRequest other = QueryRequest.nearest(3, 4);
    CallInterceptor replacing =
        call -> {
          seen.addAll(List.of(call.operation(), call.isReadOnly(), call.namespace(), call.route()));
          seen.add(call.request());
          return call.proceed(other);
        };
    try (Pinelink client = builder().interceptor(replacing).build()) {
      Index index = client.indexAt(PUBLIC).namespace("en");
      index.query(QUERY);

      assertThat(seen).containsExactly("query", true, "en", index.route(), QUERY);
      assertThat(grpc.next().request()).isEqualTo(other);
    }
  }

  @Test
  void anInterceptorAnswersOnlyWithTheTypeOfTheOperation() {
    try (Pinelink cached =
            builder().interceptor(call -> CompletableFuture.completedFuture(FOUND)).build();
        Pinelink wrong =
            builder().interceptor(call -> CompletableFuture.completedFuture("found")).build();
        Pinelink mistaken = builder().interceptor(call -> call.proceed("vector")).build()) {
      assertThat(cached.indexAt(PUBLIC).query(QUERY)).isSameAs(FOUND);
      assertThatThrownBy(() -> wrong.indexAt(PUBLIC).query(QUERY))
          .isInstanceOf(ClassCastException.class);
      assertThatThrownBy(() -> mistaken.indexAt(PUBLIC).query(QUERY))
          .isInstanceOf(ClassCastException.class);
    }
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void bothPlanesAreRetried() {
    List<String> reported = new ArrayList<>();
    CallListener listener =
        call ->
            new CallObserver() {
              @Override
              public void retrying(Duration wait) {
                reported.add(call.operation());
              }
            };
    try (Pinelink client =
        builder().callListener(listener).scheduler(Timers.thatAreOverAfter(0)).build()) {
      rest.answering(
          Failures.refusal(
              new FailedCall("describeIndex", CONTROL, 1),
              new Refusal(ErrorCode.UNAVAILABLE, "no", null, null),
              null),
          docs(PUBLIC, null));
      Index index = client.index("docs");
      grpc.answering(
          Failures.connectionLost(
              new FailedCall("query", index.route(), 1), false, new IOException("reset")),
          FOUND);

      assertThat(index.query(QUERY)).isSameAs(FOUND);
    }
    assertThat(reported).containsExactly("describeIndex", "query");
  }

  @Test
  void theConfiguredOrderOfProtocolsSelectsTheTransport() {
    grpc.answering(FOUND);
    builder().build().indexAt(PUBLIC).query(QUERY);
    assertThat(grpc.next().operation()).isEqualTo(DataOperations.QUERY);

    rest.answering(FOUND, docs(PUBLIC, null));
    Pinelink restFirst = builder().protocols(Protocol.REST, Protocol.GRPC).build();
    restFirst.indexAt(PUBLIC).query(QUERY);
    assertThat(rest.next().operation()).isEqualTo(DataOperations.QUERY);
    builder().build().controlPlane().describeIndex("docs");
    assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aPreferredProtocolPrecedesTheConfiguredOrder() {
    NamespaceAlias alias =
        new NamespaceResponses.NamespaceAliasResult(
            "live", "v1", Optional.empty(), Optional.empty(), FOUND.info());
    rest.answering(alias);
    builder().build().indexAt(PUBLIC).namespaces().describeAlias("live");
    assertThat(rest.next().operation()).isEqualTo(AliasOperations.DESCRIBE_NAMESPACE_ALIAS);

    grpc.answering(alias);
    builder().protocols(Protocol.GRPC).build().indexAt(PUBLIC).namespaces().describeAlias("live");
    assertThat(grpc.next().operation()).isEqualTo(AliasOperations.DESCRIBE_NAMESPACE_ALIAS);
  }

  @Test
  void aMissingTransportIsNamedByItsArtifact() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Pinelink.builder().apiKey(KEY).transports().build())
        .withMessageContaining("io.pinelink:pinelink-grpc for vectors")
        .withMessageContaining("io.pinelink:pinelink-rest for the control plane");
    Pinelink client = Pinelink.builder().apiKey(KEY).transports(grpc).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.controlPlane().listIndexes())
        .withMessageStartingWith("listIndexes needs a transport")
        .withMessageEndingWith("add the artifact io.pinelink:pinelink-rest");
    client.close();
  }

  @Test
  void aViewCanDisableRetries() {
    Index index = builder().build().indexAt(PUBLIC);
    TransportException lost =
        Failures.connectionLost(
            new FailedCall("query", index.route(), 1), false, new IOException("reset"));
    grpc.answering(lost, FOUND);

    assertThatThrownBy(
            () ->
                index
                    .with(CallOptions.defaults().once())
                    .with(CallOptions.defaults().timeout(Duration.ofSeconds(2)))
                    .query(QUERY))
        .isSameAs(lost);

    CallContext context = grpc.next().context();
    assertThat(context.once()).isTrue();
    assertThat(context.deadline().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void routeNamespaceTimeoutAndKeyAreInTheContext() {
    Index index = builder().timeout(Duration.ofSeconds(9)).build().indexAt(PUBLIC);
    Index short2 =
        index.namespace("en").with(CallOptions.defaults().timeout(Duration.ofSeconds(2)));
    grpc.answering(FOUND, FOUND);

    index.query(QUERY);
    CallContext plain = grpc.next().context();
    assertThat(plain.route()).isEqualTo(index.route());
    assertThat(plain.namespace()).isEmpty();
    assertThat(plain.deadline().timeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(plain.credential()).isEqualTo(new ApiKey(KEY));
    assertThat(plain.attempt()).isEqualTo(1);

    short2.query(QUERY);
    CallContext other = grpc.next().context();
    assertThat(other.namespace()).isEqualTo("en");
    assertThat(other.deadline().timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aNamespaceIsAsciiOfAtMost512Characters() {
    Index index = builder().build().indexAt(PUBLIC);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.namespace("n".repeat(513)))
        .withMessageStartingWith("namespace has 513 characters, expected at most 512: 'nnn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.async().namespace("é"))
        .withMessageStartingWith("namespace has the character U+00E9 at position 0")
        .withMessageEndingWith("'é'");
  }

  @Test
  void optionsOfTransportsComeFromTheBuilder() {
    builder()
        .apiVersion("2026-07")
        .sourceTag("My App!")
        .connectTimeout(Duration.ofMillis(5))
        .build();
    var options = Objects.requireNonNull(rest.options);
    assertThat(options.apiVersion()).isEqualTo("2026-07");
    assertThat(options.userAgent())
        .startsWith("lang=java; pinelink=")
        .endsWith("source_tag=my_app");
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(5));
    assertThat(options.httpVersion()).isEqualTo(HttpVersion.HTTP_1_1);
  }

  @Test
  void transportsReceiveTheHttpVersion() {
    FakeTransport rest = new FakeTransport(Protocol.REST);

    builder().transports(rest).httpVersion(HttpVersion.HTTP_2).build().close();

    assertThat(Objects.requireNonNull(rest.options).httpVersion()).isEqualTo(HttpVersion.HTTP_2);
  }

  @Test
  void theBuilderValidatesItsArguments() {
    Pinelink.Builder builder = builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.apiKey(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.apiVersion("latest"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxResponseBytes(0));
    assertThatIllegalArgumentException().isThrownBy(builder::protocols);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.trustedDomain("com"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.controlPlane(PUBLIC).build());
    for (@Nullable String missing : new @Nullable String[] {null, "", " "}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Pinelink.Builder.keyFrom(missing))
          .withMessage("apiKey is missing: give it to the builder, or set PINECONE_API_KEY");
    }
    assertThat(Pinelink.Builder.keyFrom(" any-api-key\n")).isEqualTo(new ApiKey("any-api-key"));
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void aNullRequestIsRefusedBeforeAnythingIsSent() {
    Index index = builder().build().indexAt(PUBLIC);
    QueryRequest none = null;
    assertThatNullPointerException()
        .isThrownBy(() -> index.query(none))
        .withMessage("request is null");
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aMisplacedKeyIsNotRepeated() {
    Pinelink client = builder().build();
    String key = "pcsk_" + "aB3".repeat(24);
    for (ThrowingCallable misplaced :
        List.<ThrowingCallable>of(
            () -> client.indexAt(key),
            () -> client.indexAt("docs.svc.e.pinecone.io/" + key),
            () -> client.index(key),
            () -> builder().trustedDomain(key),
            () -> builder().controlPlane(key).build(),
            () -> ConnectRule.forHost(PUBLIC).dial(key))) {
      assertThatIllegalArgumentException()
          .isThrownBy(misplaced)
          .satisfies(
              e ->
                  assertThat(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                      .doesNotContain(key.toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void aFailureCarriesTheStackOfTheCaller() {
    Index index = builder().retryOptions(RetryOptions.none()).build().indexAt(PUBLIC);
    TransportException failure =
        Failures.connectionLost(
            new FailedCall("query", index.route(), 1), false, new IOException("reset"));
    grpc.answering(failure);
    assertThatThrownBy(() -> index.query(QUERY))
        .isSameAs(failure)
        .satisfies(
            e ->
                assertThat(List.of(e.getSuppressed()[0].getStackTrace()).toString())
                    .contains("aFailureCarriesTheStackOfTheCaller"))
        .hasMessageNotContaining(KEY);
  }

  @Test
  void anAsyncFailureIsNotWrapped() {
    NotFoundException missing = notFound();
    rest.answering(missing);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    var unused =
        builder()
            .build()
            .async()
            .index("docs")
            .whenComplete((index, failure) -> seen.complete(failure));
    assertThat(seen).isCompletedWithValue(missing);
  }

  private static NotFoundException notFound() {
    return (NotFoundException)
        Failures.refusal(
            new FailedCall("describeIndex", CONTROL, 1),
            new Refusal(ErrorCode.NOT_FOUND, "no", null, null),
            null);
  }

  @Test
  void anIndexByNameFollowsTheRoutePolicy() {
    assertThat(routeByName(RoutePolicy.asGiven(), PRIVATE).host()).isEqualTo(PUBLIC);
    assertThat(routeByName(RoutePolicy.publicOnly(), PRIVATE).host()).isEqualTo(PUBLIC);
    assertThat(routeByName(RoutePolicy.privateRequired(), PRIVATE).host()).isEqualTo(PRIVATE);
    assertThat(routeByName(RoutePolicy.privateRequired(), "").host()).isEqualTo(PRIVATE);
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> routeByName(RoutePolicy.privateRequired(), PUBLIC))
        .withMessageStartingWith("describeIndex on api.pinecone.io")
        .withMessageContaining("index 'docs' cannot be opened: private host '" + PUBLIC + "'")
        .withMessageContaining("the host is not a private form")
        .returns(false, TransportException::isRetryable);
    assertThat(rest.next().context().route().host()).isEqualTo("api.pinecone.io");
  }

  private Route routeByName(RoutePolicy policy, String privateHost) {
    rest.answering(docs(PUBLIC, privateHost));
    return builder().routePolicy(policy).build().index("docs").route();
  }

  @Test
  void anIndexByHostMakesNoControlPlaneCall() {
    Pinelink client = builder().routePolicy(RoutePolicy.privateRequired()).build();
    assertThat(client.indexAt(PUBLIC).route().host()).isEqualTo(PRIVATE);
    assertThatIllegalArgumentException().isThrownBy(() -> client.indexAt("localhost:5081"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().routePolicy(RoutePolicy.publicOnly()).build().indexAt(PRIVATE));
    assertThat(rest.hasNoCall() && grpc.hasNoCall()).isTrue();
  }

  @Test
  void anIndexWithoutAHostIsNotOpened() {
    rest.answering(docs(null, null));
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().build().index("docs"))
        .withMessage(
            "index 'docs' has no host yet, it is Initializing; awaitIndexReady waits for it");
  }

  @Test
  void pagesAreRequestedAsTheyAreNeeded() {
    Index index = builder().build().indexAt(PUBLIC);
    grpc.answering(
        new VectorResponses.ListIdsResult(
            List.of("xa", "xb"),
            Optional.of("t-1"),
            "",
            OptionalLong.of(1),
            OptionalLong.empty(),
            INFO),
        new VectorResponses.ListIdsResult(
            List.of(), Optional.of("t-2"), "", OptionalLong.of(1), OptionalLong.empty(), INFO),
        new VectorResponses.ListIdsResult(
            List.of("xc"), Optional.of(""), "", OptionalLong.of(1), OptionalLong.empty(), INFO));
    Iterable<String> ids = index.listAllIds(ListIdsRequest.withPrefix("x"));
    assertThat(grpc.hasNoCall()).isTrue();

    assertThat(ids).containsExactly("xa", "xb", "xc");

    ListIdsRequest first = ListIdsRequest.withPrefix("x");
    assertThat(grpc.next().request()).isEqualTo(first);
    assertThat(grpc.next().request()).isEqualTo(first.toBuilder().paginationToken("t-1").build());
    assertThat(grpc.next().request()).isEqualTo(first.toBuilder().paginationToken("t-2").build());
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aRepeatedPageTokenEndsTheIteration() {
    Index index = builder().build().indexAt(PUBLIC);
    grpc.answering(
        new VectorResponses.ListIdsResult(
            List.of("a"), Optional.of("t-1"), "", OptionalLong.of(1), OptionalLong.empty(), INFO),
        new VectorResponses.ListIdsResult(
            List.of("b"), Optional.of("t-1"), "", OptionalLong.of(1), OptionalLong.empty(), INFO));

    assertThatIllegalStateException()
        .isThrownBy(() -> index.listAllIds().forEach(id -> {}))
        .withMessageContaining("t-1");
  }

  @Test
  void nothingPrintsTheKey() {
    Pinelink client = builder().build();
    Index index = client.indexAt(PUBLIC);
    grpc.answering(new VectorResponses.DeleteResult(OptionalLong.empty(), INFO));
    index.delete(DeleteRequest.all());
    for (Object any :
        List.of(
            client,
            builder(),
            index,
            index.async(),
            client.controlPlane(),
            client.controlPlane().async(),
            grpc.next().context())) {
      assertThat(any.toString()).doesNotContain(KEY);
    }
    assertThat(index).hasToString("Index[" + index.route() + "]");
  }
}
