package io.pinelink.benchmarks.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.pinelink.benchmarks.ReadyBytes;
import io.pinelink.benchmarks.codec.GrpcCodec;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The upper bound for clients over gRPC: a single channel configured like Pinelink's that sends the
 * same bytes, prepared in advance, and skips the responses.
 */
final class GrpcBaseline implements BenchmarkSubject {
  private static final int MAX_ANSWER = 64 << 20;

  private final Channel channel;

  GrpcBaseline(Target target) throws IOException {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress("localhost", target.port())
            .directExecutor()
            .disableRetry()
            .maxInboundMessageSize(MAX_ANSWER);
    Path authority = target.authority();
    if (authority == null) {
      builder.usePlaintext();
    } else {
      builder.sslContext(GrpcSslContexts.forClient().trustManager(authority.toFile()).build());
    }
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER), Requests.KEY);
    headers.put(
        Metadata.Key.of("x-pinecone-api-version", Metadata.ASCII_STRING_MARSHALLER), "2026-04");
    this.channel =
        ClientInterceptors.intercept(
            builder.build(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public Work work(Call call, Shape shape) throws IOException {
    return switch (call) {
      case UPSERT -> send("Upsert", upserts(shape));
      case UPSERT_ONE -> send("Upsert", upserts(new Shape(shape.dimension(), 1)));
      case QUERY -> send("Query", queries(shape));
      case FETCH ->
          send(
              "Fetch",
              List.of(FetchRequest.newBuilder().addAllIds(Requests.ids()).build().toByteArray()));
    };
  }

  private static List<byte[]> upserts(Shape shape) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (UpsertRequest request : Requests.upserts(shape)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      GrpcCodec.write(request, out);
      messages.add(out.toByteArray());
    }
    return messages;
  }

  private static List<byte[]> queries(Shape shape) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (QueryRequest request : Requests.queries(shape)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      GrpcCodec.write(request, out);
      messages.add(out.toByteArray());
    }
    return messages;
  }

  private Work send(String method, List<byte[]> messages) {
    MethodDescriptor<byte[], byte[]> descriptor = ReadyBytes.method("VectorService/" + method);
    return new Work() {
      @Override
      public void run(int turn) {
        ClientCalls.blockingUnaryCall(
            channel, descriptor, CallOptions.DEFAULT, messages.get(turn % messages.size()));
      }

      @Override
      public CompletionStage<?> start(int turn) {
        Answer answer = new Answer();
        ClientCalls.asyncUnaryCall(
            channel.newCall(descriptor, CallOptions.DEFAULT),
            messages.get(turn % messages.size()),
            answer);
        return answer;
      }
    };
  }

  @Override
  public Object openIndex(int number) {
    throw new UnsupportedOperationException("Prepared bytes have no index");
  }

  private static final class Answer extends CompletableFuture<Boolean>
      implements StreamObserver<byte[]> {
    @Override
    public void onNext(byte[] answer) {
      // The marshaller has skipped it.
    }

    @Override
    public void onError(Throwable failure) {
      completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      complete(true);
    }
  }
}
