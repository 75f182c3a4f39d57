package io.pinelink.cli.conformance;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.Pinelink;
import io.pinelink.cli.conformance.WireServer.Answer;
import io.pinelink.cli.conformance.WireServer.Request;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** An embedded server behind a port on which a test sees and changes what passes. */
final class ProxiedServer implements AutoCloseable {
  private static final Timeout PATIENCE = Timeout.ofMinutes(1);

  /** The headers that each connection sets on its own. */
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding");

  final EmbeddedPinecone server;
  private final int port;
  private final HttpRequester http = RequesterBootstrap.bootstrap().create();
  private final ManagedChannel grpc;
  private final WireServer front;
  private volatile Passage passage = (request, service) -> service.respond(request);

  /** A step between a client and the server. */
  interface Passage {
    Answer pass(Request request, WireServer.Responder service) throws IOException;
  }

  ProxiedServer() throws IOException {
    server =
        EmbeddedPinecone.builder()
            .localMode()
            .onePort()
            .apiKeys(Set.of(EmbeddedPinecone.API_KEY))
            .start();
    port = server.address(Listener.CONTROL).getPort();
    grpc = Grpc.newChannelBuilder("localhost:" + port, InsecureChannelCredentials.create()).build();
    front = new WireServer(request -> passage.pass(request, this::forward));
    server.advertise("localhost:" + front.port());
  }

  void passage(Passage newPassage) {
    passage = newPassage;
  }

  /** Refuses HTTP/2, as some proxies do. */
  void refuseHttp2() {
    front.acceptsHttp2 = false;
  }

  String controlPlane() {
    return "http://localhost:" + front.port();
  }

  Pinelink.Builder clientBuilder() {
    return Pinelink.builder().controlPlane(controlPlane()).apiKey(EmbeddedPinecone.API_KEY);
  }

  private Answer forward(Request request) throws IOException {
    return request.protocol() == Protocol.REST ? overHttp(request) : overGrpc(request);
  }

  private Answer overHttp(Request request) throws IOException {
    try {
      ClassicHttpRequest sent =
          new BasicClassicHttpRequest(
              request.method(), HttpHost.create("http://" + request.authority()), request.path());
      request
          .headers()
          .forEach(
              (name, value) -> {
                if (!OWN.contains(name)) {
                  sent.setHeader(name, value);
                }
              });
      if (!request.body().isEmpty()) {
        sent.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
      }
      return http.execute(
          new HttpHost("http", "localhost", port),
          sent,
          PATIENCE,
          HttpCoreContext.create(),
          ProxiedServer::answer);
    } catch (HttpException | java.net.URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    return new Answer(response.getCode(), headers, new String(body, StandardCharsets.UTF_8));
  }

  private Answer overGrpc(Request request) {
    ClientCall<byte[], byte[]> call =
        grpc.newCall(
            GrpcMessages.method(request.path().substring(1)),
            CallOptions.DEFAULT.withAuthority(request.authority()));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<byte[]>() {
          private final Map<String, String> texts = new TreeMap<>();
          private byte[] received = {};

          @Override
          public void onHeaders(Metadata headers) {
            texts.putAll(GrpcMessages.texts(headers));
          }

          @Override
          public void onMessage(byte[] message) {
            received = message;
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            texts.putAll(GrpcMessages.texts(trailers));
            @Nullable String description = status.getDescription();
            if (description != null) {
              texts.put("grpc-message", description);
            }
            answer.complete(
                new Answer(
                    status.getCode().value(), texts, Base64.getEncoder().encodeToString(received)));
          }
        },
        GrpcMessages.metadata(request.headers()));
    call.request(2);
    call.sendMessage(Base64.getDecoder().decode(request.body()));
    call.halfClose();
    return answer.join();
  }

  @Override
  public void close() throws IOException {
    front.close();
    grpc.shutdownNow();
    http.close();
    server.close();
  }
}
