package io.pinelink.conformance;

import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.conformance.WireServer.Request;
import io.pinelink.model.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response as the report has them: with messages over gRPC in Base64, and without
 * bodies that are very long.
 */
record RecordedExchange(
    Protocol protocol,
    String apiVersion,
    String method,
    String path,
    String sent,
    int status,
    Map<String, String> headers,
    String received) {
  /** A body in the report; only bodies that are sent in order to be too large are longer. */
  private static final int MAX_TEXT = 64 * 1_024;

  RecordedExchange {
    headers = Map.copyOf(headers);
  }

  static RecordedExchange of(Request request, Answer answer) {
    return new RecordedExchange(
        request.protocol(),
        request.headers().getOrDefault("x-pinecone-api-version", ""),
        request.method(),
        request.path(),
        body(request.protocol(), request.body()),
        answer.status(),
        answer.headers(),
        body(request.protocol(), answer.body()));
  }

  private static String body(Protocol protocol, String body) {
    int bytes =
        protocol == Protocol.REST
            ? body.getBytes(StandardCharsets.UTF_8).length
            : Base64.getDecoder().decode(body).length;
    return bytes > MAX_TEXT ? "(" + bytes + " bytes)" : body;
  }

  /** Returns the exchange without secrets. */
  RecordedExchange masked(Secrets secrets) {
    boolean text = protocol == Protocol.REST;
    Map<String, String> masked = new TreeMap<>();
    headers.forEach(
        (name, value) -> masked.put(name, mask(value, !name.endsWith("-bin"), secrets)));
    return new RecordedExchange(
        protocol,
        apiVersion,
        method,
        secrets.mask(path),
        mask(sent, text, secrets),
        status,
        masked,
        mask(received, text, secrets));
  }

  private static String mask(String value, boolean text, Secrets secrets) {
    if (!text) {
      try {
        byte[] bytes = Base64.getDecoder().decode(value);
        return Base64.getEncoder().encodeToString(secrets.mask(bytes));
      } catch (IllegalArgumentException e) {
        // A header over REST may have any text, and a body may be left out.
      }
    }
    return secrets.mask(value);
  }

  /** Returns whether the service accepted the request. */
  boolean isSuccess() {
    return protocol == Protocol.REST ? status / 100 == 2 : status == 0;
  }

  /** Returns a member of the response, if it is JSON with such a member that is not null. */
  @Nullable Object json(String... path) {
    try {
      return ReportJson.at(ReportJson.parse(received), path);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the text of the refusal, on one line. */
  String message() {
    Object text = headers.get("grpc-message");
    text = text == null ? json("message") : text;
    text = text == null ? json("error", "message") : text;
    String whole = String.valueOf(text == null ? received : text).strip();
    String line = whole.lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("protocol", protocol.name().toLowerCase(Locale.ROOT));
    json.put("apiVersion", apiVersion);
    json.put("method", method);
    json.put("path", path);
    json.put("sent", sent);
    json.put("status", status);
    json.put("headers", new TreeMap<>(headers));
    json.put("received", received);
    return json;
  }
}
