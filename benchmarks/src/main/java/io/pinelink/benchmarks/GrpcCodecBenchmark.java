package io.pinelink.benchmarks;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.benchmarks.codec.GrpcCodec;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.response.VectorResponses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
 * A benchmark of protobuf without a network: 100 vectors of 1,536 values with 3 fields of metadata,
 * written into a direct buffer like gRPC's and read from an array. It compares the transport's own
 * codec with the generated classes, and with the unavoidable work: a copy of the bytes, and of the
 * floats.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@SuppressWarnings("NullAway.Init") // prepare() runs first.
public class GrpcCodecBenchmark {
  private static final int VECTORS = 100;
  private static final int DIMENSION = 1_536;

  private final DirectBuffer out = new DirectBuffer();
  private ResponseInfo info;
  private UpsertRequest request;
  private byte[] requestBytes;
  private byte[] responseBytes;
  private float[][] values;

  /** Creates the vectors, and their bytes with the generated classes. */
  @Setup
  public void prepare() throws IOException {
    Embeddings embeddings = new Embeddings(1);
    values = new float[VECTORS][];
    Arrays.setAll(values, i -> embeddings.next(DIMENSION));
    request =
        new UpsertRequest(
            IntStream.range(0, VECTORS)
                .mapToObj(i -> Vector.of("vector-" + i, values[i], metadata(i)))
                .toList());
    requestBytes = message().toByteArray();
    FetchResponse.Builder response = FetchResponse.newBuilder();
    message().getVectorsList().forEach(vector -> response.putVectors(vector.getId(), vector));
    responseBytes = response.build().toByteArray();
    info =
        VectorResponses.info(
            null,
            "",
            null,
            null,
            new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
                .toHost("localhost:1"),
            Protocol.GRPC,
            1);
  }

  private static Metadata metadata(int i) {
    return Metadata.builder()
        .put("title", "Title number " + i)
        .put("year", 1_900 + i)
        .put("draft", i % 2 == 0)
        .build();
  }

  /** Encodes an upsert from its model. */
  @Benchmark
  public int encode() throws IOException {
    return GrpcCodec.write(request, out.clear());
  }

  /** Encodes an upsert from its model with the generated classes. */
  @Benchmark
  public int encodeGenerated() throws IOException {
    io.pinelink.grpc.proto.UpsertRequest message = message();
    message.writeTo(out.clear());
    return message.getSerializedSize();
  }

  /** Copies encoded bytes. */
  @Benchmark
  public int encodeReadyBytes() {
    out.clear().write(requestBytes, 0, requestBytes.length);
    return requestBytes.length;
  }

  /** Decodes the response of a fetch into its model. */
  @Benchmark
  public Object decode() {
    return GrpcCodec.fetch(responseBytes, info);
  }

  /** Decodes the response of a fetch into the generated classes only. */
  @Benchmark
  public Object decodeGenerated() throws InvalidProtocolBufferException {
    return FetchResponse.parseFrom(responseBytes);
  }

  /** Copies the floats. */
  @Benchmark
  public Object decodeFloatsOnly() {
    float[][] copies = new float[VECTORS][];
    for (int i = 0; i < VECTORS; i++) {
      copies[i] = values[i].clone();
    }
    return copies;
  }

  private io.pinelink.grpc.proto.UpsertRequest message() {
    io.pinelink.grpc.proto.UpsertRequest.Builder message =
        io.pinelink.grpc.proto.UpsertRequest.newBuilder();
    for (Vector vector : request.vectors()) {
      io.pinelink.grpc.proto.Vector.Builder each =
          io.pinelink.grpc.proto.Vector.newBuilder().setId(vector.id());
      for (int i = 0; i < vector.dimension(); i++) {
        each.addValues(vector.value(i));
      }
      message.addVectors(each.setMetadata(struct(vector.metadata().asMap())));
    }
    return message.build();
  }

  private static Struct struct(Map<String, Object> metadata) {
    Struct.Builder struct = Struct.newBuilder();
    metadata.forEach(
        (key, value) -> {
          Value.Builder kind = Value.newBuilder();
          if (value instanceof String text) {
            kind.setStringValue(text);
          } else if (value instanceof Double number) {
            kind.setNumberValue(number);
          } else {
            kind.setBoolValue((Boolean) value);
          }
          struct.putFields(key, kind.build());
        });
    return struct.build();
  }

  /** A direct buffer like the buffers of gRPC over Netty. */
  private static final class DirectBuffer extends OutputStream {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

    DirectBuffer clear() {
      buffer.clear();
      return this;
    }

    @Override
    public void write(int b) {
      buffer.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      buffer.put(bytes, offset, length);
    }
  }

  /** Runs the benchmark. */
  public static void main(String... args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(GrpcCodecBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
