package io.pinelink.moduletests;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pinelink.springai.PinelinkVectorStore;
import io.pinelink.testing.requests.RequestPattern;
import io.pinelink.testing.requests.RequestPatterns;

/** The sample values of integrations that cannot be created from their types alone. */
final class FrameworkSamples {
  private FrameworkSamples() {}

  public static void addTo(SampleValues samples) {
    samples
        .with(MeterRegistry.class, SimpleMeterRegistry::new)
        .with(RequestPattern.class, RequestPatterns::requests)
        .sharing(PinelinkVectorStore.Builder.class) // each loads a tokenizer
        .sharing(PinelinkVectorStore.class);
  }
}
