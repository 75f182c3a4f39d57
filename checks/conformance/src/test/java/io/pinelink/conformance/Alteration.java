package io.pinelink.conformance;

import io.pinelink.model.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A service that does something else than a row assumes: a change of the responses to some
 * requests.
 */
record Alteration(
    String row, Predicate<RecordedExchange> where, UnaryOperator<RecordedExchange> how)
    implements UnaryOperator<RecordedExchange> {
  private static final String REFUSED = "{\"code\":3,\"message\":\"altered\",\"details\":[]}";

  @Override
  public RecordedExchange apply(RecordedExchange exchange) {
    return where.test(exchange) ? how.apply(exchange) : exchange;
  }

  /** Changes responses in the namespace of a row. */
  static Alteration of(String row, UnaryOperator<RecordedExchange> how) {
    return new Alteration(row, inNamespaceOf(row), how);
  }

  /** Limits the change to requests whose path contains a text. */
  Alteration at(String path) {
    return new Alteration(row, where.and(exchange -> exchange.path().contains(path)), how);
  }

  /** Limits the change to requests that contain a text. */
  Alteration sending(String text) {
    return new Alteration(row, where.and(exchange -> sent(exchange).contains(text)), how);
  }

  /** Limits the change to a version of the API. */
  Alteration in(String version) {
    return new Alteration(row, where.and(exchange -> exchange.apiVersion().equals(version)), how);
  }

  /** Changes responses regardless of the namespace. */
  Alteration anywhere() {
    return new Alteration(row, exchange -> true, how);
  }

  private static Predicate<RecordedExchange> inNamespaceOf(String row) {
    return exchange -> {
      String text = exchange.path() + " " + sent(exchange);
      return text.contains(row + "-rest-public") || text.contains(row + "-grpc-public");
    };
  }

  /** Returns the request as text; over gRPC, names and texts are readable in it. */
  private static String sent(RecordedExchange exchange) {
    return exchange.protocol() == Protocol.GRPC && !exchange.sent().startsWith("(")
        ? new String(Base64.getDecoder().decode(exchange.sent()), StandardCharsets.ISO_8859_1)
        : exchange.sent();
  }

  /** A refusal becomes a success with this body; over gRPC with an empty message. */
  static UnaryOperator<RecordedExchange> accepted(String body) {
    return exchange ->
        exchange.isSuccess()
            ? exchange
            : exchange.protocol() == Protocol.REST
                ? with(exchange, 200, body)
                : with(exchange, 0, "");
  }

  /** A success becomes a refusal. */
  static UnaryOperator<RecordedExchange> refused(int http, int grpc) {
    return exchange ->
        !exchange.isSuccess()
            ? exchange
            : exchange.protocol() == Protocol.REST
                ? with(exchange, http, REFUSED)
                : with(exchange, grpc, "");
  }

  /** Every response has another status, with the same body. */
  static UnaryOperator<RecordedExchange> status(int http, int grpc) {
    return exchange ->
        with(exchange, exchange.protocol() == Protocol.REST ? http : grpc, exchange.received());
  }

  /** A body over REST has something in place of a text. */
  static UnaryOperator<RecordedExchange> edited(String regex, String replacement) {
    return exchange ->
        exchange.protocol() == Protocol.REST
            ? with(
                exchange, exchange.status(), exchange.received().replaceFirst(regex, replacement))
            : exchange;
  }

  /** A message over gRPC is another one. */
  static UnaryOperator<RecordedExchange> message(String base64) {
    return exchange ->
        exchange.protocol() == Protocol.GRPC ? with(exchange, exchange.status(), base64) : exchange;
  }

  /** A member of a body over REST has another value. */
  static UnaryOperator<RecordedExchange> member(String name, Object value) {
    return exchange -> {
      if (exchange.protocol() != Protocol.REST
          || !(exchange.json() instanceof Map<?, ?> object)
          || !object.containsKey(name)) {
        return exchange;
      }
      Map<String, Object> changed = new TreeMap<>();
      object.forEach((key, each) -> changed.put(String.valueOf(key), each));
      changed.put(name, value);
      return with(exchange, exchange.status(), ReportJson.line(changed));
    };
  }

  /** A response lacks a header. */
  static UnaryOperator<RecordedExchange> without(String header) {
    return exchange -> {
      Map<String, String> headers = new TreeMap<>(exchange.headers());
      headers.remove(header);
      return with(exchange, headers);
    };
  }

  /** A response over REST has another header. */
  static UnaryOperator<RecordedExchange> header(String name, String value) {
    return exchange -> {
      Map<String, String> headers = new TreeMap<>(exchange.headers());
      headers.put(name, value);
      return exchange.protocol() == Protocol.REST ? with(exchange, headers) : exchange;
    };
  }

  static UnaryOperator<RecordedExchange> both(
      UnaryOperator<RecordedExchange> first, UnaryOperator<RecordedExchange> second) {
    return exchange -> second.apply(first.apply(exchange));
  }

  private static RecordedExchange with(RecordedExchange e, int status, String received) {
    return new RecordedExchange(
        e.protocol(),
        e.apiVersion(),
        e.method(),
        e.path(),
        e.sent(),
        status,
        e.headers(),
        received);
  }

  private static RecordedExchange with(RecordedExchange e, Map<String, String> headers) {
    return new RecordedExchange(
        e.protocol(),
        e.apiVersion(),
        e.method(),
        e.path(),
        e.sent(),
        e.status(),
        headers,
        e.received());
  }
}
