package io.pinelink.benchmarks.load;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.pinelink.benchmarks.sink.ReadyBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** Channels of gRPC without a client: what a connection costs in the libraries alone. */
final class IdleChannel implements IdleClient {
  private static final MethodDescriptor<byte[], byte[]> QUERY =
      ReadyBytes.method("VectorService/Query");
  private static final MethodDescriptor<byte[], byte[]> UPSERT =
      ReadyBytes.method("VectorService/Upsert");
  private static final byte[] SMALL = new byte[6_000];
  private static final byte[] LARGE = new byte[600_000];

  private final Target target;
  private final List<ManagedChannel> channels = new ArrayList<>();

  IdleChannel(Target target) {
    this.target = target;
  }

  @Override
  public IdleIndex index(int number) {
    Path authority = Objects.requireNonNull(target.authority(), "authority is null");
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forTarget(target.host())
              .sslContext(GrpcSslContexts.forClient().trustManager(authority.toFile()).build())
              .directExecutor()
              .disableRetry()
              .build();
      channels.add(channel);
      return new Opened(channel);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  private record Opened(ManagedChannel channel) implements IdleIndex {
    @Override
    public void query() {
      call(QUERY, SMALL);
    }

    @Override
    public void upsert() {
      call(UPSERT, LARGE);
    }

    private void call(MethodDescriptor<byte[], byte[]> method, byte[] message) {
      ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, message);
    }
  }
}
