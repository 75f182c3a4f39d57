package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.RouteReports;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HostBookClientTest {
  private static final String OLD = "docs-a1.svc.aped-1.pinecone.io";
  private static final String OLD_PRIVATE = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final String NEW = "docs-b2.svc.aped-2.pinecone.io";
  private static final QueryRequest QUERY = QueryRequest.nearest(1);
  private static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info("r-1", "", null, null, CONTROL, Protocol.REST, 1);
  private static final QueryResponse FOUND =
      new VectorResponses.QueryResult(
          List.of(), "", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), INFO);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final Pinelink client = client(RoutePolicy.privateRequired(), book(OLD, OLD_PRIVATE));

  /** Returns a client without retries, so that each answer belongs to one call. */
  private Pinelink client(RoutePolicy policy, HostBook book) {
    return Pinelink.builder()
        .apiKey("any-api-key")
        .retryOptions(RetryOptions.none())
        .callbackExecutor(Runnable::run)
        .transports(rest, grpc)
        .routePolicy(policy)
        .hostBook(book)
        .build();
  }

  private static HostBook book(String host, @Nullable String privateHost) {
    return HostBook.empty()
        .with(
            new HostBook.Entry(
                "docs",
                host,
                Optional.ofNullable(privateHost),
                Optional.empty(),
                HostBook.Origin.USER));
  }

  private static IndexDescription described(String host) {
    return vectors("docs", host);
  }

  private static IndexDescription vectors(String name, String host) {
    return IndexDescription.builder(
            name,
            new ControlResponses.IndexStatusResult(true, "Ready"),
            IndexSpec.serverless(Cloud.AWS, "us-east-1"),
            INFO)
        .metric(Metric.COSINE)
        .vectorType(VectorType.DENSE)
        .host(host)
        .build();
  }

  private static ServiceException notFound(Route route) {
    return Failures.refusal(
        new FailedCall("query", route, 1),
        new Refusal(ErrorCode.NOT_FOUND, "no such index", null, null),
        null);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anIndexInTheBookOpensWithoutTheControlPlane() {
    Index docs = client.index("docs");
    grpc.answering(FOUND);

    assertThat(docs.query(QUERY)).isSameAs(FOUND);

    assertThat(docs.route().host()).isEqualTo(OLD_PRIVATE);
    assertThat(docs.route().source()).isEqualTo(Route.Source.HOST_BOOK);
    assertThat(docs.route().reason()).isEqualTo("privateRequired; the host book's private host");
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void hostsFromTheControlPlaneAreAddedToTheBook() {
    rest.answering(described(NEW));
    try (Pinelink asking = client(RoutePolicy.asGiven(), HostBook.empty())) {
      asking.index("docs");

      HostBook.Entry entry = asking.hostBook().find("docs").orElseThrow();
      assertThat(entry.host()).isEqualTo(NEW);
      assertThat(entry.origin()).isEqualTo(HostBook.Origin.CONTROL_PLANE);
      assertThat(entry.learnt()).isPresent();
    }
  }

  @Test
  void theFamilyIsStoredAndCheckedWithoutTheControlPlane() {
    HostBook learnt = learntArticles();
    TransportException unreachable = unreachable();
    rest.answering(unreachable);

    try (Pinelink offline = client(RoutePolicy.asGiven(), learnt)) {
      assertThat(offline.documents("articles").route().source()).isEqualTo(Route.Source.HOST_BOOK);
      assertThatThrownBy(() -> offline.index("articles"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("index 'articles' is a document index: open it with documents(\"articles\")")
          .satisfies(e -> assertThat(e.getSuppressed()).contains(unreachable));
    }
    assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void aStaleFamilyIsCorrectedByTheControlPlane() {
    HostBook learnt = learntArticles();
    rest.answering(vectors("articles", NEW));

    try (Pinelink asking = client(RoutePolicy.asGiven(), learnt)) {
      Index recreated = asking.index("articles");

      assertThat(recreated.route().host()).isEqualTo(NEW);
      assertThat(recreated.route().source()).isEqualTo(Route.Source.CONTROL_PLANE);
      assertThat(asking.hostBook().find("articles").orElseThrow().family())
          .contains(IndexFamily.VECTORS);
    }
  }

  @Test
  void aFamilyThatTheControlPlaneConfirmsIsRefused() {
    HostBook learnt = learntArticles();
    rest.answering(articles(), notFound(CONTROL));

    try (Pinelink asking = client(RoutePolicy.asGiven(), learnt)) {
      assertThatThrownBy(() -> asking.index("articles"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("index 'articles' is a document index");
    }
    try (Pinelink asking = client(RoutePolicy.asGiven(), learnt)) {
      assertThatThrownBy(() -> asking.index("articles")).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void openingWithoutWaitingFailsOnlyThroughItsFuture() {
    HostBook learnt = learntArticles();
    HostBook foreign = book("docs-a1.svc.aped-1.example.com", null);

    try (Pinelink grpcAlone =
            Pinelink.builder()
                .apiKey("any-api-key")
                .callbackExecutor(Runnable::run)
                .transports(grpc)
                .hostBook(learnt)
                .build();
        Pinelink refused = client(RoutePolicy.asGiven(), foreign)) {
      assertThat(grpcAlone.async().index("articles"))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(IllegalArgumentException.class)
          .withMessageStartingWith("index 'articles' is a document index");
      assertThat(grpcAlone.async().index("unknown")).isCompletedExceptionally();
      assertThat(refused.async().index("docs")).isCompletedExceptionally();
      assertThat(refused.async().documents("docs")).isCompletedExceptionally();
    }
  }

  private static TransportException unreachable() {
    return Failures.connectionLost(
        new FailedCall("describeIndex", CONTROL, 1), true, new ConnectException("refused"));
  }

  /** Returns the book of a client that opened a document index. */
  private HostBook learntArticles() {
    rest.answering(articles());
    try (Pinelink asking = client(RoutePolicy.asGiven(), HostBook.empty())) {
      asking.documents("articles");
      assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
      return asking.hostBook();
    }
  }

  @Test
  void anIndexOfAnotherFamilyIsRefusedAfterOneDescribe() {
    rest.answering(described(NEW), articles());
    try (Pinelink asking = client(RoutePolicy.asGiven(), HostBook.empty())) {
      assertThatThrownBy(() -> asking.documents("docs"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("index 'docs' is a vector index: open it with index(\"docs\")");
      assertThatThrownBy(() -> asking.async().index("articles").join())
          .hasRootCauseInstanceOf(IllegalArgumentException.class);

      assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
      assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
      assertThat(rest.hasNoCall()).isTrue();
    }
  }

  private static IndexDescription articles() {
    return IndexDescription.builder(
            "articles",
            new ControlResponses.IndexStatusResult(true, "Ready"),
            IndexSpec.serverless(Cloud.AWS, "us-east-1"),
            INFO)
        .host("articles-a1.svc.aped-1.pinecone.io")
        .schema(IndexSchema.builder().text("body", FullTextSearch.defaults()).build())
        .build();
  }

  @Test
  void aStaleHostIsCorrectedByTheControlPlane() {
    Index docs = client.index("docs");
    grpc.answering(notFound(docs.route()), FOUND, FOUND);
    rest.answering(described(NEW));

    assertThat(docs.query(QUERY)).isSameAs(FOUND);
    assertThat(docs.query(QUERY)).isSameAs(FOUND);

    assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
    assertThat(rest.hasNoCall()).isTrue();
    assertThat(grpc.next().context().route().host()).isEqualTo(OLD_PRIVATE);
    FakeTransport.Call second = grpc.next();
    assertThat(second.context().route().host()).isEqualTo("docs-b2.svc.private.aped-2.pinecone.io");
    assertThat(second.context().attempt()).isEqualTo(2);
    assertThat(grpc.next().context().route()).isEqualTo(second.context().route());
    assertThat(client.hostBook().find("docs").orElseThrow().host()).isEqualTo(NEW);
  }

  @Test
  void refreshingRoutesLeavesAnIndexWhereItMoved() {
    Index docs = client.index("docs");
    grpc.answering(notFound(docs.route()), FOUND);
    rest.answering(described(NEW));
    docs.query(QUERY);

    assertThat(client.refreshRoutes()).containsExactly(docs.route());
    assertThat(docs.route().host()).isEqualTo("docs-b2.svc.private.aped-2.pinecone.io");
    assertThat(grpc.refreshes).isEqualTo(1);
  }

  @Test
  void theRefusalIsFinalIfTheHostIsUnchanged() {
    Index docs = client.index("docs");
    ServiceException refusal = notFound(docs.route());
    grpc.answering(refusal);
    rest.answering(described(OLD));

    assertThatThrownBy(() -> docs.query(QUERY)).isSameAs(refusal);
  }

  @Test
  void withoutTheControlPlaneTheMessageNotesThatTheEntryMayBeStale() {
    Index docs = client.index("docs");
    grpc.answering(notFound(docs.route()));
    rest.answering(unreachable());

    assertThatThrownBy(() -> docs.query(QUERY))
        .isInstanceOf(NotFoundException.class)
        .hasMessageEndingWith(
            "; the host is from the host book, whose entry is stale if the index was recreated");
  }

  @Test
  void aNetworkFailureDoesNotQueryTheControlPlane() {
    Index docs = client.index("docs");
    grpc.answering(
        Failures.connectionLost(
            new FailedCall("query", docs.route(), 1), true, new ConnectException("refused")));

    assertThatThrownBy(() -> docs.query(QUERY)).isInstanceOf(TransportException.class);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void repeatedRefusalsQueryTheControlPlaneOnce() {
    Index docs = client.index("docs");
    grpc.answering(notFound(docs.route()), notFound(docs.route()));
    rest.answering(described(OLD));

    assertThatThrownBy(() -> docs.query(QUERY)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> docs.query(QUERY)).isInstanceOf(NotFoundException.class);
    assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void theRefusalIsFinalWithoutAControlPlaneTransport() {
    try (Pinelink grpcAlone =
        Pinelink.builder()
            .apiKey("any-api-key")
            .callbackExecutor(Runnable::run)
            .transports(grpc)
            .hostBook(book(OLD, null))
            .build()) {
      Index docs = grpcAlone.index("docs");
      ServiceException refusal = notFound(docs.route());
      grpc.answering(refusal);

      assertThatThrownBy(() -> docs.query(QUERY)).isSameAs(refusal);
    }
  }

  @Test
  void anotherFormOfTheSameHostIsNotANewHost() {
    try (Pinelink asGiven = client(RoutePolicy.asGiven(), book(OLD_PRIVATE, null))) {
      Index docs = asGiven.index("docs");
      ServiceException refusal = notFound(docs.route());
      grpc.answering(refusal);
      rest.answering(described(OLD));

      assertThatThrownBy(() -> docs.query(QUERY)).isSameAs(refusal);
      assertThat(docs.route().host()).isEqualTo(OLD_PRIVATE);
      assertThat(asGiven.hostBook().find("docs").orElseThrow().host()).isEqualTo(OLD_PRIVATE);
    }
  }

  @Test
  void aFailureAtTheNewHostIsReported() {
    Index docs = client.index("docs");
    TransportException lost =
        Failures.connectionLost(new FailedCall("query", docs.route(), 2), false, "lost");
    grpc.answering(notFound(docs.route()), lost);
    rest.answering(described(NEW));

    assertThatThrownBy(() -> docs.query(QUERY)).isSameAs(lost);
  }

  @Test
  void entriesFromTheControlPlaneAreDescribedAgainWhenOpened() {
    rest.answering(described(OLD), described(NEW));
    try (Pinelink asking = client(RoutePolicy.asGiven(), HostBook.empty())) {
      assertThat(asking.index("docs").route().host()).isEqualTo(OLD);
      Route second = asking.index("docs").route();

      assertThat(second.host()).isEqualTo(NEW);
      assertThat(second.source()).isEqualTo(Route.Source.CONTROL_PLANE);
    }
  }

  @Test
  void aBookEntryDoesNotMakeADomainTrusted() {
    try (Pinelink other =
        client(RoutePolicy.asGiven(), book("docs-a1.svc.aped-1.example.com", null))) {
      assertThatThrownBy(() -> other.index("docs"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the API key is sent only to");
    }
  }

  @Test
  void callsAreCountedByTheirRoute() {
    grpc.answering(FOUND);
    client.index("docs").query(QUERY);

    assertThat(client.routeCounts())
        .contains(
            RouteReports.count(Route.Kind.PRIVATE, false, 1, 0, 0),
            RouteReports.count(Route.Kind.PUBLIC, false, 0, 0, 0));
  }
}
