package io.pinelink.benchmarks;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A query over REST whose answer is 100 vectors of 1,536 values: through a whole client, from a
 * server that sends ready-made bytes. {@link #main} tells how what is allocated for a call compares
 * with what cannot be spared, the bytes of the answer and of its floats.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // open() comes before all else.
public class RestQueryBenchmark {
  private static final int MATCHES = 100;
  private static final int DIMENSION = 1_536;

  /** How the answer's length is told. */
  @Param({"length", "chunked"})
  public String framing = "length";

  private HttpSink sink;
  private Pinelink client;
  private Index index;
  private QueryRequest request;

  /** Starts the server and opens the index. */
  @Setup
  public void open() throws IOException {
    byte[] body = answer();
    sink =
        new HttpSink(
            framing.equals("chunked") ? HttpSink.chunked(body) : HttpSink.withLength(body));
    client = Pinelink.builder().apiKey("none").protocols(Protocol.REST).build();
    index = client.indexAt("localhost:" + sink.port());
    request = QueryRequest.nearest(floats(new Random(1))).topK(MATCHES).includeValues().build();
  }

  /** Closes the client, then the server. */
  @TearDown
  public void close() throws IOException {
    client.close();
    sink.close();
  }

  /** One query, one caller. */
  @Benchmark
  public QueryResponse query() {
    return index.query(request);
  }

  private static byte[] answer() {
    Random random = new Random(2);
    StringBuilder json = new StringBuilder("{\"results\":[],\"matches\":[");
    for (int i = 0; i < MATCHES; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"id\":\"vector-" + i + "\",\"score\":" + random.nextFloat())
          .append(",\"values\":[");
      float[] values = floats(random);
      for (int j = 0; j < DIMENSION; j++) {
        json.append(j == 0 ? "" : ",").append(values[j]);
      }
      json.append("]}");
    }
    json.append("],\"namespace\":\"\",\"usage\":{\"readUnits\":6}}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Values as embeddings have them: of length 1 all together. */
  private static float[] floats(Random random) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(DIMENSION));
    }
    return values;
  }

  /** Runs the benchmark and prints the ratio. */
  public static void main(String... args) throws RunnerException {
    long needed = answer().length + (long) Float.BYTES * MATCHES * DIMENSION;
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(RestQueryBenchmark.class.getSimpleName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run()) {
      double allocated =
          result.getSecondaryResults().values().stream()
              .filter(each -> each.getLabel().endsWith("gc.alloc.rate.norm"))
              .findFirst()
              .orElseThrow()
              .getScore();
      System.out.printf(
          "%s: %,.0f bytes allocated a call, %.3f of the %,d of answer and floats%n",
          result.getParams().getParam("framing"), allocated, allocated / needed, needed);
    }
  }
}
