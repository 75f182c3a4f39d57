package io.pinelink.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.grpc.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Clients that dial a listener under any name and trust only the server's authority: gRPC over
 * Netty, and handwritten HTTP/1.1 on a TLS socket, which needs no name resolution.
 */
public final class TestClients implements AutoCloseable {
  private final EmbeddedPinecone pinecone;
  private final List<ManagedChannel> channels = new ArrayList<>();

  public TestClients(EmbeddedPinecone pinecone) {
    this.pinecone = pinecone;
  }

  ManagedChannel channel(Listener listener, String host) {
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(pinecone.address(listener))
              .overrideAuthority(host)
              .maxInboundMessageSize(64_000_000)
              .sslContext(
                  GrpcSslContexts.forClient()
                      .trustManager(pinecone.authority().certificate())
                      .build())
              .build();
      channels.add(channel);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  VectorServiceBlockingStub stub(Listener listener, String host, String key) {
    return VectorServiceGrpc.newBlockingStub(channel(listener, host)).withInterceptors(key(key));
  }

  static ClientInterceptor key(String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /**
   * Sends one request on its own connection.
   *
   * @param key the API key; empty for none
   */
  public Response http(
      Listener listener, String host, String method, String path, String key, String body) {
    return http(pinecone.address(listener), host, method, path, key, body);
  }

  /** Sends one request to an address on its own connection. */
  public Response http(
      InetSocketAddress address, String host, String method, String path, String key, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n"
            + (key.isEmpty() ? "" : "Api-Key: " + key + "\r\n")
            + "\r\n";
    return Response.parse(raw(address, host, head + body));
  }

  /** Sends requests on a new connection and returns all bytes until the server closes it. */
  String raw(Listener listener, String host, String requests) {
    return raw(pinecone.address(listener), host, requests);
  }

  private String raw(InetSocketAddress address, String host, String requests) {
    try (SSLSocket socket = socket(address, host)) {
      OutputStream out = socket.getOutputStream();
      out.write(requests.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SSLSocket socket(InetSocketAddress address, String host) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trust()
                .getSocketFactory()
                .createSocket(new Socket(address.getAddress(), address.getPort()), host, 443, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private SSLContext trust() throws IOException {
    return trusting(pinecone.authority().certificate());
  }

  /** Returns a context that trusts one authority only. */
  static SSLContext trusting(X509Certificate authority) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("ca", authority);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  /** Returns the value of a header, which must be present. */
  public static String header(@Nullable Metadata metadata, String name) {
    String value =
        requireNonNull(metadata).get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    return requireNonNull(value, name);
  }

  /** A response; header names are in lower case. */
  public record Response(int status, Map<String, String> headers, String body) {

    static Response parse(String text) {
      int blank = text.indexOf("\r\n\r\n");
      String[] lines = text.substring(0, blank).split("\r\n", -1);
      Map<String, String> headers = new TreeMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      return new Response(
          Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(blank + 4));
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    public JsonNode json() {
      try {
        return PlainJson.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
