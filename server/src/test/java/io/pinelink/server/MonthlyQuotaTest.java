package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.QuotaResource;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests monthly quotas as clients of both protocols see them. */
class MonthlyQuotaTest {
  private static final QueryRequest QUERY = QueryRequest.builder().vector(1, 0).topK(5).build();
  private static final List<Vector> VECTORS =
      IntStream.range(0, 20).mapToObj(i -> Vector.of("v" + i, new float[] {i, 1})).toList();

  private static EmbeddedPinecone server;

  @BeforeAll
  static void start() {
    server =
        EmbeddedPinecone.builder()
            .localMode()
            .clock(() -> Instant.parse("2026-11-30T23:00:00Z"))
            .start();
  }

  @BeforeEach
  void reset() {
    server.reset();
    try (Pinelink client = client(Protocol.REST)) {
      Indexes.create(client, "docs", Metric.COSINE);
      client.index("docs").upsert(VECTORS);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Pinelink client(Protocol protocol) {
    return server.clientBuilder().protocols(protocol, Protocol.REST).build();
  }

  private static MonthlyQuota quota(QuotaResource resource) {
    return Objects.requireNonNull(server.faults().monthlyQuotas().get(resource), "no quota");
  }

  private static void assertExhausted(ThrowingCallable call, QuotaResource resource, long limit) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            QuotaExhaustedException.class,
            e -> {
              assertThat(e.resource()).contains(resource);
              assertThat(e.limit()).hasValue(limit);
              assertThat(e.retryAfter()).isEmpty();
              assertThat(e.attempts()).isEqualTo(1);
            });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void writesAreRefusedBeyondTheirQuotaAndReadsAreNot(Protocol protocol) {
    server.faults().monthlyQuota(QuotaResource.WRITE_UNITS, 10);
    try (Pinelink client = client(protocol)) {
      Index docs = client.index("docs");
      docs.upsert(List.of(Vector.of("a", new float[] {1, 0})));
      docs.delete(DeleteRequest.byIds("a"));
      assertThat(quota(QuotaResource.WRITE_UNITS)).isEqualTo(new MonthlyQuota(10, 10, 0));

      assertExhausted(() -> docs.upsert(VECTORS), QuotaResource.WRITE_UNITS, 10);
      assertExhausted(() -> docs.delete(DeleteRequest.byIds("v1")), QuotaResource.WRITE_UNITS, 10);
      assertThat(quota(QuotaResource.WRITE_UNITS)).isEqualTo(new MonthlyQuota(10, 10, 2));
      assertThat(docs.query(QUERY).matches()).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void readsAreRefusedBeyondTheirQuotasAndStatisticsAreNot(Protocol protocol) {
    server.faults().monthlyQuota(QuotaResource.READ_UNITS, 3);
    server.faults().monthlyQuota(QuotaResource.EGRESS, 1_000);
    try (Pinelink client = client(protocol)) {
      Index docs = client.index("docs");
      docs.query(QUERY);
      docs.fetch(FetchRequest.byIds(VECTORS.stream().map(Vector::id).toList()));
      MonthlyQuota units = quota(QuotaResource.READ_UNITS);
      assertThat(units).isEqualTo(new MonthlyQuota(3, 3, 0)); // one, and two for 20 vectors
      assertThat(quota(QuotaResource.EGRESS).used()).isPositive();
      assertExhausted(() -> docs.query(QUERY), QuotaResource.READ_UNITS, 3);

      server.faults().monthlyQuota(QuotaResource.READ_UNITS, 1_000);
      server.faults().monthlyQuota(QuotaResource.EGRESS, 0);
      assertExhausted(() -> docs.query(QUERY), QuotaResource.EGRESS, 0);
      assertThat(docs.describeIndexStats().totalVectorCount()).isEqualTo(20);
      docs.upsert(VECTORS);
    }
  }

  @Test
  void anUpsertUsesAUnitForEachKilobyteOfItsRequest() {
    server.faults().monthlyQuota(QuotaResource.WRITE_UNITS, 1_000_000);
    List<Vector> large =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    Vector.builder("v" + i)
                        .values(1, 2)
                        .metadata(Metadata.of("t", "x".repeat(970)))
                        .build())
            .toList();
    try (Pinelink client = client(Protocol.GRPC)) {
      client.index("docs").upsert(large);
    }
    assertThat(quota(QuotaResource.WRITE_UNITS).used()).isBetween(97L, 105L);
  }

  @Test
  void quotasAreRenewedWhenTheMonthOfTheServerEnds() {
    server.faults().monthlyQuota(QuotaResource.READ_UNITS, 1);
    try (Pinelink client = client(Protocol.REST)) {
      Index docs = client.index("docs");
      docs.query(QUERY);
      assertExhausted(() -> docs.query(QUERY), QuotaResource.READ_UNITS, 1);

      server.clock().advance(Duration.ofMinutes(59));
      assertExhausted(() -> docs.query(QUERY), QuotaResource.READ_UNITS, 1);
      server.clock().advance(Duration.ofMinutes(1));
      assertThat(quota(QuotaResource.READ_UNITS)).isEqualTo(new MonthlyQuota(1, 0, 0));
      assertThat(docs.query(QUERY).matches()).hasSize(5);
    }
  }

  @Test
  void refusedAndInvalidCallsUseNothing() {
    server.faults().monthlyQuota(QuotaResource.WRITE_UNITS, 100);
    try (Pinelink client = client(Protocol.REST)) {
      assertThatThrownBy(
              () -> client.index("docs").upsert(List.of(Vector.of("a", new float[] {1, 2, 3}))))
          .hasMessageContaining("dimension");
    }
    assertThat(quota(QuotaResource.WRITE_UNITS)).isEqualTo(new MonthlyQuota(100, 0, 0));
  }

  @Test
  void aFaultHasTheTextOfTheService() {
    server.faults().next("query", Fault.quotaExhausted(QuotaResource.EGRESS, 1_000_000_000));
    try (Pinelink client = client(Protocol.GRPC)) {
      assertExhausted(() -> client.index("docs").query(QUERY), QuotaResource.EGRESS, 1_000_000_000);
    }
  }

  @Test
  void otherResourcesAndNegativeLimitsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.faults().monthlyQuota(QuotaResource.EMBEDDING_TOKENS, 1))
        .withMessageContaining("resource is 'embedding token', expected one of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.faults().monthlyQuota(QuotaResource.EGRESS, -1))
        .withMessage("limit is -1, expected 0 or more");
  }
}
