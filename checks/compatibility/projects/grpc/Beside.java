package compatibility;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The application's own gRPC: a server and a client in this process. */
final class Beside {
  private static final Marshaller<String> TEXT =
      new Marshaller<>() {
        @Override
        public InputStream stream(String text) {
          return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private static final MethodDescriptor<String, String> ECHO =
      MethodDescriptor.newBuilder(TEXT, TEXT)
          .setType(MethodType.UNARY)
          .setFullMethodName("compatibility/Echo")
          .build();

  private Beside() {}

  static String run() throws IOException {
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress("127.0.0.1", 0), InsecureServerCredentials.create())
            .addService(
                ServerServiceDefinition.builder("compatibility")
                    .addMethod(
                        ECHO,
                        ServerCalls.asyncUnaryCall(
                            (text, response) -> {
                              response.onNext(text);
                              response.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
            .build();
    try {
      return ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, "gRPC") + " done";
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }
}
