package io.pinelink.benchmarks.sink;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The gRPC server of the sink. It skips requests unread and returns prepared responses. */
final class GrpcSink {
  private static final int MAX_REQUEST = 64 << 20;

  private GrpcSink() {}

  static Server start(
      CannedResponses answers, LongAdder answered, @Nullable Certificate certificate)
      throws IOException, GeneralSecurityException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
            .directExecutor()
            .maxInboundMessageSize(MAX_REQUEST)
            .fallbackHandlerRegistry(new Methods(answers, answered));
    if (certificate != null) {
      builder.sslContext(
          GrpcSslContexts.configure(SslContextBuilder.forServer(certificate.keyManagers()))
              .build());
    }
    return builder.build().start();
  }

  /** The methods, created once since they are looked up for each call. */
  private static final class Methods extends HandlerRegistry {
    private final Map<String, ServerMethodDefinition<byte[], byte[]>> methods = new HashMap<>();

    Methods(CannedResponses answers, LongAdder answered) {
      answers
          .protobuf()
          .forEach(
              (name, answer) ->
                  methods.put(
                      name,
                      ServerMethodDefinition.create(
                          ReadyBytes.method(name), new Answering(answer, answered))));
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      return methods.get(name);
    }
  }

  private static final class Answering implements ServerCallHandler<byte[], byte[]> {
    private final byte[] answer;
    private final LongAdder answered;

    Answering(byte[] answer, LongAdder answered) {
      this.answer = answer;
      this.answered = answered;
    }

    @Override
    public ServerCall.Listener<byte[]> startCall(
        ServerCall<byte[], byte[]> call, Metadata headers) {
      call.request(2);
      return new ServerCall.Listener<>() {
        @Override
        public void onHalfClose() {
          answered.increment();
          call.sendHeaders(new Metadata());
          call.sendMessage(answer);
          call.close(Status.OK, new Metadata());
        }
      };
    }
  }
}
