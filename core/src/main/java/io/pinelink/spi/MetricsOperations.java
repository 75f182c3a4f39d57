package io.pinelink.spi;

import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.request.ById;

/** The operations of the metrics API, at the control plane's host, over REST only. */
public final class MetricsOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.CONTROL, Operation.REST_ONLY, any -> null);

  /**
   * Lists the targets from which the metrics of a project can be scraped. The credential is the API
   * key {@linkplain Credential#asBearer() as a bearer token}.
   */
  public static final Operation<ById, DiscoverMetricsResponse> DISCOVER_METRICS =
      AREA.read("2025-01", "discoverMetrics", ById.class, DiscoverMetricsResponse.class);

  private MetricsOperations() {}
}
