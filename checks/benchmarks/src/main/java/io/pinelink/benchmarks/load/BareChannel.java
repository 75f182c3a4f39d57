package io.pinelink.benchmarks.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.pinelink.benchmarks.sink.ReadyBytes;
import io.pinelink.grpc.codec.OutgoingMarshaller;
import io.pinelink.grpc.codec.VectorEncoder;
import io.pinelink.model.UpsertRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A gRPC channel in plaintext without a client: it sends the bytes of Pinelink's upserts, prepared
 * in advance, and is what a client over gRPC can reach with one connection.
 */
final class BareChannel implements BenchmarkSubject {
  private static final MethodDescriptor<byte[], byte[]> UPSERT =
      ReadyBytes.method("VectorService/Upsert");

  private final Channel channel;

  BareChannel(Target target) {
    this.channel =
        NettyChannelBuilder.forTarget(target.host())
            .usePlaintext()
            .directExecutor()
            .disableRetry()
            .build();
  }

  @Override
  public Work<?> work(Call call, Shape shape) throws IOException {
    if (call != Call.UPSERT) {
      throw new UnsupportedOperationException("only upserts are compared, not " + call);
    }
    List<byte[]> messages = new ArrayList<>();
    for (UpsertRequest request : Requests.upserts(shape)) {
      try (InputStream bytes = new OutgoingMarshaller().stream(VectorEncoder.upsert(request, ""))) {
        messages.add(bytes.readAllBytes());
      }
    }
    return new Work<>(
        messages,
        message -> ClientCalls.blockingUnaryCall(channel, UPSERT, CallOptions.DEFAULT, message),
        message -> {
          throw new UnsupportedOperationException("asynchronous calls are not compared");
        });
  }
}
