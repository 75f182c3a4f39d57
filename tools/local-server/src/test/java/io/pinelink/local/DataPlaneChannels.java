package io.pinelink.local;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
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
    EmbeddedPinecone server =
        LocalServer.builder(EmbeddedPinecone.builder().localMode()).start().pinecone();
    String host = create(server).host().orElseThrow();
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    return new DataPlaneChannels(
        server,
        NettyChannelBuilder.forAddress(LoopbackNetwork.loopback(port)).usePlaintext().build());
  }

  private static DataPlaneChannels overTls() throws SSLException {
    EmbeddedPinecone server = LocalServer.builder(EmbeddedPinecone.builder()).start().pinecone();
    String host = create(server).host().orElseThrow();
    InetSocketAddress address = server.address(Listener.PUBLIC_DATA);
    return new DataPlaneChannels(
        server,
        NettyChannelBuilder.forAddress(address)
            .overrideAuthority(host)
            .sslContext(
                GrpcSslContexts.forClient().trustManager(server.authority().certificate()).build())
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

  /** Opens a channel that names the index, in plaintext on one port. */
  static DataPlaneChannels onOnePort() {
    EmbeddedPinecone server =
        LocalServer.builder(EmbeddedPinecone.builder().localMode().onePort()).start().pinecone();
    create(server);
    return new DataPlaneChannels(
        server,
        NettyChannelBuilder.forAddress(server.address(Listener.CONTROL))
            .overrideAuthority("docs.localhost")
            .usePlaintext()
            .build());
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
