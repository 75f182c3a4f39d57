package io.pinelink.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.Fault;
import io.pinelink.telemetry.CallAttributes;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metrics of retry budgets and bulk operations. */
@Timeout(60)
class BudgetAndBulkMetricsIT {
  private static final QueryRequest QUERY = QueryRequest.nearest(1, 0);

  private static double budget(TracedService service, Index index) {
    return service.points(CallAttributes.RETRY_BUDGET_METRIC).stream()
        .filter(
            point -> index.route().host().equals(point.getAttributes().get(Keys.SERVER_ADDRESS)))
        .mapToDouble(point -> ((DoublePointData) point).getValue())
        .findFirst()
        .orElseThrow();
  }

  private static long value(TracedService service, String metric, Attributes attributes) {
    return service.points(metric).stream()
        .filter(point -> point.getAttributes().equals(attributes))
        .mapToLong(point -> ((LongPointData) point).getValue())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFailedAttemptTakesATokenFromTheBudgetOfItsHost() {
    RetryOptions once = RetryOptions.builder().maxAttempts(1).budget(10, 0.5).build();
    try (TracedService service = TracedService.start();
        Pinelink client = service.client(builder -> builder.retryOptions(once))) {
      Index index = TracedService.open(client);
      index.query(QUERY);
      assertThat(budget(service, index)).isEqualTo(1);
      service.server.faults().next("query", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
      assertThatThrownBy(() -> index.query(QUERY)).isInstanceOf(ServiceException.class);
      assertThat(budget(service, index)).isEqualTo(0.9);
    }
  }

  @Test
  void theSeriesOfTheBudgetsOfAClientEndWithIt() {
    try (TracedService service = TracedService.start()) {
      Pinelink first = service.client();
      Pinelink second = service.client();
      Index index = TracedService.open(first);
      index.query(QUERY);
      TracedService.open(second).query(QUERY);
      Collection<? extends PointData> points = service.points(CallAttributes.RETRY_BUDGET_METRIC);
      assertThat(points)
          .extracting(point -> point.getAttributes().get(Keys.SERVER_PORT))
          .contains((long) index.route().port())
          .doesNotContainNull();

      first.close();
      assertThat(service.points(CallAttributes.RETRY_BUDGET_METRIC)).hasSameSizeAs(points);

      second.close();
      assertThat(service.points(CallAttributes.RETRY_BUDGET_METRIC)).isEmpty();
    }
  }

  @Test
  void theItemsOfBulkOperationsAreCounted() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client);
      List<Vector> vectors =
          List.of(
              Vector.of("a", new float[] {1, 0}),
              Vector.of("b", new float[] {1, 0, 0}),
              Vector.of("c", new float[] {0, 1}));
      BulkOptions options = BulkOptions.builder().collectFailures().build();
      for (int i = 0; i < 2; i++) {
        index.bulkUpsert(BulkSource.of(vectors), options);
      }

      Attributes upserts = Attributes.of(Keys.OPERATION, "upsert", Keys.COLLECTION, "docs");
      assertThat(items(service, upserts, "accepted")).isEqualTo(4);
      assertThat(items(service, upserts, "rejected")).isEqualTo(2);
      assertThat(items(service, upserts, "unsent")).isZero();
      assertThat(value(service, CallAttributes.BULK_BYTES_METRIC, upserts)).isPositive();
      assertThat(value(service, CallAttributes.BULK_RUNNING_METRIC, upserts)).isZero();
    }
  }

  private static long items(TracedService service, Attributes upserts, String outcome) {
    return value(
        service,
        CallAttributes.BULK_ITEMS_METRIC,
        upserts.toBuilder().put(Keys.BULK_OUTCOME, outcome).build());
  }
}
