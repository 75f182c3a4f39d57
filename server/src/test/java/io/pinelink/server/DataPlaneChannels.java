package io.pinelink.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.internal.gateway.LoopbackNetwork;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;

/** A server with one index, and a gRPC channel to the data plane without any API key. */
final class DataPlaneChannels implements AutoCloseable {
  private final EmbeddedPinecone server;
  private final ManagedChannel channel;

  private DataPlaneChannels(EmbeddedPinecone server, ManagedChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  /** Opens a channel in plaintext, as in local mode, or with TLS and a real host name. */
  static DataPlaneChannels open(boolean tls) throws SSLException {
    return tls ? overTls() : plaintext();
  }

  private static DataPlaneChannels plaintext() {
    EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start();
    String host = create(server).host().orElseThrow();
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    return new DataPlaneChannels(
        server,
        NettyChannelBuilder.forAddress(LoopbackNetwork.loopback(port)).usePlaintext().build());
  }

  private static DataPlaneChannels overTls() throws SSLException {
    EmbeddedPinecone server = EmbeddedPinecone.start();
    String host = create(server).host().orElseThrow();
    InetSocketAddress address = server.address(Listener.PUBLIC_DATA);
    return new DataPlaneChannels(
        server,
        NettyChannelBuilder.forAddress(address)
            .overrideAuthority(host)
            .sslContext(
                GrpcSslContexts.forClient().trustManager(server.certificateAuthority()).build())
            .build());
  }

  private static IndexDescription create(EmbeddedPinecone server) {
    try (Pinelink client = server.clientBuilder().build()) {
      return client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  EmbeddedPinecone server() {
    return server;
  }

  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
