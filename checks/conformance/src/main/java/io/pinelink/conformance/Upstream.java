package io.pinelink.conformance;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.conformance.WireServer.Request;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A host of the service, to which requests are passed on as they came. */
final class Upstream implements WireServer.Responder, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** The headers that each connection sets on its own. */
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding");

  static {
    // A target may have another name than the address that is dialled for it.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final Target target;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private @Nullable ManagedChannel channel;

  /**
   * An address to dial.
   *
   * @param authority the name and port in requests, which TLS verifies
   */
  record Target(URI dialled, String authority) {
    static Target of(URI uri) {
      return new Target(uri, uri.getAuthority());
    }

    private boolean isPlaintext() {
      return dialled.getScheme().equals("http");
    }

    private int port() {
      int given = dialled.getPort();
      return given >= 0 ? given : isPlaintext() ? HTTP_PORT : HTTPS_PORT;
    }
  }

  Upstream(Target target) {
    this.target = target;
  }

  /** Returns the name and port in requests. */
  String authority() {
    return target.authority();
  }

  /**
   * Sends a request.
   *
   * @throws IOException if there is no response
   */
  @Override
  public Answer respond(Request request) throws IOException {
    try {
      return request.protocol() == Protocol.REST ? overHttp(request) : overGrpc(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Answer overHttp(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(target.dialled().resolve(request.path()))
            .timeout(PATIENCE)
            .method(
                request.method(),
                request.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.body()));
    if (!target.authority().equals(target.dialled().getAuthority())) {
      sent.setHeader("host", target.authority());
    }
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!OWN.contains(name)) {
                sent.setHeader(name, value);
              }
            });
    HttpResponse<byte[]> response = http.send(sent.build(), BodyHandlers.ofByteArray());
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.startsWith(":")) {
                headers.put(name, String.join(", ", values));
              }
            });
    return new Answer(
        response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
  }

  private synchronized ManagedChannel channel() {
    ManagedChannel open = channel;
    if (open == null) {
      open =
          Grpc.newChannelBuilderForAddress(
                  target.dialled().getHost(),
                  target.port(),
                  target.isPlaintext()
                      ? InsecureChannelCredentials.create()
                      : TlsChannelCredentials.create())
              .overrideAuthority(target.authority())
              .maxInboundMessageSize(WireServer.MAX_MESSAGE_BYTES)
              .disableRetry()
              .build();
      channel = open;
    }
    return open;
  }

  private Answer overGrpc(Request request) throws IOException, InterruptedException {
    ClientCall<byte[], byte[]> call =
        channel()
            .newCall(
                GrpcMessages.method(request.path().substring(1)),
                CallOptions.DEFAULT.withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.start(new Receiver(answer), GrpcMessages.metadata(request.headers()));
    call.request(2);
    call.sendMessage(Base64.getDecoder().decode(request.body()));
    call.halfClose();
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private static final class Receiver extends ClientCall.Listener<byte[]> {
    private final CompletableFuture<Answer> answer;
    private final Map<String, String> texts = new TreeMap<>();
    private byte[] received = {};
    private boolean answered;

    Receiver(CompletableFuture<Answer> answer) {
      this.answer = answer;
    }

    @Override
    public void onHeaders(Metadata headers) {
      answered = true;
      texts.putAll(GrpcMessages.texts(headers));
    }

    @Override
    public void onMessage(byte[] message) {
      received = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!status.isOk() && !answered && trailers.keys().isEmpty()) {
        // gRPC itself made this status, because the connection failed.
        answer.completeExceptionally(status.asException());
        return;
      }
      texts.putAll(GrpcMessages.texts(trailers));
      String description = status.getDescription();
      if (description != null) {
        texts.put("grpc-message", description);
      }
      answer.complete(
          new Answer(
              status.getCode().value(), texts, Base64.getEncoder().encodeToString(received)));
    }
  }
}
