package io.pinelink.moduletests;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.DataWriteOptions;
import io.pinelink.files.data.DataWriter;
import io.pinelink.springai.PinelinkVectorStore;
import io.pinelink.testing.requests.RequestPattern;
import io.pinelink.testing.requests.RequestPatterns;
import java.io.InputStream;
import java.io.OutputStream;

/** The sample values of integrations that cannot be created from their types alone. */
final class FrameworkSamples {
  private FrameworkSamples() {}

  public static void addTo(SampleValues samples) {
    samples
        .with(MeterRegistry.class, SimpleMeterRegistry::new)
        .with(RequestPattern.class, RequestPatterns::requests)
        .with(
            DataReader.class,
            () ->
                DataReader.vectors(
                    InputStream.nullInputStream(), "sample", DataReadOptions.defaults()))
        .with(
            DataWriter.class,
            () -> DataWriter.vectors(OutputStream.nullOutputStream(), DataWriteOptions.defaults()))
        .sharing(PinelinkVectorStore.Builder.class) // each loads a tokenizer
        .sharing(PinelinkVectorStore.class);
  }
}
