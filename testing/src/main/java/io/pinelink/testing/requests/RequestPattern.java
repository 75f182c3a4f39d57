package io.pinelink.testing.requests;

import io.pinelink.model.Protocol;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A description of requests: a list of conditions that all must hold. {@link RequestPatterns}
 * creates them.
 *
 * <pre>{@code
 * import static io.pinelink.testing.requests.RequestCount.exactly;
 * import static io.pinelink.testing.requests.RequestPatterns.queries;
 *
 * requests.verify(exactly(2), queries().onIndex("docs").inNamespace("a"));
 * }</pre>
 *
 * <p>Every attempt of a call is a request. Immutable and thread-safe: each method returns a new
 * pattern.
 */
public final class RequestPattern {
  private final List<Condition> conditions;

  /**
   * One condition.
   *
   * @param text the condition as messages name it
   */
  record Condition(String text, Predicate<RecordedRequest> test) {}

  RequestPattern(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /** Adds the condition that the request was for an index, on either plane. */
  public RequestPattern onIndex(String name) {
    Objects.requireNonNull(name, "name is null");
    return and("on index '" + name + "'", request -> request.index().equals(name));
  }

  /**
   * Adds the condition that the request named a namespace.
   *
   * @param namespace empty or {@code __default__} for the default one
   */
  public RequestPattern inNamespace(String namespace) {
    Objects.requireNonNull(namespace, "namespace is null");
    String expected = normalized(namespace);
    return and(
        "in namespace '" + namespace + "'",
        request ->
            request
                .namespace()
                .map(RequestPattern::normalized)
                .filter(expected::equals)
                .isPresent());
  }

  private static String normalized(String namespace) {
    return namespace.equals("__default__") ? "" : namespace;
  }

  /** Adds the condition that the request arrived over a protocol. */
  public RequestPattern over(Protocol protocol) {
    Objects.requireNonNull(protocol, "protocol is null");
    return and("over " + protocol, request -> request.protocol() == protocol);
  }

  /** Adds the condition that the request arrived at a listener, such as the private data plane. */
  public RequestPattern at(Listener listener) {
    Objects.requireNonNull(listener, "listener is null");
    return and("at " + listener, request -> request.listener() == listener);
  }

  /**
   * Adds the condition that the request had a header.
   *
   * @param name in any case
   * @param value the whole value; keys and tokens are recorded as {@code ***}
   */
  public RequestPattern withHeader(String name, String value) {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(value, "value is null");
    String key = name.toLowerCase(Locale.ROOT);
    return and(
        "with header " + key + ": " + value,
        request -> request.headers().getOrDefault(key, List.of()).contains(value));
  }

  /** Adds the condition that the request was answered with an HTTP status. */
  public RequestPattern answeredWith(int httpStatus) {
    return and(
        "answered with HTTP status " + httpStatus,
        request -> request.httpStatus().orElse(-1) == httpStatus);
  }

  /**
   * Adds a condition of your own.
   *
   * @param description completes a sentence about a request, such as {@code "with a filter"}
   */
  public RequestPattern matching(String description, Predicate<RecordedRequest> condition) {
    Objects.requireNonNull(description, "description is null");
    Objects.requireNonNull(condition, "condition is null");
    return and(description, condition);
  }

  RequestPattern and(String text, Predicate<RecordedRequest> test) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(new Condition(text, test));
    return new RequestPattern(List.copyOf(more));
  }

  boolean matches(RecordedRequest request) {
    return conditions.stream().allMatch(condition -> condition.test().test(request));
  }

  /** Returns the conditions that a request does not meet, in order. */
  List<String> unmet(RecordedRequest request) {
    return conditions.stream()
        .filter(condition -> !condition.test().test(request))
        .map(Condition::text)
        .toList();
  }

  /** Returns the conditions, such as {@code query, on index 'docs'}. */
  @Override
  public String toString() {
    return conditions.isEmpty()
        ? "any request"
        : conditions.stream().map(Condition::text).collect(Collectors.joining(", "));
  }
}
