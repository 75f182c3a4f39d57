package io.pinelink.springboot;

import io.pinelink.Pinelink;

/**
 * Changes the builder of the auto-configured client, for options without a property such as a
 * listener. Beans of this type are called in their {@linkplain
 * org.springframework.core.annotation.Order order}, after the properties were applied.
 */
@FunctionalInterface
public interface PinelinkBuilderCustomizer {
  /** Changes the builder. */
  void customize(Pinelink.Builder builder);
}
