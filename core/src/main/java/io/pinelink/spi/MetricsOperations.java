package io.pinelink.spi;

import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.request.ById;
import java.util.List;

/** The operations of the metrics API, at the control plane's host, over REST only. */
public final class MetricsOperations {
  /**
   * Lists the targets from which the metrics of a project can be scraped. The credential is the API
   * key {@linkplain Credential#asBearer() as a bearer token}.
   */
  public static final Operation<ById, DiscoverMetricsResponse> DISCOVER_METRICS =
      new Operation<>(
          "discoverMetrics",
          ById.class,
          DiscoverMetricsResponse.class,
          Plane.CONTROL,
          Effect.READ_ONLY,
          "2025-01",
          Operation.REST_ONLY);

  static final List<Operation<?, ?>> ALL = List.of(DISCOVER_METRICS);

  private MetricsOperations() {}
}
