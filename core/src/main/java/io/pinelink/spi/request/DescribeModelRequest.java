package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A model to describe.
 *
 * @param model its name
 */
public record DescribeModelRequest(String model) {
  /** Checks that there is a name. */
  public DescribeModelRequest {
    Check.notBlank("model", model);
  }
}
