package io.pinelink.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.pinelink.benchmarks.codec.RestCodec;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.response.VectorResponses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A benchmark of JSON without a network: 100 vectors of 1,536 values. It compares the transport's
 * own codec with Jackson's fast number parser and writer, with the same floats.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@SuppressWarnings("NullAway.Init") // prepare() runs first.
public class RestCodecBenchmark {
  private static final int VECTORS = 100;
  private static final int DIMENSION = 1_536;

  private final JsonFactory jackson =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();
  private final float[] read = new float[DIMENSION];
  private ResponseInfo info;
  private UpsertRequest request;
  private byte[] answer;
  private float[][] values;

  /** Creates the vectors and a query response with them. */
  @Setup
  public void prepare() throws IOException {
    Embeddings embeddings = new Embeddings(1);
    values = new float[VECTORS][];
    Arrays.setAll(values, i -> embeddings.next(DIMENSION));
    request =
        new UpsertRequest(
            IntStream.range(0, VECTORS)
                .mapToObj(i -> Vector.of("vector-" + i, values[i]))
                .toList());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeByJackson(bytes);
    answer = bytes.toByteArray();
    info =
        VectorResponses.info(
            null,
            "",
            null,
            null,
            new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
                .toHost("localhost:1"),
            Protocol.REST,
            1);
  }

  /** Encodes an upsert from its model into pooled buffers. */
  @Benchmark
  public long encode() throws IOException {
    return RestCodec.write(request);
  }

  /** Encodes the same values with Jackson into a null stream. */
  @Benchmark
  public void encodeByJackson() throws IOException {
    writeByJackson(OutputStream.nullOutputStream());
  }

  private void writeByJackson(OutputStream out) throws IOException {
    try (JsonGenerator json = jackson.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("matches");
      for (int i = 0; i < VECTORS; i++) {
        json.writeStartObject();
        json.writeStringField("id", "vector-" + i);
        json.writeArrayFieldStart("values");
        for (float value : values[i]) {
          json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Decodes a query response into its model. */
  @Benchmark
  public Object decode() throws IOException {
    return RestCodec.query(answer, info);
  }

  /** Decodes the same values with Jackson and keeps none. */
  @Benchmark
  public float[] decodeByJackson() throws IOException {
    try (JsonParser json = jackson.createParser(answer)) {
      int at = 0;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isNumeric()) {
          read[at++ % DIMENSION] = json.getFloatValue();
        }
      }
    }
    return read;
  }

  /** Runs the benchmark. */
  public static void main(String... args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(RestCodecBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
