package io.pinelink.moduletests;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pinelink.springai.PinelinkVectorStore;

/** The sample values of frameworks that cannot be created from their types alone. */
final class FrameworkSamples {
  private FrameworkSamples() {}

  public static void addTo(SampleValues samples) {
    samples
        .with(MeterRegistry.class, SimpleMeterRegistry::new)
        .sharing(PinelinkVectorStore.Builder.class) // each loads a tokenizer
        .sharing(PinelinkVectorStore.class);
  }
}
