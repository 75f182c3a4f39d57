package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A model to describe.
 *
 * @param model the model's name
 */
public record DescribeModelRequest(String model) {
  /** Checks the name. */
  public DescribeModelRequest {
    Check.notBlank("model", model);
  }
}
