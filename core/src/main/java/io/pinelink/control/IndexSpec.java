package io.pinelink.control;

import io.pinelink.validation.Check;

/**
 * Where an index lives and how it runs. Open: a spec that this client does not know is {@link
 * Other}.
 */
public sealed interface IndexSpec {
  /**
   * Serverless in a region.
   *
   * @param cloud {@code aws}, {@code azure} or {@code gcp}
   * @param region the cloud's name of the region, such as {@code us-east-1}
   */
  static Serverless serverless(String cloud, String region) {
    return new Serverless(cloud, region);
  }

  /** Serverless in a region. */
  record Serverless(String cloud, String region) implements IndexSpec {
    /** Checks that neither is blank. */
    public Serverless {
      Check.notBlank("cloud", cloud);
      Check.notBlank("region", region);
    }
  }

  /**
   * A kind of index that this client can describe but not make.
   *
   * @param kind the service's name of the kind, such as {@code pod}
   */
  record Other(String kind) implements IndexSpec {}
}
